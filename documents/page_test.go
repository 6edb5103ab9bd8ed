package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

const room = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0" // for a number written by hand

func TestNumberLine(t *testing.T) {
	t.Parallel()
	ubnd := documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}
	for _, row := range []struct {
		name, want string
		doc        documents.Document
	}{
		{"NamedKind", "Số: " + room + "/BC-UBND", documents.Document{Kind: documents.Report, Issuer: ubnd}},
		{"MixedCaseCode", "Số: " + room + "/QyĐ-UBND", documents.Document{Kind: "QyĐ", Issuer: ubnd}},
		{"OfficialLetter", "Số: " + room + "/UBND-VHXH", documents.Document{
			Kind: documents.Official, Issuer: ubnd, Drafting: documents.Drafting{Symbol: "VHXH"},
		}},
		{"Numbered", "Số: 07/BC-UBND", documents.Document{
			Kind: documents.Report, Issuer: ubnd, Reference: documents.Reference{Number: 7, Symbol: "BC-UBND"},
		}},
		{"OldSymbolStays", "Số: 07/BC-HĐND", documents.Document{
			Kind: documents.Report, Issuer: ubnd, Reference: documents.Reference{Number: 7, Symbol: "BC-HĐND"},
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.doc.NumberLine(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestPlaceAndDate(t *testing.T) {
	t.Parallel()
	doc := documents.Document{Place: "Phường 3", Date: documents.Date{Year: 2026, Month: 6, Day: 1}}
	if got, want := doc.PlaceAndDate(), "Phường 3, ngày 01 tháng 6 năm 2026"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeaderLines(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, issuer string
		want         []string
	}{
		{"Ward", "Ủy ban nhân dân phường Đức Phổ", []string{"ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC PHỔ"}},
		{"Commune", "Ủy ban nhân dân xã An Thới Đông", []string{"ỦY BAN NHÂN DÂN", "XÃ AN THỚI ĐÔNG"}},
		{"SpecialZone", "Ủy ban nhân dân đặc khu Lý Sơn", []string{"ỦY BAN NHÂN DÂN", "ĐẶC KHU LÝ SƠN"}},
		{"OldSpelling", "Uỷ ban nhân dân phường Đức Phổ", []string{"UỶ BAN NHÂN DÂN", "PHƯỜNG ĐỨC PHỔ"}},
		{"TypedInCapitals", "ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC PHỔ", []string{"ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC PHỔ"}},
		{"Council", "Hội đồng nhân dân phường Đức Phổ", []string{"HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG ĐỨC PHỔ"}},
		{"Division", "Phòng Văn hóa - Xã hội", []string{"PHÒNG VĂN HÓA - XÃ HỘI"}},
		{"Centre", "Trung tâm Phục vụ hành chính công", []string{"TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"}},
		{"NoPlace", "Ủy ban nhân dân", []string{"ỦY BAN NHÂN DÂN"}},
		{"FatherlandFront", "Ủy ban Mặt trận Tổ quốc Việt Nam phường Đức Phổ", []string{"ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM PHƯỜNG ĐỨC PHỔ"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(row.want, documents.Issuer{Name: row.issuer}.HeaderLines()); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
	if got := (documents.Issuer{Parent: "UBND phường Đức Phổ"}).ParentLine(); got != "UBND PHƯỜNG ĐỨC PHỔ" {
		t.Errorf("parent: got %q", got)
	}
}

func TestArchiveLine(t *testing.T) {
	t.Parallel()
	whole := documents.Archive{Unit: "VHXH", Drafter: "Hiếu", Copies: 5}
	noDrafter := documents.Archive{Unit: "VHXH", Copies: 300}
	for _, row := range []struct {
		name, pattern string
		archive       documents.Archive
		want          string
	}{
		{"StrictIsDefault", "", whole, "Lưu: VT, VHXH. H.(05)"},
		{"StrictNoCopies", documents.StrictArchive, documents.Archive{Unit: "VHXH", Drafter: "Trần Minh Hiếu"}, "Lưu: VT, VHXH. TMH."},
		{"StrictNoDrafter", documents.StrictArchive, noDrafter, "Lưu: VT, VHXH.(300)"},
		{"StrictNothing", documents.StrictArchive, documents.Archive{}, "Lưu: VT."},
		{"Glued", documents.GluedArchive, whole, "Lưu: VT, VHXHHiếu."},
		{"GluedNoDrafter", documents.GluedArchive, noDrafter, "Lưu: VT, VHXH."},
		{"Paren", documents.ParenArchive, whole, "Lưu: VT, VHXH(Hiếu)."},
		{"ParenNoDrafter", documents.ParenArchive, noDrafter, "Lưu: VT, VHXH."},
		{"Dash", documents.DashArchive, whole, "Lưu: VT, VHXH-Hiếu."},
		{"DashNothing", documents.DashArchive, documents.Archive{}, "Lưu: VT."},
		{"Own", "VT, HS-{unit}.", whole, "Lưu: VT, HS-VHXH."},
		{"ValueIsNoField", documents.GluedArchive, documents.Archive{Unit: "{drafter}[", Drafter: "{unit}"}, "Lưu: VT, {drafter}[{unit}."},
		{"OpenBracket", "VT[, {unit}", whole, "Lưu: VT, VHXH"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			row.archive.Pattern = row.pattern
			if got := row.archive.Line(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestInitials(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Lê Văn Hiếu": "LVH", "trần  minh ánh": "TMÁ", "Đỗ Ứng": "ĐỨ", "": "", "  ": "",
	} {
		if got := documents.Initials(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestRecipientLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, want string
		recipient  documents.Recipient
	}{
		{"Plain", "Phòng Văn hóa - Xã hội", documents.Recipient{Name: "Phòng Văn hóa - Xã hội"}},
		{"Purpose", "UBND tỉnh (để b/c)", documents.Recipient{Name: "UBND tỉnh", Purpose: "để b/c"}},
		{"AsAbove", "Như trên", documents.Recipient{AsAbove: true}},
		{"AsAboveWithPurpose", "Như trên (để b/c)", documents.Recipient{AsAbove: true, Name: "lost", Purpose: "để b/c"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.recipient.Line(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestSignatoryLines(t *testing.T) {
	t.Parallel()
	tm := documents.Mandate{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}
	kt := documents.Mandate{Capacity: documents.ForHead, Of: "Chủ tịch"}
	tl := documents.Mandate{Capacity: documents.ByOrder, Of: "Chủ tịch"}
	for _, row := range []struct {
		name     string
		mandates []documents.Mandate
		title    string
		want     []string
	}{
		{"Chair", []documents.Mandate{tm}, "Chủ tịch", []string{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}},
		{"ViceChair", []documents.Mandate{tm, kt}, "Phó Chủ tịch", []string{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}},
		{"ChairOfOwnRight", nil, "Chủ tịch", []string{"CHỦ TỊCH"}},
		{"ViceChairOfChairsRight", []documents.Mandate{kt}, "Phó Chủ tịch", []string{"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}},
		{"ByOrder", []documents.Mandate{tl}, "Chánh Văn phòng", []string{"TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"}},
		{
			"ByOrderThenForHead", []documents.Mandate{tl, {Capacity: documents.ForHead, Of: "Chánh Văn phòng"}}, "Phó Chánh Văn phòng",
			[]string{"TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"},
		},
		{"BySubMandate", []documents.Mandate{{Capacity: documents.BySubMandate, Of: "Chủ tịch"}}, "Trưởng phòng", []string{"TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"}},
		{"Acting", []documents.Mandate{tm, {Capacity: documents.Acting, Of: "Chủ tịch"}}, "", []string{"TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"}},
		{"None", nil, "", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := documents.Signatory{Mandates: row.mandates, Title: row.title}.Lines()
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSeriesOf(t *testing.T) {
	t.Parallel()
	s := documents.Settings{Series: map[documents.Kind]string{"QĐ": "chung", "CT": "chung"}}
	for kind, want := range map[documents.Kind]string{"QĐ": "chung", "CT": "chung", "BC": "BC", "CV": "CV"} {
		if got := s.SeriesOf(kind); got != want {
			t.Errorf("%s: got series %q, want %q", kind, got, want)
		}
	}
}
