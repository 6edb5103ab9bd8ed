package web

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A row is a line of a list of documents.
type row struct {
	workflow.Summary
	StateText string
	Ended     bool
	Mine      bool   // it waits for the reader
	Holder    string // who else has it
	At        time.Time
	Due       *due
	Limit     *limit // of the decree, that ends today or is over; nil for none
}

// A limit is how a time that the decree sets stands.
type limit struct {
	Text  string // "quá hạn phát hành"
	Whole string // the sentence
	Late  bool
}

func newLimit(d workflow.Duty, today documents.Date) *limit {
	l := &limit{Text: d.Work + " hôm nay", Whole: workflow.SayDuty(d, today), Late: d.Late(today) > 0}
	if l.Late {
		l.Text = "quá hạn " + d.Work
	}
	return l
}

// A due is how a deadline stands to the day it is.
type due struct {
	Day  documents.Date
	Text string // "quá hạn 3 ngày"
	Late bool
	Soon bool
}

// soonDays is how many days before a deadline a document is told to be due soon.
const soonDays = 3

// rows returns the lines of a list for its reader.
func (w *Web) rows(ctx context.Context, by *documents.Account, items []workflow.Summary) ([]row, error) {
	mine := workflow.DesksOf(by)
	others := slices.DeleteFunc(slices.Clone(items), func(s workflow.Summary) bool { return slices.Contains(mine, s.Desk) })
	holders, err := w.d.Engine.Holders(ctx, by, others)
	if err != nil {
		return nil, err
	}
	pressing, err := w.d.Engine.Pressing(ctx, by, items)
	if err != nil {
		return nil, err
	}
	today := w.d.Engine.Today()
	out := make([]row, len(items))
	for i, s := range items {
		flow := w.d.Engine.Flows().Named(s.Flow)
		out[i] = row{
			Summary: s, StateText: flow.Text(s.State), Ended: flow.Ends(s.State), Mine: slices.Contains(mine, s.Desk),
			Holder: holders[s.Desk], At: s.Since,
		}
		if s.Since.IsZero() || out[i].Ended {
			out[i].At = s.Updated
		}
		if !out[i].Ended {
			out[i].Due = dueOn(s.Deadline, today)
		}
		if duty, ok := pressing[s.ID]; ok {
			out[i].Limit = newLimit(duty, today)
		}
	}
	return out, nil
}

// dueOn says how a deadline stands; nil for none.
func dueOn(deadline, today documents.Date) *due {
	if deadline.IsZero() {
		return nil
	}
	d := &due{Day: deadline}
	switch days := deadline.Since(today); {
	case days < 0:
		d.Text, d.Late = fmt.Sprintf("quá hạn %d ngày", -days), true
	case days == 0:
		d.Text, d.Soon = "hôm nay", true
	default:
		d.Text, d.Soon = fmt.Sprintf("còn %d ngày", days), days <= soonDays
	}
	return d
}
