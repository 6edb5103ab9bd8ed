package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// receiptBody is what is known of a document that comes. Its files follow.
type receiptBody struct {
	Kind      string         `json:"kind"` // code of one of the 29; "" with a type
	Type      string         `json:"type"`
	Author    string         `json:"author"`
	Notation  string         `json:"notation"`
	Date      documents.Date `json:"date"`
	Abstract  string         `json:"abstract"`
	Signer    string         `json:"signer"`
	Urgency   string         `json:"urgency"`
	Due       documents.Date `json:"due"`
	Note      string         `json:"note"`
	Day       documents.Date `json:"day"`
	Source    string         `json:"source"`    // paper or file; "" is paper
	Confirmed bool           `json:"confirmed"` // it is known that it looks like one that came before
}

// enterIncoming registers a document that came.
func (a *API) enterIncoming(c echo.Context, by *documents.Account) error {
	var b receiptBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	in := workflow.Receipt{
		Kind: documents.Kind(b.Kind), Type: b.Type, Author: b.Author, Notation: b.Notation, Date: b.Date, Abstract: b.Abstract, Signer: b.Signer,
		Urgency: documents.Urgency(b.Urgency), Due: b.Due, Note: b.Note, Day: b.Day, Source: workflow.ByPaper, Confirmed: b.Confirmed,
	}
	switch workflow.Source(b.Source) {
	case "", workflow.ByPaper:
	case workflow.ByFile:
		in.Source = workflow.ByFile
	default:
		return documents.FieldErrors{{Field: "source", Rule: documents.RuleFieldType, Got: "paper, file"}}
	}
	r, err := a.d.Engine.Enter(c.Request().Context(), by, in)
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusCreated, by, r)
}

// pdfBody is the largest PDF that is read, in bytes.
const pdfBody = 32 << 20

// addIncomingFile adds the PDF in the body, on the version that If-Match names.
func (a *API) addIncomingFile(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	data, err := bodyOf(c, pdfBody)
	if err != nil {
		return err
	}
	if len(data) == 0 || c.QueryParam("name") == "" {
		return documents.FieldErrors{{Field: "file", Rule: documents.RuleRequired}}
	}
	r, err := a.d.Engine.AddReceived(c.Request().Context(), by, recordID(c), workflow.Bringing{
		Seen: version, File: workflow.Brought{Name: c.QueryParam("name"), Type: "application/pdf", Data: data},
	})
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusOK, by, r)
}

// handlerBody names a division by its symbol, or a person.
type handlerBody struct {
	Division string `json:"division"`
	Account  string `json:"account"`
}

func (h handlerBody) handler() workflow.Handler {
	return workflow.Handler{Division: h.Division, Account: documents.AccountID(h.Account)}
}

// incomingActBody is what goes with an act on a document that came.
type incomingActBody struct {
	Comment  string         `json:"comment" keep:"lines"`
	Date     documents.Date `json:"date"`
	Lead     handlerBody    `json:"lead"`
	With     []handlerBody  `json:"with"`
	Opinion  string         `json:"opinion"`
	Deadline documents.Date `json:"deadline"`
}

// actOnIncoming does one act of the flow on the version that If-Match names.
func (a *API) actOnIncoming(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var b incomingActBody
	if err := readOptionalBody(c, &b); err != nil {
		return err
	}
	if _, err := a.incoming(c, by); err != nil {
		return err
	}
	act := workflow.Act{Action: workflow.Action(c.Param("action")), Comment: b.Comment, Seen: version, Date: b.Date}
	if b.Lead != (handlerBody{}) {
		act.Direction = &workflow.Direction{Lead: b.Lead.handler(), Opinion: b.Opinion, Deadline: b.Deadline}
		for _, h := range b.With {
			act.Direction.With = append(act.Direction.With, h.handler())
		}
	}
	r, err := a.d.Engine.Act(c.Request().Context(), by, recordID(c), act)
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusOK, by, r)
}

// assignmentBody says whom it is given to.
type assignmentBody struct {
	To       string         `json:"to"`
	Opinion  string         `json:"opinion"`
	Deadline documents.Date `json:"deadline"`
}

// assignIncoming gives it to a person, on the version that If-Match names.
func (a *API) assignIncoming(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var b assignmentBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	if _, err := a.incoming(c, by); err != nil {
		return err
	}
	r, err := a.d.Engine.Assign(c.Request().Context(), by, recordID(c), workflow.Giving{
		Seen: version, To: documents.AccountID(b.To), Opinion: b.Opinion, Deadline: b.Deadline,
	})
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusOK, by, r)
}

// progressBody is how far it has come.
type progressBody struct {
	Text string `json:"text"`
}

// noteProgress notes it, on the version that If-Match names.
func (a *API) noteProgress(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var b progressBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	if _, err := a.incoming(c, by); err != nil {
		return err
	}
	r, err := a.d.Engine.NoteProgress(c.Request().Context(), by, recordID(c), workflow.Progress{Seen: version, Text: b.Text})
	if err != nil {
		return err
	}
	return a.answerWith(c, http.StatusOK, by, r)
}

// answerBody is of which kind the answer is.
type answerBody struct {
	Kind string `json:"kind"`
}

// answerIncoming begins a draft that answers it, and answers with the draft.
func (a *API) answerIncoming(c echo.Context, by *documents.Account) error {
	var b answerBody
	if err := readBody(c, smallBody, &b); err != nil {
		return err
	}
	r, err := a.d.Engine.Answer(c.Request().Context(), by, recordID(c), documents.Kind(b.Kind))
	if err != nil {
		return err
	}
	return a.showRecord(c, http.StatusCreated, by, r)
}
