package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// office is a ward with a council, a board, a sealed division and one without.
func office() documents.Unit {
	return documents.Unit{
		ID: "tan-lap", Issuer: issuers["UBND"],
		Issuers: []documents.Issuer{
			{Name: "Hội đồng nhân dân phường Tân Lập", Symbol: "HĐND"},
			{Name: "Ban Chỉ đạo Chuyển đổi số", Symbol: "BCĐ", Seal: true},
		},
		Divisions: []documents.Division{
			{Symbol: "VP", Name: "Văn phòng HĐND và UBND", Office: true}, {Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội", Seal: true},
		},
	}
}

// The header, the line of a decision and the series of each issuer.
func TestIssuers(t *testing.T) {
	t.Parallel()
	u := office()
	for _, row := range []struct {
		symbol, parent, issuedBy, series string
		lines                            []string
		of                               documents.Authorship
	}{
		{"UBND", "", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP", "QĐ", []string{"ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN LẬP"}, ""},
		{"UBND", "", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP", "QĐ", []string{"ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN LẬP"}, documents.OfHead},
		{"HĐND", "", "HỘI ĐỒNG NHÂN DÂN PHƯỜNG TÂN LẬP", "QĐ-HĐND", []string{"HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG TÂN LẬP"}, ""},
		{"BCĐ", "UBND PHƯỜNG TÂN LẬP", "TRƯỞNG BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "QĐ-BCĐ", []string{"BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"}, ""},
		{"VHXH", "UBND PHƯỜNG TÂN LẬP", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "QĐ-VHXH", []string{"PHÒNG VĂN HÓA - XÃ HỘI"}, ""},
	} {
		t.Run(row.symbol+string(row.of), func(t *testing.T) {
			t.Parallel()
			issuer, ok := u.Issuing(row.symbol)
			doc := documents.Document{Kind: "QĐ", Issuer: issuer, Of: row.of}
			got := []string{issuer.ParentLine(), doc.IssuedBy(), u.SeriesOf(&doc)}
			if diff := cmp.Diff([]string{row.parent, row.issuedBy, row.series}, got); diff != "" || !ok {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(row.lines, issuer.HeaderLines()); diff != "" {
				t.Errorf("header (-want +got)\n%s", diff)
			}
			if faults := doc.Check(); len(faults) > 0 {
				t.Errorf("faults %v", faults)
			}
		})
	}
	for _, symbol := range []string{"VP", "XX", ""} {
		if i, ok := u.Issuing(symbol); ok {
			t.Errorf("%q issues documents as %+v", symbol, i)
		}
	}
}

func TestOnlyCollectivesHaveDocumentsOfTheirHead(t *testing.T) {
	t.Parallel()
	for symbol, want := range map[string]bool{"UBND": true, "HĐND": true, "VHXH": false, "PVHCC": false, "BCĐ": false} {
		doc := documents.Document{Kind: "QĐ", Issuer: issuers[symbol], Of: documents.OfHead}
		if got := len(doc.Check()) == 0; got != want {
			t.Errorf("%s: allowed %t, want %t", symbol, got, want)
		}
	}
}

func TestTitleIn(t *testing.T) {
	t.Parallel()
	for _, row := range [][3]string{
		{"Chủ tịch", "Ủy ban nhân dân phường Tân Lập", "Chủ tịch Ủy ban nhân dân phường Tân Lập"},
		{"Trưởng phòng", "Phòng Văn hóa - Xã hội", "Trưởng phòng Văn hóa - Xã hội"},
		{"Chánh Văn phòng", "Văn phòng HĐND và UBND", "Chánh Văn phòng HĐND và UBND"},
		{"Giám đốc", "Trung tâm Phục vụ hành chính công", "Giám đốc Trung tâm Phục vụ hành chính công"},
		{"Tổ trưởng", "Tổ công tác Đề án 06", "Tổ trưởng Tổ công tác Đề án 06"},
		{"Chủ tịch Hội đồng", "Hội đồng Thi đua - Khen thưởng", "Chủ tịch Hội đồng Thi đua - Khen thưởng"},
		{"Văn thư", "", "Văn thư"},
	} {
		if got := documents.TitleIn(row[0], row[1]); got != row[2] {
			t.Errorf("got %q, want %q", got, row[2])
		}
	}
}

// Phụ lục I, mục II, khoản 4: the class of the place stays before a number, a
// person and an event.
func TestPlaceName(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, issuer, set string
		keep              bool
		want              string
	}{
		{"Ward", "Ủy ban nhân dân phường Liên Chiểu", "", false, "Liên Chiểu"},
		{"Commune", "Ủy ban nhân dân xã Lục Yên", "", false, "Lục Yên"},
		{"SpecialZone", "Ủy ban nhân dân đặc khu Lý Sơn", "", false, "Lý Sơn"},
		{"Number", "Ủy ban nhân dân phường 3", "", false, "Phường 3"},
		{"RomanNumber", "Ủy ban nhân dân xã XIV", "", false, "Xã XIV"},
		{"Event", "Ủy ban nhân dân phường Điện Biên Phủ", "", true, "Phường Điện Biên Phủ"},
		{"AsSet", "Ủy ban nhân dân phường Liên Chiểu", "Đà Nẵng", false, "Đà Nẵng"},
		{"NoClass", "Ủy ban nhân dân Liên Chiểu", "", false, "Liên Chiểu"},
		{"NoPlace", "Ủy ban nhân dân", "", false, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			u := documents.Unit{Issuer: documents.Issuer{Name: row.issuer}, Place: row.set, KeepClass: row.keep}
			if got := u.PlaceName(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
