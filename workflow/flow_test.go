package workflow_test

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func outgoing(t *testing.T) *workflow.Flow {
	t.Helper()
	flow, err := workflow.Outgoing()
	if err != nil {
		t.Fatal(err)
	}
	return flow
}

// A small flow that is right; each row below makes one thing wrong in it.
const smallFlow = `Luồng thử.

| trạng thái | nghĩa | kết thúc |
| :--- | --- | ---: |
| draft | Dự thảo: người soạn | |
| review | Duyệt | |
| done | Xong | x |

| state | action | who | next state | guard | effect | article |
| --- | --- | --- | --- | --- | --- | --- |
| draft | submit | drafter | review | complete | round | Điều 10 |
| review | return | reviewer | draft | reason | | Điều 10 |
| review | approve | reviewer | done | shown | | Điều 12 |
`

func TestParseFlow(t *testing.T) {
	t.Parallel()
	flow, err := workflow.ParseFlow("small", strings.ReplaceAll(smallFlow, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []workflow.State{"draft", "review", "done"}
	var got []workflow.State
	for _, s := range flow.States() {
		got = append(got, s.State)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	steps := flow.From("review")
	if len(steps) != 2 || steps[0].Action != "return" || !slices.Equal(steps[0].Guards, []string{"reason"}) || steps[0].Effects != nil {
		t.Errorf("rows of review: %+v", steps)
	}
	if flow.Start() != "draft" || !flow.Editable("draft") || flow.Editable("review") {
		t.Errorf("starts in %s", flow.Start())
	}
	if flow.Text("draft") != "Dự thảo" || flow.Text("elsewhere") != "elsewhere" || flow.Knows("elsewhere") || !flow.Knows("done") {
		t.Error("the states' texts are wrong")
	}
}

func TestParseFlowRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		edits  []string // pairs: what stands there, what it becomes
		line   int
		reason string
	}{
		{"FewCells", []string{"| review | approve | reviewer | done | shown | | Điều 12 |", "| review | approve | reviewer | done | shown | Điều 12 |"}, 13, "6 cells, want 7"},
		{"FewStateCells", []string{"| review | Duyệt | |", "| review | Duyệt |"}, 6, "2 cells, want 3"},
		{"SecondRow", []string{"| review | approve | reviewer | done | shown | | Điều 12 |", "| review | return | reviewer | done | shown | | Điều 12 |"}, 13, "a second row for return in state review"},
		{"SecondState", []string{"| done | Xong | x |", "| done | Xong | x |\n| done | Xong | x |"}, 8, "a second row for state done"},
		{"StateWithoutName", []string{"| review | Duyệt | |", "| | Duyệt | |"}, 6, "a state needs a name and its meaning"},
		{"StateWithoutMeaning", []string{"| review | Duyệt | |", "| review | | |"}, 6, "a state needs a name and its meaning"},
		{"UnknownState", []string{"reviewer | draft |", "reviewer | drafts |"}, 12, `unknown state "drafts"`},
		{"UnknownFrom", []string{"| review | return", "| reviews | return"}, 12, `unknown state "reviews"`},
		{"UnknownRole", []string{"| reviewer | draft", "| mayor | draft"}, 12, `unknown role "mayor"`},
		{"UnknownGuard", []string{"| reason |", "| reason, nice |"}, 12, `unknown guard "nice"`},
		{"UnknownEffect", []string{"| round |", "| circle |"}, 11, `unknown effect "circle"`},
		{"TwoWritingEffects", []string{"| round |", "| number, void |"}, 11, "two effects that write the record in a way of their own"},
		{"NoAction", []string{"| return |", "| |"}, 12, "no action"},
		{"NoArticle", []string{"| complete | round | Điều 10 |", "| complete | round | |"}, 11, "no article"},
		{"SelfLoop", []string{"reviewer | draft |", "reviewer | review |"}, 12, "state review leads to itself"},
		{"NoWayIn", []string{"| review | Duyệt | |", "| review | Duyệt | |\n| lost | Lạc | |"}, 7, "no way into state lost"},
		{"NoWayOut", []string{"| done | Xong | x |", "| done | Xong | |"}, 7, "no way out of state done"},
		{"EndWithWayOut", []string{"| review | Duyệt | |", "| review | Duyệt | x |"}, 6, "state review is an end but has a way out"},
		{"UnknownMark", []string{"| done | Xong | x |", "| done | Xong | end |"}, 7, `"end" is no mark of a state`},
		{"RestsForEver", []string{"| done | Xong | x |", "| done | Xong | lưu |"}, 7, "no way out of state done"},
		{"RoundForEver", []string{
			"reviewer | draft |", "reviewer | again |",
			"| done | Xong | x |", "| done | Xong | x |\n| again | Lại | |\n| more | Nữa | |",
			"| review | approve", "| again | sign | reviewer | more | | | Điều 10 |\n| more | send | reviewer | again | | | Điều 10 |\n| review | approve",
		}, 8, "state again never comes to an end"},
		{"UnknownHeading", []string{"| state | action |", "| states | action |"}, 9, "unknown table heading states|action|who|next state|guard|effect|article"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := workflow.ParseFlow("wrong", strings.NewReplacer(row.edits...).Replace(smallFlow))
			got := (*workflow.TableError)(nil)
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want line %d: %s", err, row.line, row.reason)
			}
			if diff := cmp.Diff(&workflow.TableError{Line: row.line, Reason: row.reason}, got); diff != "" {
				t.Errorf("fault (-want +got):\n%s", diff)
			}
		})
	}
}

// Where documents rest they wait at no desk, are done with, and may be called back.
func TestRest(t *testing.T) {
	t.Parallel()
	flow, err := workflow.ParseFlow("rest", strings.NewReplacer("| done | Xong | x |", "| done | Xong | lưu |\n| gone | Thu hồi | x |",
		"| review | return |", "| review | approve | reviewer | done | shown | | Điều 12 |\n| review | return |", "| review | approve | reviewer | done | shown | | Điều 12 |\n", "").
		Replace(smallFlow)+"| done | cancel | clerk | gone | reason | | Điều 18 |\n")
	if err != nil {
		t.Fatal(err)
	}
	if !flow.Ends("done") || !flow.Ends("gone") || flow.Ends("review") || len(flow.From("done")) != 1 {
		t.Error("what rests is not done with, or cannot be called back")
	}
	if way := flow.Way(); way[len(way)-1] != "done" {
		t.Errorf("the good end is %s", way[len(way)-1])
	}
	if text := flow.Mermaid(); !strings.Contains(text, "done --> [*] : lưu\n") || !strings.Contains(text, "gone --> [*]\n") {
		t.Errorf("the diagram does not show where documents rest:\n%s", text)
	}
}

func TestFlows(t *testing.T) {
	t.Parallel()
	flows, err := workflow.AllFlows()
	if err != nil {
		t.Fatal(err)
	}
	of := map[workflow.State]string{}
	for _, flow := range flows {
		if flows.Named(flow.Name) != flow {
			t.Errorf("flow %s is not found", flow.Name)
		}
		for _, s := range flow.States() {
			if other := of[s.State]; other != "" {
				t.Errorf("state %s is of %s and of %s", s.State, other, flow.Name)
			}
			of[s.State] = flow.Name
		}
	}
	if flows.Named("").Name != workflow.OutgoingFlow {
		t.Error("what was written before there were several is not outgoing")
	}
}

func TestParseFlowWithoutTables(t *testing.T) {
	t.Parallel()
	states, steps, _ := strings.Cut(smallFlow, "| state")
	for _, text := range []string{"", "prose\nonly", states, "| state" + steps} {
		if _, err := workflow.ParseFlow("none", text); err == nil {
			t.Errorf("%q is taken for a flow", text)
		}
	}
}

func TestStep(t *testing.T) {
	t.Parallel()
	flow := outgoing(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, ctx := range []context.Context{t.Context(), cancelled, t.Context()} {
		for _, want := range flow.Steps() {
			got, err := flow.Step(ctx, want.From, want.Action)
			if err != nil || got.To != want.To || got.Who != want.Who || got.Article != want.Article {
				t.Errorf("%s from %s: got %+v, %v", want.Action, want.From, got, err)
			}
		}
	}
}

// Every act that is in no row is refused, in every state and in none.
func TestStepRefuses(t *testing.T) {
	t.Parallel()
	flow := outgoing(t)
	states := []workflow.State{"", "elsewhere"}
	for _, s := range flow.States() {
		states = append(states, s.State)
	}
	actions := []workflow.Action{"", "create", "elsewhere"}
	allowed := map[string]bool{}
	for _, s := range flow.Steps() {
		actions = append(actions, s.Action)
		allowed[string(s.From)+"/"+string(s.Action)] = true
	}
	for _, state := range states {
		for _, action := range actions {
			_, err := flow.Step(t.Context(), state, action)
			if allowed[string(state)+"/"+string(action)] {
				continue
			}
			refusal := (*workflow.Refusal)(nil)
			if !errors.As(err, &refusal) || refusal.Rule != workflow.RuleNoSuchAct || !errors.Is(err, documents.ErrNotAllowed) {
				t.Errorf("%s from %s: got %v, want rule %s", action, state, err, workflow.RuleNoSuchAct)
			}
		}
	}
}

func TestStepByManyAtOnce(t *testing.T) {
	t.Parallel()
	flow := outgoing(t)
	var wait sync.WaitGroup
	for range 64 {
		wait.Go(func() {
			for _, want := range flow.Steps() {
				if got, err := flow.Step(t.Context(), want.From, want.Action); err != nil || got.To != want.To {
					t.Errorf("%s from %s: got %s, %v", want.Action, want.From, got.To, err)
				}
			}
		})
	}
	wait.Wait()
}

func TestFlowDoesNotChange(t *testing.T) {
	t.Parallel()
	flow := outgoing(t)
	flow.States()[0].State, flow.Steps()[0].To = "changed", "changed"
	if flow.States()[0].State == "changed" || flow.Steps()[0].To == "changed" {
		t.Error("a caller changed the flow")
	}
}

// docs/flow-*.md show the tables to people; -update writes them anew.
func TestDiagram(t *testing.T) {
	t.Parallel()
	for _, flow := range flows(t) {
		got := "# The flow of " + flow.Name + " documents\n\n" +
			"Made from `workflow/" + flow.Name + ".md` by `go test ./workflow -run TestDiagram -update`.\n\n" +
			"```mermaid\n" + flow.Mermaid() + "```\n"
		golden := filepath.Join("..", "docs", "flow-"+flow.Name+".md")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("diagram (-golden +got):\n%s", diff)
		}
	}
}

func FuzzParseFlow(f *testing.F) {
	f.Add(smallFlow)
	f.Add("| trạng thái | nghĩa | kết thúc |\n|a|b|x|")
	f.Add("| state | action | who | next state | guard | effect | article |\n|||||||")
	f.Fuzz(func(t *testing.T, text string) {
		flow, err := workflow.ParseFlow("fuzz", text)
		if err != nil {
			table := (*workflow.TableError)(nil)
			if !errors.As(err, &table) || table.Line < 1 || table.Line > strings.Count(text, "\n")+1 || table.Reason == "" {
				t.Errorf("got %v, want a line of the text", err)
			}
			return
		}
		for _, s := range flow.Steps() {
			if got, err := flow.Step(t.Context(), s.From, s.Action); err != nil || got.To != s.To {
				t.Errorf("%s from %s: got %s, %v", s.Action, s.From, got.To, err)
			}
		}
	})
}
