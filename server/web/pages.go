package web

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

//go:embed pages/*.html
var pageFiles embed.FS

// pages are the compiled templates: each page with the layout and the shared
// parts (names with an underscore).
type pages struct{ sets map[string]*template.Template }

func loadPages(a *assets) (*pages, error) {
	names, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return nil, err
	}
	shared, own := []string{}, []string{}
	for _, name := range names {
		if strings.HasPrefix(name, "pages/_") {
			shared = append(shared, name)
		} else {
			own = append(own, name)
		}
	}
	p := &pages{map[string]*template.Template{}}
	for _, name := range own {
		set, err := template.New("").Option("missingkey=error").Funcs(functions(a)).ParseFS(pageFiles, append(shared, name)...)
		if err != nil {
			return nil, err
		}
		p.sets[strings.TrimSuffix(strings.TrimPrefix(name, "pages/"), ".html")] = set
	}
	return p, nil
}

// functions are what pages may call.
func functions(a *assets) template.FuncMap {
	all := template.FuncMap{"asset": a.address}
	maps.Copy(all, words)
	maps.Copy(all, formWords)
	return all
}

// render answers with a page, or with a part of one, which is what a script
// asks for: "editor#checks". It is made whole before anything is sent, so that
// a fault in it is an error page and never half a page.
func (w *Web) render(c echo.Context, status int, page string, view any) error {
	page, part, _ := strings.Cut(page, "#")
	set, ok := w.pages.sets[page]
	if !ok {
		return fmt.Errorf("no page %q", page)
	}
	out := w.buffers.Get().(*bytes.Buffer)
	defer w.buffers.Put(out)
	out.Reset()
	if err := set.ExecuteTemplate(out, cmp.Or(part, "layout"), view); err != nil {
		return fmt.Errorf("render page %s: %w", page, err)
	}
	return w.answer(c, status, out.Bytes())
}

func newBuffer() any { return new(bytes.Buffer) }

// smallest is the size in bytes from which a page is worth compressing.
const smallest = 1400

// newZip returns a writer that compresses. Making one takes longer than a page
// takes it, so that they are used again.
func newZip() any {
	zip, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is one of its own
	return zip
}

// answer sends a page, compressed where the browser takes it.
func (w *Web) answer(c echo.Context, status int, page []byte) error {
	header := c.Response().Header()
	header.Add("Vary", "Accept-Encoding")
	if len(page) < smallest || !strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") {
		return c.HTMLBlob(status, page)
	}
	header.Set(echo.HeaderContentEncoding, "gzip")
	header.Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	c.Response().WriteHeader(status)
	zip := w.zips.Get().(*gzip.Writer)
	defer w.zips.Put(zip)
	zip.Reset(c.Response())
	if _, err := zip.Write(page); err != nil {
		return err
	}
	return zip.Close()
}

// seeOther sends the browser on after something was done.
func seeOther(c echo.Context, path string) error { return c.Redirect(http.StatusSeeOther, path) }
