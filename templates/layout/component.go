package layout

// A Component (thành phần thể thức) is one part of a document's form with all
// that the decree, its forms or the practice of offices say of how it looks.
type Component struct {
	ID      ID
	Box     string // ô of the scheme (Phụ lục I, Phần I, mục IV): "5a"; "" where the scheme has none
	Name    string // Vietnamese name; a file's paragraph style bears it, so it has no comma
	Size    Range  // of the font
	Weight  Face   // bold
	Slant   Face   // italic
	Case    Case
	Colour  string // red, green, blue as six hexadecimal figures; "" is black
	Align   Align
	Place   Place
	Para    Spacing
	Line    LineRule // the line drawn beneath
	Article string   // the clause that says so, in Phần I of Phụ lục I
	Source  Source   // how sure that is
}

// An ID names a component. It is also the id of the paragraph style that a
// composed file uses for it, so it never changes.
type ID string

// The components that this package knows.
const (
	NationalName   ID = "QuocHieu"
	Motto          ID = "TieuNgu"
	ParentBody     ID = "CoQuanChuQuan"
	Issuer         ID = "CoQuanBanHanh"
	Number         ID = "SoKyHieu"
	PlaceDate      ID = "DiaDanhNgayThang"
	KindName       ID = "TenLoai"
	Abstract       ID = "TrichYeu"
	Addressee      ID = "KinhGui"
	AddresseeItem  ID = "KinhGuiDanhSach"
	Basis          ID = "CanCu"
	BodyText       ID = "NoiDung"
	Heading1       ID = "DeMucI"
	Heading2       ID = "DeMuc1"
	Heading3       ID = "DeMucA"
	Dash           ID = "GachDauDong"
	TableCell      ID = "Bang"
	RecipientLabel ID = "NoiNhan"
	RecipientItem  ID = "NoiNhanDanhSach"
	Authority      ID = "QuyenHan"
	SignerName     ID = "HoTen"
	UrgencyMark    ID = "DoKhan"
	PageNumber     ID = "SoTrang"

	Circulation      ID = "PhamViLuuHanh"
	SealText         ID = "ChuKySoCoQuan"
	LetterAbstract   ID = "TrichYeuCongVan"
	AuthorityLine    ID = "ThamQuyenBanHanh"
	Enacting         ID = "MenhDe"
	Lead             ID = "DanNhap"
	PartName         ID = "Phan"
	PartTitle        ID = "TenPhan"
	SectionName      ID = "Muc"
	SectionTitle     ID = "TenMuc"
	ArticleTitle     ID = "Dieu"
	SecondAuthority  ID = "QuyenHanBenTrai"
	SecondSigner     ID = "HoTenBenTrai"
	ConfirmNote      ID = "XacNhan"
	Contact          ID = "DiaChiLienHe"
	AnnexName        ID = "PhuLuc"
	AnnexTitle       ID = "TenPhuLuc"
	PromulgatedTitle ID = "TrichYeuKemTheo"
	Pointer          ID = "KemTheo"
	CopyName         ID = "HinhThucSao"
)

// Styles of a composed file that are no component of the form by themselves.
const (
	BodyEnd    ID = "NoiDungCuoi"   // BodyText that stays with what follows: nơi nhận and signature
	TableHead  ID = "BangDau"       // TableCell in the head of a table
	TableEnd   ID = "BangCuoi"      // TableCell that stays with what follows
	TableLines ID = "BangCoDuongKe" // of a table with drawn lines
	Stroke     ID = "DuongKe"       // holds the line drawn under a component
	Gap        ID = "KhoangCach"    // an empty line of a fixed height above and below a table
	FileEnd    ID = "CuoiVanBan"    // the paragraph that Word wants behind a last table, or that ends a section
	Picture    ID = "HinhAnh"       // holds a picture of the body
)

// A Range is the lengths that are allowed, and the one we use.
type Range struct{ Min, Max, Default Length }

// Holds reports whether l lies in r, give or take the tolerance.
func (r Range) Holds(l, tolerance Length) bool {
	return l >= r.Min-tolerance && l <= r.Max+tolerance
}

// A Face says whether a face of the font is prescribed. The zero value forbids
// it: upright and light is what the decree wants where it says nothing else.
type Face int

// The faces.
const (
	No Face = iota
	Yes
	Free // a drafter's own emphasis within the component
)

// A Case says how a component's letters are written.
type Case int

// The cases: as in a sentence (in thường), or all capitals (in hoa).
const (
	Sentence Case = iota
	Capitals
)

// An Align says how the lines of a component stand in their column.
type Align int

// The alignments.
const (
	Left Align = iota
	Centre
	Justify
	Right
)

// A Place says where on the page a component stands.
type Place struct {
	Column Column
	Order  int // from the top of the page; components of one Order begin side by side
	Level  ID  // the component whose first line has the same foot; "" for none
}

// A Column is the part of the page's width that a component stands in.
type Column int

// The columns of the scheme.
const (
	AcrossPage   Column = iota // the whole width between the margins
	HeaderLeft                 // ô 2, 3, 5b, 10
	HeaderRight                // ô 1, 4
	FooterLeft                 // ô 9b
	FooterRight                // ô 7
	TopMargin                  // centred over the page, above its text
	TopRight                   // ô 11, 14: above the right half of the text
	FooterMargin               // ô 13: below the text of page 1
)

// LevelSize returns the size of the largest font on the component's first line
// when it stands level with another component, else its own. Lines of one
// height side by side have their feet level.
func (c Component) LevelSize() Length {
	size := c.Size.Default
	for _, other := range components {
		if other.Place.Level == c.ID || c.Place.Level == other.ID {
			size = max(size, other.Size.Default)
		}
	}
	return size
}

// Spacing is how the lines of a component keep their distance.
type Spacing struct {
	FirstLine Choice // indent of the first line
	Before    Range  // distance to the paragraph above
	Spread    Spread // distance of lines
}

// A Choice is the few lengths one of which must be taken; empty where the
// decree says nothing.
type Choice []Length

// Default returns the length that we use: the last, or none.
func (c Choice) Default() Length {
	if len(c) == 0 {
		return 0
	}
	return c[len(c)-1]
}

// Holds reports whether l is one of c, give or take the tolerance.
func (c Choice) Holds(l, tolerance Length) bool {
	for _, want := range c {
		if l >= want-tolerance && l <= want+tolerance {
			return true
		}
	}
	return len(c) == 0
}

// Spread is the distance of lines as a multiple of a single line: what is
// allowed, and what we use.
type Spread struct{ Min, Max, Default float64 }

// A Source says how sure an entry of the table is.
type Source int

// The sources.
const (
	Text     Source = iota // the text of the decree says it
	Form                   // the decree's specimens and forms show it
	Practice               // offices do it so; the decree is silent
)
