package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates/preview"
)

//go:embed static
var staticFiles embed.FS

// assetsPath is where the assets stand.
const assetsPath = "/tep/"

// An asset is one file that pages refer to. Its address has the start of its
// hash, so that a browser may keep it for ever.
type asset struct {
	kind         string
	plain, small []byte // small is gzip; nil where it gains nothing
}

// assets are all of them, by the name in their address.
type assets struct {
	byAddress map[string]asset
	addresses map[string]string // by file name
}

// bundles are the files that are sent as one: a page asks for one style sheet
// and one script; one with a document on it also for that of its paper, which is
// larger than all else. What is of no bundle is sent by itself.
var bundles = map[string][]string{
	"vanthu.css": {"base.css", "draft.css", "admin.css", "incoming.css"},
	"vanthu.js":  {"base.js", "draft.js", "admin.js", "sign.js"},
}

func loadAssets() (*assets, error) {
	a := &assets{map[string]asset{}, map[string]string{}}
	for name, parts := range bundles {
		var all []byte
		for _, part := range parts {
			data, err := staticFiles.ReadFile("static/" + part)
			if err != nil {
				return nil, err
			}
			all = append(append(all, data...), '\n')
		}
		if err := a.add(name, all); err != nil {
			return nil, err
		}
	}
	if err := a.add("paper.css", []byte(preview.CSS())); err != nil {
		return nil, err
	}
	return a, a.addRest()
}

// addRest takes in the files that are in no bundle.
func (a *assets) addRest() error {
	files, err := staticFiles.ReadDir("static")
	if err != nil {
		return err
	}
	bundled := slices.Concat(slices.Collect(maps.Values(bundles))...)
	for _, f := range files {
		if slices.Contains(bundled, f.Name()) {
			continue
		}
		data, err := staticFiles.ReadFile("static/" + f.Name())
		if err != nil {
			return err
		}
		if err := a.add(f.Name(), data); err != nil {
			return err
		}
	}
	return nil
}

// add takes in a file under its name.
func (a *assets) add(name string, data []byte) error {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	address := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	small, err := zipped(data)
	if err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	a.byAddress[address] = asset{mime.TypeByExtension(ext), data, small}
	a.addresses[name] = assetsPath + address
	return nil
}

// zipped returns data as gzip, nil when that is hardly smaller.
func zipped(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil || out.Len() > len(data)*9/10 {
		return nil, err
	}
	return out.Bytes(), nil
}

// address returns where a page finds a file; an unknown one is a fault of the
// page that names it.
func (a *assets) address(name string) (string, error) {
	if at, ok := a.addresses[name]; ok {
		return at, nil
	}
	return "", fmt.Errorf("no asset %q", name)
}

// showAsset serves a file of the pages.
func (w *Web) showAsset(c echo.Context) error {
	found, ok := w.assets.byAddress[c.Param("*")]
	if !ok {
		return fmt.Errorf("asset %q: %w", c.Param("*"), documents.ErrNotFound)
	}
	header := c.Response().Header()
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("Vary", "Accept-Encoding")
	if found.small != nil && strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") {
		header.Set(echo.HeaderContentEncoding, "gzip")
		return c.Blob(http.StatusOK, found.kind, found.small)
	}
	return c.Blob(http.StatusOK, found.kind, found.plain)
}
