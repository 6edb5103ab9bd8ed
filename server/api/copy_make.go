package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// copyBody is what copy is wanted (sao y, sao lục, trích sao).
type copyBody struct {
	Copy struct {
		Form       documents.CopyForm  `json:"form"`
		Signatory  documents.AccountID `json:"signatory"`
		Recipients []string            `json:"recipients"`
	} `json:"copy"`
	Nature     workflow.Nature `json:"nature"` // of what came: the original, a full copy, any copy
	Electronic bool            `json:"electronic"`
	Paragraphs []int           `json:"paragraphs"` // of an extract
}

func (b *copyBody) request(of workflow.RecordID) (workflow.CopyRequest, error) {
	switch b.Nature {
	case workflow.AnOriginal, workflow.AFullCopy, workflow.AnyCopy:
	default:
		return workflow.CopyRequest{}, documents.FieldErrors{{Field: "nature", Rule: documents.RuleFieldType, Got: "SY, other"}}
	}
	return workflow.CopyRequest{
		Of: of, Form: b.Copy.Form, Nature: b.Nature, Electronic: b.Electronic, Signatory: b.Copy.Signatory,
		Recipients: b.Copy.Recipients, Paragraphs: b.Paragraphs,
	}, nil
}

// copyMade begins a copy of the record that the path names, and answers with the copy.
func (a *API) copyMade(source func(echo.Context, *documents.Account) (*workflow.Record, error)) handler {
	return func(c echo.Context, by *documents.Account) error {
		var b copyBody
		if err := readBody(c, smallBody, &b); err != nil {
			return err
		}
		of, err := source(c, by)
		if err != nil {
			return err
		}
		ask, err := b.request(of.ID)
		if err != nil {
			return err
		}
		r, err := a.d.Engine.MakeCopy(c.Request().Context(), by, ask)
		if err != nil {
			return err
		}
		return a.showRecord(c, http.StatusCreated, by, r)
	}
}
