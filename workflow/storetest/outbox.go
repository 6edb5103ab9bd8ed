package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"vanthu/workflow"
)

// tasked returns the nth record with a task that is due s seconds after the
// morning.
func tasked(n, s int) *workflow.Record {
	r := plain(n)
	r.Tasks = []workflow.Task{{ID: "t", Kind: workflow.MakeFinalFile, Due: seconds(s)}}
	return r
}

func seconds(s int) time.Time { return morning.Add(time.Duration(s) * time.Second) }

// leased returns what is handed out at s seconds for a minute, as record ids.
func leased(t *testing.T, s Backend, at int) []workflow.RecordID {
	t.Helper()
	due, err := s.LeaseDue(t.Context(), seconds(at), seconds(at+60), 100)
	must(t, err)
	ids := []workflow.RecordID{}
	for _, d := range due {
		ids = append(ids, d.Record)
	}
	return ids
}

var outboxes = []promise{
	{"Outbox/HandsOutWhatIsDue", func(t *testing.T, s Backend) {
		created(t, s, tasked(1, 10), tasked(2, 20), tasked(3, 5), of(other, tasked(4, 10)))
		got, err := s.LeaseDue(t.Context(), seconds(10), seconds(70), 2)
		must(t, err)
		same(t, "earliest first, as many as asked", got, []workflow.Due{
			{Unit: home, Record: id(3), Task: tasked(3, 5).Tasks[0]}, {Unit: home, Record: id(1), Task: tasked(1, 10).Tasks[0]},
		})
		got, err = s.LeaseDue(t.Context(), seconds(10), seconds(70), 2)
		must(t, err)
		same(t, "the rest", got, []workflow.Due{{Unit: other, Record: id(4), Task: tasked(4, 10).Tasks[0]}})
		same(t, "not yet due", leased(t, s, 19), []workflow.RecordID{})
		same(t, "due later", leased(t, s, 20), []workflow.RecordID{id(2)})
	}},
	{"Outbox/ParallelWorkersShareNothing", func(t *testing.T, s Backend) {
		n := long(200)
		for i := range n {
			r := tasked(i, i%7)
			r.Tasks = append(r.Tasks, workflow.Task{ID: "u", Kind: "other", Due: seconds(1)})
			created(t, s, r)
		}
		var lock sync.Mutex
		times := map[string]int{}
		must(t, errors.Join(together(8, func(int) error {
			for {
				due, err := s.LeaseDue(t.Context(), seconds(10), seconds(70), 5)
				if err != nil || len(due) == 0 {
					return err
				}
				lock.Lock()
				for _, d := range due {
					times[fmt.Sprint(d.Record, d.Task.ID)]++
				}
				lock.Unlock()
			}
		})...))
		same(t, "tasks", len(times), 2*n)
		for task, k := range times {
			same(t, "times "+task+" was handed out", k, 1)
		}
	}},
	{"Outbox/ExpiredLeaseIsHandedOutAgain", func(t *testing.T, s Backend) {
		created(t, s, tasked(1, 0))
		same(t, "first", leased(t, s, 0), []workflow.RecordID{id(1)})
		same(t, "while it is held", leased(t, s, 59), []workflow.RecordID{})
		same(t, "when the lease has ended", leased(t, s, 60), []workflow.RecordID{id(1)})
	}},
	{"Outbox/TaskEndsWhenASwapLeavesItOut", func(t *testing.T, s Backend) {
		r := tasked(1, 0)
		r.Tasks = append(r.Tasks, workflow.Task{ID: "stays", Kind: "other", Due: seconds(0)})
		created(t, s, r)
		done := next(r, "done")
		done.Tasks = r.Tasks[1:]
		must(t, s.Swap(t.Context(), done, 1))
		due, err := s.LeaseDue(t.Context(), seconds(100), seconds(160), 10)
		must(t, err)
		same(t, "due", due, []workflow.Due{{Unit: home, Record: id(1), Task: r.Tasks[1]}})
	}},
	{"Outbox/SwapKeepsTheLease", func(t *testing.T, s Backend) {
		r := created(t, s, tasked(1, 0))
		leased(t, s, 0)
		must(t, s.Swap(t.Context(), next(r, "comment"), 1))
		same(t, "while it is held", leased(t, s, 30), []workflow.RecordID{})
		same(t, "when the lease has ended", leased(t, s, 60), []workflow.RecordID{id(1)})
	}},
	{"Outbox/RegisterAndVoidWriteTasks", func(t *testing.T, s Backend) {
		r := dated(created(t, s, plain(1)), "BC", day)
		r.Tasks = tasked(1, 0).Tasks
		r, err := s.Register(t.Context(), r, 1)
		must(t, err)
		same(t, "after register", leased(t, s, 0), []workflow.RecordID{id(1)})
		cancelled := next(r, "cancel")
		cancelled.Tasks = nil
		must(t, s.Void(t.Context(), cancelled, 2, "hủy"))
		same(t, "after void", leased(t, s, 100), []workflow.RecordID{})
	}},
	{"Outbox/LostSwapWritesNoTask", func(t *testing.T, s Backend) {
		r := created(t, s, plain(1))
		must(t, s.Swap(t.Context(), next(r, "revise"), 1))
		late := next(r, "send")
		late.Tasks = tasked(1, 0).Tasks
		_ = s.Swap(t.Context(), late, 1) // loses; Swap/StaleVersionConflicts says how
		same(t, "leased", leased(t, s, 0), []workflow.RecordID{})
	}},
}
