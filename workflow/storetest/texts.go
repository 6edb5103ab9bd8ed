package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// named stores what names files at every place where something does, and returns
// their hashes with where they are.
func named(t *testing.T, s Backend) map[string]workflow.Hash {
	t.Helper()
	hashes := map[string]workflow.Hash{}
	hash := func(where string) workflow.Hash {
		hashes[where] = hashOf([]byte(where))
		return hashes[where]
	}
	r := full()
	for i := range r.Revisions {
		r.Revisions[i].File.Hash, r.Revisions[i].Source = hash(fmt.Sprint("round ", i)), hash(fmt.Sprint("source ", i))
	}
	r.Final.Hash, r.Scan.File, r.Original.Source = hash("final"), hash("scan"), hash("source of the original")
	for i := range r.Original.Copies {
		r.Original.Copies[i].File = hash(fmt.Sprint("copy ", i))
	}
	r.History[len(r.History)-1].File = hash("event")
	r.Incoming = &workflow.Incoming{Files: []workflow.ReceivedFile{{File: hash("incoming")}}}
	r.Document.Body = append(r.Document.Body, documents.Block{Type: documents.Paragraph, Text: documents.Text{{Text: "<é\f" + string(hash("body")) + "ab"}}})
	r.Document.Reference = documents.Reference{}
	created(t, s, r)
	under := dated(created(t, s, plain(2)), "BC", day)
	under.History[len(under.History)-1].File = hash("act under way")
	if len(s.CrashPoints) > 0 {
		s.CrashAt(s.CrashPoints[0])
	}
	if _, err := s.Register(t.Context(), under, under.Version-1); err != nil && len(s.CrashPoints) == 0 {
		t.Fatal(err)
	}
	slip := sampleSlip("a")
	slip.Files, slip.Body = []workflow.Hash{hash("slip")}, []byte(`{"in":["`+string(hash("body of a slip"))+`"]}`)
	laid(t, s, slip)
	template := sampleTemplate("bao-cao@1")
	template.File = string(hash("template"))
	must(t, s.CreateTemplate(t.Context(), template))
	account, unit := sampleAccount("vanthu"), sampleUnit(home)
	account.Key.Picture = string(hash("picture"))
	unit.Seal = &documents.Seal{SigningKey: documents.SigningKey{Picture: string(hash("seal"))}}
	must(t, errors.Join(s.PutAccount(t.Context(), account), s.PutUnit(t.Context(), unit)))
	scratch := typed(1)
	scratch.Fields["file"] = []string{string(hash("scratch"))}
	must(t, s.KeepScratch(t.Context(), scratch))
	must(t, s.SwapNote(t.Context(), "views/a", "", `[{"name":"`+string(hash("views"))+`"}]`))
	must(t, s.SwapNote(t.Context(), "k", "", string(hash("note"))))
	return hashes
}

var namings = []promise{
	{"Texts/HoldEveryName", func(t *testing.T, s Backend) {
		hashes := named(t, s)
		must(t, s.Texts(t.Context(), func(text []byte) error {
			for where, hash := range hashes {
				if bytes.Contains(text, []byte(hash)) {
					delete(hashes, where)
				}
			}
			return nil
		}))
		same(t, "not found", hashes, map[string]workflow.Hash{})
	}},
	{"Texts/EndWithTheVisitorsError", func(t *testing.T, s Backend) {
		furnish(t, s)
		enough, seen := errors.New("enough"), 0
		wantKind(t, "texts", s.Texts(t.Context(), func([]byte) error { seen++; return enough }), enough)
		same(t, "seen", seen, 1)
	}},
	{"Texts/EndWithTheContext", func(t *testing.T, s Backend) {
		furnish(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		err := s.Texts(ctx, func([]byte) error { cancel(); return ctx.Err() })
		wantKind(t, "texts", err, context.Canceled)
		wantKind(t, "texts", s.Texts(ctx, func([]byte) error { return nil }), context.Canceled)
	}},
	{"Texts/OfAClosedStoreAreUnavailable", func(t *testing.T, s Backend) {
		must(t, s.Close())
		wantKind(t, "texts", s.Texts(t.Context(), func([]byte) error { return nil }), documents.ErrUnavailable)
	}},
}
