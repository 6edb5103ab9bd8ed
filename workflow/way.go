package workflow

import (
	"slices"
	"strings"
)

// Ends reports whether what is in state is done with: it waits at no desk. From a
// state where it rests it may still be called back.
func (f *Flow) Ends(state State) bool {
	return slices.ContainsFunc(f.states, func(s StateText) bool { return s.State == state && s.over() })
}

// final reports whether state is an end that nothing leaves.
func (f *Flow) final(state State) bool {
	return slices.ContainsFunc(f.states, func(s StateText) bool { return s.State == state && s.End })
}

// Way returns the states from the start to the good end: from each the one its
// first row leads to, as the table puts what is to be done first.
func (f *Flow) Way() []State {
	way := []State{f.start}
	for {
		last := way[len(way)-1]
		steps := f.From(last)
		if f.Ends(last) || len(steps) == 0 || slices.Contains(way, steps[0].To) {
			return way
		}
		way = append(way, steps[0].To)
	}
}

// Name is what people call the state, the text up to its colon: "Dự thảo".
func (s StateText) Name() string {
	name, _, _ := strings.Cut(s.Text, ":")
	return name
}

// Came reports whether a record has come to the good end of the flow, whatever was
// done with it since: it was issued, or a document that came was dealt with.
func (f *Flow) Came(r *Record) bool {
	way := f.Way()
	good := way[len(way)-1]
	return slices.ContainsFunc(r.History, func(ev Event) bool { return ev.To == good })
}
