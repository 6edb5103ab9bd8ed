package api

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// smallBody is the most that is read of what is no document, in bytes.
const smallBody = 64 << 10

// readBody decodes the JSON object of the request. Unknown fields are named,
// and a mark of state secrecy is refused before anything is kept of the text.
func readBody(c echo.Context, limit int64, into any) error {
	data, err := bodyOf(c, limit)
	if err != nil {
		return err
	}
	if kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType)); err != nil || kind != echo.MIMEApplicationJSON {
		return errMediaType
	}
	return decode(data, into)
}

// decode reads a JSON object; documents.Read alone would take YAML too.
func decode(data []byte, into any) error {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return &documents.SyntaxError{Line: 1, Column: 1, Reason: "not a JSON object"}
	}
	return documents.Read(data, into)
}

// readOptionalBody is readBody where sending nothing is as good as {}.
func readOptionalBody(c echo.Context, into any) error {
	if c.Request().ContentLength == 0 {
		return nil
	}
	return readBody(c, smallBody, into)
}

func bodyOf(c echo.Context, limit int64) ([]byte, error) {
	body := http.MaxBytesReader(c.Response(), c.Request().Body, limit)
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("read the request: %w", err)
	}
	return data, nil
}
