package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/auth"
	"vanthu/workflow"
)

// statuses says which status an error of each kind has.
var statuses = map[string]int{
	"malformed":             http.StatusBadRequest,
	"unauthenticated":       http.StatusUnauthorized,
	"forbidden":             http.StatusForbidden,
	"not_found":             http.StatusNotFound,
	"method":                http.StatusMethodNotAllowed,
	"not_allowed":           http.StatusConflict,
	"exists":                http.StatusConflict,
	"conflict":              http.StatusPreconditionFailed,
	"too_large":             http.StatusRequestEntityTooLarge,
	"media_type":            http.StatusUnsupportedMediaType,
	"invalid":               http.StatusUnprocessableEntity,
	"precondition_required": http.StatusPreconditionRequired,
	"too_many":              http.StatusTooManyRequests,
	"internal":              http.StatusInternalServerError,
	"unavailable":           http.StatusServiceUnavailable,
}

// problem is what an error looks like (RFC 9457).
type problem struct {
	Type    string                  `json:"type"`
	Title   string                  `json:"title"`
	Status  int                     `json:"status"`
	Kind    string                  `json:"kind"`
	Detail  string                  `json:"detail"`
	Article string                  `json:"article,omitempty"`
	Fields  []workflow.FieldMessage `json:"fields,omitempty"`
	Version workflow.Version        `json:"version,omitempty"` // the present one, where another was first
	Since   []eventView             `json:"since,omitempty"`   // what happened since the version that was seen
	Report  *reportView             `json:"report,omitempty"`  // of a file that cannot be a template
}

func newProblem(err error) problem {
	m := say(err)
	p := problem{
		Type: "urn:vanthu:problem:" + m.Kind, Title: m.Title, Status: statuses[m.Kind],
		Kind: m.Kind, Detail: m.Detail, Article: m.Article, Fields: m.Fields,
	}
	if stale := (*workflow.Stale)(nil); errors.As(err, &stale) {
		p.Version, p.Since = stale.Now, viewEvents(stale.Since)
	}
	if refused := (*documents.TemplateError)(nil); errors.As(err, &refused) {
		report := viewReport(refused.Report)
		p.Report = &report
	}
	return p
}

// say finds the words for err: of this interface, of a text that could not be
// read, of a time that ran out, of who a person is, then all others.
func say(err error) workflow.Message {
	var bad *fault
	var unread *documents.SyntaxError
	switch {
	case errors.As(err, &bad):
		return workflow.Message{Kind: bad.kind, Title: bad.title, Detail: bad.detail}
	case errors.As(err, &unread):
		m := workflow.Say(err)
		m.Kind, m.Title = "malformed", "Không đọc được"
		return m
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return workflow.Say(documents.ErrUnavailable)
	default:
		return auth.Say(err)
	}
}

// fail answers a request with its error. The error's own words go to the log
// only, and only when the fault is the server's.
func (a *API) fail(err error, c echo.Context) {
	p := newProblem(ours(err))
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		a.d.Log.LogAttrs(c.Request().Context(), slog.LevelError, "request failed",
			slog.String("request", c.Response().Header().Get(echo.HeaderXRequestID)),
			slog.String("route", c.Path()), slog.Any("error", err))
	}
	if c.Response().Committed {
		return
	}
	failHeaders(c.Response().Header(), p.Status, err)
	body, err := json.Marshal(p)
	if err == nil {
		err = c.Blob(p.Status, "application/problem+json", body)
	}
	if err != nil {
		a.d.Log.LogAttrs(c.Request().Context(), slog.LevelInfo, "answer not delivered", slog.Any("error", err))
	}
}

// failHeaders says when to come again and how to log in.
func failHeaders(header http.Header, status int, err error) {
	header.Set("Cache-Control", "no-store")
	header.Del("ETag")
	header.Del("Content-Disposition")
	paused := (*auth.Paused)(nil)
	switch {
	case errors.As(err, &paused):
		header.Set("Retry-After", strconv.Itoa(paused.Seconds()))
	case status == http.StatusServiceUnavailable:
		header.Set("Retry-After", "5")
	case status == http.StatusUnauthorized:
		header.Set("WWW-Authenticate", `Bearer realm="vanthu"`)
	}
}

// ours turns an error of echo or net/http into one of ours.
func ours(err error) error {
	var size *http.MaxBytesError
	var of *echo.HTTPError
	switch {
	case errors.As(err, &size):
		return errTooLarge
	case !errors.As(err, &of):
		return err
	case of.Code == http.StatusNotFound:
		return fmt.Errorf("no such route: %w", documents.ErrNotFound)
	case of.Code == http.StatusMethodNotAllowed:
		return errMethod
	default:
		return err
	}
}
