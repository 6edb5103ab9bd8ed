package documents_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// complete returns a report that may leave its drafter.
func complete() documents.Document {
	return documents.Document{
		Kind: documents.Report, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Place: "Đức Phổ", Abstract: "Kết quả công tác tháng 11",
		Addressees: []documents.Addressee{{Name: "Sở Khoa học và Công nghệ"}},
		Body:       documents.ParseBody("I. KẾT QUẢ\nĐã xong./."),
		Recipients: []documents.Recipient{{AsAbove: true}, {Name: "Phòng Văn hóa - Xã hội"}},
		Archive:    documents.Archive{Unit: "VHXH", Drafter: "Hiếu"},
		Drafting:   documents.Drafting{Symbol: "VHXH"},
		Signatory: documents.Signatory{
			Name: "Trần Quang Minh", Title: "Chủ tịch",
			Mandates: []documents.Mandate{{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}},
		},
	}
}

// Each breaks one rule of a complete document; asDraft: even a draft may not.
var wrong = []struct {
	name    string
	change  func(*documents.Document)
	field   string
	rule    documents.Rule
	asDraft bool
}{
	{"KindUnknown", func(d *documents.Document) { d.Kind = "XX"; d.Addressees = nil; d.Recipients = nil }, "kind", documents.RuleKind, true},
	{"AnsweredKindUnknown", func(d *documents.Document) { d.Answers = []documents.Citation{{Kind: "XX"}} }, "answers[0].kind", documents.RuleKind, true},
	{"CapacityUnknown", func(d *documents.Document) {
		d.Signatory.Mandates = []documents.Mandate{{Capacity: "TM.", Of: "a"}}
	}, "signatory.mandates[0].capacity", documents.RuleCapacity, true},
	{"UrgencyUnknown", func(d *documents.Document) { d.Urgency = "GẤP" }, "urgency", documents.RuleUrgency, true},
	{"ArchiveFieldUnknown", func(d *documents.Document) { d.Archive.Pattern = "VT, {phong}." }, "archive.pattern", documents.RuleArchivePattern, true},
	{"Secret", func(d *documents.Document) { d.Drafting.Division = "MẬT" }, "drafting.division", documents.RuleSecret, true},
	{"LongField", func(d *documents.Document) { d.Place = strings.Repeat("ệ", 2001) }, "place", documents.RuleTooLong, true},
	{"LongBase", func(d *documents.Document) { d.Bases = []string{"a", strings.Repeat("ệ", 2001)} }, "bases[1]", documents.RuleTooLong, true},
	{"LongBlock", func(d *documents.Document) { d.Body[1].Text = plain(strings.Repeat("ệ", 50_001)) }, "body[1]", documents.RuleTooLong, true},
	{"ManyBlocks", func(d *documents.Document) { d.Body = documents.ParseBody(strings.Repeat("a\n", 20_001)) }, "body", documents.RuleTooLong, true},

	{"NoIssuer", func(d *documents.Document) { d.Issuer.Name = "" }, "issuer.name", documents.RuleRequired, false},
	{"NoSymbol", func(d *documents.Document) { d.Issuer.Symbol = "" }, "issuer.symbol", documents.RuleRequired, false},
	{"NoPlace", func(d *documents.Document) { d.Place = "" }, "place", documents.RuleRequired, false},
	{"NoAbstract", func(d *documents.Document) { d.Abstract = "" }, "abstract", documents.RuleRequired, false},
	{"NoBody", func(d *documents.Document) { d.Body = nil }, "body", documents.RuleRequired, false},
	{"NoSignatory", func(d *documents.Document) { d.Signatory.Name = "" }, "signatory.name", documents.RuleRequired, false},
	{"NoArchiveUnit", func(d *documents.Document) { d.Archive.Unit = "" }, "archive.unit", documents.RuleRequired, false},
	{"NoDivisionInLetter", func(d *documents.Document) { d.Kind, d.Drafting.Symbol = documents.Official, "" }, "drafting.symbol", documents.RuleRequired, false},
	{"NoAddresseeInLetter", func(d *documents.Document) {
		d.Kind, d.Addressees, d.Recipients = documents.Official, nil, nil
	}, "addressees", documents.RuleRequired, false},
	{"NamelessAddressee", func(d *documents.Document) { d.Addressees[0].Name = "" }, "addressees[0].name", documents.RuleRequired, false},
	{"NamelessRecipient", func(d *documents.Document) { d.Recipients[1].Name = "" }, "recipients[1].name", documents.RuleRequired, false},
	{"MandateOfNobody", func(d *documents.Document) { d.Signatory.Mandates[0].Of = "" }, "signatory.mandates[0].of", documents.RuleRequired, false},
	{"EmptyBase", func(d *documents.Document) { d.Bases = []string{""} }, "bases[0]", documents.RuleRequired, false},
	{"NamelessAttachment", func(d *documents.Document) { d.Attachments = []documents.Attachment{{}} }, "attachments[0].title", documents.RuleRequired, false},
	{"AddresseesInPlan", func(d *documents.Document) { d.Kind = "KH" }, "addressees", documents.RuleAddresseesKind, false},
	{"AsAboveOfNobody", func(d *documents.Document) { d.Addressees = nil }, "recipients[0]", documents.RuleAsAbove, false},
	{"AsAboveTwice", func(d *documents.Document) { d.Recipients[1] = documents.Recipient{AsAbove: true} }, "recipients[1]", documents.RuleDuplicate, false},
	{"RecipientTwice", func(d *documents.Document) {
		d.Recipients = append(d.Recipients, documents.Recipient{Name: "phòng  văn hóa - xã hội", Purpose: "để biết"})
	}, "recipients[2]", documents.RuleDuplicate, false},
	{"RecipientIsAddressee", func(d *documents.Document) { d.Recipients[1].Name = d.Addressees[0].Name }, "recipients[1]", documents.RuleDuplicate, false},
	{"AddresseeTwice", func(d *documents.Document) { d.Addressees = append(d.Addressees, d.Addressees[0]) }, "addressees[1]", documents.RuleDuplicate, false},
	{"CollectiveNotFirst", func(d *documents.Document) {
		d.Signatory.Mandates = append([]documents.Mandate{{Capacity: documents.ForHead, Of: "Chủ tịch"}}, d.Signatory.Mandates...)
	}, "signatory.mandates[1]", documents.RuleCollectiveFirst, false},
	{"CollectiveTwice", func(d *documents.Document) {
		d.Signatory.Mandates = append(d.Signatory.Mandates, d.Signatory.Mandates[0])
	}, "signatory.mandates[1]", documents.RuleCollectiveFirst, false},
	{"NoTitle", func(d *documents.Document) { d.Signatory.Title = "" }, "signatory.title", documents.RuleDeputyTitle, false},
	{"NoTitleForHead", func(d *documents.Document) {
		d.Signatory.Title = ""
		d.Signatory.Mandates = append(d.Signatory.Mandates, documents.Mandate{Capacity: documents.ForHead, Of: "Chủ tịch"})
	}, "signatory.title", documents.RuleDeputyTitle, false},
}

func TestComplete(t *testing.T) {
	t.Parallel()
	for _, row := range wrong {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			doc := complete()
			row.change(&doc)
			got := documents.FieldErrors(nil)
			if err := doc.Complete(); !errors.As(err, &got) || !errors.Is(err, documents.ErrInvalid) {
				t.Fatalf("got %v, want rule %s", err, row.rule)
			}
			if len(got) != 1 || got[0].Field != row.field || got[0].Rule != row.rule {
				t.Errorf("got %v, want only %s: %s", got, row.field, row.rule)
			}
			if faults := doc.Check(); (len(faults) > 0) != row.asDraft {
				t.Errorf("as a draft: got %v, want a fault %t", faults, row.asDraft)
			}
		})
	}
}

func TestCompleteOK(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		change func(*documents.Document)
	}{
		{"Report", func(*documents.Document) {}},
		{"ReportToNobody", func(d *documents.Document) { d.Addressees, d.Recipients = nil, d.Recipients[1:] }},
		{"Letter", func(d *documents.Document) { d.Kind = documents.Official }},
		{"ActingHeadHasNoTitle", func(d *documents.Document) {
			d.Signatory.Title = ""
			d.Signatory.Mandates = append(d.Signatory.Mandates, documents.Mandate{Capacity: documents.Acting, Of: "Chủ tịch"})
		}},
		{"OwnCompetence", func(d *documents.Document) { d.Signatory.Mandates = nil }},
		{"NamesThatDifferInMarks", func(d *documents.Document) {
			d.Recipients = []documents.Recipient{{Name: "Phường Đông Hà"}, {Name: "Phường Đồng Hà"}}
		}},
		{"LongestField", func(d *documents.Document) { d.Place = strings.Repeat("ệ", 2000) }},
		{"HouseArchive", func(d *documents.Document) { d.Archive.Pattern = documents.ParenArchive }},
		{"DrafterCalledMat", func(d *documents.Document) { d.Archive.Drafter, d.Drafting.Drafter = "Mật", "Lê Thị Mật" }},
		{"Urgent", func(d *documents.Document) { d.Urgency = documents.AtOnce }},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			doc := complete()
			row.change(&doc)
			if err := doc.Complete(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestBlockForm(t *testing.T) {
	t.Parallel()
	cell := []documents.Text{plain("a")}
	for _, row := range []struct {
		name  string
		block documents.Block
		ok    bool
	}{
		{"Heading", numbered(documents.Heading, 1, "I.", "a"), true},
		{"HeadingTooDeep", numbered(documents.Heading, 4, "I.", "a"), false},
		{"HeadingWithoutMark", numbered(documents.Heading, 1, "", "a"), false},
		{"Item", numbered(documents.Item, 2, "1.", "a"), true},
		{"ItemTooHigh", numbered(documents.Item, 1, "I.", "a"), false},
		{"Paragraph", para("a"), true},
		{"ParagraphOfLevel", documents.Block{Type: documents.Paragraph, Level: 1, Text: plain("a")}, false},
		{"ParagraphEmpty", para(" \n"), false},
		{"ParagraphWithRows", documents.Block{Type: documents.Paragraph, Text: plain("a"), Rows: [][]documents.Text{cell}}, false},
		{"Bullet", bullet(2, "a"), true},
		{"BulletWithMark", numbered(documents.Bullet, 1, "-", "a"), false},
		{"Table", documents.Block{Type: documents.Table, Rows: [][]documents.Text{cell, cell}}, true},
		{"TableEmpty", documents.Block{Type: documents.Table}, false},
		{"TableWithoutCells", documents.Block{Type: documents.Table, Rows: [][]documents.Text{{}}}, false},
		{"TableRagged", documents.Block{Type: documents.Table, Rows: [][]documents.Text{cell, {}}}, false},
		{"TableWithText", documents.Block{Type: documents.Table, Text: plain("a"), Rows: [][]documents.Text{cell}}, false},
		{"NoType", documents.Block{Text: plain("a")}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			doc := documents.Document{Kind: documents.Report, Body: documents.Body{para("a"), row.block}}
			want := documents.FieldErrors(nil)
			if !row.ok {
				want = documents.FieldErrors{{Field: "body[1]", Rule: documents.RuleBlockForm}}
			}
			if diff := cmp.Diff(want, doc.Check()); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	if err := (documents.FieldErrors{}).Err(); err != nil {
		t.Errorf("no faults are the error %v", err)
	}
	err := documents.FieldErrors{{Field: "place", Rule: documents.RuleRequired}, {Field: "date", Rule: documents.RuleDateForm, Got: "x"}}.Err()
	if want := `field place: required; field date: date_form ("x")`; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if got, want := (&documents.SyntaxError{Line: 2, Column: 3, Reason: "why"}).Error(), "line 2, column 3: why"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
