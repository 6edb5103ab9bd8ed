package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates"
)

// listTemplates shows the templates of the person's office and the program's,
// and which are in use.
func (a *API) listTemplates(c echo.Context, by *documents.Account) error {
	all, err := a.d.Engine.Templates(c.Request().Context(), by)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[templateView]{viewTemplates(all, a.d.Engine.Today())})
}

// listFields shows the fields that a template may use.
func (a *API) listFields(c echo.Context, _ *documents.Account) error {
	return c.JSON(http.StatusOK, itemsView[templates.FieldInfo]{templates.Fields(documents.FormID(c.QueryParam("form")))})
}
