package workflow_test

import (
	"context"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// A void is a store that keeps nothing and a renderer that makes nothing: the
// yardstick for what the engine itself costs. It answers with what it was made
// of, whatever was written. What no act asks for panics.
type void struct {
	workflow.Records
	workflow.Books
	workflow.Outbox
	workflow.Directory
	workflow.Powers
	workflow.AddressBook
	workflow.Blobs
	workflow.Templates
	workflow.Renderer

	record *workflow.Record
	unit   *documents.Unit
	people []documents.Account
}

func (v *void) Get(context.Context, documents.UnitID, workflow.RecordID) (*workflow.Record, error) {
	return v.record, nil
}

func (v *void) Swap(context.Context, *workflow.Record, workflow.Version) error { return nil }

func (v *void) Register(_ context.Context, r *workflow.Record, _ workflow.Version) (*workflow.Record, error) {
	return r.Numbered(1), nil
}

func (v *void) Unit(context.Context, documents.UnitID) (*documents.Unit, error) { return v.unit, nil }

func (v *void) Accounts(context.Context, documents.UnitID) ([]documents.Account, error) {
	return v.people, nil
}

func (v *void) Authorities(context.Context, documents.UnitID) ([]documents.Authority, error) {
	return nil, nil
}

func (v *void) Absences(context.Context, documents.UnitID) ([]documents.Absence, error) {
	return nil, nil
}

func (v *void) TemplateVersions(context.Context, documents.UnitID) ([]documents.TemplateVersion, error) {
	return nil, nil
}

func (v *void) Template(context.Context, documents.UnitID, string) (*documents.TemplateVersion, error) {
	return nil, documents.ErrNotFound
}

func (v *void) Render(*documents.Document, string) ([]byte, string, error) {
	return nil, "bao-cao@1", nil
}

// A pit is where a void's files go: Get of a Blobs is not that of Records.
type pit struct{ workflow.Blobs }

func (pit) Put(context.Context, documents.UnitID, []byte) (workflow.Hash, error) { return "hash", nil }

// BenchmarkEngineAlone: each act of the straight way on the report of Đức Phổ,
// with a store that keeps nothing and no file made; then registering with the
// numbered file made, and kept nowhere. An iteration is one act.
func BenchmarkEngineAlone(b *testing.B) {
	o := newOffice(b)
	ward, err := o.store.Unit(b.Context(), unit)
	if err != nil {
		b.Fatal(err)
	}
	v := &void{unit: ward}
	for _, a := range o.people {
		v.people = append(v.people, *a)
	}
	deps := workflow.Deps{
		Flows: o.deps.Flows, Records: v, Books: v, Outbox: v, Directory: v, Powers: v, Book: v, Blobs: pit{}, Templates: v,
		Renderer: v, Now: o.clock.now,
	}
	alone := workflow.New(deps)
	deps.Renderer = o.deps.Renderer
	rendering := workflow.New(deps)
	send := o.to("send", o.signedReport())
	for _, row := range []struct {
		name   string
		engine *workflow.Engine
		state  workflow.State
		who    documents.AccountID
		action workflow.Action
	}{
		{"Submit", alone, "draft", "drafter", "submit"},
		{"Review", alone, "review", "head", "approve"},
		{"Check", alone, "check", "chief", "approve"},
		{"Sign", alone, "sign", "chair", "sign"},
		{"Register", alone, "register", "clerk", "register"},
		{"Send", alone, "send", "clerk", "send"},
		{"RegisterRendering", rendering, "register", "clerk", "register"},
	} {
		b.Run(row.name, func(b *testing.B) {
			r := *send
			if row.state != r.State {
				r = *o.to(row.state, o.begin(seedReport(b)))
			}
			v.record = &r
			act := workflow.Act{Action: row.action, Seen: r.Version}
			before := cpuTime()
			for b.Loop() {
				if _, err := row.engine.Act(b.Context(), o.people[row.who], r.ID, act); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime()-before).Nanoseconds())/1000/float64(b.N), "cpu-us/act")
		})
	}
}
