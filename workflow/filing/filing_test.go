package filing_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
	"vanthu/workflow/filing/csip"
)

// TestLife takes a file from the list of the year to the archive.
func TestLife(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		ctx := t.Context()
		lines, err := filing.ReadLines("I. VĂN HÓA\n1. Chuyển đổi số\n1.VHXH | Hồ sơ chuyển đổi số năm 2026 | 20 năm | drafter\n02.VHXH | Hồ sơ lễ hội | vĩnh viễn")
		must(t, err)
		list, err := o.List(ctx, o.who("clerk"), 2026)
		must(t, err)
		_, err = o.DrawUp(ctx, o.who("drafter"), list, lines)
		wantRule(t, "by a drafter", err, workflow.RuleListClerk)
		drawn, err := o.DrawUp(ctx, o.who("clerk"), list, lines)
		must(t, err)
		_, err = o.DrawUp(ctx, o.who("clerk"), list, lines)
		wantKind(t, "on an old version", err, documents.ErrConflict)
		_, err = o.Issue(ctx, o.who("clerk"), drawn)
		wantRule(t, "issued by văn thư", err, workflow.RuleListHead)
		issued, err := o.Issue(ctx, o.who("chair"), drawn)
		must(t, err)
		_, err = o.DrawUp(ctx, o.who("clerk"), issued, lines)
		wantRule(t, "after it was issued", err, workflow.RuleListTaken)
		if p, l := issued.Value.Totals(); p != 1 || l != 1 {
			t.Errorf("totals %d, %d", p, l)
		}
		next, err := o.Begin(ctx, o.who("clerk"), 2027)
		must(t, err)
		if len(next) != 4 || next[2].Title != "Hồ sơ chuyển đổi số năm 2027" {
			t.Errorf("next year begins with %+v", next)
		}

		f, err := o.Open(ctx, o.who("drafter"), filing.Opening{Year: 2026, Notation: "01.VHXH"})
		must(t, err)
		if f.Value.Title != "Hồ sơ chuyển đổi số năm 2026" || !f.Value.Planned || f.Value.Period.Years != 20 || f.Value.Heading != "I. VĂN HÓA" {
			t.Errorf("opened %+v", f.Value)
		}
		_, err = o.Open(ctx, o.who("drafter"), filing.Opening{Year: 2026, Notation: "1.VHXH", Title: "Khác"})
		wantRule(t, "the same notation", err, workflow.RuleFileThere)

		pending := o.record("Báo cáo đang duyệt", "submit")
		refused := o.record("Báo cáo bị từ chối", "submit", "refuse")
		filed := o.record("Báo cáo năm", sent...)
		f = o.put(f, pending, refused, filed)
		_, err = o.Put(ctx, o.who("drafter"), f.ID, filed.ID)
		wantRule(t, "twice", err, workflow.RuleFiled)
		of, err := o.Of(ctx, o.who("other"), filed.ID)
		must(t, err)
		if len(of) != 1 || of[0].Code() != "H48.61.2.2026.01.VHXH" {
			t.Errorf("the document is in %+v", of)
		}
		_, err = o.Close(ctx, o.who("drafter"), f, o.engine.Today())
		wantRule(t, "with what is on its way", err, workflow.RuleFileUnfinished)
		f, err = o.TakeOut(ctx, o.who("drafter"), f.ID, filing.Item{Record: pending.ID, Out: "Nhầm hồ sơ"})
		must(t, err)
		suggested, err := o.Suggest(ctx, o.who("drafter"), filedOf(t, o, f))
		must(t, err)
		if suggested.Years != 20 {
			t.Errorf("suggested %s", suggested)
		}
		_, err = o.Close(ctx, o.who("drafter"), f, documents.Date{Year: 2026, Month: time.March, Day: 3})
		wantRule(t, "ended tomorrow", err, documents.RuleFieldType)
		f, err = o.Close(ctx, o.who("drafter"), f, o.engine.Today())
		must(t, err)
		in := filedOf(t, o, f)
		if in[0].Record.ID != filed.ID || in[0].Ordinal != 1 || in[1].Standing != filing.Material || !strings.Contains(f.Value.Certificate, "gồm 1 văn bản") {
			t.Errorf("closed: %+v, %s", in, f.Value.Certificate)
		}
		_, err = o.Put(ctx, o.who("drafter"), f.ID, pending.ID)
		wantRule(t, "into a closed one", err, workflow.RuleFileClosed)
		_, err = o.Reopen(ctx, o.who("drafter"), f.ID, "Còn việc")
		wantRule(t, "reopened by the keeper", err, workflow.RuleFileHead)
		f, err = o.Reopen(ctx, o.who("head"), f.ID, "Còn việc")
		must(t, err)
		f, err = o.Close(ctx, o.who("head"), f, o.engine.Today())
		must(t, err)

		if got := f.Value.Due(); got != (documents.Date{Year: 2027, Month: 12, Day: 31}) {
			t.Errorf("due %s", got)
		}
		_, err = o.KeepBack(ctx, o.who("drafter"), f.ID, filing.KeptBack{Until: documents.Date{Year: 2030, Month: 1, Day: 1}, Reason: "Còn dùng", Consent: "CV 05/VP"})
		wantRule(t, "kept back too long", err, workflow.RuleKeepBack)
		f, err = o.KeepBack(ctx, o.who("drafter"), f.ID, filing.KeptBack{Until: documents.Date{Year: 2029, Month: 12, Day: 31}, Reason: "Còn dùng", Consent: "CV 05/VP"})
		must(t, err)
		if f.Value.Due().Year != 2029 {
			t.Errorf("due %s", f.Value.Due())
		}
		tr, err := o.HandOver(ctx, o.who("clerk"), filing.Transfer{Giver: "Lê Văn Hiếu", Receiver: "Đỗ Thị Mai", Files: []string{f.ID, f.ID}})
		must(t, err)
		_, err = o.HandOver(ctx, o.who("clerk"), filing.Transfer{Giver: "a", Receiver: "b", Files: []string{f.ID}})
		wantRule(t, "handed over twice", err, workflow.RuleFileHanded)
		_, err = o.Reopen(ctx, o.who("head"), f.ID, "Còn việc")
		wantRule(t, "reopened in the archive", err, workflow.RuleFileHanded)
		_, files, err := o.Transfer(ctx, o.who("other"), tr.ID)
		must(t, err)
		if len(files) != 1 || files[0].ID() != f.ID {
			t.Errorf("handed over %+v", files)
		}
		_, err = o.Destroy(ctx, o.who("clerk"), f.ID, filing.Destruction{Decision: "QĐ 09"})
		wantRule(t, "destroyed before its end", err, workflow.RuleFileKept)
		o.at = o.at.AddDate(21, 0, 0)
		f, err = o.Destroy(ctx, o.who("clerk"), f.ID, filing.Destruction{Decision: "QĐ 09/QĐ-UBND ngày 02/3/2047"})
		must(t, err)
		if _, err := o.Package(ctx, o.who("other"), f.ID); err != nil {
			t.Errorf("what may be destroyed is gone: %v", err)
		}
	})
}

func filedOf(t *testing.T, o *office, f filing.Seen) []filing.Filed {
	t.Helper()
	all, err := o.Documents(t.Context(), o.who("drafter"), &f.Value)
	must(t, err)
	return all
}

func wantKind(t *testing.T, what string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("%s: got %v, want %v", what, err, kind)
	}
}

// TestManyPutAtOnce: ordinals have no gap and no double, and nothing is lost.
func TestManyPutAtOnce(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		f := o.opened("01.VHXH")
		by := o.who("drafter")
		var clerks sync.WaitGroup
		for n := range 8 {
			r := o.record(fmt.Sprint("Báo cáo ", n))
			clerks.Go(func() {
				if _, err := o.Put(t.Context(), by, f.ID, r.ID); err != nil {
					t.Error(err)
				}
			})
		}
		clerks.Wait()
		k, err := o.Get(t.Context(), by, f.ID)
		must(t, err)
		for i, item := range k.Value.In() {
			if item.Ordinal != i+1 {
				t.Errorf("ordinal %d stands at %d", item.Ordinal, i+1)
			}
		}
		if len(k.Value.In()) != 8 {
			t.Errorf("%d documents", len(k.Value.In()))
		}
	})
}

// TestWhoMay: others read.
func TestWhoMay(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		f := o.opened("01.VHXH")
		r := o.record("Báo cáo")
		for who, may := range map[documents.AccountID]bool{"drafter": true, "head": true, "chief": true, "clerk": true, "other": false, "chair": false} {
			_, err := o.Put(t.Context(), o.who(who), f.ID, r.ID)
			var refusal *workflow.Refusal
			if forbidden := errors.As(err, &refusal) && refusal.Rule == workflow.RuleFileKeeper; forbidden == may {
				t.Errorf("%s: got %v", who, err)
			}
			if _, err := o.Get(t.Context(), o.who(who), f.ID); err != nil {
				t.Errorf("%s cannot read: %v", who, err)
			}
		}
		_, err := o.Open(t.Context(), o.who("other"), filing.Opening{Year: 2026, Notation: "02.VHXH", Title: "Của người khác", Keeper: "drafter"})
		wantKind(t, "opened for another", err, documents.ErrForbidden)
		_, err = o.Open(t.Context(), o.who("head"), filing.Opening{Year: 2026, Notation: "02.VHXH", Title: "Của người khác", Keeper: "drafter"})
		must(t, err)
	})
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		for name, c := range map[string]struct {
			o    filing.Opening
			want documents.Rule
		}{
			"no title":     {filing.Opening{Year: 2026, Notation: "01.A"}, documents.RuleRequired},
			"no notation":  {filing.Opening{Year: 2026, Title: "Hồ sơ"}, documents.RuleRequired},
			"notation":     {filing.Opening{Year: 2026, Notation: "A.01", Title: "Hồ sơ"}, workflow.RuleFileNotation},
			"path":         {filing.Opening{Year: 2026, Notation: "01.A/..", Title: "Hồ sơ"}, workflow.RuleFileNotation},
			"secret":       {filing.Opening{Year: 2026, Notation: "01.A", Title: "Hồ sơ (TUYỆT MẬT)"}, documents.RuleSecret},
			"year":         {filing.Opening{Year: 2028, Notation: "01.A", Title: "Hồ sơ"}, documents.RuleFieldType},
			"keeper":       {filing.Opening{Year: 2026, Notation: "01.A", Title: "Hồ sơ", Keeper: "nobody"}, documents.RuleRequired},
			"title's size": {filing.Opening{Year: 2026, Notation: "01.A", Title: strings.Repeat("a", 501)}, documents.RuleTooLong},
		} {
			_, err := o.Open(t.Context(), o.who("drafter"), c.o)
			wantRule(t, name, err, c.want)
		}
		f := o.opened("01.VHXH")
		f, err := o.Change(t.Context(), o.who("drafter"), f, filing.Change{Title: "Hồ sơ mới"})
		must(t, err)
		if !strings.Contains(f.Value.History[1].Say(), "thành “Hồ sơ mới”") {
			t.Errorf("history: %s", f.Value.History[1].Say())
		}
		_, err = o.Close(t.Context(), o.who("drafter"), f, o.engine.Today())
		wantRule(t, "without a period", err, workflow.RuleFilePeriod)
		f, err = o.Change(t.Context(), o.who("drafter"), f, filing.Change{Title: "Hồ sơ mới", Period: filing.Period{Years: 3}})
		must(t, err)
		f = o.put(f, o.record("Từ chối", "submit", "refuse"))
		_, err = o.Close(t.Context(), o.who("drafter"), f, o.engine.Today())
		wantRule(t, "with material alone", err, workflow.RuleFileEmpty)
	})
}

// TestPackage: what leaves is good, says what the decree asks for, and is the same
// twice.
func TestPackage(t *testing.T) {
	t.Parallel()
	eachStore(t, func(t *testing.T, o *office) {
		t.Helper()
		f := o.put(o.opened("01.VHXH"), o.record("Báo cáo hai", sent...), o.record("Báo cáo bị từ chối", "submit", "refuse"))
		f, err := o.Close(t.Context(), o.who("drafter"), f, o.engine.Today())
		must(t, err)
		data := packed(t, o, f.ID)
		if !bytes.Equal(data, packed(t, o, f.ID)) {
			t.Error("the same file made two packages")
		}
		report, err := csip.Verify(bytes.NewReader(data), int64(len(data)), nil)
		must(t, err)
		if !report.Good() || report.Label != f.Value.Title {
			t.Errorf("got %+v", report)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(t, err)
		var names []string
		for _, file := range z.File {
			names = append(names, strings.TrimPrefix(file.Name, "H48.61.2.2026.01.VHXH/"))
		}
		want := []string{
			"metadata/descriptive/H48.61.2.2026.01.VHXH.xml", "metadata/descriptive/H48.61.2.2026.01.VHXH.001.xml", "metadata/descriptive/H48.61.2.2026.01.VHXH.002.xml",
			"metadata/preservation/premis.xml", "representations/van-ban/data/H48.61.2.2026.01.VHXH.001.docx",
			"representations/tai-lieu-du-thao/data/H48.61.2.2026.01.VHXH.002.docx", "METS.xml", "manifest-sha256.txt",
		}
		if !slices.Equal(names, want) {
			t.Errorf("names %q", names)
		}
		about := read(t, z, "H48.61.2.2026.01.VHXH/metadata/descriptive/H48.61.2.2026.01.VHXH.001.xml")
		for _, part := range []string{"<FileNotation>01.VHXH</FileNotation>", "<DocOrdinal>1</DocOrdinal>", "<TypeName>Báo cáo</TypeName>", "<CodeNumber>01</CodeNumber>", "<IssuedDate>02/3/2026</IssuedDate>", "<FullName>Trần Quang Minh</FullName>"} {
			if !strings.Contains(about, part) {
				t.Errorf("%s is not in\n%s", part, about)
			}
		}
		if history := read(t, z, "H48.61.2.2026.01.VHXH/metadata/preservation/premis.xml"); !strings.Contains(history, "cấp số và vào sổ") || !strings.Contains(history, "kết thúc hồ sơ") {
			t.Errorf("history:\n%s", history)
		}
	})
}

func packed(t *testing.T, o *office, id string) []byte {
	t.Helper()
	p, err := o.Package(t.Context(), o.who("other"), id)
	must(t, err)
	var out bytes.Buffer
	must(t, csip.Write(&out, p))
	return out.Bytes()
}

func read(t *testing.T, z *zip.Reader, name string) string {
	t.Helper()
	f, err := z.Open(name)
	must(t, err)
	var out bytes.Buffer
	_, err = out.ReadFrom(f)
	must(t, err)
	return out.String()
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]filing.Period{"vĩnh viễn": {Permanent: true}, "Vinh Vien": {Permanent: true}, "20 năm": {Years: 20}, "5": {Years: 5}, "": {}} {
		got, err := filing.ParsePeriod("period", text)
		if got != want || err != nil {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"0", "101 năm", "-5", "lâu", "5 tháng"} {
		_, err := filing.ParsePeriod("period", text)
		wantRule(t, text, err, workflow.RuleFilePeriod)
	}
	ended := documents.Date{Year: 2026, Month: 3, Day: 2}
	if got := (filing.Period{Years: 5}).Until(ended); got != (documents.Date{Year: 2031, Month: 12, Day: 31}) {
		t.Errorf("until %s", got)
	}
	if !(filing.Period{Permanent: true}).Until(ended).IsZero() {
		t.Error("what is permanent ends")
	}
	for _, s := range filing.Subjects() {
		if s.Period.IsZero() || s.Name == "" {
			t.Errorf("%+v says nothing", s)
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	text := "I. TỔ CHỨC\n1. Cán bộ\n01.TCCB | Hồ sơ tuyển dụng | 20 năm | vanthu | ghi chú\n02.TCCB | Hồ sơ khác\n"
	lines, err := filing.ReadLines(text)
	must(t, err)
	if got := (&filing.List{Lines: lines}).Write(); got != text {
		t.Errorf("got\n%s", got)
	}
	for bad, rule := range map[string]documents.Rule{
		"01.TCCB": workflow.RuleListLine, "xin chào": workflow.RuleListLine, "01.TCCB | a | lâu": workflow.RuleFilePeriod,
		"01.TCCB | a\n1.TCCB | b": documents.RuleTwice, "01.TCCB | (TỐI MẬT)": documents.RuleSecret,
	} {
		_, err := filing.ReadLines(bad)
		wantRule(t, bad, err, rule)
	}
}
