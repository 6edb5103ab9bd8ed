package web

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// A signChoice is how the person can sign, or seal, a document as a file.
type signChoice struct {
	Action workflow.Action // "sign", "seal" or "seal_copy"
	Seals  bool            // with the agency's key
	Holder *workflow.KeyHolder
	Agent  bool   // the key is asked by a program on the person's machine
	Phone  bool   // the person confirms on the telephone
	Fault  string // why it cannot be signed so; "" when it can
}

// agentAddress is where the signing program of the Ban Cơ yếu answers on the
// person's own machine. A page that has a form for it may call it, no other.
const agentAddress = "wss://127.0.0.1:8987"

// sealAction is what văn thư does between the number and the sending.
const sealAction workflow.Action = "seal"

// signing returns how the person can sign or seal r; nil where it is not for the
// person now, or the program signs on paper only.
func (w *Web) signing(c echo.Context, by *documents.Account, r *workflow.Record, steps []workflow.Step) (*signChoice, error) {
	if !w.d.Engine.Prints() || len(steps) == 0 {
		return nil, nil
	}
	ctx := c.Request().Context()
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil || unit.Seal == nil {
		return nil, err // without a seal no file is an original
	}
	for _, s := range steps {
		switch {
		case s.Seals():
			return w.choice(s.Action, unit.Seal.Key(), "").asAgency(), nil
		case s.Signs():
			return w.choice(s.Action, by.Key, faultOf(r)), nil
		}
	}
	if may, err := w.d.Engine.Seals(ctx, by, r); err != nil || !may {
		return nil, err
	}
	return w.choice(sealAction, unit.Seal.Key(), "").asAgency(), nil
}

// Word is what the person presses.
func (s *signChoice) Word() string {
	if s.Seals {
		return workflow.Button(s.Action)
	}
	return "Ký số"
}

func (s *signChoice) asAgency() *signChoice {
	s.Seals = true
	return s
}

func (w *Web) choice(action workflow.Action, key *documents.SigningKey, fault string) *signChoice {
	choice := &signChoice{Action: action, Fault: fault, Holder: w.d.Engine.Holder(key)}
	switch {
	case fault != "":
	case choice.Holder == nil:
		choice.Fault = workflow.Say(&workflow.Refusal{Rule: workflow.RuleNoKey, Kind: documents.ErrNotAllowed}).Detail
	default:
		choice.Agent = key.Kind == documents.KeyAgent
		choice.Phone = key.Kind == documents.KeySmart || key.Kind == documents.KeyMySign
	}
	return choice
}

// faultOf says why r has no PDF that can be signed; "" when it has.
func faultOf(r *workflow.Record) string {
	if r.Original.Copy(workflow.Placed) != nil {
		return ""
	}
	refusal := &workflow.Refusal{Rule: workflow.RuleNoOriginal, Kind: documents.ErrNotAllowed}
	if o := r.Original; o != nil && o.Fault != "" {
		refusal.Rule, refusal.Got = o.Fault, o.Got
	}
	return workflow.Say(refusal).Detail
}

type signView struct {
	*documentView
	Failure *failure
	Typed   url.Values
}

// showSign asks for the password of the key, on a page of its own.
func (w *Web) showSign(c echo.Context, by *documents.Account) error {
	return w.askSign(c, by, attempt{})
}

func (w *Web) askSign(c echo.Context, by *documents.Account, before attempt) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	view, err := w.viewDocument(c, by, r)
	if err != nil {
		return err
	}
	if view.Sign == nil {
		if before.failure != nil {
			return w.showFailure(c, before.failure)
		}
		return &workflow.Refusal{State: r.State, Rule: workflow.RuleNotYours, Kind: documents.ErrForbidden}
	}
	typed := before.typed
	if typed == nil {
		typed = url.Values{}
	}
	return w.render(c, before.status(), "sign", signView{view, before.failure, typed})
}

// signDocument signs or seals the file that was shown: with a key that the program
// asks itself, or with what the agent on the person's machine gave.
func (w *Web) signDocument(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	act, err := readAct(f)
	if err != nil {
		return err
	}
	secret := f.Get("secret")
	f.Del("secret")
	waitLong(c)
	ctx, id := c.Request().Context(), workflow.RecordID(c.Param("id"))
	switch {
	case f.Get("value") == "":
		_, err = w.d.Engine.SignNow(ctx, by, id, act, secret)
	case act.Action == sealAction:
		_, err = w.d.Engine.Seal(ctx, by, id, act)
	default:
		_, err = w.d.Engine.Act(ctx, by, id, act)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askSign(c, by, before) })
	}
	return seeOther(c, "/van-ban/"+string(id)+"?xong="+cmp.Or(doneBy[act.Action], "ky-so"))
}

// doneBy is what is said after a signature of the agency.
var doneBy = map[workflow.Action]string{sealAction: "dong-dau", "seal_copy": "sao-so"}

// waitLong lets an answer take as long as a person needs to confirm on the
// telephone: the signer has its own limit.
func waitLong(c echo.Context) {
	line := http.NewResponseController(c.Response())
	for _, lift := range [...]func(time.Time) error{line.SetReadDeadline, line.SetWriteDeadline} {
		_ = lift(time.Time{}) // where it cannot be lifted the answer is late, and the signature forgotten
	}
}

// readAct reads an act that signs, and the signature where the form has one.
func readAct(f url.Values) (workflow.Act, error) {
	seen, err := seenIn(f)
	if err != nil {
		return workflow.Act{}, err
	}
	act := workflow.Act{
		Action: workflow.Action(f.Get("viec")), Comment: f.Get("comment"), Seen: seen, File: workflow.Hash(f.Get("file")),
	}
	if f.Get("value") == "" {
		return act, nil
	}
	at, err := time.Parse(time.RFC3339, f.Get("at"))
	if err != nil {
		return act, errForm
	}
	value, err := base64.StdEncoding.DecodeString(f.Get("value"))
	if err != nil {
		return act, errForm
	}
	act.Signature = &workflow.Signature{At: at, Value: value}
	return act, nil
}

// A digestView is what the page asks the agent to sign.
type digestView struct {
	Digest string `json:"digest"` // SHA-256 in base64
	At     string `json:"at"`
}

// digestDocument says what the agent on the person's machine has to sign.
func (w *Web) digestDocument(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	act, err := readAct(f)
	if err != nil {
		return err
	}
	task, err := w.d.Engine.ToSign(c.Request().Context(), by, workflow.RecordID(c.Param("id")), act)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, digestView{base64.StdEncoding.EncodeToString(task.Digest), task.At.Format(time.RFC3339)})
}

const pdfType = "application/pdf"

// originalFile sends the PDF of the document as far as it has come.
func (w *Web) originalFile(c echo.Context, by *documents.Account) error {
	r, err := w.record(c, by)
	if err != nil {
		return err
	}
	file, err := w.d.Engine.OriginalFile(c.Request().Context(), r)
	if err != nil {
		return err
	}
	return attach(c, r.OriginalName(), pdfType, file)
}
