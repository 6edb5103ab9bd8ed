package pdf_test

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"vanthu/templates/pdf"
)

// A fake Gotenberg answers as the real one does (https://gotenberg.dev, 8.x):
// with a PDF for the first file, or what it was told to. The PDFs are of a real
// LibreOffice, made by this package's other half.
type fake struct {
	by     *pdf.Converter
	status int
	body   string
	wait   chan struct{}
	t      *testing.T
	got    map[string]string
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.wait != nil {
		<-f.wait
		return
	}
	if f.status != 0 {
		w.Header().Set("Location", "/somewhere")
		w.WriteHeader(f.status)
		_, _ = io.WriteString(w, f.body)
		return
	}
	docx := f.read(r)
	out, err := f.by.Convert(r.Context(), docx)
	if err != nil {
		f.t.Error(err)
	}
	w.Header().Set("Content-Type", "application/pdf")
	_, _ = w.Write(out)
}

// read checks the request and returns the file.
func (f *fake) read(r *http.Request) (docx []byte) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" || r.Method != http.MethodPost || r.URL.Path != "/forms/libreoffice/convert" {
		f.t.Errorf("%s %s with %q (%v)", r.Method, r.URL, kind, err)
	}
	form := multipart.NewReader(r.Body, params["boundary"])
	f.got = map[string]string{}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return docx
		}
		if err != nil {
			f.t.Error(err)
			return nil
		}
		data, err := io.ReadAll(part)
		if err != nil {
			f.t.Error(err)
		}
		if part.FileName() != "" {
			f.got[part.FormName()] = filepath.Ext(part.FileName())
			docx = data
		} else {
			f.got[part.FormName()] = string(data)
		}
	}
}

func TestGotenberg(t *testing.T) {
	t.Parallel()
	f := &fake{by: office(t, pdf.Options{}), t: t}
	server := httptest.NewServer(f)
	defer server.Close()
	c := open(t, pdf.Options{Use: server.URL})
	out, err := c.Convert(t.Context(), report(t, "qua mạng"))
	if err != nil {
		t.Fatal(err)
	}
	if want, err := f.by.Convert(t.Context(), report(t, "qua mạng")); err != nil || string(want) != string(out) {
		t.Errorf("the PDF is not what the server gave (%v)", err)
	}
	for name, want := range map[string]string{"files": ".docx", "pdfa": "PDF/A-2b", "exportFormFields": "false", "exportBookmarks": "false", "exportNotes": "false"} {
		if f.got[name] != want {
			t.Errorf("field %s is %q, want %q", name, f.got[name], want)
		}
	}
}

func TestGotenbergFails(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		status int
		body   string
		want   error
	}{
		{http.StatusServiceUnavailable, "", pdf.ErrBusy},
		{http.StatusTooManyRequests, "", pdf.ErrBusy},
		{http.StatusBadRequest, "LibreOffice failed", pdf.ErrUnreadable},
		{http.StatusInternalServerError, "", pdf.ErrBroken},
		{http.StatusFound, "", pdf.ErrBroken},
		{http.StatusOK, "<html>a proxy's page</html>", pdf.ErrBroken},
	} {
		server := httptest.NewServer(&fake{status: row.status, body: row.body, t: t})
		_, err := open(t, pdf.Options{Use: server.URL}).Convert(t.Context(), page(t, "<w:p/>", nil))
		if !errors.Is(err, row.want) {
			t.Errorf("%d: %v, want %v", row.status, err, row.want)
		}
		server.Close()
		if _, err = open(t, pdf.Options{Use: server.URL}).Convert(t.Context(), page(t, "<w:p/>", nil)); !errors.Is(err, pdf.ErrBroken) {
			t.Errorf("nobody there: %v, want %v", err, pdf.ErrBroken)
		}
	}
}

func TestGotenbergIsSlow(t *testing.T) {
	t.Parallel()
	wait := make(chan struct{})
	server := httptest.NewServer(&fake{wait: wait, t: t})
	defer server.Close()
	defer close(wait)
	_, err := open(t, pdf.Options{Use: server.URL, Timeout: time.Millisecond}).Convert(t.Context(), page(t, "<w:p/>", nil))
	if !errors.Is(err, pdf.ErrSlow) {
		t.Errorf("%v, want %v", err, pdf.ErrSlow)
	}
}

// TestGotenbergWithoutFonts holds that a server whose fonts lack letters of
// Vietnamese is found out before it draws anything of ours.
func TestGotenbergWithoutFonts(t *testing.T) {
	t.Parallel()
	poor, err := office(t, pdf.Options{}).Convert(t.Context(), page(t, words("Courier New", "Độc lập"), nil))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(&fake{status: http.StatusOK, body: string(poor), t: t})
	defer server.Close()
	_, err = open(t, pdf.Options{Use: server.URL}).Convert(t.Context(), report(t, "thiếu chữ"))
	if fault := (*pdf.FontError)(nil); !errors.As(err, &fault) || len(fault.Instead) != 1 || fault.Instead[0] != "LiberationMono" {
		t.Errorf("%v, want a FontError", err)
	}
}

func open(t *testing.T, o pdf.Options) *pdf.Converter {
	t.Helper()
	c, err := pdf.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}
