package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"vanthu/documents"
)

// sampleTemplate returns a template version of the home unit as CreateTemplate
// wants it.
func sampleTemplate(version string) *documents.TemplateVersion {
	return &documents.TemplateVersion{
		Unit: home, Version: version, File: "6f0c12ab34cd", Size: 20_480, Kinds: []documents.Kind{documents.Report, "QĐ"}, Writes: 1,
		History: []documents.TemplateEvent{{
			At: morning, By: "quantri", Name: "Huỳnh Tấn Phát", Action: documents.AddTemplate, Note: "Thêm biểu trưng “Đức Phổ”",
		}},
	}
}

// changed returns the write after v: in use from the day on.
func changed(v *documents.TemplateVersion, note string) *documents.TemplateVersion {
	n := *v
	n.Writes++
	n.From = day
	n.History = append(append([]documents.TemplateEvent(nil), v.History...), documents.TemplateEvent{
		At: morning.Add(time.Duration(n.Writes) * time.Second), By: "quantri", Name: "Huỳnh Tấn Phát", Action: documents.ActivateTemplate, From: day, Note: note,
	})
	return &n
}

var templates = []promise{
	{"Templates/ComeBack", func(t *testing.T, s Backend) {
		for _, v := range []*documents.TemplateVersion{sampleTemplate("bao-cao@1"), {Unit: home, Version: "trong@1", Writes: 1}} {
			must(t, s.CreateTemplate(t.Context(), v))
			got, err := s.Template(t.Context(), home, v.Version)
			must(t, err)
			same(t, "template", got, v)
		}
	}},
	{"Templates/UnknownNotFound", func(t *testing.T, s Backend) {
		_, err := s.Template(t.Context(), home, "bao-cao@1")
		wantKind(t, "template", err, documents.ErrNotFound)
		all, err := s.TemplateVersions(t.Context(), home)
		must(t, err)
		same(t, "templates", len(all), 0)
		wantKind(t, "swap", s.SwapTemplate(t.Context(), changed(sampleTemplate("bao-cao@1"), ""), 1), documents.ErrNotFound)
	}},
	{"Templates/InTheOrderAdded", func(t *testing.T, s Backend) {
		var want []documents.TemplateVersion
		for _, version := range []string{"z@2", "a@1", "m@3"} {
			must(t, s.CreateTemplate(t.Context(), sampleTemplate(version)))
			want = append(want, *sampleTemplate(version))
		}
		want[0] = *changed(&want[0], "")
		must(t, s.SwapTemplate(t.Context(), &want[0], 1))
		got, err := s.TemplateVersions(t.Context(), home)
		must(t, err)
		same(t, "templates", got, want)
	}},
	{"Templates/SecondOfOneVersionExists", func(t *testing.T, s Backend) {
		must(t, s.CreateTemplate(t.Context(), sampleTemplate("bao-cao@1")))
		again := sampleTemplate("bao-cao@1")
		again.Size = 1
		wantKind(t, "create", s.CreateTemplate(t.Context(), again), documents.ErrExists)
		got, err := s.Template(t.Context(), home, "bao-cao@1")
		must(t, err)
		same(t, "template", got, sampleTemplate("bao-cao@1"))
	}},
	{"Templates/StaleWriteConflicts", func(t *testing.T, s Backend) {
		first := sampleTemplate("bao-cao@1")
		must(t, s.CreateTemplate(t.Context(), first))
		second := changed(first, "một")
		must(t, s.SwapTemplate(t.Context(), second, 1))
		wantKind(t, "swap", s.SwapTemplate(t.Context(), changed(first, "hai"), 1), documents.ErrConflict)
		got, err := s.Template(t.Context(), home, "bao-cao@1")
		must(t, err)
		same(t, "template", got, second)
		if err := s.SwapTemplate(t.Context(), second, 5); err == nil {
			t.Error("a write that leaves a hole in the count was stored")
		}
	}},
	{"Templates/OneWinnerOfMany", func(t *testing.T, s Backend) {
		first := sampleTemplate("bao-cao@1")
		must(t, s.CreateTemplate(t.Context(), first))
		errs := together(16, func(i int) error {
			return s.SwapTemplate(t.Context(), changed(first, fmt.Sprint(i)), 1)
		})
		oneWinner(t, "swap", errs, documents.ErrConflict)
	}},
	{"Templates/OfAnotherUnitAreOthers", func(t *testing.T, s Backend) {
		theirs := sampleTemplate("bao-cao@1")
		theirs.Unit = other
		must(t, s.CreateTemplate(t.Context(), theirs))
		_, err := s.Template(t.Context(), home, "bao-cao@1")
		wantKind(t, "template", err, documents.ErrNotFound)
		wantKind(t, "swap", s.SwapTemplate(t.Context(), changed(sampleTemplate("bao-cao@1"), ""), 1), documents.ErrNotFound)
		must(t, s.CreateTemplate(t.Context(), sampleTemplate("bao-cao@1")))
		all, err := s.TemplateVersions(t.Context(), other)
		must(t, err)
		same(t, "theirs", all, []documents.TemplateVersion{*theirs})
	}},
	{"Templates/StayOverARestart", func(t *testing.T, s Backend) {
		must(t, s.CreateTemplate(t.Context(), sampleTemplate("bao-cao@1")))
		again := s.Reopen(t)
		t.Cleanup(func() { _ = again.Close() })
		got, err := again.Template(t.Context(), home, "bao-cao@1")
		must(t, err)
		same(t, "template", got, sampleTemplate("bao-cao@1"))
	}},
}

// templateCalls are the methods of workflow.Templates.
var templateCalls = []call{
	{"CreateTemplate", func(ctx context.Context, s Backend) error { return s.CreateTemplate(ctx, sampleTemplate("mới@1")) }},
	{"Template", func(ctx context.Context, s Backend) error {
		_, err := s.Template(ctx, home, "bao-cao@1")
		return err
	}},
	{"TemplateVersions", func(ctx context.Context, s Backend) error {
		_, err := s.TemplateVersions(ctx, home)
		return err
	}},
	{"SwapTemplate", func(ctx context.Context, s Backend) error {
		return s.SwapTemplate(ctx, changed(sampleTemplate("bao-cao@1"), ""), 1)
	}},
}
