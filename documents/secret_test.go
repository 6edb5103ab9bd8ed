package documents_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
)

func TestRefuseSecret(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text string }{
		{"Line", "MẬT"},
		{"LineAmongOthers", "UBND PHƯỜNG\nMẬT\nBÁO CÁO"},
		{"SmallLetters", "mật"},
		{"TopSecret", "TỐI MẬT"},
		{"MostSecret", "Tuyệt mật"},
		{"SpacedOut", "T U Y Ệ T   M Ậ T"},
		{"SpacedByDots", "M.Ậ.T"},
		{"SpacedOutBesideText", "UBND PHƯỜNG   T Ố I  M Ậ T"},
		{"Square", "[MẬT]"},
		{"Round", "(Tối mật)"},
		{"BracketsInText", "BÁO CÁO (MẬT) về quốc phòng"},
		{"SmallInBrackets", "Báo cáo (tối mật) về quốc phòng"},
		{"Bold", "**TỐI MẬT**"},
		{"Quoted", "“Mật”"},
		{"Dashes", "– MẬT –"},
		{"TableCell", "| Mật |"},
		{"Field", "Độ mật: Mật"},
		{"FieldWithoutColon", "Độ mật Tuyệt mật"},
		{"FieldSmall", "Mức độ mật = tối mật"},
		{"FieldStamp", "Dấu mật: MẬT"},
		{"BeforeTitle", "MẬT - Báo cáo tình hình"},
		{"BeforeNumber", "MẬT: 12/BC-UBND"},
		{"WithinSentence", "Báo cáo MẬT của UBND phường"},
		{"AfterNumber", "Văn bản số 12, MẬT."},
		{"KindOfPaper", "TÀI LIỆU MẬT"},
		{"HigherMarkInSentence", "Đây là văn bản TỐI MẬT của phường"},
		{"NoBreakSpace", "TỐI\u00a0MẬT"},
		{"ZeroWidth", "T\u200bỐI M\u200dẬT"},
		{"ZeroWidthBeforeMark", "MÂ\u200b\u0323T"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			for _, text := range []string{row.text, norm.NFD.String(row.text)} {
				err := documents.RefuseSecret("abstract", text)
				faults := documents.FieldErrors(nil)
				if !errors.As(err, &faults) || len(faults) != 1 || faults[0].Rule != documents.RuleSecret || faults[0].Field != "abstract" {
					t.Fatalf("%q: got %v, want rule %s", text, err, documents.RuleSecret)
				}
				if faults[0].Got != "" || strings.Contains(err.Error(), row.text) {
					t.Errorf("the error carries the text: %v", err)
				}
			}
		})
	}
}

func TestProseOfSecrecy(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Công tác bảo mật thông tin", "CÔNG TÁC BẢO MẬT", "Công nghệ bảo mật", "bảo vệ bí mật nhà nước", "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
		"Mật độ dân số 1.500 người/km2", "MẬT ĐỘ XÂY DỰNG", "Quy hoạch về MẬT ĐỘ xây dựng", "Không cho mượn MẬT KHẨU của mình",
		"mật ong rừng", "Quan hệ mật thiết với nhân dân", "Trương Văn Mật", "NGUYỄN THỊ MẬT", "Bà Lê Thị Mật, thôn An Thường",
		"Xác định độ mật của văn bản theo quy định", "Độ mật: không", "Luật Bảo vệ bí mật nhà nước", "Mất mát, thật, Ất Mùi", "", "một\nhai",
	} {
		if err := documents.RefuseSecret("body", text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestDrafterCalledMat(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		field, text string
		refused     bool
	}{
		{"archive.drafter", "Mật", false},
		{"account.short", "Mật", false},
		{"archive.drafter", "MẬT", true},
		{"archive.drafter", "Tối mật", true},
		{"abstract", "Mật", true},
	} {
		if err := documents.RefuseSecret(row.field, row.text); (err != nil) != row.refused {
			t.Errorf("%s %q: got %v, want refused %t", row.field, row.text, err, row.refused)
		}
	}
}

// A mark is found wherever it stands in what is loaded, known field or not.
func TestLoadRefusesSecret(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text, field string }{
		{"Abstract", "kind: BC\nabstract: TỐI MẬT", "abstract"},
		{"Body", "kind: BC\nbody: |\n  I. MỘT\n  MẬT", "body"},
		{"Recipient", "kind: BC\nrecipients:\n  - name: MẬT", "recipients[0].name"},
		{"UnknownField", "kind: BC\nđộ mật: MẬT", "độ mật"},
		{"NameOfField", "kind: BC\nTỐI MẬT: x", ""},
		{"NameWithin", `{"kind": "BC", "place": {"MẬT": 1}}`, "place"},
		{"JSON", `{"kind": "BC", "body": [{"type": "paragraph", "text": "[MẬT]"}]}`, "body[0].text"},
		{"ParsedFromStyle", "kind: BC\nbody: \"TỐI **MẬT**\"", "body[0]"},
		{"AcrossRuns", `{"kind": "BC", "body": [{"type": "paragraph", "text": [{"text": "TỐI M", "bold": true}, {"text": "ẬT"}]}]}`, "body[0]"},
		{"InTable", `{"kind": "BC", "body": [{"type": "table", "rows": [["a", [{"text": "M"}, {"text": "ẬT"}]]]}]}`, "body[0]"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			doc, err := documents.Load([]byte(row.text))
			faults := documents.FieldErrors(nil)
			if !errors.As(err, &faults) || faults[0].Rule != documents.RuleSecret || faults[0].Field != row.field {
				t.Fatalf("got %v, want rule %s on %q", err, documents.RuleSecret, row.field)
			}
			if doc.Kind != "" || doc.Body != nil {
				t.Errorf("something was kept: %+v", doc)
			}
		})
	}
}
