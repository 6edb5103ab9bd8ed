package workflow

import (
	"context"
	"errors"
	"time"

	"vanthu/documents"
)

// A Courier carries letters over one channel.
type Courier interface {
	// Deliver hands a letter to the other side and returns what that calls it. A
	// letter that is there already, by its ID, is delivered as well. A *Refusal says
	// why not: what is ErrUnavailable may pass, with any other it is no use to come
	// again. All else that fails is tried again.
	Deliver(ctx context.Context, l *Letter) (receipt string, err error)
}

// A Letter is one message for one receiver. All in it comes from the record, so that
// a letter that is carried twice is the same.
type Letter struct {
	ID       string // the same in each attempt
	Errand   Errand
	Record   *Record
	From, To documents.Agency
	Address  string    // on the channel
	At       time.Time // of the act that sends it, not of the attempt
	About    []string  // DocumentIds of what it replaces or updates
	Status   string    // of an answer: its code
	Text     string    // why it is recalled or refused
}

// An Errand is what a letter is for.
type Errand string

// The errands.
const (
	Issuing   Errand = "new"
	Replacing Errand = "replacement"
	Updating  Errand = "update" // công văn đính chính
	Recalling Errand = "recall"
	Answering Errand = "status"
)

// Rules of couriers: why a letter was not delivered.
const (
	RuleSendUnreachable documents.Rule = "send_unreachable"
	RuleSendSlow        documents.Rule = "send_slow"        // no answer in time
	RuleSendBusy        documents.Rule = "send_busy"        // the other side asks to come again
	RuleSendBroken      documents.Rule = "send_broken"      // an error of this program or of its files
	RuleSendCredentials documents.Rule = "send_credentials" // of this office: its operator mends it
	RuleSendSender      documents.Rule = "send_sender"      // the sender is not known there
	RuleSendReceiver    documents.Rule = "send_receiver"
	RuleSendLocked      documents.Rule = "send_locked" // the receiver takes nothing now
	RuleSendAddress     documents.Rule = "send_address"
	RuleSendMessage     documents.Rule = "send_message" // not as the other side wants messages
	RuleSendLarge       documents.Rule = "send_large"
	RuleSendRefused     documents.Rule = "send_refused" // for another reason of the other side
	RuleSendNoChannel   documents.Rule = "send_no_channel"
	RuleSendNoCode      documents.Rule = "send_no_code" // this office has no identifier
)

// passing are the rules that may pass by themselves.
var passing = map[documents.Rule]bool{
	RuleSendUnreachable: true, RuleSendSlow: true, RuleSendBusy: true, RuleSendBroken: true, RuleSendCredentials: true,
}

// Undelivered returns the *Refusal of a letter that was not delivered; got is what the
// other side said.
func Undelivered(rule documents.Rule, got string) error {
	kind := documents.ErrNotAllowed
	if passing[rule] {
		kind = documents.ErrUnavailable
	}
	if r := []rune(documents.OneLine(got)); len(r) > maxReason {
		got = string(r[:maxReason]) + "…"
	}
	return &Refusal{Rule: rule, Got: documents.OneLine(got), Kind: kind}
}

// maxReason is as much of what the other side said as is kept.
const maxReason = 200

// fault returns what is kept of why a letter was not delivered, and whether it is
// tried again.
func fault(err error) (rule documents.Rule, got string, again bool) {
	refusal := (*Refusal)(nil)
	if !errors.As(err, &refusal) {
		return RuleSendBroken, "", true
	}
	if documents.RefuseSecret("", refusal.Got) != nil {
		refusal.Got = ""
	}
	return refusal.Rule, refusal.Got, errors.Is(err, documents.ErrUnavailable)
}

// Posted returns the file that goes out for a numbered record, and its name. Of an
// original it is the sealed copy: the archived one comes later, and what is sent again
// must not be another. A *Refusal where there is none yet.
func (r *Record) Posted() (hash Hash, name string, err error) {
	sealed := r.Original.Copy(Sealed)
	switch {
	case r.Document.Reference.IsZero():
	case r.Mode == Electronic && sealed != nil:
		hash, name = sealed.File, r.OriginalName()
	case r.Mode == Electronic: // it has no force yet (Điều 5)
	case r.Scan != nil:
		hash, name = r.Scan.File, r.ScanName()
	case r.Final != nil:
		hash, name = r.Final.Hash, r.FileName()
	}
	if hash == "" {
		err = &Refusal{State: r.State, Rule: RuleFileNotReady, Article: "Điều 5, 15", Kind: documents.ErrNotAllowed}
	}
	return hash, name, err
}
