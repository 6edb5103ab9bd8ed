package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// suggestions is how many entries a list shows while somebody types.
const suggestions = 12

// suggestAgencies answers a script with the names of groups and agencies that
// fit what is being typed, a line each.
func (w *Web) suggestAgencies(c echo.Context, by *documents.Account) error {
	ctx, text := c.Request().Context(), documents.OneLine(c.QueryParam("q"))
	groups, err := w.d.Engine.Groups(ctx, by)
	if err != nil {
		return err
	}
	var names []string
	for _, g := range groups {
		if strings.Contains(documents.Fold(g.Name), documents.Fold(text)) {
			names = append(names, g.Name)
		}
	}
	found, err := w.d.Engine.Agencies(ctx, by, workflow.BookQuery{Text: text, Limit: suggestions})
	if err != nil {
		return err
	}
	for _, a := range found {
		if a.Valid(w.d.Engine.Today()) {
			names = append(names, a.Name)
		}
	}
	return c.String(http.StatusOK, strings.Join(names, "\n"))
}
