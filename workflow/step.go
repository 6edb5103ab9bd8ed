package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// NeedsReason reports whether the act wants a comment.
func (s Step) NeedsReason() bool { return slices.Contains(s.Guards, "reason") }

// GivesNumber reports whether the act gives number and date, and so may be
// told a date.
func (s Step) GivesNumber() bool { return slices.Contains(s.Effects, "number") }

// Mermaid returns the flow as a Mermaid state diagram, in the order of the
// table.
func (f *Flow) Mermaid() string {
	var out strings.Builder
	out.WriteString("stateDiagram-v2\n")
	for _, s := range f.states {
		fmt.Fprintf(&out, "    state %q as %s\n", f.Text(s.State), s.State)
	}
	fmt.Fprintf(&out, "    [*] --> %s\n", f.start)
	for _, s := range f.steps {
		fmt.Fprintf(&out, "    %s --> %s : %s (%s)\n", s.From, s.To, Button(s.Action), whoTexts[s.Who])
	}
	for _, s := range f.states {
		if s.End {
			fmt.Fprintf(&out, "    %s --> [*]\n", s.State)
		}
	}
	return out.String()
}
