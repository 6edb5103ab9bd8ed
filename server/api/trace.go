package api

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"
)

// patience is how long one request may take.
const patience = 30 * time.Second

// answerHeaders stand on every answer. Documents are no page: nothing in an
// answer may run, and nothing of it stays in a cache unless it says so.
var answerHeaders = [...][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Referrer-Policy", "no-referrer"},
	{"Cache-Control", "no-store"},
}

// trace gives the request a name, answers its error and logs one line for it:
// the route, not the query, for that may hold what people look for.
func (a *API) trace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begin := a.d.Now()
		header := c.Response().Header()
		header.Set(echo.HeaderXRequestID, rand.Text()[:16])
		for _, h := range answerHeaders {
			header.Set(h[0], h[1])
		}
		if err := next(c); err != nil {
			c.Error(err)
		}
		a.d.Log.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
			slog.String("request", header.Get(echo.HeaderXRequestID)),
			slog.String("method", c.Request().Method), slog.String("route", c.Path()),
			slog.Int("status", c.Response().Status), slog.Duration("took", a.d.Now().Sub(begin)),
			slog.String("from", c.RealIP()))
		return nil
	}
}

// calm bounds the time of a request and turns a panic into an error.
func (a *API) calm(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		ctx, cancel := context.WithTimeout(c.Request().Context(), patience)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		defer func() {
			switch p := recover(); {
			case p == nil:
			case errors.Is(asError(p), http.ErrAbortHandler):
				panic(p) // net/http wants to see it
			default:
				err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
			}
		}()
		return next(c)
	}
}

func asError(p any) error {
	if err, ok := p.(error); ok {
		return err
	}
	return nil
}

// sameSite refuses a write that a browser sends for another site: the cookie
// would go with it.
func (a *API) sameSite(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if a.cross.Check(c.Request()) != nil {
			return errOtherSite
		}
		return next(c)
	}
}

// secure reports whether the person came over TLS.
func (a *API) secure(c echo.Context) bool {
	r := c.Request()
	return r.TLS != nil || a.d.TrustProxy && r.Header.Get(echo.HeaderXForwardedProto) == "https"
}
