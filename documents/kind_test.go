package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// Phụ lục III in the order of Điều 7; "-" is no code.
var annexIII = [][2]string{
	{"Nghị quyết", "NQ"}, {"Quyết định", "QĐ"}, {"Chỉ thị", "CT"}, {"Quy chế", "QC"}, {"Quy định", "QyĐ"},
	{"Thông cáo", "TC"}, {"Thông báo", "TB"}, {"Hướng dẫn", "HD"}, {"Chương trình", "CTr"}, {"Kế hoạch", "KH"},
	{"Phương án", "PA"}, {"Đề án", "ĐA"}, {"Dự án", "DA"}, {"Báo cáo", "BC"}, {"Biên bản", "BB"},
	{"Tờ trình", "TTr"}, {"Hợp đồng", "HĐ"}, {"Công văn", "-"}, {"Công điện", "CĐ"}, {"Bản ghi nhớ", "BGN"},
	{"Bản thỏa thuận", "BTT"}, {"Giấy ủy quyền", "GUQ"}, {"Giấy mời", "GM"}, {"Giấy giới thiệu", "GGT"},
	{"Giấy nghỉ phép", "GNP"}, {"Phiếu gửi", "PG"}, {"Phiếu chuyển", "PC"}, {"Phiếu báo", "PB"}, {"Thư công", "-"},
}

func TestKinds(t *testing.T) {
	t.Parallel()
	var got [][2]string
	seen := map[documents.Kind]bool{}
	for _, k := range documents.Kinds() {
		code := k.Code
		if code == "" {
			code = "-"
		}
		got = append(got, [2]string{k.Name, code})
		if seen[k.Kind] {
			t.Errorf("%s stands twice", k.Kind)
		}
		seen[k.Kind] = true
		if rule, ok := k.Kind.Rule(); !ok || rule != k || k.Kind.Name() != k.Name {
			t.Errorf("%s finds %+v", k.Kind, rule)
		}
		if k.Code != "" && k.Code != string(k.Kind) {
			t.Errorf("%s has code %s", k.Kind, k.Code)
		}
	}
	if diff := cmp.Diff(annexIII, got); diff != "" {
		t.Errorf("kinds (-Phụ lục III +ours):\n%s", diff)
	}
}

func TestKindsWithAddressees(t *testing.T) {
	t.Parallel()
	var got []documents.Kind
	for _, k := range documents.Kinds() {
		if k.Addressees {
			got = append(got, k.Kind)
		}
	}
	if diff := cmp.Diff([]documents.Kind{documents.Report, "TTr", documents.Official}, got); diff != "" {
		t.Errorf("kinds that carry Kính gửi (-Phụ lục I, ô 9a +ours):\n%s", diff)
	}
}

func TestNoKind(t *testing.T) {
	t.Parallel()
	for _, k := range []documents.Kind{"", "bc", "SY", "XX"} {
		if _, ok := k.Rule(); ok || k.Name() != "" {
			t.Errorf("%q is taken for a kind", k)
		}
	}
	documents.Kinds()[0].Name = "changed"
	if got := documents.Kinds()[0].Name; got != "Nghị quyết" {
		t.Errorf("a caller changed the table: %q", got)
	}
}
