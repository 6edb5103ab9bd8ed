package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/workflow"
)

// smallForm is the most that is read of a form without a text, in bytes.
const smallForm = 64 << 10

// form reads the fields of a posted form of at most limit bytes.
func form(c echo.Context, limit int64) (url.Values, error) {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
	var size *http.MaxBytesError
	switch err := r.ParseForm(); {
	case errors.As(err, &size):
		return nil, errTooLarge
	case err != nil:
		return nil, errForm
	}
	return r.PostForm, nil
}

// seenForm reads a small form and the version of the record that it was shown with.
func seenForm(c echo.Context) (url.Values, workflow.Version, error) {
	f, err := form(c, smallForm)
	if err != nil {
		return nil, 0, err
	}
	seen, err := seenIn(f)
	return f, seen, err
}

// seenIn reads the version of the record that a form was shown with.
func seenIn(f url.Values) (workflow.Version, error) {
	seen, err := strconv.ParseInt(f.Get("seen"), 10, 64)
	if err != nil {
		return 0, errForm
	}
	return workflow.Version(seen), nil
}

// localPath returns path when it leads to a page of ours, else "/": a link
// from elsewhere must not send people away from here.
func localPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.Contains(path, `\`) {
		return "/"
	}
	return path
}
