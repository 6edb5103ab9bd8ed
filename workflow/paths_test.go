package workflow_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vanthu/workflow"
)

// A walk is one way through the table, as far as it came.
type walk []workflow.Step

// did reports whether the walk has a step with the effect since it last lost
// what undo takes back.
func (w walk) did(effect, undo string) bool {
	done := false
	for _, s := range w {
		done = (done || slices.Contains(s.Effects, effect)) && (undo == "" || !slices.Contains(s.Effects, undo))
	}
	return done
}

// passed reports whether the walk went through action in state after it was
// last sent back to the start.
func (w walk) passed(state workflow.State, action workflow.Action) bool {
	return slices.ContainsFunc(w[w.lastStart():], func(s workflow.Step) bool { return s.From == state && s.Action == action })
}

func (w walk) lastStart() int {
	for i := len(w) - 1; i > 0; i-- {
		if w[i].From == w[0].From {
			return i
		}
	}
	return 0
}

// walks calls visit with every way through the flow that takes each row three
// times at most, each time it comes a step further.
func walks(flow *workflow.Flow, visit func(walk)) {
	taken := map[string]int{}
	var further func(workflow.State, walk)
	further = func(state workflow.State, so walk) {
		for _, s := range flow.From(state) {
			key := string(s.From) + "/" + string(s.Action)
			if taken[key] == 3 {
				continue
			}
			taken[key]++
			next := append(slices.Clone(so), s)
			visit(next)
			further(s.To, next)
			taken[key]--
		}
	}
	further(flow.Start(), nil)
}

// What must hold on every way through the table, with its article.
func TestEveryWayKeepsTheLaw(t *testing.T) {
	t.Parallel()
	flow := outgoing(t)
	for _, law := range []struct {
		name string
		on   string // the effect that the law is about
		held func(walk) bool
	}{
		{"NumberAfterSignature/Điều15", "number", func(w walk) bool { return w.did("sign", "unsign") }},
		{"NumberOnce/Điều15", "number", func(w walk) bool {
			return !w[:len(w)-1].did("number", "")
		}},
		{"SignatureAfterContent/Điều12.1", "sign", func(w walk) bool { return w.passed("review", "approve") }},
		{"SignatureAfterForm/Điều12.2", "sign", func(w walk) bool { return w.passed("check", "approve") }},
		{"SignatureOnAFile", "sign", func(w walk) bool { return w.did("round", "") }},
		{"OutAfterReview/Điều12.1", "hand_over", func(w walk) bool { return w.passed("review", "approve") }},
		{"OutAfterCheck/Điều12.2", "hand_over", func(w walk) bool { return w.passed("check", "approve") }},
		{"OutAfterSignature/Điều13", "hand_over", func(w walk) bool { return w.did("sign", "unsign") }},
		{"OutAfterNumber/Điều18", "hand_over", func(w walk) bool { return w.did("number", "") && w.did("consign", "") }},
		{"VoidOnlyANumber/Điều15", "void", func(w walk) bool { return w[:len(w)-1].did("number", "void") }},
		{"UnsignOnlyASignature", "unsign", func(w walk) bool { return w[:len(w)-1].did("sign", "unsign") }},
	} {
		t.Run(law.name, func(t *testing.T) {
			t.Parallel()
			met := 0
			walks(flow, func(w walk) {
				if !slices.Contains(w[len(w)-1].Effects, law.on) {
					return
				}
				met++
				if !law.held(w) {
					t.Errorf("broken by %v", acts(w))
				}
			})
			if met == 0 {
				t.Errorf("no way has the effect %s", law.on)
			}
		})
	}
}

// What must hold on every way of what came, with its article.
func TestEveryWayOfWhatCameKeepsTheLaw(t *testing.T) {
	t.Parallel()
	flow := flows(t).Named(workflow.IncomingFlow)
	for _, law := range []struct {
		name string
		on   string
		held func(walk) bool
	}{
		{"HandledAfterItsNumber/Điều22", "direct", func(w walk) bool { return w.did("enter", "") }},
		{"NumberOnce/Điều22", "enter", func(w walk) bool { return !w[:len(w)-1].did("enter", "") }},
		{"SettledAfterDirection/Điều23", "conclude", func(w walk) bool { return w.did("direct", "undirect") }},
		{"VoidOnlyANumber/Điều22", "void", func(w walk) bool { return w[:len(w)-1].did("enter", "void") }},
		{"SenderToldOfTheNumberFirst", "tell_done", func(w walk) bool { return w.did("tell_registered", "") && w.did("tell_assigned", "") }},
	} {
		met := 0
		walks(flow, func(w walk) {
			if !slices.Contains(w[len(w)-1].Effects, law.on) {
				return
			}
			met++
			if !law.held(w) {
				t.Errorf("%s is broken by %v", law.name, acts(w))
			}
		})
		if met == 0 {
			t.Errorf("no way has the effect %s", law.on)
		}
	}
}

func acts(w walk) []workflow.Action {
	var out []workflow.Action
	for _, s := range w {
		out = append(out, s.Action)
	}
	return out
}

func TestEveryStateIsReachedAndEnds(t *testing.T) {
	t.Parallel()
	for _, flow := range flows(t) {
		t.Run(flow.Name, func(t *testing.T) {
			t.Parallel()
			reachedAndEnds(t, flow)
		})
	}
}

func reachedAndEnds(t *testing.T, flow *workflow.Flow) {
	t.Helper()
	reached, ends := map[workflow.State]bool{flow.Start(): true}, map[workflow.State]bool{}
	walks(flow, func(w walk) {
		last := w[len(w)-1].To
		reached[last] = true
		if flow.Ends(last) {
			ends[last] = true
			for _, s := range w {
				ends[s.From] = true
			}
		}
	})
	for _, s := range flow.States() {
		if !reached[s.State] || !ends[s.State] {
			t.Errorf("%s: reached %t, ends %t", s.State, reached[s.State], ends[s.State])
		}
		if s.End != (len(flow.From(s.State)) == 0) || s.Rest && s.End {
			t.Errorf("%s: is an end %t, has %d ways out", s.State, s.End, len(flow.From(s.State)))
		}
	}
}

// A step out of the way a document goes needs a reason, and a step on it none.
func TestWhoStopsSaysWhy(t *testing.T) {
	t.Parallel()
	for _, s := range everyStep(t) {
		stops := slices.Contains([]workflow.Action{
			"return", "refuse", "withdraw", "cancel", "recall", "send_back", "annul", "hand_back", "redirect", "reopen", "hold", "drop",
		}, s.Action)
		if s.NeedsReason() != stops {
			t.Errorf("%s from %s: needs a reason %t", s.Action, s.From, s.NeedsReason())
		}
	}
}

// A document that has left its drafter and has no number can be taken back by
// somebody who is not the one it waits for: nobody who is away stops it.
func TestNobodyStandsInTheWay(t *testing.T) {
	t.Parallel()
	flow := outgoing(t)
	for _, s := range flow.States() {
		rows := flow.From(s.State)
		if s.Rest || len(rows) == 0 || slices.ContainsFunc(rows, func(r workflow.Step) bool { return slices.Contains(r.Effects, "hand_over") }) {
			continue
		}
		if s.State != flow.Start() && !slices.ContainsFunc(rows, func(r workflow.Step) bool { return r.Who != rows[0].Who }) {
			t.Errorf("%s waits for %s alone", s.State, rows[0].Who)
		}
	}
}

func TestEveryRowNamesItsArticle(t *testing.T) {
	t.Parallel()
	for _, s := range everyStep(t) {
		if !strings.HasPrefix(s.Article, "Điều ") {
			t.Errorf("%s from %s: article %q", s.Action, s.From, s.Article)
		}
	}
}

func TestEveryActHasItsWords(t *testing.T) {
	t.Parallel()
	used := map[string]bool{"create": true, "revise": true, "final_file": true}
	for _, s := range everyStep(t) {
		used[string(s.Action)] = true
	}
	for action := range used {
		button := workflow.Button(workflow.Action(action))
		event := workflow.SayEvent(workflow.Event{Action: workflow.Action(action), Name: "Vũ Hoa"})
		if button == action || strings.HasSuffix(event, " "+action) {
			t.Errorf("%s has no words: button %q, event %q", action, button, event)
		}
	}
	for _, name := range keysOf(t, "history.go", "acts") {
		if plain, err := strconv.Unquote(name); err == nil && !used[plain] {
			t.Errorf("%s has words and no row", plain)
		}
	}
}

func flows(t *testing.T) workflow.Flows {
	t.Helper()
	flows, err := workflow.AllFlows()
	if err != nil {
		t.Fatal(err)
	}
	return flows
}

// Names of guards, effects and roles that no row uses are dead.
func TestEveryNameIsUsed(t *testing.T) {
	t.Parallel()
	used := map[string][]string{}
	for _, s := range everyStep(t) {
		used["guards"] = append(used["guards"], s.Guards...)
		used["effects"] = append(used["effects"], s.Effects...)
		used["actors"] = append(used["actors"], s.Who)
	}
	for table, file := range map[string]string{"guards": "guards.go", "effects": "effects.go", "actors": "actors.go"} {
		for _, literal := range keysOf(t, file, table) {
			if name, err := strconv.Unquote(literal); err != nil || !slices.Contains(used[table], name) {
				t.Errorf("%s: %s is used by no row", table, literal)
			}
		}
	}
	for _, flow := range flows(t) {
		if diagram := flow.Mermaid(); strings.Contains(diagram, " ()") {
			t.Errorf("a role has no words:\n%s", diagram)
		}
	}
}

// everyStep returns the rows of all flows.
func everyStep(t *testing.T) []workflow.Step {
	t.Helper()
	flows, err := workflow.AllFlows()
	if err != nil {
		t.Fatal(err)
	}
	var all []workflow.Step
	for _, f := range flows {
		all = append(all, f.Steps()...)
	}
	return all
}

// keysOf returns the keys, as written, of the composite literal that a package
// variable in file is set to.
func keysOf(t *testing.T, file, variable string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != variable {
			return true
		}
		for _, e := range spec.Values[0].(*ast.CompositeLit).Elts {
			switch key := e.(*ast.KeyValueExpr).Key.(type) {
			case *ast.BasicLit:
				keys = append(keys, key.Value)
			case *ast.Ident:
				keys = append(keys, key.Name)
			case *ast.SelectorExpr:
				keys = append(keys, key.Sel.Name)
			}
		}
		return false
	})
	if len(keys) == 0 {
		t.Fatalf("%s has no table %s", file, variable)
	}
	return keys
}

func TestSayEvent(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 11, 24, 9, 5, 0, 0, time.UTC)
	for _, row := range []struct {
		name, want string
		event      workflow.Event
	}{
		{"Plain", "16:05 24/11/2025, Lê An trình dự thảo", workflow.Event{Action: "submit", Name: "Lê An"}},
		{"WithReason", "16:05 24/11/2025, Ngô Chi (Trưởng phòng) trả lại để sửa: “thiếu số liệu”",
			workflow.Event{Action: "return", Name: "Ngô Chi", Title: "Trưởng phòng", Comment: "thiếu số liệu"}},
		{"WithNumber", "16:05 24/11/2025, Vũ Hoa cấp số và vào sổ, số 01/BC-UBND",
			workflow.Event{Action: "register", Name: "Vũ Hoa", Number: "01/BC-UBND"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			row.event.At = at
			if got := workflow.SayEvent(row.event); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
