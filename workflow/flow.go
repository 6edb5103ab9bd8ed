package workflow

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/looplab/fsm"

	"vanthu/documents"
)

//go:embed outgoing.md
var outgoingTable string

// Outgoing returns the flow of outgoing documents from outgoing.md.
func Outgoing() (*Flow, error) { return ParseFlow("outgoing", outgoingTable) }

// A Flow is a checked flow table: which act a person may do in which state. It
// does not change once made.
type Flow struct {
	Name   string
	Table  string // the start of the SHA-256 of its text
	start  State
	states []StateText
	steps  []Step
	from   map[State]fsm.Events
}

// A Step is one row of the table.
type Step struct {
	From    State
	Action  Action
	Who     string // name of an actor
	To      State
	Guards  []string
	Effects []string
	Article string
	line    int
}

// A StateText is what the table says of one state.
type StateText struct {
	State State
	Text  string // for people: "Dự thảo: chuyên viên soạn thảo"
	End   bool
	Rest  bool // it waits at no desk, yet later acts leave it
	line  int
}

// over reports whether what is in the state is done with.
func (s StateText) over() bool { return s.End || s.Rest }

// ParseFlow reads a flow table and checks that it makes sense as a whole. Its
// error is a *TableError with the line at fault.
func ParseFlow(name, text string) (*Flow, error) {
	states, steps, err := readTables(text)
	if err != nil {
		return nil, err
	}
	if err := checkFlow(states, steps); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(text))
	f := &Flow{
		Name: name, Table: hex.EncodeToString(sum[:6]),
		start: states[0].State, states: states, steps: steps, from: map[State]fsm.Events{},
	}
	for _, s := range steps {
		f.from[s.From] = append(f.from[s.From],
			fsm.EventDesc{Name: string(s.Action), Src: []string{string(s.From)}, Dst: string(s.To)})
	}
	return f, nil
}

// Start returns the state a new record is in.
func (f *Flow) Start() State { return f.start }

// States returns the states in the order of the table.
func (f *Flow) States() []StateText { return slices.Clone(f.states) }

// Steps returns the rows in the order of the table.
func (f *Flow) Steps() []Step { return slices.Clone(f.steps) }

// From returns the rows that leave state, in the order of the table: the
// buttons of a page.
func (f *Flow) From(state State) []Step {
	var out []Step
	for _, s := range f.steps {
		if s.From == state {
			out = append(out, s)
		}
	}
	return out
}

// Knows reports whether state is one of the flow's.
func (f *Flow) Knows(state State) bool {
	return slices.ContainsFunc(f.states, func(s StateText) bool { return s.State == state })
}

// Text returns what people call the state, up to the colon: "Dự thảo".
func (f *Flow) Text(state State) string {
	for _, s := range f.states {
		if s.State == state {
			return s.Name()
		}
	}
	return string(state)
}

// Path says where an act took the document: "Dự thảo → Duyệt nội dung"; "" for
// one that left it where it was.
func (f *Flow) Path(ev Event) string {
	switch ev.From {
	case "":
		return f.Text(ev.To)
	case ev.To:
		return ""
	}
	return f.Text(ev.From) + " → " + f.Text(ev.To)
}

// Editable reports whether the drafter still writes in this state: only the first
// one of a flow that begins with a draft.
func (f *Flow) Editable(state State) bool {
	return state == f.start && f.From(state)[0].Who == "drafter"
}

// Step returns the row for action in state, or a *Refusal with RuleNoSuchAct.
//
// The machine lives for this one call and never sees a cancelled context: one
// that has is wedged for ever (looplab/fsm issue 115).
func (f *Flow) Step(ctx context.Context, state State, action Action) (Step, error) {
	m := fsm.NewFSM(string(state), f.from[state], nil)
	if err := m.Event(context.WithoutCancel(ctx), string(action)); err != nil {
		return Step{}, &Refusal{State: state, Action: action, Rule: RuleNoSuchAct, Kind: documents.ErrNotAllowed}
	}
	for _, s := range f.steps {
		if s.From == state && s.Action == action && string(s.To) == m.Current() {
			return s, nil
		}
	}
	return Step{}, fmt.Errorf("step %s from %s: the machine and the table differ", action, state)
}
