package workflow

import (
	"fmt"
	"slices"
)

// checkFlow refuses a table that names what does not exist, that says two
// things of one act, or that has a state nobody can reach or leave.
func checkFlow(states []StateText, steps []Step) error {
	for i, s := range states {
		same := func(t StateText) bool { return t.State == s.State }
		switch {
		case s.State == "" || s.Text == "":
			return &TableError{s.line, "a state needs a name and its meaning"}
		case slices.ContainsFunc(states[:i], same):
			return &TableError{s.line, fmt.Sprintf("a second row for state %s", s.State)}
		}
	}
	for _, s := range steps {
		if err := checkStep(s, states); err != nil {
			return err
		}
	}
	for i, s := range steps {
		same := func(t Step) bool { return t.From == s.From && t.Action == s.Action }
		if slices.ContainsFunc(steps[:i], same) {
			return &TableError{s.line, fmt.Sprintf("a second row for %s in state %s", s.Action, s.From)}
		}
	}
	return checkPaths(states, steps)
}

// checkStep checks one row by itself.
func checkStep(s Step, states []StateText) error {
	fault := func(format string, args ...any) error { return &TableError{s.line, fmt.Sprintf(format, args...)} }
	for _, state := range []State{s.From, s.To} {
		if !slices.ContainsFunc(states, func(t StateText) bool { return t.State == state }) {
			return fault("unknown state %q", state)
		}
	}
	if s.Action == "" {
		return fault("no action")
	}
	if s.From == s.To {
		return fault("state %s leads to itself", s.From)
	}
	if _, ok := actors[s.Who]; !ok {
		return fault("unknown role %q", s.Who)
	}
	for _, name := range s.Guards {
		if _, ok := guards[name]; !ok {
			return fault("unknown guard %q", name)
		}
	}
	commits := 0
	for _, name := range s.Effects {
		effect, ok := effects[name]
		if !ok {
			return fault("unknown effect %q", name)
		}
		if effect.commit != bySwap {
			commits++
		}
	}
	if commits > 1 {
		return fault("two effects that write the record in a way of their own")
	}
	if s.Article == "" {
		return fault("no article")
	}
	return nil
}

// checkPaths checks that every state can be reached from the first one, that
// an end has no way out and that from every other state one can be reached, or one
// where documents rest.
func checkPaths(states []StateText, steps []Step) error {
	reached := closure(states[0].State, steps, func(s Step) (State, State) { return s.From, s.To })
	for _, st := range states {
		out := slices.ContainsFunc(steps, func(s Step) bool { return s.From == st.State })
		switch {
		case !reached[st.State]:
			return &TableError{st.line, fmt.Sprintf("no way into state %s", st.State)}
		case st.End && out:
			return &TableError{st.line, fmt.Sprintf("state %s is an end but has a way out", st.State)}
		case !st.End && !out:
			return &TableError{st.line, fmt.Sprintf("no way out of state %s", st.State)}
		}
	}
	ending := map[State]bool{}
	for _, st := range states {
		if st.over() {
			for s := range closure(st.State, steps, func(s Step) (State, State) { return s.To, s.From }) {
				ending[s] = true
			}
		}
	}
	for _, st := range states {
		if !ending[st.State] {
			return &TableError{st.line, fmt.Sprintf("state %s never comes to an end", st.State)}
		}
	}
	return nil
}

// closure returns all states that can be reached from start over the edges.
func closure(start State, steps []Step, edge func(Step) (from, to State)) map[State]bool {
	seen := map[State]bool{start: true}
	for grown := true; grown; {
		grown = false
		for _, s := range steps {
			from, to := edge(s)
			if seen[from] && !seen[to] {
				seen[to], grown = true, true
			}
		}
	}
	return seen
}
