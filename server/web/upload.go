package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"
)

var errNoFile = &fault{"invalid", "Chưa chọn tệp", "Hãy chọn một tệp trên máy rồi gửi lại."}

// An uploaded is a posted form with one file in its field "file".
type uploaded struct {
	url.Values
	Name string // of the file, as the person has it
	File []byte
}

// upload reads a form with a file of at most limit bytes; errNoFile when none
// was chosen.
func upload(c echo.Context, limit int64) (uploaded, error) {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, limit+smallForm)
	var size *http.MaxBytesError
	switch err := r.ParseMultipartForm(limit + smallForm); {
	case errors.As(err, &size):
		return uploaded{}, errTooLarge
	case err != nil:
		return uploaded{}, errForm
	}
	up := uploaded{Values: r.PostForm}
	file, header, err := r.FormFile("file")
	if err != nil {
		return up, errNoFile
	}
	defer func() { _ = file.Close() }() // read to its end
	if up.File, err = io.ReadAll(file); err != nil {
		return up, errForm
	}
	up.Name = header.Filename
	if len(up.File) == 0 {
		return up, errNoFile
	}
	return up, nil
}
