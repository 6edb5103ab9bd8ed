package layout

// Font is the only font an administrative document may use (Phụ lục I, Phần I,
// mục I, khoản 4).
const Font = "Times New Roman"

// The words of the form that never change (mục II, khoản 1 and 9).
const (
	NationalNameText   = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	MottoText          = "Độc lập - Tự do - Hạnh phúc"
	AddresseeText      = "Kính gửi:"
	RecipientLabelText = "Nơi nhận:"
)

// A Page is the sheet: its size and what its margins may be.
type Page struct {
	Width, Height            Length
	Top, Bottom, Left, Right Range
	NumberTop                Length // from the paper's edge to the page number, inside the top margin
	Article                  string
}

// A4 returns the prescribed sheet (Phụ lục I, Phần I, mục I, khoản 1 to 3 and
// 7).
func A4() Page {
	return Page{
		Width: Mm(210), Height: Mm(297),
		Top:       Range{Mm(20), Mm(25), Mm(20)},
		Bottom:    Range{Mm(20), Mm(25), Mm(20)},
		Left:      Range{Mm(30), Mm(35), Mm(30)},
		Right:     Range{Mm(15), Mm(20), Mm(20)},
		NumberTop: Mm(10),
		Article:   "mục I, khoản 1, 2, 3 và 7",
	}
}

// BodyWidth returns the width between the default margins.
func (p Page) BodyWidth() Length { return p.Width - p.Left.Default - p.Right.Default }

// Extent returns where the column begins and ends, from the paper's left edge,
// with the default margins. The decree draws the columns (mục IV) but gives no
// measures; these leave quốc hiệu on one line at 13 points, and nơi nhận a
// little less than half the page.
func (p Page) Extent(c Column) (from, to Length) {
	left, right := p.Left.Default, p.Width-p.Right.Default
	switch c {
	case HeaderLeft:
		return left, left + headerLeft
	case HeaderRight:
		return left + headerLeft, right
	case FooterLeft:
		return left, left + footerLeft
	case FooterRight:
		return left + footerLeft, right
	case TopRight:
		return left + headerLeft, right
	case TopMargin, AcrossPage, FooterMargin:
	}
	return left, right
}

// Measures of the scheme and the forms that no component owns.
var (
	headerLeft = Mm(62)
	footerLeft = Mm(70)
)

// AddresseesFrom returns how far "Kính gửi:" stands from the left margin when
// several addressees follow on lines of their own (form 1.5 of Phụ lục III).
func AddresseesFrom() Length { return Mm(35) }

// AddresseeDashFrom returns how far the dashes of several addressees stand from
// the left margin: below the colon (mục II, khoản 9, điểm d).
func AddresseeDashFrom() Length {
	label, _ := Find(Addressee)
	return AddresseesFrom() + label.Style().Width("Kính gửi")
}

// TableGap returns the distance between a table of the body and the text above
// or the block below it.
func TableGap() Length { return Pt(6) }

// FooterGap returns the distance between the body and the block of nơi nhận and
// signature.
func FooterGap() Length { return Pt(12) }
