package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// listAccounts shows the people of the administrator's unit.
func (a *API) listAccounts(c echo.Context, by *documents.Account) error {
	all, err := a.d.Auth.Accounts(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[accountView]{viewed(all, viewAccount)})
}

// listSigners shows who may sign for the unit, for a drafter to choose from.
func (a *API) listSigners(c echo.Context, by *documents.Account) error {
	all, err := a.d.Auth.Signers(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[signerView]{viewed(all, viewSigner)})
}

type signerView struct {
	ID       documents.AccountID `json:"id"`
	Name     string              `json:"name"`
	Title    string              `json:"title"`
	Mandates []documents.Mandate `json:"mandates"`
}

func viewSigner(a documents.Account) signerView {
	whole := viewAccount(a)
	return signerView{ID: whole.ID, Name: whole.Name, Title: whole.Title, Mandates: whole.Mandates}
}
