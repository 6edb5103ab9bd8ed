package layout

// Ranges that many components share. Sizes are points.
var (
	size12to13 = Range{Pt(12), Pt(13), Pt(13)}
	size13     = Range{Pt(13), Pt(13), Pt(13)}
	size13to14 = Range{Pt(13), Pt(14), Pt(14)}
	dateSize   = Range{Pt(13), Pt(14), Pt(13)} // as the number beside it; a long place name still fits
	size14     = Range{Pt(14), Pt(14), Pt(14)}
	size12     = Range{Pt(12), Pt(12), Pt(12)}
	size11     = Range{Pt(11), Pt(11), Pt(11)}
	size11to12 = Range{Pt(11), Pt(12), Pt(11)}
	size10     = Range{Pt(10), Pt(10), Pt(10)}

	single = Spread{1, 1, 1}
	// Mục II, khoản 6, điểm e: at least 6 pt between paragraphs; lines from
	// single to one and a half; first lines go in by 1 cm or 1.27 cm.
	running = Spacing{
		FirstLine: Choice{Mm(10), Mm(12.7)},
		Before:    Range{Pt(6), Pt(12), Pt(6)},
		Spread:    Spread{1, 1.5, 1.1},
	}
	tight   = Spacing{Spread: single}
	spaced6 = Spacing{Before: Range{0, Pt(12), Pt(6)}, Spread: single}
	// A line on its own between the parts of a page; the decree gives no measure.
	apart = Spacing{Before: Range{0, Pt(24), Pt(12)}, Spread: single}
)

// components stand in the order of the page, top to bottom and left to right.
var components = [...]Component{
	{ID: PageNumber, Name: "Số trang", Size: size13to14, Align: Centre, Place: Place{Column: TopMargin},
		Para: tight, Article: "mục I, khoản 7"},
	{ID: Circulation, Box: "11", Name: "Phạm vi lưu hành", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Column: TopRight}, Para: tight, Article: "mục III, khoản 2, điểm c"},
	{ID: SealText, Box: "14", Name: "Thông tin chữ ký số của cơ quan", Size: size10, Align: Right,
		Place: Place{Column: TopRight}, Para: tight, Article: "mục II, khoản 8, điểm b"},
	{ID: ParentBody, Box: "2", Name: "Cơ quan chủ quản", Size: size12to13, Case: Capitals, Align: Centre,
		Place: Place{Column: HeaderLeft, Order: 1, Level: NationalName}, Para: tight, Article: "mục II, khoản 2"},
	{ID: Issuer, Box: "2", Name: "Cơ quan ban hành", Size: size12to13, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Column: HeaderLeft, Order: 1}, Para: tight, Line: ThirdToHalf, Article: "mục II, khoản 2"},
	{ID: NationalName, Box: "1", Name: "Quốc hiệu", Size: size12to13, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Column: HeaderRight, Order: 1}, Para: tight, Article: "mục II, khoản 1, điểm a"},
	{ID: Motto, Box: "1", Name: "Tiêu ngữ", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Column: HeaderRight, Order: 2}, Para: tight, Line: AsLongAsText, Article: "mục II, khoản 1, điểm b"},
	{ID: Number, Box: "3", Name: "Số và ký hiệu", Size: size13, Align: Centre,
		Place: Place{Column: HeaderLeft, Order: 3}, Para: spaced6, Article: "mục II, khoản 3"},
	{ID: PlaceDate, Box: "4", Name: "Địa danh và ngày tháng", Size: dateSize, Slant: Yes, Align: Centre,
		Place: Place{Column: HeaderRight, Order: 3, Level: Number}, Para: spaced6, Article: "mục II, khoản 4"},
	{ID: LetterAbstract, Box: "5b", Name: "Trích yếu công văn", Size: Range{Pt(12), Pt(13), Pt(12)}, Align: Centre,
		Place: Place{Column: HeaderLeft, Order: 4}, Para: spaced6, Article: "mục II, khoản 5"},
	{ID: UrgencyMark, Box: "10b", Name: "Dấu chỉ mức độ khẩn", Size: size13to14, Weight: Yes, Case: Capitals, Colour: "FF0000", Align: Centre,
		Place: Place{Column: HeaderLeft, Order: 4}, Para: tight, Article: "mục III, khoản 2, điểm b"},
	{ID: KindName, Box: "5a", Name: "Tên loại văn bản", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Order: 5}, Para: Spacing{Before: Range{0, Pt(24), Pt(18)}, Spread: single}, Article: "mục II, khoản 5"},
	{ID: Abstract, Box: "5a", Name: "Trích yếu nội dung", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Order: 6}, Para: tight, Line: ThirdToHalf, Article: "mục II, khoản 5"},
	{ID: Addressee, Box: "9a", Name: "Kính gửi", Size: size13to14, Align: Centre,
		Place: Place{Order: 7}, Para: Spacing{Before: Range{0, Pt(24), Pt(12)}, Spread: single}, Article: "mục II, khoản 9, điểm d"},
	{ID: AddresseeItem, Box: "9a", Name: "Kính gửi (từng nơi)", Size: size13to14, Align: Left,
		Place: Place{Order: 8}, Para: spaced6, Article: "mục II, khoản 9, điểm d"},
	{ID: AuthorityLine, Box: "6", Name: "Thẩm quyền ban hành", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Order: 8}, Para: apart, Article: "mục II, khoản 6", Source: Form},
	{ID: Lead, Box: "6", Name: "Dẫn nhập", Size: size13to14, Align: Centre,
		Place: Place{Order: 8}, Para: apart, Article: "mục II, khoản 6", Source: Form},
	{ID: Basis, Box: "6", Name: "Căn cứ", Size: size13to14, Slant: Yes, Align: Justify,
		Place: Place{Order: 9}, Para: running, Article: "mục II, khoản 6, điểm a"},
	{ID: Enacting, Box: "6", Name: "Mệnh đề ban hành", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Order: 10}, Para: apart, Article: "mục II, khoản 6", Source: Form},
	{ID: PartName, Box: "6", Name: "Phần hoặc chương", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Order: 10}, Para: apart, Article: "mục II, khoản 6, điểm đ"},
	{ID: PartTitle, Box: "6", Name: "Tiêu đề phần hoặc chương", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Order: 10}, Para: tight, Article: "mục II, khoản 6, điểm đ"},
	{ID: SectionName, Box: "6", Name: "Mục hoặc tiểu mục", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Order: 10}, Para: apart, Article: "mục II, khoản 6, điểm đ"},
	{ID: SectionTitle, Box: "6", Name: "Tiêu đề mục hoặc tiểu mục", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Order: 10}, Para: tight, Article: "mục II, khoản 6, điểm đ"},
	{ID: ArticleTitle, Box: "6", Name: "Điều", Size: size13to14, Weight: Yes, Align: Justify,
		Place: Place{Order: 10}, Para: running, Article: "mục II, khoản 6, điểm đ"},
	{ID: Heading1, Box: "6", Name: "Đề mục I", Size: size13to14, Weight: Yes, Case: Capitals, Align: Justify,
		Place: Place{Order: 10}, Para: running, Article: "mục V", Source: Form},
	{ID: Heading2, Box: "6", Name: "Đề mục 1", Size: size13to14, Weight: Yes, Align: Justify,
		Place: Place{Order: 10}, Para: running, Article: "mục II, khoản 6, điểm đ"},
	{ID: Heading3, Box: "6", Name: "Đề mục a", Size: size13to14, Align: Justify,
		Place: Place{Order: 10}, Para: running, Article: "mục II, khoản 6, điểm đ"},
	{ID: BodyText, Box: "6", Name: "Nội dung", Size: size13to14, Weight: Free, Slant: Free, Align: Justify,
		Place: Place{Order: 10}, Para: running, Article: "mục II, khoản 6, điểm e"},
	{ID: Dash, Box: "6", Name: "Gạch đầu dòng", Size: size13to14, Weight: Free, Slant: Free, Align: Justify,
		Place: Place{Order: 10}, Para: running, Article: "mục II, khoản 6, điểm e", Source: Practice},
	{ID: TableCell, Box: "6", Name: "Bảng", Size: Range{Pt(11), Pt(14), Pt(13)}, Weight: Free, Slant: Free, Align: Left,
		Place: Place{Order: 10}, Para: Spacing{Before: Range{0, Pt(6), Pt(2)}, Spread: single}, Article: "mục I, khoản 2", Source: Practice},
	{ID: RecipientLabel, Box: "9b", Name: "Nơi nhận", Size: size12, Weight: Yes, Slant: Yes, Align: Left,
		Place: Place{Column: FooterLeft, Order: 11, Level: Authority}, Para: tight, Article: "mục II, khoản 9, điểm d"},
	{ID: RecipientItem, Box: "9b", Name: "Nơi nhận (từng nơi)", Size: size11, Align: Left,
		Place: Place{Column: FooterLeft, Order: 12}, Para: tight, Article: "mục II, khoản 9, điểm d"},
	{ID: Authority, Box: "7a", Name: "Quyền hạn và chức vụ", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Column: FooterRight, Order: 11}, Para: tight, Article: "mục II, khoản 7, điểm đ"},
	{ID: SignerName, Box: "7b", Name: "Họ và tên người ký", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Column: FooterRight, Order: 13}, Para: Spacing{Before: Range{Mm(20), Mm(40), Mm(28)}, Spread: single},
		Article: "mục II, khoản 7, điểm đ"},
	{ID: SecondAuthority, Box: "7a", Name: "Chức vụ (bên trái)", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Column: FooterLeft, Order: 13}, Para: tight, Article: "mục II, khoản 7, điểm đ", Source: Form},
	{ID: SecondSigner, Box: "7b", Name: "Họ và tên (bên trái)", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Column: FooterLeft, Order: 13}, Para: Spacing{Before: Range{Mm(20), Mm(40), Mm(28)}, Spread: single},
		Article: "mục II, khoản 7, điểm đ", Source: Form},
	{ID: ConfirmNote, Name: "Xác nhận nơi nghỉ phép", Size: Range{Pt(11), Pt(14), Pt(12)}, Slant: Yes, Align: Centre,
		Place: Place{Column: FooterLeft, Order: 14}, Para: spaced6, Article: "mục II, khoản 7", Source: Form},
	{ID: Contact, Box: "13", Name: "Địa chỉ liên hệ", Size: size11to12, Align: Left,
		Place: Place{Column: FooterMargin, Order: 15}, Para: tight, Article: "mục III, khoản 4"},
	{ID: AnnexName, Name: "Phụ lục", Size: size14, Weight: Yes, Align: Centre,
		Place: Place{Order: 16}, Para: tight, Article: "mục III, khoản 1"},
	{ID: AnnexTitle, Name: "Tiêu đề phụ lục", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Order: 17}, Para: tight, Article: "mục III, khoản 1"},
	{ID: PromulgatedTitle, Name: "Trích yếu văn bản kèm theo", Size: size13to14, Weight: Yes, Align: Centre,
		Place: Place{Order: 17}, Para: tight, Article: "mục II, khoản 5"},
	{ID: Pointer, Name: "Thông tin kèm theo", Size: size13to14, Slant: Yes, Align: Centre,
		Place: Place{Order: 18}, Para: tight, Line: ThirdToHalf, Article: "mục III, khoản 1"},
	{ID: CopyName, Name: "Hình thức sao", Size: size13to14, Weight: Yes, Case: Capitals, Align: Centre,
		Place: Place{Column: HeaderRight, Order: 19}, Para: tight, Article: "Phần II, mục II, khoản 2, điểm b"},
}

// Components returns the whole table in the order of the page.
func Components() []Component { return append([]Component(nil), components[:]...) }

// Find returns the component with that id, and whether there is one.
func Find(id ID) (Component, bool) {
	for _, c := range components {
		if c.ID == id {
			return c, true
		}
	}
	return Component{}, false
}
