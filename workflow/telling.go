package workflow

import (
	"time"

	"vanthu/documents"
)

// A Telling is a status (trạng thái xử lý, QCVN 102) that the sender of a message is
// to be told of his document. Code is one of 01 to 06, 15 and 16.
type Telling struct {
	Code string    `json:"code"`
	Text string    `json:"text,omitempty"` // why, of a refusal
	At   time.Time `json:"at"`
}

// owe notes that the sender is to be told, where there is one who can be.
func (r *Record) owe(code, text string, now time.Time) {
	if r.Incoming == nil || !r.Incoming.canTell() {
		return
	}
	in := r.changed()
	in.Told = append(in.Told, Telling{Code: code, Text: text, At: now})
}

// telling returns the effect of telling a status.
func telling(code string) func(*Record, situation) {
	return func(r *Record, s situation) { r.owe(code, s.Comment, s.now) }
}

// An AskedBack is that the sender asks for his document back (lấy lại, thu hồi).
type AskedBack struct {
	At       time.Time `json:"at"`
	Reason   string    `json:"reason,omitempty"`
	How      string    `json:"how,omitempty"`      // "status" or "recall", as the message asked
	Answered string    `json:"answered,omitempty"` // the status it was answered with, "15" or "16"
}

// asks reports whether the sender waits for an answer.
func (a *AskedBack) asks() bool { return a != nil && a.Answered == "" }

// askedBack: the sender did ask (Điều 18 khoản 4).
func askedBack(s situation) error {
	if !s.record.Incoming.AskedBack.asks() {
		return s.refuse(RuleNotAsked, documents.ErrNotAllowed)
	}
	return nil
}

// agree keeps that the sender has it back and is told so.
func agree(r *Record, s situation) {
	in := r.changed()
	asked := *in.AskedBack
	asked.Answered = agreedStatus
	in.AskedBack = &asked
	r.owe(agreedStatus, s.Comment, s.now)
}

// agreedStatus is the status of who agrees (đồng ý).
const agreedStatus = "15"
