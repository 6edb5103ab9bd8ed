package workflow

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vanthu/documents"
)

// A Telling is a status (trạng thái xử lý, QCVN 102) that the sender of a message is
// to be told of his document. Code is one of 01 to 06, 15 and 16.
type Telling struct {
	Code string    `json:"code"`
	Text string    `json:"text,omitempty"` // why, of a refusal
	At   time.Time `json:"at"`

	Delivery Delivery `json:"delivery,omitzero"` // of the message that tells
}

// owe notes that the sender is to be told, where there is one who can be.
func (r *Record) owe(code, text string, now time.Time) {
	if r.Incoming == nil || !r.Incoming.canTell() {
		return
	}
	in := r.changed()
	told := Telling{Code: code, Text: text, At: now}
	told.Delivery.start(now)
	in.Told = append(in.Told, told)
	r.follow(Task{ID: fmt.Sprintf("%s:%d", TellLetter, len(in.Told)-1), Kind: TellLetter}, &told.Delivery)
}

// place returns the telling that a task is of; -1 for none.
func (r *Record) place(t Task) int {
	n, err := strconv.Atoi(strings.TrimPrefix(t.ID, TellLetter+":"))
	if err != nil || r.Incoming == nil || n < 0 || n >= len(r.Incoming.Told) {
		return -1
	}
	return n
}

// telling returns how far the status has come that a task is to tell; nil for none.
func (r *Record) telling(t Task) *Delivery {
	if n := r.place(t); n >= 0 {
		return &r.Incoming.Told[n].Delivery
	}
	return nil
}

// answer makes the letter a status for the sender of its record.
func (l *Letter) answer(t Task) {
	in := l.Record.Incoming
	told := in.Told[l.Record.place(t)]
	l.ID = string(l.Record.ID) + ":" + t.ID
	l.Errand, l.Status, l.Text, l.At = Answering, told.Code, told.Text, told.At
	l.To = documents.Agency{Unit: l.Record.Unit, Name: l.Record.Document.Issuer.Name, Code: in.Organ}
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

// Asks reports whether the sender waits for an answer.
func (a *AskedBack) Asks() bool { return a != nil && a.Answered == "" }

// askedBack: the sender did ask (Điều 18 khoản 4).
func askedBack(s situation) error {
	if !s.record.Incoming.AskedBack.Asks() {
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
