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
}

// A situation is all that guards and effects look at. They look at nothing
// else and change nothing but the record they are given.
type situation struct {
	Act
	step   Step
	record *Record // as stored
	unit   *documents.Unit
	actor  *documents.Account
	now    time.Time
	today  documents.Date
	file   *File // made for this act, where an effect wants one
}

// guards are the conditions a flow table may name. A guard returns nil, a
// *Refusal when the state of things or the person's rights are against the
// act, or documents.FieldErrors when what was given must be mended.
var guards = map[string]func(situation) error{
	"complete":             complete,
	"reason":               reason,
	"shown":                shown,
	"may_sign":             maySign,
	"not_future":           notFuture,
	"not_before_signature": notBeforeSignature,
	"file_ready":           fileReady,
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

// maySign: the document names this person, in the right the person has now
// (Điều 13).
func maySign(s situation) error {
	signatory := s.record.Document.Signatory
	if !s.actor.Has(documents.Signer) || signatory.Name != s.actor.Name || signatory.Title != s.actor.Title ||
		!slices.Equal(signatory.Mandates, s.actor.Mandates) {
		return s.refuse(RuleNoAuthority, documents.ErrForbidden)
	}
	return nil
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
	if s.record.Final == nil {
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
