package workflow

import (
	"errors"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
)

// An Act is what a person asks to be done. Seen is the version of the record
// that was on the screen; File, where given, the hash of the file that was
// read. Date is for the act that gives the number; zero is today.
type Act struct {
	Action  Action
	Comment string
	Seen    Version
	File    Hash
	Date    documents.Date

	Direction *Direction // of the act that says who handles what came
	Signature *Signature // of an act that signs the PDF; nil signs on paper
}

// A situation is all that guards and effects look at. They look at nothing
// else and change nothing but the record they are given.
type situation struct {
	Act
	step     Step
	record   *Record // as stored
	unit     *documents.Unit
	actor    *documents.Account
	now      time.Time
	today    documents.Date
	file     *File             // made for this act, where an effect wants one
	signed   *Copy             // the PDF with the act's signature, where it has one
	prints   bool              // PDF files can be made
	archives bool              // sealed files get time stamps
	source   Hash              // the document that file was made from
	powers   *documents.Powers // who may sign, where a guard asks for it
	ways     map[string]way    // how each consignment goes, where an effect asks for it
}

// A guard is one condition. Powers says that it looks at who may sign.
type guard struct {
	check  func(situation) error
	powers bool
}

// guards are the conditions a flow table may name. A guard returns nil, a
// *Refusal when the state of things or the person's rights are against the
// act, or documents.FieldErrors when what was given must be mended.
var guards = map[string]guard{
	"complete":             {check: complete},
	"reason":               {check: reason},
	"shown":                {check: shown},
	"may_sign":             {check: maySign, powers: true},
	"may_copy":             {check: mayCopy, powers: true},
	"not_future":           {check: notFuture},
	"not_before_signature": {check: notBeforeSignature},
	"file_ready":           {check: fileReady},
	"directed":             {check: directed},
	"settled":              {check: concluded},
	"asked_back":           {check: askedBack},
	"on_paper":             {check: suited},
	"as_file":              {check: suited},
}

// complete: the drafter answers for form and content (Điều 10). The signatory
// must be a person who can find the document waiting: a name alone is nobody's
// desk.
func complete(s situation) error {
	var faults documents.FieldErrors
	errors.As(s.record.Document.Complete(), &faults)
	if s.record.Document.Signatory.Account == "" {
		faults = append(faults, &documents.FieldError{Field: "signatory.account", Rule: documents.RuleRequired, Article: "Điều 13"})
	}
	return faults.Err()
}

// reason: who stops a document says why, so that the drafter can mend it.
func reason(s situation) error {
	if strings.TrimSpace(s.Comment) == "" {
		return s.field("comment", RuleReason)
	}
	return nil
}

// shown: the act is on exactly the file that was read.
func shown(s situation) error {
	file := s.record.Shown()
	if s.File != "" && (file == nil || file.Hash != s.File) {
		return s.refuse(RuleShown, documents.ErrNotAllowed)
	}
	return nil
}

// maySign: the person has the authority today, and the document shows exactly
// that (Điều 13).
func maySign(s situation) error {
	now, err := s.signature()
	if fault := (*documents.FieldError)(nil); errors.As(err, &fault) {
		return &Refusal{
			State: s.record.State, Action: s.Action, Rule: fault.Rule, Article: fault.Article, Got: fault.Got, Kind: documents.ErrForbidden,
		}
	}
	shown := s.record.Document.Signatory
	if shown.Name != now.Name || shown.Title != now.Title || shown.Post != now.Post || !slices.Equal(shown.Mandates, now.Mandates) {
		return s.refuse(RuleLinesChanged, documents.ErrForbidden)
	}
	return nil
}

// signature is how the person would sign the document today.
func (s situation) signature() (documents.Signatory, error) {
	return documents.Sign(documents.Question{Document: &s.record.Document, Signer: s.actor, On: s.today, Powers: s.powers})
}

// notFuture: number and date are given together, on the day (Điều 15).
func notFuture(s situation) error {
	if s.today.Before(s.date()) {
		return s.field("date", RuleDateFuture)
	}
	return nil
}

// notBeforeSignature: a paper gets its number after its signature (Điều 15).
func notBeforeSignature(s situation) error {
	if s.date().Before(s.record.Signed) {
		return s.field("date", RuleDateBeforeSign)
	}
	return nil
}

// fileReady: only the numbered file goes out.
func fileReady(s situation) error {
	if s.record.Final == nil || s.record.Original.Lacks(Sealed) {
		return s.refuse(RuleFileNotReady, documents.ErrNotAllowed)
	}
	return nil
}

// date is the date the document gets: the one asked for, else today.
func (s situation) date() documents.Date {
	if s.Date.IsZero() {
		return s.today
	}
	return s.Date
}

func (s situation) refuse(rule documents.Rule, kind error) error { return s.refusal(rule, kind) }

func (s situation) refusal(rule documents.Rule, kind error) *Refusal {
	return &Refusal{State: s.record.State, Action: s.Action, Rule: rule, Article: s.step.Article, Kind: kind}
}

func (s situation) field(name string, rule documents.Rule) error {
	return documents.FieldErrors{{Field: name, Rule: rule, Article: s.step.Article}}
}
