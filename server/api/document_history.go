package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// eventView is one act that was done, and the same as a sentence.
type eventView struct {
	At      stamp               `json:"at"`
	By      documents.AccountID `json:"by"` // "" for the program itself
	Name    string              `json:"name"`
	Title   string              `json:"title,omitempty"`
	Action  workflow.Action     `json:"action"`
	From    workflow.State      `json:"from,omitempty"`
	To      workflow.State      `json:"to"`
	Comment string              `json:"comment,omitempty"`
	Article string              `json:"article,omitempty"`
	Seen    workflow.Version    `json:"seen,omitempty"`
	File    workflow.Hash       `json:"file,omitempty"`
	Number  string              `json:"number,omitempty"`
	For     []behalfView        `json:"for,omitempty"` // on whose behalf it was signed
	Text    string              `json:"text"`
}

// documentHistory shows all that was done with a document, oldest first.
func (a *API) documentHistory(c echo.Context, by *documents.Account) error {
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	c.Response().Header().Set("ETag", etag(r.Version))
	return c.JSON(http.StatusOK, itemsView[eventView]{viewEvents(r.History)})
}

func viewEvents(events []workflow.Event) []eventView { return viewed(events, viewEvent) }

func viewEvent(e workflow.Event) eventView {
	return eventView{
		At: stamp(e.At), By: e.By, Name: e.Name, Title: e.Title, Action: e.Action, From: e.From, To: e.To,
		Comment: e.Comment, Article: e.Article, Seen: e.Seen, File: e.File, Number: e.Number, For: viewed(e.For, viewBehalf),
		Text: workflow.SayEvent(e) + ".",
	}
}
