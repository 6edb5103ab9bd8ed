// Package ledger keeps the two books of văn thư that are no number books (Phụ lục IV):
// what goes by post, and who uses filed copies. Their lines are slips of the cabinet.
package ledger

import (
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Ledger keeps both books of all units.
type Ledger struct {
	engine  *workflow.Engine
	posting workflow.Drawer[Posting]
	loans   workflow.Drawer[Loan]
	now     func() time.Time
}

// New returns the books over a cabinet.
func New(engine *workflow.Engine, cabinet workflow.Cabinet, now func() time.Time) *Ledger {
	return &Ledger{
		engine: engine, now: now,
		posting: workflow.Drawer[Posting]{Cabinet: cabinet, Name: "posting", Label: labelPosting},
		loans:   workflow.Drawer[Loan]{Cabinet: cabinet, Name: "loans", Label: labelLoan},
	}
}

// A Written is who wrote a line, and when.
type Written struct {
	By   documents.AccountID `json:"by"`
	Name string              `json:"name"`
	At   time.Time           `json:"at"`
}

func (l *Ledger) written(by *documents.Account) Written {
	return Written{By: by.ID, Name: by.Name, At: l.now().UTC().Truncate(time.Millisecond)}
}

// order sorts lines by their day, then as they were written.
func order(day documents.Date, w Written) string {
	return day.String() + " " + w.At.Format("2006-01-02T15:04:05.000")
}

// mustKeep refuses who is not văn thư.
func mustKeep(by *documents.Account, act workflow.Action) error {
	if by.Has(documents.Clerk) {
		return nil
	}
	return &workflow.Refusal{Action: act, Rule: workflow.RuleNotRegistrar, Kind: documents.ErrForbidden}
}

// A checker gathers what is wrong with a form.
type checker struct{ faults documents.FieldErrors }

// maxText is how long a text of a line may be, in bytes.
const maxText = 1000

func (c *checker) fault(wrong bool, field string, rule documents.Rule) {
	if wrong {
		c.faults = append(c.faults, &documents.FieldError{Field: field, Rule: rule, Article: "Phụ lục IV"})
	}
}

// text refuses what is too long, and what is marked as secret.
func (c *checker) text(field, value string) {
	c.fault(len(value) > maxText, field, documents.RuleTooLong)
	c.fault(documents.RefuseSecret(field, value) != nil, field, documents.RuleSecret)
}
