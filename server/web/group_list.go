package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type groupsView struct {
	area
	Keeps bool
	Rows  []groupRow
}

// A groupRow is a group with the names of its members.
type groupRow struct {
	documents.Group
	Names []string
}

// listGroups shows the groups of the address book.
func (w *Web) listGroups(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	all, err := w.d.Engine.Groups(ctx, by)
	if err != nil {
		return err
	}
	view := groupsView{area: w.bookArea(c, by, "/so-dia-chi/nhom", "Nhóm nơi nhận"), Keeps: has(documents.Clerk, documents.Admin)(by)}
	for _, g := range all {
		names, err := w.memberNames(ctx, by, &g)
		if err != nil {
			return err
		}
		view.Rows = append(view.Rows, groupRow{g, names})
	}
	return w.render(c, http.StatusOK, "groups", view)
}

func (w *Web) memberNames(ctx context.Context, by *documents.Account, g *documents.Group) ([]string, error) {
	out := make([]string, len(g.Members))
	for i, id := range g.Members {
		a, err := w.d.Engine.Agency(ctx, by, id)
		if err != nil {
			return nil, err
		}
		out[i] = a.Name
	}
	return out, nil
}

// groupsOf returns the groups that an entry is in.
func (w *Web) groupsOf(ctx context.Context, by *documents.Account, id documents.AgencyID) ([]documents.Group, error) {
	all, err := w.d.Engine.Groups(ctx, by)
	return slices.DeleteFunc(all, func(g documents.Group) bool { return !slices.Contains(g.Members, id) }), err
}
