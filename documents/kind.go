package documents

// A Kind is one of the 29 named types of administrative document (tên loại
// văn bản hành chính) of Điều 7. Its value is a short code that is unique
// among all kinds: the code of Phụ lục III where there is one, "CV" for công
// văn and "THƯ CÔNG" for thư công, which the decree leaves without a code.
type Kind string

// Kinds this code names itself; all others are found through Kinds.
const (
	Report   Kind = "BC" // báo cáo
	Decision Kind = "QĐ" // quyết định
	Official Kind = "CV" // công văn
	Letter   Kind = "THƯ CÔNG"
)

// KindRule is what the decree says of one kind.
type KindRule struct {
	Kind       Kind
	Name       string // as written in running text: "Báo cáo"
	Code       string // in the symbol; "" for công văn and thư công
	Addressees bool   // may carry Kính gửi (ô 9a, Phụ lục I)
	Articles   bool   // is made of articles, so that Nơi nhận may say "Như Điều 3" (Phụ lục III, mẫu 1.1, 1.2)
}

// kinds stand in the order of Điều 7; codes are those of Phụ lục III.
var kinds = [...]KindRule{
	{Kind: "NQ", Name: "Nghị quyết", Code: "NQ", Articles: true},
	{Kind: "QĐ", Name: "Quyết định", Code: "QĐ", Articles: true},
	{Kind: "CT", Name: "Chỉ thị", Code: "CT"},
	{Kind: "QC", Name: "Quy chế", Code: "QC"},
	{Kind: "QyĐ", Name: "Quy định", Code: "QyĐ"},
	{Kind: "TC", Name: "Thông cáo", Code: "TC"},
	{Kind: "TB", Name: "Thông báo", Code: "TB"},
	{Kind: "HD", Name: "Hướng dẫn", Code: "HD"},
	{Kind: "CTr", Name: "Chương trình", Code: "CTr"},
	{Kind: "KH", Name: "Kế hoạch", Code: "KH"},
	{Kind: "PA", Name: "Phương án", Code: "PA"},
	{Kind: "ĐA", Name: "Đề án", Code: "ĐA"},
	{Kind: "DA", Name: "Dự án", Code: "DA"},
	{Kind: Report, Name: "Báo cáo", Code: "BC", Addressees: true},
	{Kind: "BB", Name: "Biên bản", Code: "BB"},
	{Kind: "TTr", Name: "Tờ trình", Code: "TTr", Addressees: true},
	{Kind: "HĐ", Name: "Hợp đồng", Code: "HĐ"},
	{Kind: Official, Name: "Công văn", Addressees: true},
	{Kind: "CĐ", Name: "Công điện", Code: "CĐ"},
	{Kind: "BGN", Name: "Bản ghi nhớ", Code: "BGN"},
	{Kind: "BTT", Name: "Bản thỏa thuận", Code: "BTT"},
	{Kind: "GUQ", Name: "Giấy ủy quyền", Code: "GUQ"},
	{Kind: "GM", Name: "Giấy mời", Code: "GM"},
	{Kind: "GGT", Name: "Giấy giới thiệu", Code: "GGT"},
	{Kind: "GNP", Name: "Giấy nghỉ phép", Code: "GNP"},
	{Kind: "PG", Name: "Phiếu gửi", Code: "PG"},
	{Kind: "PC", Name: "Phiếu chuyển", Code: "PC"},
	{Kind: "PB", Name: "Phiếu báo", Code: "PB"},
	{Kind: Letter, Name: "Thư công"},
}

// Kinds returns all kinds in the order of Điều 7.
func Kinds() []KindRule { return append([]KindRule(nil), kinds[:]...) }

// Rule returns what the decree says of k, and whether k is a kind at all.
func (k Kind) Rule() (KindRule, bool) {
	for _, r := range kinds {
		if r.Kind == k {
			return r, true
		}
	}
	return KindRule{}, false
}

// Name returns the name of k as in running text, or "" when k is no kind.
func (k Kind) Name() string {
	r, _ := k.Rule()
	return r.Name
}
