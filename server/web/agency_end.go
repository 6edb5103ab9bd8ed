package web

import (
	"context"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type agencyEndView struct {
	area
	F      filled
	Agency *documents.Agency
}

// showAgencyEnd asks since when a body is no more, and who follows it.
func (w *Web) showAgencyEnd(c echo.Context, by *documents.Account) error {
	return w.askAgencyEnd(c, by, attempt{})
}

func (w *Web) askAgencyEnd(c echo.Context, by *documents.Account, before attempt) error {
	ctx := c.Request().Context()
	a, err := w.d.Engine.Agency(ctx, by, documents.AgencyID(c.Param("id")))
	if err != nil {
		return err
	}
	fresh := url.Values{"until": {a.Until.String()}}
	if a.Until.IsZero() {
		fresh.Set("until", w.d.Engine.Today().String())
	}
	if a.Successor != "" {
		next, err := w.d.Engine.Agency(ctx, by, a.Successor)
		if err != nil {
			return err
		}
		fresh.Set("successor", next.Name)
	}
	f, err := filledWith(before, fresh, a)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "agency-end", agencyEndView{w.bookArea(c, by, "/so-dia-chi", "Đổi tên, sáp nhập, giải thể"), f, a})
}

// endAgency stores the last day of a body and its successor, which is made when
// it is new. Done twice it is the same.
func (w *Web) endAgency(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	old, err := w.d.Engine.Agency(ctx, by, documents.AgencyID(c.Param("id")))
	if err != nil {
		return err
	}
	if err = unchanged(f, old); err == nil {
		err = w.follow(ctx, by, f, *old)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askAgencyEnd(c, by, before) })
	}
	return seeOther(c, "/so-dia-chi/muc/"+string(old.ID)+"?xong=ket-thuc")
}

// follow ends old as the form says.
func (w *Web) follow(ctx context.Context, by *documents.Account, f url.Values, old documents.Agency) error {
	days := dayReader{f: f}
	next := old
	next.Until, next.Successor = days.day("until"), ""
	if err := append(days.faults, next.Check()...).Err(); err != nil {
		return err
	}
	name := documents.OneLine(f.Get("successor"))
	if name == "" {
		return w.d.Engine.ChangeAgency(ctx, by, &next)
	}
	if next.Until.IsZero() {
		return documents.FieldErrors{{Field: "until", Rule: documents.RuleRequired}}
	}
	after, err := w.called(ctx, by, name)
	if err != nil {
		return err
	}
	switch {
	case after == nil && f.Get("make") == "":
		return documents.FieldErrors{{Field: "successor", Rule: documents.RuleAgencyUnknown, Got: name}}
	case after == nil:
		after = &documents.Agency{Name: name, Code: old.Code, Level: old.Level, Parent: old.Parent, Channels: old.Channels}
		if err := w.d.Engine.AddAgency(ctx, by, after); err != nil {
			return err
		}
	}
	next.Successor = after.ID
	return w.d.Engine.ChangeAgency(ctx, by, &next)
}
