package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
)

// gotenberg asks a Gotenberg server (https://gotenberg.dev, version 8), which
// keeps LibreOffice running and queues.
type gotenberg struct {
	to     string
	client *http.Client
}

// gotenbergForm is what every request says beside the file.
var gotenbergForm = [...][2]string{
	{"pdfa", "PDF/A-2b"},
	{"exportFormFields", "false"},
	{"exportBookmarks", "false"},
	{"exportNotes", "false"},
}

func newGotenberg(address string) (*gotenberg, error) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.RawQuery != "" || at.Fragment != "" {
		return nil, &MissingError{Lack: LackAddress, Name: address}
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // a file goes nowhere else
	return &gotenberg{at.JoinPath("forms", "libreoffice", "convert").String(), &http.Client{Transport: new(http.Transport), CheckRedirect: stay}}, nil
}

func (g *gotenberg) convert(ctx context.Context, docx []byte) ([]byte, error) {
	var body bytes.Buffer
	kind, err := writeForm(&body, docx)
	if err != nil {
		return nil, fmt.Errorf("write the request to Gotenberg: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.to, &body)
	if err != nil {
		return nil, fmt.Errorf("ask Gotenberg: %w", err)
	}
	req.Header.Set("Content-Type", kind)
	res, err := g.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%w: ask Gotenberg: %w", ErrBroken, err)
	}
	defer func() { _ = res.Body.Close() }()
	switch {
	case res.StatusCode == http.StatusServiceUnavailable, res.StatusCode == http.StatusTooManyRequests:
		return nil, ErrBusy
	case res.StatusCode == http.StatusBadRequest:
		return nil, fmt.Errorf("%w: Gotenberg answered 400", ErrUnreadable)
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%w: Gotenberg answered %d", ErrBroken, res.StatusCode)
	}
	pdf, err := io.ReadAll(io.LimitReader(res.Body, maxOutput+1))
	if err != nil {
		return nil, fmt.Errorf("%w: read the answer of Gotenberg: %w", ErrBroken, err)
	}
	if len(pdf) > maxOutput {
		return nil, fmt.Errorf("%w: Gotenberg answered with more than %d bytes", ErrBroken, maxOutput)
	}
	return pdf, nil
}

// writeForm writes the request and returns its content type.
func writeForm(body io.Writer, docx []byte) (string, error) {
	form := multipart.NewWriter(body)
	for _, field := range gotenbergForm {
		if err := form.WriteField(field[0], field[1]); err != nil {
			return "", err
		}
	}
	file, err := form.CreateFormFile("files", "in.docx") // by its ending Gotenberg knows what it is
	if err != nil {
		return "", err
	}
	if _, err := file.Write(docx); err != nil {
		return "", err
	}
	return form.FormDataContentType(), form.Close()
}

func (g *gotenberg) close() error {
	g.client.CloseIdleConnections()
	return nil
}
