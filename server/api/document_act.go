package api

import (
	"context"
	"encoding/base64"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// actBody is what goes with an act; nothing of it is always needed. File is
// the SHA-256 of the file that was read.
type actBody struct {
	Comment string         `json:"comment" keep:"lines"`
	Date    documents.Date `json:"date"`
	File    string         `json:"file"`

	Secret    string        `json:"secret" keep:"spaces"` // password of the key, where the act signs a file with one that is kept here
	Signature signatureBody `json:"signature"`            // what a key elsewhere made of the digest
}

// signatureBody is a signature over what digestOfAct answered.
type signatureBody struct {
	At    string `json:"at"`
	Value string `json:"value"` // base64
}

// act returns the act that the body says; documents.FieldErrors for a signature that
// cannot be read.
func (b *actBody) act(action string, version workflow.Version) (workflow.Act, error) {
	act := workflow.Act{
		Action: workflow.Action(action), Comment: b.Comment, Seen: version, File: workflow.Hash(b.File), Date: b.Date,
	}
	if b.Signature == (signatureBody{}) {
		return act, nil
	}
	at, err := time.Parse(time.RFC3339, b.Signature.At)
	if err != nil {
		return act, documents.FieldErrors{{Field: "signature.at", Rule: documents.RuleMomentForm, Got: b.Signature.At}}
	}
	value, err := base64.StdEncoding.DecodeString(b.Signature.Value)
	if err != nil {
		return act, documents.FieldErrors{{Field: "signature.value", Rule: documents.RuleFieldType, Got: "base64"}}
	}
	act.Signature = &workflow.Signature{At: at, Value: value}
	return act, nil
}

// sealing is what văn thư does between the number and the sending; it is in no flow.
const sealing = "seal"

// actOnDocument does one act of the flow on the version that If-Match names.
func (a *API) actOnDocument(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body actBody
	if err := readOptionalBody(c, &body); err != nil {
		return err
	}
	act, err := body.act(c.Param("action"), version)
	if err != nil {
		return err
	}
	r, err := a.do(c.Request().Context(), by, recordID(c), doing{act, body.Secret})
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusOK, by, r)
}

// A doing is an act and the password of the key that it is to be signed with, "" for
// none.
type doing struct {
	workflow.Act
	secret string
}

func (a *API) do(ctx context.Context, by *documents.Account, id workflow.RecordID, d doing) (*workflow.Record, error) {
	switch {
	case d.secret != "":
		return a.d.Engine.SignNow(ctx, by, id, d.Act, d.secret)
	case d.Action == sealing:
		return a.d.Engine.Seal(ctx, by, id, d.Act)
	}
	return a.d.Engine.Act(ctx, by, id, d.Act)
}

type digestView struct {
	Digest []byte `json:"digest"` // SHA-256
	At     string `json:"at"`     // to be sent back with the signature
}

// digestOfAct answers with what the person's key has to sign for an act.
func (a *API) digestOfAct(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body actBody
	if err := readOptionalBody(c, &body); err != nil {
		return err
	}
	act, err := body.act(c.Param("action"), version)
	if err != nil {
		return err
	}
	task, err := a.d.Engine.ToSign(c.Request().Context(), by, recordID(c), act)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, digestView{task.Digest, task.At.Format(time.RFC3339)})
}
