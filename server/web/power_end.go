package web

import (
	"context"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// A power is an authority or an absence, as far as ending it goes: it is never
// deleted, but has a last day, or is called a mistake.
type power struct {
	List, Path, Title, What string
	until                   *documents.Date
	void                    *string
	stored                  any
	keep                    func(context.Context) error
}

// A powerFinder finds the power that an address names.
type powerFinder func(c echo.Context, by *documents.Account) (*power, error)

type powerView struct {
	area
	F filled
	*power
}

func (w *Web) authorityPower(c echo.Context, by *documents.Account) (*power, error) {
	ctx := c.Request().Context()
	a, err := w.authority(ctx, by, c.Param("id"))
	if err != nil {
		return nil, err
	}
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return nil, err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return nil, err
	}
	next := *a
	return &power{
		"/quan-tri/giao-ky", "/quan-tri/giao-ky/" + string(a.ID), "giao ký",
		holderText(a, unit, people) + " ký thay " + seatText(unit, a.For) + " theo " + a.Ground.String(), &next.Until, &next.Void, a,
		func(ctx context.Context) error { return w.d.Engine.ChangeAuthority(ctx, by, &next) },
	}, nil
}

func (w *Web) absencePower(c echo.Context, by *documents.Account) (*power, error) {
	ctx := c.Request().Context()
	a, err := w.absence(ctx, by, c.Param("id"))
	if err != nil {
		return nil, err
	}
	people, err := w.d.Auth.Accounts(ctx, by)
	if err != nil {
		return nil, err
	}
	next := *a
	return &power{
		"/quan-tri/vang-mat", "/quan-tri/vang-mat/" + string(a.ID), "vắng mặt",
		personName(people, a.Account) + " vắng mặt từ " + a.From.Short(), &next.Until, &next.Void, a,
		func(ctx context.Context) error { return w.d.Engine.ChangeAbsence(ctx, by, &next) },
	}, nil
}

// showEnd asks for the last day.
func (w *Web) showEnd(find powerFinder) handler {
	return func(c echo.Context, by *documents.Account) error {
		return w.askPower(c, by, "power-end", powerAttempt{find, attempt{}})
	}
}

// showVoid asks why it was a mistake.
func (w *Web) showVoid(find powerFinder) handler {
	return func(c echo.Context, by *documents.Account) error {
		return w.askPower(c, by, "power-void", powerAttempt{find, attempt{}})
	}
}

type powerAttempt struct {
	find   powerFinder
	before attempt
}

func (w *Web) askPower(c echo.Context, by *documents.Account, page string, a powerAttempt) error {
	p, err := a.find(c, by)
	if err != nil {
		return err
	}
	f, err := filledWith(a.before, url.Values{"until": {w.d.Engine.Today().String()}}, p.stored)
	if err != nil {
		return err
	}
	return w.render(c, a.before.status(), page, powerView{w.adminArea(c, by, p.List, "Kết thúc việc "+p.Title), f, p})
}

// end stores the last day.
func (w *Web) end(find powerFinder) handler {
	return w.changePower(find, "power-end", func(f url.Values, p *power) error {
		days := dayReader{f: f}
		*p.until = days.day("until")
		if p.until.IsZero() && len(days.faults) == 0 {
			days.faults = documents.FieldErrors{{Field: "until", Rule: documents.RuleRequired}}
		}
		return days.faults.Err()
	})
}

// void stores that it was entered by mistake, and why.
func (w *Web) void(find powerFinder) handler {
	return w.changePower(find, "power-void", func(f url.Values, p *power) error {
		*p.void = documents.OneLine(f.Get("void"))
		if *p.void == "" {
			return documents.FieldErrors{{Field: "void", Rule: workflow.RuleReason}}
		}
		return nil
	})
}

func (w *Web) changePower(find powerFinder, page string, read func(url.Values, *power) error) handler {
	return func(c echo.Context, by *documents.Account) error {
		f, err := form(c, smallForm)
		if err != nil {
			return err
		}
		p, err := find(c, by)
		if err != nil {
			return err
		}
		if err = unchanged(f, p.stored); err == nil {
			err = read(f, p)
		}
		if err == nil {
			err = p.keep(c.Request().Context())
		}
		if err != nil {
			return retry(f, err, func(before attempt) error { return w.askPower(c, by, page, powerAttempt{find, before}) })
		}
		return seeOther(c, p.List+"?xong=luu")
	}
}
