// Package door is what every request passes on its way in, whether it is for
// the pages or for programs: it gets a name, a log line, a time limit, and is
// turned away when a browser sends it for another site.
package door

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

// Config is what a door works with. All but TrustProxy are required.
type Config struct {
	Log       *slog.Logger
	Now       func() time.Time
	Headers   [][2]string               // on every answer
	Fail      func(error, echo.Context) // answers an error
	OtherSite error                     // what a write from another site is refused with

	// TrustProxy says that a proxy of ours stands in front and sets
	// X-Forwarded-For and X-Forwarded-Proto; else both are ignored.
	TrustProxy bool
}

// A Door is an echo whose requests have passed.
type Door struct {
	*echo.Echo
	c     Config
	cross *http.CrossOriginProtection
}

// New returns a door without routes.
func New(c Config) *Door {
	d := &Door{echo.New(), c, http.NewCrossOriginProtection()}
	d.HTTPErrorHandler = c.Fail
	d.IPExtractor = echo.ExtractIPDirect()
	if c.TrustProxy {
		d.IPExtractor = echo.ExtractIPFromXFFHeader()
	}
	d.Use(d.trace, d.calm, d.sameSite)
	return d
}

// Secure reports whether the person came over TLS.
func (d *Door) Secure(c echo.Context) bool {
	r := c.Request()
	return r.TLS != nil || d.c.TrustProxy && r.Header.Get(echo.HeaderXForwardedProto) == "https"
}

// trace gives the request a name, answers its error and logs one line for it:
// the route, not the query, for that may hold what people look for.
func (d *Door) trace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begin := d.c.Now()
		header := c.Response().Header()
		header.Set(echo.HeaderXRequestID, rand.Text()[:16])
		for _, h := range d.c.Headers {
			header.Set(h[0], h[1])
		}
		if err := next(c); err != nil {
			c.Error(err)
		}
		d.c.Log.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
			slog.String("request", header.Get(echo.HeaderXRequestID)),
			slog.String("method", c.Request().Method), slog.String("route", c.Path()),
			slog.Int("status", c.Response().Status), slog.Duration("took", d.c.Now().Sub(begin)),
			slog.String("from", c.RealIP()))
		return nil
	}
}

// calm bounds the time of a request and turns a panic into an error.
func (d *Door) calm(next echo.HandlerFunc) echo.HandlerFunc {
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
func (d *Door) sameSite(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if d.cross.Check(c.Request()) != nil {
			return d.c.OtherSite
		}
		return next(c)
	}
}
