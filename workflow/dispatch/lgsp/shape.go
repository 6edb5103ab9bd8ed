package lgsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Shape is how one connector wants to be spoken to. Its JSON is what an operator
// writes; what is left out is as DefaultShape has it.
type Shape struct {
	Send     string                    `json:"send"`     // path below the base
	Received string                    `json:"received"` // of the list of what waits
	Download string                    `json:"download"`
	Status   string                    `json:"status"`
	System   string                    `json:"system"` // names of headers
	Secret   string                    `json:"secret"`
	File     string                    `json:"file"` // name of the part that is the message
	Code     string                    `json:"code"` // names in the answer
	Message  string                    `json:"message"`
	Data     string                    `json:"data"`
	ID       string                    `json:"id"`
	Hash     string                    `json:"hash"`
	Kind     string                    `json:"kind"`     // edoc or status
	Recall   string                    `json:"recall"`   // RecallByDocument or RecallByStatus
	Refusals map[string]documents.Rule `json:"refusals"` // of the codes that are not 0
}

// The two forms of a recall; receivers are known to know either.
const (
	RecallByDocument = "document" // BussinessDocType 1
	RecallByStatus   = "status"   // status 13
)

// DefaultShape is the connector that was seen (Lạng Sơn).
func DefaultShape() Shape {
	return Shape{
		Send: "/v1/sendEdoc", Received: "/v1/getReceivedEdocList", Download: "/v1/getEdoc", Status: "/v1/updateStatus",
		System: "X-SystemId", Secret: "X-SecretKey", File: "file", Recall: RecallByDocument,
		Code: "code", Message: "message", Data: "data", ID: "id", Hash: "contentSha256", Kind: "messageType",
		Refusals: map[string]documents.Rule{
			CodeFile: workflow.RuleSendMessage, CodeCredentials: workflow.RuleSendCredentials,
			CodeReceiver: workflow.RuleSendReceiver, CodeSender: workflow.RuleSendSender, CodeSystem: workflow.RuleSendBusy,
			CodeProcessing: workflow.RuleSendMessage, CodeMessage: workflow.RuleSendMessage, CodeLocked: workflow.RuleSendLocked,
		},
	}
}

// rules are what a code may stand for.
var rules = [...]documents.Rule{
	workflow.RuleSendMessage, workflow.RuleSendCredentials, workflow.RuleSendReceiver, workflow.RuleSendSender, workflow.RuleSendBusy,
	workflow.RuleSendLocked, workflow.RuleSendLarge, workflow.RuleSendRefused,
}

// The codes of answers.
const (
	CodeDone        = "0"
	CodeFile        = "10" // not to be read
	CodeCredentials = "15"
	CodeReceiver    = "18" // unknown
	CodeSender      = "19" // not registered
	CodeSystem      = "20"
	CodeProcessing  = "21" // of the file
	CodeMessage     = "22" // not as QĐ 28/2018/QĐ-TTg wants it
	CodeLocked      = "23" // the receiver
)

// ParseShape reads what an operator says of a connector, on top of DefaultShape.
func ParseShape(text []byte) (Shape, error) {
	s := DefaultShape()
	if err := json.Unmarshal(text, &s); err != nil {
		return Shape{}, fmt.Errorf("read the shape of a connector: %w", err)
	}
	if s.Recall != RecallByDocument && s.Recall != RecallByStatus {
		return Shape{}, fmt.Errorf("read the shape of a connector: recall %q: %w", s.Recall, errShape)
	}
	for code, rule := range s.Refusals {
		if !slices.Contains(rules[:], rule) || code == CodeDone {
			return Shape{}, fmt.Errorf("read the shape of a connector: refusal %q: %w", code, errShape)
		}
	}
	return s, nil
}

var errShape = errors.New("not known")

// An answer is what the connector says, whatever it calls the parts of it.
type answer map[string]json.RawMessage

// text returns a part that is a text or a number.
func (a answer) text(name string) string {
	var s string
	if json.Unmarshal(a[name], &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(a[name], &n) == nil {
		if i, err := n.Int64(); err == nil {
			return strconv.FormatInt(i, 10)
		}
	}
	return ""
}

// refused returns why the connector does not do what it was asked; nil when it does.
func (s *Shape) refused(a answer) error {
	code, said := a.text(s.Code), a.text(s.Message)
	switch rule, known := s.Refusals[code]; {
	case code == CodeDone:
		return nil
	case known:
		return workflow.Undelivered(rule, said)
	case code == "":
		return workflow.Undelivered(workflow.RuleSendUnreachable, "no code in the answer")
	default:
		return workflow.Undelivered(workflow.RuleSendRefused, documents.OneLine(code+" "+said))
	}
}
