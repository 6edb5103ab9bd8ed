package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// checkQuery refuses a request with a parameter that is not one of names, or
// that is given twice, by naming it.
func checkQuery(c echo.Context, names []string) error {
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return errQuery
	}
	var faults documents.FieldErrors
	for name, given := range values {
		switch {
		case !slices.Contains(names, name):
			faults = append(faults, &documents.FieldError{Field: name, Rule: documents.RuleUnknownField})
		case len(given) > 1:
			faults = append(faults, &documents.FieldError{Field: name, Rule: documents.RuleFieldType, Got: "một giá trị"})
		}
	}
	slices.SortFunc(faults, func(a, b *documents.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return faults.Err()
}

// A span is what a number in a query may be, and what it is when not given.
type span struct{ least, most, none int }

// number returns a number of the query; a FieldErrors when it is none.
func number(c echo.Context, name string, s span) (int, error) {
	text := c.QueryParam(name)
	if text == "" {
		return s.none, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < s.least || n > s.most {
		return 0, wrongQuery(name, "số từ "+strconv.Itoa(s.least)+" đến "+strconv.Itoa(s.most))
	}
	return n, nil
}

// wrongQuery says that a parameter is not what may stand there.
func wrongQuery(name, want string) error {
	return documents.FieldErrors{{Field: name, Rule: documents.RuleFieldType, Got: want}}
}
