package storetest

import (
	"fmt"
	"slices"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// decomposed is "Đức Phổ" as some keyboards and all of macOS write it (NFD).
const decomposed = "Đu\u031b\u0301c Pho\u0302\u0309"

var searches = []promise{
	{"Search/FoldsVietnamese", func(t *testing.T, s Backend) {
		created(t, s, about(1, "Lễ hội phường Đức Phổ của ông Đặng Văn Ước"), about(2, "Việc khác"))
		for _, typed := range []string{
			"Đức Phổ", "đức phổ", "ĐỨC PHỔ", "duc pho", "Duc Phổ", decomposed, "Đặng", "dang", "Ước", "uoc",
			"hoi phuong duc", "dang uoc", "  duc   pho ", "– Đức Phổ", "(Đức)", "“Ước”",
		} {
			same(t, "found for "+typed, walk(t, s, workflow.Query{Text: typed}), []workflow.RecordID{id(1)})
		}
	}},
	{"Search/AllWordsMustBeThere", func(t *testing.T, s Backend) {
		created(t, s, about(1, "Đường Nguyễn Du"), about(2, "Đường Lê Lợi"))
		same(t, "found", walk(t, s, workflow.Query{Text: "đường lợi"}), []workflow.RecordID{id(2)})
		same(t, "found", walk(t, s, workflow.Query{Text: "du lợi"}), []workflow.RecordID{})
		same(t, "part of a word", walk(t, s, workflow.Query{Text: "đườ"}), []workflow.RecordID{})
	}},
	{"Search/SpelledSoFirstThenNewest", func(t *testing.T, s Backend) {
		created(t, s,
			at(about(1, "Sửa đường làng"), 1), at(about(2, "Ông Dương"), 9), at(about(3, "Đường liên xã"), 5),
			at(about(4, "duong pho"), 7), at(about(5, "Cầu"), 8))
		for typed, want := range map[string][]workflow.RecordID{
			"đường": {id(3), id(1), id(2), id(4)},
			"Dương": {id(2), id(4), id(3), id(1)},
			"duong": {id(4), id(2), id(3), id(1)},
		} {
			same(t, "order for "+typed, walk(t, s, workflow.Query{Text: typed}), want)
			same(t, "order in pages of one for "+typed, walk(t, s, workflow.Query{Text: typed, Limit: 1}), want)
		}
	}},
	{"Search/PagesOfWordsThatAllHave", func(t *testing.T, s Backend) {
		var spelled, folded, all []workflow.RecordID
		for n := 12; n > 0; n-- {
			if n%3 > 0 {
				spelled = append(spelled, id(n))
				created(t, s, at(about(n, "Sửa đường liên xã"), n))
			} else {
				folded = append(folded, id(n))
				created(t, s, at(about(n, "Sua duong lien xa"), n))
			}
			all = append(all, id(n))
		}
		for typed, want := range map[string][]workflow.RecordID{
			"đường liên xã": slices.Concat(spelled, folded), "liên-xã": slices.Concat(spelled, folded),
			"duong lien xa": slices.Concat(folded, spelled), "Duong liên-xa": all,
		} {
			for _, limit := range []int{2, 5, 0} {
				same(t, fmt.Sprintf("found for %s in pages of %d", typed, limit), walk(t, s, workflow.Query{Text: typed, Limit: limit}), want)
			}
		}
		seen, err := s.List(t.Context(), home, workflow.Query{Text: "đường xã", Limit: 3})
		must(t, err)
		moved, err := s.Get(t.Context(), home, spelled[1])
		must(t, err)
		must(t, s.Swap(t.Context(), at(next(moved, "approve"), 90), moved.Version))
		same(t, "the rest, when one that was seen has moved", walk(t, s, workflow.Query{Text: "đường xã", Limit: 3, After: seen.Next}),
			slices.Concat(spelled[3:], folded))
	}},
	{"Search/FindsSymbolAndNumber", func(t *testing.T, s Backend) {
		r := plain(1)
		r.Document.Kind = "QĐ"
		r = dated(created(t, s, r), "QĐ", day)
		r.Document.Reference = documents.Reference{Number: 5, Symbol: "QĐ-UBND"}
		must(t, s.Swap(t.Context(), r, 1))
		cited := about(2, "15 người dự họp về 05 nội dung của UBND theo QĐ")
		created(t, s, at(cited, 100))
		for _, typed := range []string{"05/QĐ-UBND", "5/QĐ-UBND", "5/qđ-ubnd", "05/qd-ubnd", "05/Qd-ubnd"} {
			same(t, "found for "+typed, walk(t, s, workflow.Query{Text: typed}), []workflow.RecordID{id(1)})
		}
		same(t, "found as words", walk(t, s, workflow.Query{Text: "05 qd ubnd"}), []workflow.RecordID{id(2), id(1)})
		same(t, "another number", walk(t, s, workflow.Query{Text: "15/QĐ-UBND"}), []workflow.RecordID{})
	}},
	{"Search/FindsTheNumberGiven", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		same(t, "found", walk(t, s, workflow.Query{Text: "01/BC-BC"}), []workflow.RecordID{id(1)})
	}},
	{"Search/LooksEverywhereInTheDocument", func(t *testing.T, s Backend) {
		created(t, s, full())
		for _, typed := range []string{
			"10a/BC-UBND", "Kết quả thực hiện", "Sở Văn hóa", "21/KH-UBND", "Công tác chỉ đạo", "đậm", "15,5%", "Điểm cầu", "Nội dung", "để b/c",
		} {
			same(t, "found for "+typed, walk(t, s, workflow.Query{Text: typed}), []workflow.RecordID{id(1)})
		}
	}},
	{"Search/FollowsChanges", func(t *testing.T, s Backend) {
		r := next(created(t, s, about(1, "Đường cũ")), "revise")
		r.Document.Abstract = "Cầu mới"
		must(t, s.Swap(t.Context(), r, 1))
		same(t, "old words", walk(t, s, workflow.Query{Text: "đường"}), []workflow.RecordID{})
		same(t, "new words", walk(t, s, workflow.Query{Text: "cầu"}), []workflow.RecordID{id(1)})
	}},
	{"Search/MarksAreNoWords", func(t *testing.T, s Backend) {
		created(t, s, about(1, `100% "tốt" AND NOT a* {b}: ^c NEAR(d)`))
		for _, typed := range []string{"%", "-", `"`, "*", "' OR ''='", "…"} {
			same(t, "found for "+typed, len(walk(t, s, workflow.Query{Text: typed})), 0)
		}
		for _, typed := range []string{`"tốt"`, "AND", "not a*", "NEAR(d)", "{b}:", "^c", "100%", `tốt"`} {
			same(t, "found for "+typed, walk(t, s, workflow.Query{Text: typed}), []workflow.RecordID{id(1)})
		}
		same(t, "blanks restrict nothing", walk(t, s, workflow.Query{Text: " \t"}), []workflow.RecordID{id(1)})
	}},
	{"Search/FilteredByStateAndDesk", func(t *testing.T, s Backend) {
		a, b := about(1, "Đường"), about(2, "Đường")
		b.State, b.Desk = "sign", "chutich"
		created(t, s, a, b)
		same(t, "state", walk(t, s, workflow.Query{Text: "duong", State: "sign"}), []workflow.RecordID{id(2)})
		same(t, "desk", walk(t, s, workflow.Query{Text: "duong", Desks: []workflow.Desk{"chuyenvien"}}), []workflow.RecordID{id(1)})
	}},
}
