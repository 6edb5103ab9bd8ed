package documents_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// invitation returns a giấy mời that may leave its drafter.
func invitation() documents.Document {
	doc := complete()
	doc.Kind, doc.Addressees, doc.Body = "GM", nil, nil
	doc.Details = documents.Details{
		"invited": {"Phòng Văn hóa - Xã hội"}, "event": {"Hội nghị tổng kết"}, "host": {"Chủ tịch"},
		"time": {"14 giờ"}, "venue": {"Hội trường"},
	}
	doc.Recipients[1].Name = "Văn phòng"
	return doc
}

func TestEveryKindHasOneForm(t *testing.T) {
	t.Parallel()
	for _, k := range documents.Kinds() {
		doc := documents.Document{Kind: k.Kind}
		form, ok := doc.Form()
		if !ok || form.ID == documents.DecisionWithText || doc.Page() != form.ID {
			t.Errorf("%s has form %q, page %q", k.Name, form.ID, doc.Page())
		}
		if want := slices.Contains([]documents.Kind{"HĐ", "BGN", "BTT", documents.Letter}, k.Kind); form.Practice != want {
			t.Errorf("%s is of practice: %v", k.Name, form.Practice)
		}
	}
	if _, ok := (&documents.Document{Kind: "XX"}).Form(); ok {
		t.Error("no kind has a form")
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	text := []documents.Attachment{{Kind: "QC", Title: "a"}}
	copied := documents.Copy{Form: documents.FullCopy}
	for _, row := range []struct {
		name string
		doc  documents.Document
		want documents.FormID
	}{
		{"Decision", documents.Document{Kind: documents.Decision}, "1.2"},
		{"DecisionWithAnnex", documents.Document{Kind: documents.Decision, Attachments: []documents.Attachment{{Title: "a"}}}, "1.2"},
		{"DecisionWithText", documents.Document{Kind: documents.Decision, Attachments: text}, "1.3"},
		{"ResolutionWithText", documents.Document{Kind: "NQ", Attachments: text}, "1.1"},
		{"PaperCopy", documents.Document{Kind: documents.Decision, Copy: copied}, documents.CopyOnPaper},
		{"FileCopy", documents.Document{Kind: documents.Decision, Copy: copied, Electronic: true}, documents.CopyAsFile},
		{"NoKind", documents.Document{}, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.doc.Page(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestDetails(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		change func(*documents.Document)
		want   string // field, rule and what was found
	}{
		{"OK", func(*documents.Document) {}, ""},
		{"Missing", func(d *documents.Document) { delete(d.Details, "venue") }, "details.venue required "},
		{"Empty", func(d *documents.Document) { d.Details["time"] = nil }, "details.time required "},
		{"Misspelled", func(d *documents.Document) { d.Details["invitd"] = documents.Lines{"a"} }, "details.invitd field_unknown invited"},
		{"OfAnotherForm", func(d *documents.Document) { d.Details["receivers"] = documents.Lines{"a"} },
			"details.receivers field_unknown event, host, invited, issued_as, time, venue"},
		{"LinesInOne", func(d *documents.Document) { d.Details["event"] = documents.Lines{"a", "b"} }, "details.event field_type một dòng chữ"},
		{"ManyInvited", func(d *documents.Document) { d.Details["invited"] = documents.Lines{"a", "b"} }, ""},
		{"Secret", func(d *documents.Document) { d.Details["event"] = documents.Lines{"TỐI MẬT"} }, "details.event[0] secret "},
		{"TooLong", func(d *documents.Document) { d.Details["event"] = documents.Lines{strings.Repeat("a", 2001)} }, "details.event[0] too_long "},
		{"BasesInForm", func(d *documents.Document) { d.Bases = []string{"Căn cứ Luật"} }, "bases not_in_form "},
		{"TextInForm", func(d *documents.Document) {
			d.Attachments = []documents.Attachment{{Title: "a", Kind: "QC", Body: documents.ParseBody("a")}}
		}, "attachments[0] not_in_form "},
		{"BodyInSlip", func(d *documents.Document) {
			d.Kind, d.Body = "GGT", documents.ParseBody("a")
			d.Details = documents.Details{"person": {"a"}, "title": {"b"}, "sent_to": {"c"}, "valid_until": {"2025-12-01"}}
		}, "body not_in_form "},
		{"DateForm", func(d *documents.Document) {
			d.Kind = "GGT"
			d.Details = documents.Details{"person": {"a"}, "title": {"b"}, "sent_to": {"c"}, "valid_until": {"01/12/2025"}}
		}, "details.valid_until date_form 01/12/2025"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			doc := invitation()
			row.change(&doc)
			got := ""
			if faults := (documents.FieldErrors)(nil); errors.As(doc.Complete(), &faults) {
				got = faults[0].Field + " " + string(faults[0].Rule) + " " + faults[0].Got
				if len(faults) > 1 {
					t.Errorf("more is wrong: %v", faults)
				}
			}
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestLoadDetails(t *testing.T) {
	t.Parallel()
	doc, err := documents.Load([]byte("kind: GM\nabstract: a\ndetails:\n  invited: |\n    Phòng  A\n\n    Phòng B\n  event: \"Hô\u0323i nghị\"\n  host: [Chủ tịch]\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := documents.Details{"invited": {"Phòng A", "Phòng B"}, "event": {"Hội nghị"}, "host": {"Chủ tịch"}}
	if diff := cmp.Diff(want, doc.Details); diff != "" {
		t.Errorf("details (-want +got):\n%s", diff)
	}
	_, err = documents.Load([]byte("kind: GM\ndetails:\n  invited: {a: b}\n  event: 12\n"))
	var faults documents.FieldErrors
	if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Field != "details.event" || faults[1].Field != "details.invited" {
		t.Errorf("got %v, want both fields", err)
	}
}

func TestDetailLabel(t *testing.T) {
	t.Parallel()
	if got := documents.DetailLabel("receivers"); got != "Nơi nhận điện" {
		t.Errorf("got %q", got)
	}
	if got := documents.DetailLabel("no such"); got != "" {
		t.Errorf("got %q for none", got)
	}
	for _, f := range documents.Forms() {
		for _, d := range f.Details {
			if d.Name == "" || d.Label == "" {
				t.Errorf("form %s: %+v wants a name and a label", f.ID, d)
			}
		}
	}
}

func TestAbout(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name           string
		kind           documents.Kind
		abstract, want string
	}{
		{"Plain", documents.Official, "cử người dự tập huấn", "cử người dự tập huấn"},
		{"Typed", documents.Official, "V/v cử người dự tập huấn", "cử người dự tập huấn"},
		{"TypedInFull", documents.Official, "Về việc: cử người", "cử người"},
		{"OwnLine", documents.Official, "V/v\ncử người", "cử người"},
		{"OnlyTheMark", documents.Official, "V/v", "V/v"},
		{"AnotherWord", documents.Official, "v/vx", "v/vx"},
		{"DecisionKeepsIt", "QĐ", "Về việc thành lập tổ", "Về việc thành lập tổ"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			d := documents.Document{Kind: row.kind, Abstract: row.abstract}
			if got := d.About(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
