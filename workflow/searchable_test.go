package workflow_test

import (
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestSearchable wants a record to be found by all that its page says of its
// matter.
func TestSearchable(t *testing.T) {
	t.Parallel()
	r := &workflow.Record{Document: documents.Document{
		Kind: "GM", Issuer: documents.Issuer{Symbol: "UBND"}, Reference: documents.Reference{Number: 5, Symbol: "GM-UBND"},
		Abstract: "Họp giao ban", Bases: []string{"Căn cứ Luật"}, Body: documents.ParseBody("Đúng giờ.\n|Ô bảng|"),
		Addressees: []documents.Addressee{{Name: "Sở Nội vụ"}}, Recipients: []documents.Recipient{{Name: "Khu phố 4", Purpose: "để biết"}},
		Details:     documents.Details{"event": {"Hội nghị tổng kết"}, "invited": {"Tổ trưởng", "Trưởng phòng"}},
		Attachments: []documents.Attachment{{Title: "Danh sách", Body: documents.ParseBody("Ông Toàn")}},
	}}
	text := workflow.Searchable(r)
	for _, want := range []string{
		"05/GM-UBND", "5/GM-UBND", "Họp giao ban", "Căn cứ Luật", "Đúng giờ.", "Ô bảng", "Sở Nội vụ", "Khu phố 4", "để biết",
		"Hội nghị tổng kết", "Tổ trưởng", "Trưởng phòng", "Danh sách", "Ông Toàn",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
}

// TestNoNumberAcrossLines: a text that ends in a number does not read as another
// document's number with the symbol that follows it.
func TestNoNumberAcrossLines(t *testing.T) {
	t.Parallel()
	r := &workflow.Record{Document: documents.Document{
		Kind: "BC", Issuer: documents.Issuer{Symbol: "UBND"}, Reference: documents.Reference{Number: 80, Symbol: "BC-UBND"}, Abstract: "Kết quả đợt 74",
	}}
	if words := documents.FoldedWords(workflow.Searchable(r)); strings.Contains(words, " 74 bc ubnd") || !strings.Contains(words, " 80 bc ubnd") {
		t.Errorf("the words are %q", words)
	}
}
