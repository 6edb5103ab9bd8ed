package web

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type groupView struct {
	area
	F     filled
	Group *documents.Group // nil of a new one
	Keeps bool
	Names []string
}

// showNewGroup asks what a new group stands for.
func (w *Web) showNewGroup(c echo.Context, by *documents.Account) error {
	return w.askNewGroup(c, by, attempt{})
}

func (w *Web) askNewGroup(c echo.Context, by *documents.Account, before attempt) error {
	f, err := filledWith(before, url.Values{}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "group", groupView{area: w.bookArea(c, by, "/so-dia-chi/nhom", "Thêm nhóm"), F: f, Keeps: true})
}

// addGroup stores the group.
func (w *Web) addGroup(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	g, err := w.readGroup(ctx, by, f, nil)
	if err == nil {
		err = w.d.Engine.AddGroup(ctx, by, g)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askNewGroup(c, by, before) })
	}
	return seeOther(c, "/so-dia-chi/nhom?xong=luu")
}

// group finds one of the office's.
func (w *Web) group(ctx context.Context, by *documents.Account, id string) (*documents.Group, error) {
	all, err := w.d.Engine.Groups(ctx, by)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(g documents.Group) bool { return string(g.ID) == id })
	if i < 0 {
		return nil, fmt.Errorf("look for group %s: %w", id, documents.ErrNotFound)
	}
	return &all[i], nil
}

// showGroup shows a group, and to those who keep the book its form.
func (w *Web) showGroup(c echo.Context, by *documents.Account) error {
	return w.askGroup(c, by, attempt{})
}

func (w *Web) askGroup(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	g, err := w.group(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	names, err := w.memberNames(ctx, by, g)
	if err != nil {
		return err
	}
	f, err := filledWith(before, url.Values{"name": {g.Name}, "members": {strings.Join(names, "\n")}}, g)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "group", groupView{
		w.bookArea(c, by, "/so-dia-chi/nhom", g.Name), f, g, has(documents.Clerk, documents.Admin)(by), names,
	})
}

// changeGroup stores what is new of a group.
func (w *Web) changeGroup(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	old, err := w.group(ctx, by, c.Param("id"))
	if err != nil {
		return err
	}
	next, err := w.readGroup(ctx, by, f, old)
	if err == nil {
		err = unchanged(f, old)
	}
	if err == nil {
		err = w.d.Engine.ChangeGroup(ctx, by, next)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askGroup(c, by, before) })
	}
	return seeOther(c, "/so-dia-chi/nhom?xong=luu")
}

// readGroup reads the form: a line for each member, by one of its names. A
// member that has ended is found by the name it had in the group.
func (w *Web) readGroup(ctx context.Context, by *documents.Account, f url.Values, old *documents.Group) (*documents.Group, error) {
	g := &documents.Group{Name: documents.OneLine(f.Get("name"))}
	was := map[string]documents.AgencyID{}
	if old != nil {
		g.ID = old.ID
		names, err := w.memberNames(ctx, by, old)
		if err != nil {
			return nil, err
		}
		for i, name := range names {
			was[name] = old.Members[i]
		}
	}
	var faults documents.FieldErrors
	for i, name := range textLines(f.Get("members")) {
		id := was[name]
		if id == "" {
			a, err := w.called(ctx, by, name)
			switch {
			case err != nil:
				return nil, err
			case a == nil:
				faults = append(faults, &documents.FieldError{Field: part("members", i, ""), Rule: documents.RuleAgencyUnknown, Got: name})
				continue
			}
			id = a.ID
		}
		g.Members = append(g.Members, id)
	}
	return g, faults.Err()
}
