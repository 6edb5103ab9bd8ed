package web

import (
	"context"
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

// A fault is an error in how a page was used, before anybody looked at what
// was asked.
type fault struct{ kind, title, detail string }

func (f *fault) Error() string { return f.kind + ": " + f.title }

var (
	errOtherSite = &fault{
		"forbidden", "Yêu cầu đến từ trang khác",
		"Trình duyệt gửi yêu cầu này thay cho một trang web khác nên không được nhận. Hãy mở trang của Vanthu và làm lại ở đó.",
	}
	errTooLarge = &fault{
		"too_large", "Dữ liệu gửi lên quá lớn",
		"Tệp hoặc nội dung vượt mức cho phép. Hãy rút gọn, hoặc tách thành phụ lục.",
	}
	errForm = &fault{
		"malformed", "Không đọc được biểu mẫu",
		"Dữ liệu gửi lên bị cắt ngắn hoặc sai dạng. Hãy quay lại trang trước và gửi lại.",
	}
)

// statuses says which status an error of each kind has.
var statuses = map[string]int{
	"malformed":       http.StatusBadRequest,
	"unauthenticated": http.StatusUnauthorized,
	"forbidden":       http.StatusForbidden,
	"not_found":       http.StatusNotFound,
	"not_allowed":     http.StatusConflict,
	"exists":          http.StatusConflict,
	"conflict":        http.StatusPreconditionFailed,
	"too_large":       http.StatusRequestEntityTooLarge,
	"invalid":         http.StatusUnprocessableEntity,
	"too_many":        http.StatusTooManyRequests,
	"internal":        http.StatusInternalServerError,
	"unavailable":     http.StatusServiceUnavailable,
}

// A failure is what a page shows of an error.
type failure struct {
	workflow.Message
	Status  int
	Request string // the name of the request, for an internal error
}

// Field returns the sentence for a field, "" for none.
func (f *failure) Field(name string) string {
	if f == nil {
		return ""
	}
	for _, m := range f.Fields {
		if m.Field == name {
			return m.Detail
		}
	}
	return ""
}

func newFailure(err error) *failure {
	m := say(err)
	status, ok := statuses[m.Kind]
	if !ok {
		status = http.StatusInternalServerError
	}
	return &failure{Message: m, Status: status}
}

// say finds the words for err.
func say(err error) workflow.Message {
	var bad *fault
	switch {
	case errors.As(err, &bad):
		return workflow.Message{Kind: bad.kind, Title: bad.title, Detail: bad.detail}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return workflow.Say(documents.ErrUnavailable)
	default:
		return auth.Say(err)
	}
}

type failureView struct {
	shell
	Failure *failure
}

// fail answers a request with its error as a page. The error's own words go to
// the log only, and only when the fault is the server's.
func (w *Web) fail(err error, c echo.Context) {
	f := newFailure(ours(err))
	f.Request = c.Response().Header().Get(echo.HeaderXRequestID)
	if f.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		w.d.Log.LogAttrs(c.Request().Context(), slog.LevelError, "request failed",
			slog.String("request", f.Request), slog.String("route", c.Path()), slog.Any("error", err))
	}
	if c.Response().Committed {
		return
	}
	failHeaders(c.Response().Header(), f, err)
	if err := w.showFailure(c, f); err != nil {
		w.d.Log.LogAttrs(c.Request().Context(), slog.LevelInfo, "answer not delivered", slog.Any("error", err))
	}
}

// showFailure renders the error page, within the frame of the person if there
// is one.
func (w *Web) showFailure(c echo.Context, f *failure) error {
	if scripted(c) {
		return w.render(c, f.Status, "failure#failure-part", failureView{Failure: f})
	}
	view := failureView{shell: shell{Title: f.Title}, Failure: f}
	if by, err := w.who(c.Request().Context(), c.Request()); err == nil {
		view.shell = w.shellFor(c, by, f.Title)
	}
	return w.render(c, f.Status, "failure", view)
}

// failHeaders says when to come again.
func failHeaders(header http.Header, f *failure, err error) {
	header.Set("Cache-Control", "no-store")
	header.Del("Content-Disposition")
	header.Del("ETag")
	paused := (*auth.Paused)(nil)
	switch {
	case errors.As(err, &paused):
		header.Set("Retry-After", strconv.Itoa(paused.Seconds()))
	case f.Status == http.StatusServiceUnavailable:
		header.Set("Retry-After", "5")
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
	case of.Code == http.StatusNotFound, of.Code == http.StatusMethodNotAllowed:
		return fmt.Errorf("no such page: %w", documents.ErrNotFound)
	default:
		return err
	}
}
