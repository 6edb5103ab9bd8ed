package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

type partsView struct {
	area
	F                  filled
	Divisions, Issuers []int // their places in the form
}

// The fields of a row that are typed; a row without them is no row.
var divisionFields, issuerFields = []string{"symbol", "name"}, []string{"symbol", "name", "parent"}

// showParts shows the divisions of the office and its further issuers.
func (w *Web) showParts(c echo.Context, by *documents.Account) error {
	return w.askParts(c, by, attempt{})
}

func (w *Web) askParts(c echo.Context, by *documents.Account, before attempt) error {
	unit, err := w.d.Auth.Unit(c.Request().Context(), by)
	if err != nil {
		return err
	}
	f, err := filledWith(before, writeParts(unit), unit)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "parts", partsView{
		w.adminArea(c, by, "/quan-tri/don-vi", "Phòng và cơ quan ban hành khác"), f,
		rows(count(f.Values, "divisions", divisionFields...)), rows(count(f.Values, "issuers", issuerFields...)),
	})
}

// saveParts stores the divisions and further issuers.
func (w *Web) saveParts(c echo.Context, by *documents.Account) error {
	return w.changeUnit(c, by, unitChange{readParts, w.askParts, "/quan-tri/don-vi/phong"})
}

func writeParts(u *documents.Unit) url.Values {
	f := url.Values{}
	for i, d := range u.Divisions {
		f.Set(part("divisions", i, "symbol"), d.Symbol)
		f.Set(part("divisions", i, "name"), d.Name)
		f.Set(part("divisions", i, "office"), ticked(d.Office))
		f.Set(part("divisions", i, "seal"), ticked(d.Seal))
	}
	for i, is := range u.Issuers {
		f.Set(part("issuers", i, "symbol"), is.Symbol)
		f.Set(part("issuers", i, "name"), is.Name)
		f.Set(part("issuers", i, "parent"), is.Parent)
		f.Set(part("issuers", i, "seal"), ticked(is.Seal))
	}
	return f
}

// readParts reads the rows; of an issuer what the form does not show, its kind,
// stays with its symbol.
func readParts(f url.Values, u *documents.Unit) {
	old := u.Issuers
	u.Divisions, u.Issuers = nil, nil
	for i := range closeUp(f, "divisions", divisionFields, "office", "seal") {
		u.Divisions = append(u.Divisions, documents.Division{
			Symbol: documents.OneLine(f.Get(part("divisions", i, "symbol"))), Name: documents.OneLine(f.Get(part("divisions", i, "name"))),
			Office: f.Get(part("divisions", i, "office")) != "", Seal: f.Get(part("divisions", i, "seal")) != "",
		})
	}
	for i := range closeUp(f, "issuers", issuerFields, "seal") {
		is := documents.Issuer{
			Symbol: documents.OneLine(f.Get(part("issuers", i, "symbol"))), Name: documents.OneLine(f.Get(part("issuers", i, "name"))),
			Parent: documents.OneLine(f.Get(part("issuers", i, "parent"))), Seal: f.Get(part("issuers", i, "seal")) != "",
		}
		for _, o := range old {
			if o.Symbol == is.Symbol {
				is.Kind = o.Kind
			}
		}
		u.Issuers = append(u.Issuers, is)
	}
}
