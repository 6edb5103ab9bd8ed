package documents_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
)

func TestLoad(t *testing.T) {
	t.Parallel()
	report := func(change func(*documents.Document)) documents.Document {
		doc := documents.Document{Kind: documents.Report}
		change(&doc)
		return doc
	}
	body := report(func(d *documents.Document) {
		d.Body = documents.Body{numbered(documents.Heading, 1, "I.", "MỘT"), para("hai")}
	})
	place := report(func(d *documents.Document) { d.Place = "Đức Phổ" })
	for _, row := range []struct {
		name, text string
		want       documents.Document
	}{
		{"YAML", "kind: BC", report(func(*documents.Document) {})},
		{"JSON", `{"kind": "BC"}`, report(func(*documents.Document) {})},
		{"Comment", "# báo cáo\n---\nkind: BC", report(func(*documents.Document) {})},
		{"ByteOrderMark", "\ufeffkind: BC\nplace: Đức Phổ", place},
		{"ByteOrderMarkJSON", "\ufeff {\"kind\": \"BC\", \"place\": \"Đức Phổ\"}", place},
		{"CarriageReturns", "kind: BC\r\nplace: Đức Phổ\r\n", place},
		{"Decomposed", norm.NFD.String("kind: BC\nplace: Đức Phổ"), place},
		{"Null", "kind: BC\nplace:\nbody: ~\nrecipients: null", report(func(*documents.Document) {})},
		{"NameHasOneLine", "kind: BC\nplace: |\n  Đức\n  Phổ", place},
		{"AbstractKeepsLines", "kind: BC\nabstract: |\n  một \n  hai\n", report(func(d *documents.Document) { d.Abstract = "một\nhai" })},
		{"Date", "kind: BC\ndate: 2025-11-25", report(func(d *documents.Document) {
			d.Date = documents.Date{Year: 2025, Month: 11, Day: 25}
		})},
		{"DateQuoted", `{"kind": "BC", "date": "2025-11-25", "reference": ""}`, report(func(d *documents.Document) {
			d.Date = documents.Date{Year: 2025, Month: 11, Day: 25}
		})},
		{"Reference", "kind: BC\nreference: 01/BC-UBND", report(func(d *documents.Document) {
			d.Reference = documents.Reference{Number: 1, Symbol: "BC-UBND"}
		})},
		{"Number", "kind: BC\narchive:\n  copies: 12", report(func(d *documents.Document) { d.Archive.Copies = 12 })},
		{"Flag", "kind: BC\nrecipients:\n  - as_above: true", report(func(d *documents.Document) {
			d.Recipients = []documents.Recipient{{AsAbove: true}}
		})},
		{"BodyAsText", "kind: BC\nbody: |\n  I. MỘT\n  hai", body},
		{"BodyAsBlocks", `{"kind": "BC", "body": [
			{"type": "heading", "level": 1, "mark": "I.", "text": "MỘT"}, {"type": "paragraph", "text": [{"text": "hai"}]}]}`, body},
		{"RunsKeepTheirSpaces", "kind: BC\nbody:\n  - type: paragraph\n    text:\n      - text: 'Kết quả '\n      - {text: 'tốt', bold: true}",
			report(func(d *documents.Document) {
				d.Body = documents.Body{{Type: documents.Paragraph, Text: documents.Text{{Text: "Kết quả "}, {Text: "tốt", Bold: true}}}}
			})},
		{"CellsAsText", `{"kind": "BC", "body": [{"type": "table", "header": true, "rows": [["a", null], ["**b**", "c"]]}]}`,
			report(func(d *documents.Document) {
				d.Body = documents.Body{{Type: documents.Table, Header: true, Rows: [][]documents.Text{
					{plain("a"), nil}, {{{Text: "b", Bold: true}}, plain("c")},
				}}}
			})},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := documents.Load([]byte(row.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadNamesTheField(t *testing.T) {
	t.Parallel()
	fault := func(rule documents.Rule, field, got string) *documents.FieldError {
		return &documents.FieldError{Field: field, Rule: rule, Got: got}
	}
	const text = "chữ, đặt trong dấu ngoặc kép"
	kind := &documents.FieldError{Field: "kind", Rule: documents.RuleKind, Article: "Điều 7"}
	for _, row := range []struct {
		name, text string
		want       documents.FieldErrors
	}{
		{"Unknown", "kind: BC\nxyz: 1", documents.FieldErrors{fault(documents.RuleUnknownField, "xyz", "")}},
		{"Misspelt", "kind: BC\nabstrct: a", documents.FieldErrors{fault(documents.RuleUnknownField, "abstrct", "abstract")}},
		{"MisspeltWithin", "kind: BC\nrecipients:\n  - name: a\n  - nam: b", documents.FieldErrors{fault(documents.RuleUnknownField, "recipients[1].nam", "name")}},
		{"NameOfGoField", "Kind: BC\nkind: BC", documents.FieldErrors{fault(documents.RuleUnknownField, "Kind", "kind")}},
		{"Several", "kind: BC\nplace: 3\nsignatory: {tittle: a}", documents.FieldErrors{
			fault(documents.RuleFieldType, "place", text), fault(documents.RuleUnknownField, "signatory.tittle", "title"),
		}},
		{"NumberForText", "kind: BC\nplace: 3", documents.FieldErrors{fault(documents.RuleFieldType, "place", text)}},
		{"ListForText", "kind: BC\nplace: [a]", documents.FieldErrors{fault(documents.RuleFieldType, "place", text)}},
		{"NumberForDate", "kind: BC\ndate: 20251125", documents.FieldErrors{fault(documents.RuleFieldType, "date", text)}},
		{"GroupForReference", `{"kind": "BC", "reference": {"number": 1}}`, documents.FieldErrors{fault(documents.RuleFieldType, "reference", text)}},
		{"TextForGroup", "kind: BC\nissuer: UBND", documents.FieldErrors{fault(documents.RuleFieldType, "issuer", "các trường theo dạng tên: giá trị")}},
		{"TextForList", "kind: BC\nrecipients: UBND", documents.FieldErrors{fault(documents.RuleFieldType, "recipients", "một danh sách")}},
		{"TextForFlag", "kind: BC\nrecipients: [{as_above: có}]", documents.FieldErrors{fault(documents.RuleFieldType, "recipients[0].as_above", "true hoặc false")}},
		{"TextForNumber", "kind: BC\narchive: {copies: '5'}", documents.FieldErrors{fault(documents.RuleFieldType, "archive.copies", "số nguyên từ 0 trở lên")}},
		{"NegativeNumber", "kind: BC\narchive: {copies: -1}", documents.FieldErrors{fault(documents.RuleFieldType, "archive.copies", "số nguyên từ 0 trở lên")}},
		{"Fraction", `{"kind": "BC", "archive": {"copies": 1.5}}`, documents.FieldErrors{fault(documents.RuleFieldType, "archive.copies", "số nguyên từ 0 trở lên")}},
		{"HugeNumber", "kind: BC\narchive: {copies: 99999999999}", documents.FieldErrors{fault(documents.RuleFieldType, "archive.copies", "số nguyên từ 0 trở lên")}},
		{"DateForm", "kind: BC\ndate: 25/11/2025", documents.FieldErrors{fault(documents.RuleDateForm, "date", "25/11/2025")}},
		{"ReferenceForm", "kind: BC\nanswers: [{kind: KH, reference: 21/KH- UBND}]", documents.FieldErrors{{
			Field: "answers[0].reference", Rule: documents.RuleReferenceForm, Article: "Phụ lục I, mục II, khoản 3", Got: "21/KH- UBND",
		}}},
		{"LongTextForDate", "kind: BC\ndate: " + strings.Repeat("ngày ", 20), documents.FieldErrors{
			fault(documents.RuleDateForm, "date", strings.Repeat("ngày ", 12)+"…"),
		}},
		{"List", "[1, 2]", documents.FieldErrors{fault(documents.RuleFieldType, "", "các trường theo dạng tên: giá trị")}},
		{"Word", "chữ", documents.FieldErrors{fault(documents.RuleFieldType, "", "các trường theo dạng tên: giá trị")}},
		{"Empty", "", documents.FieldErrors{kind}},
		{"NullDocument", "null", documents.FieldErrors{kind}},
		{"EmptyObject", "{}", documents.FieldErrors{kind}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := documents.Load([]byte(row.text))
			got := documents.FieldErrors(nil)
			if !errors.As(err, &got) || !errors.Is(err, documents.ErrInvalid) {
				t.Fatalf("got %v, want field errors", err)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadSyntax(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 101)
	for _, row := range []struct {
		name, text   string
		line, column int
	}{
		{"YAMLQuote", "kind: BC\nplace: \"Đức", 2, 8},
		{"YAMLTab", "kind: BC\n\tplace: a", 2, 1},
		{"YAMLTwice", "kind: BC\nplace: a\nplace: b", 3, 1},
		{"YAMLAnchor", "kind: BC\nplace: &p a", 2, 8},
		{"YAMLAlias", "kind: BC\nplace: *p", 2, 8},
		{"YAMLMerge", "kind: BC\n<<: {place: a}", 2, 1},
		{"YAMLTwoDocuments", "kind: BC\n---\nkind: CV", 2, 1},
		{"YAMLDeep", "body: " + deep + strings.Repeat("]", 101), 1, 107},
		{"YAMLDeepList", strings.Repeat("- ", 102) + "a", 1, 203},
		{"YAMLTag", "kind: BC\ndate: !!timestamp 2025-11-25", 2, 7},
		{"YAMLKeyIsList", "[kind]: BC", 1, 1},
		{"JSONBrace", `{"kind": "BC"`, 1, 13},
		{"JSONComma", "{\n  \"kind\": \"BC\",\n}", 3, 1},
		{"JSONQuote", `{"kind": "BC`, 1, 12},
		{"JSONWord", `{"kind": yes}`, 1, 10},
		{"JSONTwice", "{\"kind\": \"BC\",\n \"kind\": \"CV\"}", 2, 7},
		{"JSONMore", `{"kind": "BC"} {}`, 1, 16},
		{"JSONDeep", `{"body": ` + deep + "}", 1, 111},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := documents.Load([]byte(row.text))
			got := (*documents.SyntaxError)(nil)
			if !errors.As(err, &got) || !errors.Is(err, documents.ErrInvalid) {
				t.Fatalf("got %v, want a syntax error", err)
			}
			if got.Line != row.line || got.Column != row.column || got.Reason == "" {
				t.Errorf("got %v, want line %d, column %d", got, row.line, row.column)
			}
		})
	}
}

func TestLoadTooMuch(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text string }{
		{"TooLong", "kind: BC\nbody: " + strings.Repeat("a", documents.MaxText)},
		{"DeepBrackets", strings.Repeat("[", 1<<19)},
		{"DeepBraces", strings.Repeat(`{"a":`, 1<<17)},
		{"DeepLists", strings.Repeat("- ", 1<<19)},
		{"DeepKeys", strings.Repeat("? ", 1<<17)},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if _, err := documents.Load([]byte(row.text)); !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("got %v, want %v", err, documents.ErrInvalid)
			}
		})
	}
}

func TestManyFaultsAreCutOff(t *testing.T) {
	t.Parallel()
	_, err := documents.Load([]byte("kind: BC\nrecipients:\n" + strings.Repeat("  - x: 1\n", 1000)))
	got := documents.FieldErrors(nil)
	if !errors.As(err, &got) || len(got) != 100 {
		t.Errorf("got %d faults, want 100", len(got))
	}
}

// What was loaded once comes back the same from the JSON that stores and the
// interface write.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{
		"kind: BC\nplace: Đức Phổ\ndate: 2025-11-25\nreference: 01/BC-UBND",
		"kind: CV\nbody: |\n  I. MỘT\n  1. **hai** *ba*.\n  | a | b |\n  |---|---|\n  | c |\n",
		`{"kind": "BC", "body": [{"type": "paragraph", "text": [{"text": "a "}, {"text": "b", "bold": true}]}]}`,
		`{"kind": "BC", "recipients": [{"as_above": true}, {"name": "x", "purpose": "y"}], "archive": {"copies": 5}}`,
		"kind: BC\nplace: &a x\nabstract: *a", "[[[", "- - a", "kind: BC\nplace: !!binary aGk=", "\ufeff{}", "kind: BC\nđộ: 1",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := documents.Load(data)
		if err != nil {
			if !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("error of no kind: %v", err)
			}
			return
		}
		stored, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		if !norm.NFC.IsNormal(stored) {
			t.Errorf("not NFC: %+q", stored)
		}
		again, err := documents.Load(stored)
		if err != nil {
			t.Fatalf("%s was written and not read: %v", stored, err)
		}
		if twice, err := json.Marshal(again); err != nil || string(twice) != string(stored) {
			t.Errorf("%s came back as %s, %v", stored, twice, err)
		}
	})
}
