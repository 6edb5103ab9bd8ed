package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// askedBackView is that the sender of a document asks for it back.
type askedBackView struct {
	At     stamp  `json:"at"`
	Reason string `json:"reason"`
	Waits  bool   `json:"waits"` // for the answer of văn thư
}

func viewAskedBack(a *workflow.AskedBack) *askedBackView {
	if a == nil {
		return nil
	}
	return &askedBackView{stamp(a.At), a.Reason, a.Asks()}
}

// keepBody is why a document is not given back.
type keepBody struct {
	Reason string `json:"reason"`
}

// keepIncoming refuses to give a document back whose sender asks for it, on the version
// that If-Match names. To give it back is an act of the flow.
func (a *API) keepIncoming(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var b keepBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	if _, err := a.incoming(c, by); err != nil {
		return err
	}
	r, err := a.d.Engine.Keep(c.Request().Context(), by, recordID(c), workflow.Keeping{Seen: version, Reason: b.Reason})
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusOK, by, r)
}
