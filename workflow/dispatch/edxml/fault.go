package edxml

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Refused error says why a message is not taken, and where: its first fault in
// the order of the file. It holds nothing of a message that is marked as secret.
type Refused struct {
	Line, Column int // from 1, in characters
	Refusal      *workflow.Refusal
}

func (r *Refused) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", r.Line, r.Column, r.Refusal.Rule)
}

func (r *Refused) Unwrap() error { return r.Refusal }

// standard is what the form of messages rests on.
const standard = "QCVN 102:2016/BTTTT"

// secrecyLaw is what messages with a mark of secrecy are refused by.
const secrecyLaw = "Luật Bảo vệ bí mật nhà nước"

// maxGot is as much of a name as a sentence can show.
const maxGot = 60

func refusal(rule documents.Rule, got string) *workflow.Refusal {
	article := standard
	if rule == documents.RuleSecret {
		article, got = secrecyLaw, ""
	}
	if r := []rune(got); len(r) > maxGot {
		got = string(r[:maxGot]) + "…"
	}
	return &workflow.Refusal{Rule: rule, Article: article, Got: got, Kind: documents.ErrInvalid}
}

// refused returns the error of what stands at an offset of the file.
func refused(file []byte, offset int, rule documents.Rule, got string) error {
	before := file[:max(0, min(offset, len(file)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return &Refused{Line: line, Column: column, Refusal: refusal(rule, got)}
}
