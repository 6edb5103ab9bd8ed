package web

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type overviewView struct {
	area
	Needs []need
	Cards []card
}

// A card is a way to one matter of the office, with how much there is of it.
type card struct{ Path, Title, Text string }

// showOverview shows what needs attention and the ways to all settings.
func (w *Web) showOverview(c echo.Context, by *documents.Account) error {
	o, err := w.office(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return w.render(c, http.StatusOK, "overview", overviewView{
		w.adminArea(c, by, "/quan-tri", "Quản trị"), o.needs(), o.cards(),
	})
}

// An office is all that its settings are looked over for.
type office struct {
	today       documents.Date
	unit        *documents.Unit
	people      []documents.Account
	authorities []documents.Authority
	absences    []documents.Absence
	signers     []workflow.Signing // of a report, today
	templates   []documents.TemplateVersion
}

func (w *Web) office(ctx context.Context, by *documents.Account) (*office, error) {
	o := &office{today: w.d.Engine.Today()}
	for _, read := range [...]func() error{
		func() (err error) { o.unit, err = w.d.Auth.Unit(ctx, by); return err },
		func() (err error) { o.people, err = w.d.Auth.Accounts(ctx, by); return err },
		func() (err error) { o.authorities, err = w.d.Engine.Authorities(ctx, by); return err },
		func() (err error) { o.absences, err = w.d.Engine.Absences(ctx, by); return err },
		func() (err error) { o.templates, err = w.d.Engine.Templates(ctx, by); return err },
		func() (err error) {
			report := documents.Document{Kind: documents.Report, Issuer: documents.Issuer{Symbol: o.unit.Issuer.Symbol}}
			o.signers, err = w.d.Engine.Signatories(ctx, by, report, o.today)
			return err
		},
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return o, nil
}

func (o *office) cards() []card {
	own, at := 0, 0
	for _, v := range o.templates {
		if v.Unit != "" {
			own++
		}
	}
	for _, p := range o.people {
		at += min(len(p.Roles), 1)
	}
	inForce := 0
	for i := range o.authorities {
		if a := &o.authorities[i]; stateOf(term{a.From, a.Until, a.Void}, o.today).rank == 0 {
			inForce++
		}
	}
	templates := "Chưa có mẫu riêng, dùng mẫu của chương trình"
	if own > 0 {
		templates = counted(own, "mẫu của cơ quan")
	}
	return []card{
		{"/quan-tri/don-vi", "Đơn vị", o.unit.Issuer.Name + ", " + counted(len(o.unit.Divisions), "phòng")},
		{"/quan-tri/don-vi/so", "Dãy số và dòng Lưu", "Đánh số từng loại; " + exampleLine(o.unit.Settings.Archive)},
		{"/quan-tri/nguoi-dung", "Người dùng", counted(at, "người đăng nhập được")},
		{"/quan-tri/giao-ky", "Giao ký", counted(inForce, "việc đang hiệu lực")},
		{"/quan-tri/vang-mat", "Vắng mặt", "Ai vắng, đến ngày nào"},
		{"/quan-tri/nguoi-ky", "Ai ký được", "Theo loại văn bản, phòng soạn và ngày"},
		{"/so-dia-chi", "Sổ địa chỉ", "Nơi nhận, nhóm, nhập từ Excel"},
		{"/quan-tri/mau", "Mẫu văn bản", templates},
		{"/quan-tri/luong", "Luồng xử lý", "Ai làm gì ở bước nào, theo điều nào"},
	}
}

func counted(n int, what string) string { return figures(n) + " " + what }
