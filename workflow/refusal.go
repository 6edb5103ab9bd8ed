package workflow

import (
	"fmt"

	"vanthu/documents"
)

// A Refusal says why an act was not done: the rule that stood against it and
// its article. Kind is ErrNotAllowed when the state of things forbids it,
// ErrForbidden when the person may not. It unwraps to Kind.
type Refusal struct {
	State   State          `json:"state,omitempty"`
	Action  Action         `json:"action,omitempty"`
	Rule    documents.Rule `json:"rule"`
	Article string         `json:"article,omitempty"`
	Got     string         `json:"got,omitempty"`
	Kind    error          `json:"-"`
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s in state %s: %s", r.Action, r.State, r.Rule)
}

func (r *Refusal) Unwrap() error { return r.Kind }

// A Stale error says that the record was changed since the version the person
// saw, and what happened to it since. It unwraps to ErrConflict.
type Stale struct {
	Seen, Now Version
	Since     []Event
}

func (s *Stale) Error() string {
	return fmt.Sprintf("version %d was seen, %d is stored", s.Seen, s.Now)
}

func (s *Stale) Unwrap() error { return documents.ErrConflict }

// Rules that stand against an act, beyond those of documents.
const (
	RuleNoSuchAct       documents.Rule = "no_such_act" // the flow has no such action in this state
	RuleNotYours        documents.Rule = "not_yours"   // another has the document now
	RuleReason          documents.Rule = "reason"      // return, refuse, withdraw and cancel need one
	RuleShown           documents.Rule = "shown"       // not the file that was shown
	RuleDateFuture      documents.Rule = "date_future" // a document cannot be dated ahead
	RuleDateBeforeSign  documents.Rule = "date_before_signature"
	RuleDateBeforeLast  documents.Rule = "date_before_last" // the book has a later date already
	RuleBookClosed      documents.Rule = "book_closed"      // no number is given in it any more
	RuleBookYear        documents.Rule = "book_year"        // a book is closed when its year is over
	RuleBookMoved       documents.Rule = "book_moved"       // it has more numbers than the one who closes it saw
	RuleNotRegistrar    documents.Rule = "not_registrar"    // văn thư keeps the registers
	RuleHeldCount       documents.Rule = "held_count"       // some numbers are held back at a time, not a book
	RulePosted          documents.Rule = "posted"           // it stands in the posting book already
	RuleNotFiled        documents.Rule = "not_filed"        // there is no filed copy yet
	RuleOnLoan          documents.Rule = "on_loan"          // another has the filed copy
	RuleDueBefore       documents.Rule = "due_before"       // a day that cannot be before another
	RuleCopyOfCopy      documents.Rule = "copy_of_copy"     // a copy is made of an original
	RuleCopyNeedsCopy   documents.Rule = "copy_needs_copy"  // sao lục is made of a sao y
	RuleCopyFileToFile  documents.Rule = "copy_file_to_file"
	RuleCopyNoScan      documents.Rule = "copy_no_scan"    // a copy as a file is made of a scan
	RuleExtractAsFile   documents.Rule = "extract_as_file" // an extract as a file would have to be written anew
	RuleNoSeal          documents.Rule = "no_seal"         // the office has no certificate to sign with
	RuleNoExtract       documents.Rule = "no_extract"
	RuleNoSuffix        documents.Rule = "no_suffix"       // 10a is read in old books and never given
	RuleReferenceTaken  documents.Rule = "reference_taken" // another book of the year gave this number and symbol
	RuleFileNotReady    documents.Rule = "file_not_ready"  // the numbered file is still being made
	RuleLinesChanged    documents.Rule = "lines_changed"   // the paper shows another signatory or right than the day's
	RuleSignerUnknown   documents.Rule = "signer_unknown"
	RuleNotAdmin        documents.Rule = "not_admin"
	RuleFounded         documents.Rule = "founded"   // one installation is set up as one office
	RuleOwnAdmin        documents.Rule = "own_admin" // administrators do not shut themselves out
	RuleDivisionUnknown documents.Rule = "division_unknown"
	RuleNotKeeper       documents.Rule = "not_keeper" // văn thư and administrators keep the address book

	RuleTemplateChanged documents.Rule = "template_changed" // another changed the version meanwhile
	RuleTemplateIdle    documents.Rule = "template_idle"    // what is not in use cannot be retired
	RuleNoTemplateAct   documents.Rule = "no_template_act"
	RuleFromPast        documents.Rule = "from_past" // a template is not put to use for days that are over

	RuleNotReceiver    documents.Rule = "not_receiver"   // văn thư receives what comes
	RuleArrivedBefore  documents.Rule = "arrived_before" // the same number, day and author are there
	RuleHandlerUnknown documents.Rule = "handler_unknown"
	RuleNotAsked       documents.Rule = "not_asked" // the sender did not ask for it back

	RuleBeforeSent   documents.Rule = "before_sent"   // nothing is received before it was sent
	RuleDeadlinePast documents.Rule = "deadline_past" // what is to be done by a day that is over cannot be
)
