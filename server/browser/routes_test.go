//go:build unix

package browser_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"vanthu/server/web"
)

// noPages are the addresses that show no page to look at, and why.
//
//nolint:gochecknoglobals // a table
var noPages = map[string]string{
	"/tep/*":                       "assets",
	"/so-dia-chi/goi-y":            "names for a field",
	"/quan-tri/don-vi/so/dong-luu": "a line for a field",
	"/quan-tri/mau/:version/tep":   aFile, "/so-dia-chi/nhap/mau.xlsx": aFile, "/so-dia-chi/nhap/mau.csv": aFile, "/so-dia-chi/tai": aFile,
	"/so-van-ban-di/tep": aFile, "/so-sach/van-ban-den/tep": aFile, "/so-sach/theo-doi/tep": aFile, "/so-sach/buu-dien/tep": aFile, "/so-sach/ban-luu/tep": aFile,
	"/van-ban-den/:id/tep/:n": aFile, "/van-ban/:id/ban-goc": aFile, "/van-ban/:id/ban-quet": aFile, "/van-ban/:id/tep": aFile, "/van-ban/:id/pdf": aFile,
	"/van-ban/:id/anh/:name": aFile, "/van-ban/:id/lan/:round": aFile, "/van-ban/:id/lan/:round/pdf": aFile,
	"/ho-so/danh-muc/tep": aFile, "/ho-so/nop-luu/:id/tep": aFile, "/ho-so/:id/goi": aFile, "/ho-so/:id/toan-bo": aFile, "/ho-so/:id/muc-luc": aFile,
	"/van-ban/:id/ky-so": inElectronicDay, "/van-ban/:id/ban-goc/kiem-tra": inElectronicDay,
}

const (
	aFile           = "a file"
	inElectronicDay = "looked at in TestElectronicDay, which makes the keys"
)

// TestEveryPageIsLookedAt: axe-core looks at each page that there is.
func TestEveryPageIsLookedAt(t *testing.T) {
	t.Parallel()
	w, err := web.New(web.Deps{})
	if err != nil {
		t.Fatal(err)
	}
	var routes []string
	for _, r := range w.Routes() {
		if r.Method == http.MethodGet {
			routes = append(routes, r.Path)
		}
	}
	seen, left := map[string]bool{}, maps.Clone(noPages)
	for _, page := range pages {
		path, _, _ := strings.Cut(page.path, "?")
		if r := routeOf(path, routes); r != "" {
			seen[r] = true
		}
	}
	for _, r := range routes {
		switch why, none := noPages[r]; {
		case seen[r] && none:
			t.Errorf("%s is in the table and said to be no page: %s", r, why)
		case !seen[r] && !none:
			t.Errorf("%s is in no table", r)
		}
		delete(left, r)
	}
	for r := range left {
		t.Errorf("%s is no route", r)
	}
}

// routeOf is the route that answers at a path: a named part goes before an open one.
func routeOf(path string, routes []string) string {
	best, open := "", 0
	for _, r := range routes {
		if n, fits := fit(r, path); fits && (best == "" || n < open) {
			best, open = r, n
		}
	}
	return best
}

// fit reports whether a path is one of a route's, and how many of its parts are open.
func fit(route, path string) (open int, fits bool) {
	want, got := strings.Split(route, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return 0, false
	}
	for i, part := range want {
		if strings.HasPrefix(part, ":") {
			open++
		} else if part != got[i] {
			return 0, false
		}
	}
	return open, true
}
