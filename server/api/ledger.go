package api

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// ledgerRoutes are those of the books that are no number books: what goes by post, and
// filed copies in use. What they have is among the registers too.
func (a *API) ledgerRoutes(mine func(method, path string, h handler, query ...string) Route) []Route {
	postings, loans := ledgerLines(a, a.d.Ledger.Postings, viewPosting), ledgerLines(a, a.d.Ledger.Loans, a.viewLoan)
	return []Route{
		mine(http.MethodGet, "/postings", postings, "year", "after", "limit"),
		mine(http.MethodGet, "/registers/postings", postings, "year", "after", "limit"),
		mine(http.MethodGet, "/postings/unposted", a.listUnposted, "year", "after", "limit"),
		mine(http.MethodPost, "/postings", a.writePosting),
		mine(http.MethodGet, "/postings/:id", func(c echo.Context, by *documents.Account) error {
			return a.showPosting(c, http.StatusOK, by, c.Param("id"))
		}),
		mine(http.MethodPost, "/postings/:id/receipt", a.noteReceipt),
		mine(http.MethodGet, "/loans", loans, "year", "after", "limit"),
		mine(http.MethodGet, "/registers/loans", loans, "year", "after", "limit"),
		mine(http.MethodPost, "/loans", a.lendCopy),
		mine(http.MethodGet, "/loans/:id", func(c echo.Context, by *documents.Account) error {
			return a.showLoan(c, http.StatusOK, by, c.Param("id"))
		}),
		mine(http.MethodPost, "/loans/:id/return", a.takeBack),
	}
}

// lineWriter is who wrote a line, and when.
type lineWriter struct {
	By   documents.AccountID `json:"by"`
	Name string              `json:"name"`
	At   stamp               `json:"at"`
}

// ledgerLines shows lines of a book that read gives, in order.
func ledgerLines[T, V any](
	a *API, read func(context.Context, *documents.Account, int, string) ([]workflow.Kept[T], error), view func(workflow.Kept[T]) V,
) handler {
	return func(c echo.Context, by *documents.Account) error {
		year, err := a.yearAsked(c)
		if err != nil {
			return err
		}
		limit, err := number(c, "limit", span{1, workflow.MaxPage, workflow.DefaultPage})
		if err != nil {
			return err
		}
		mark, err := base64.RawURLEncoding.DecodeString(c.QueryParam("after"))
		if err != nil {
			return wrongQuery("after", "next của trang trước")
		}
		lines, err := read(c.Request().Context(), by, year, string(mark))
		if err != nil {
			return err
		}
		lines = lines[:min(limit, len(lines))]
		out := linesView[V]{Year: year, Items: viewed(lines, view)}
		if len(lines) == limit {
			out.Next = base64.RawURLEncoding.EncodeToString([]byte(lines[limit-1].Mark))
		}
		return c.JSON(http.StatusOK, out)
	}
}

// lineForm is what a line may be named by who writes it.
var lineForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// lineID returns the name of a line that is to be written: sent twice it is written once.
func lineID(asked string) (string, error) {
	switch {
	case asked == "":
		return rand.Text(), nil
	case !lineForm.MatchString(asked):
		return "", documents.FieldErrors{{Field: "id", Rule: documents.RuleFieldType, Got: "chữ không dấu, số, - và _, không quá 64"}}
	}
	return asked, nil
}

// A line is one of a ledger that is answered with: where it stands, and its version.
type line struct {
	path    string
	version int64
	view    any
}

// showLine answers with a line.
func showLine(c echo.Context, status int, l line) error {
	c.Response().Header().Set("ETag", etag(workflow.Version(l.version)))
	if status == http.StatusCreated {
		c.Response().Header().Set(echo.HeaderLocation, Base+l.path)
	}
	return c.JSON(status, l.view)
}

// onLine reads the body of what is done with the line that read gives, on the version
// that If-Match names.
func onLine[T any](c echo.Context, read func(id string) (workflow.Kept[T], error), body any) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	if err := readBody(c, smallBody, body); err != nil {
		return err
	}
	switch now, err := read(c.Param("id")); {
	case err != nil:
		return err
	case now.Version != int64(version):
		return documents.ErrConflict
	}
	return nil
}

func linePath(book, id string) string { return "/" + book + "/" + url.PathEscape(id) }
