package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func TestWords(t *testing.T) {
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		{"Symbol", "15/QĐ-UBND", []string{"15", "qđ", "ubnd"}},
		{"Decomposed", "Đu\u031b\u0301c Phổ", []string{"đứ" + "c", "phổ"}},
		{"MarksOfWriting", "(Nơi nhận): – 2025…", []string{"nơi", "nhận", "2025"}},
		{"Lines", "một\nhai\tba\u00a0bốn", []string{"một", "hai", "ba", "bốn"}},
		{"None", " – / . ", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := documents.Words(row.text)
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
		})
	}
}
