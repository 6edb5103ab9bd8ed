package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// signerView is how one person would sign, or why not.
type signerView struct {
	ID      documents.AccountID    `json:"id"`
	Name    string                 `json:"name"`
	Title   string                 `json:"title"`
	May     bool                   `json:"may"`
	Lines   []string               `json:"lines"` // above the signature, as on the page
	Post    string                 `json:"post"`  // above the name, on a board
	For     []behalfView           `json:"for"`   // on whose behalf, from the head down
	Against *workflow.FieldMessage `json:"against"`
}

// behalfView is one whom the person would sign for, and by what.
type behalfView struct {
	Title     string                `json:"title"`
	Name      string                `json:"name"`
	Capacity  documents.Capacity    `json:"capacity"`
	Authority documents.AuthorityID `json:"authority"`
	Ground    string                `json:"ground"`
	Article   string                `json:"article"`
}

// listSignatories shows who may sign a document of that kind, issuer (by
// symbol), authorship and field (by the drafting division) on a day, in which
// lines and by what; and of all others who sign in the office why not.
func (a *API) listSignatories(c echo.Context, by *documents.Account) error {
	doc := documents.Document{
		Kind: documents.Kind(c.QueryParam("kind")), Of: documents.Authorship(c.QueryParam("of")),
		Drafting: documents.Drafting{Symbol: c.QueryParam("field")},
	}
	doc.Issuer.Symbol = c.QueryParam("issuer")
	if doc.Kind != "" && doc.Kind.Name() == "" {
		return wrongQuery("kind", "mã một loại văn bản")
	}
	day := a.d.Engine.Today()
	if on := c.QueryParam("on"); on != "" {
		var err error
		if day, err = documents.ParseDate(on); err != nil {
			return wrongQuery("on", "ngày như 2025-11-25")
		}
	}
	all, err := a.d.Engine.Signatories(c.Request().Context(), by, doc, day)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[signerView]{viewed(all, viewSigning)})
}

func viewSigning(s workflow.Signing) signerView {
	view := signerView{
		ID: s.Account.ID, Name: s.Account.Name, Title: s.Account.Title(), May: s.Against == nil,
		Lines: viewed(s.Signatory.Lines(), same), Post: s.Signatory.Post, For: viewed(s.Signatory.For, viewBehalf),
	}
	if s.Against != nil {
		view.Against = &workflow.SayAll(documents.FieldErrors{s.Against})[0]
	}
	return view
}

func viewBehalf(b documents.Behalf) behalfView {
	return behalfView{
		Title: b.Title, Name: b.Name, Capacity: b.Capacity, Authority: b.Authority, Ground: b.Ground.String(), Article: b.Article,
	}
}
