package layout

// An Area is a place on the sheet that does not move with the text, measured
// from the upper left corner of the paper. A Height of 0 is as high as its text.
type Area struct{ Left, Top, Width, Height Length }

// Area returns where a component stands that is at a fixed place of page 1: ô
// 11 and ô 14 in the top margin, ô 13 in the bottom margin. The decree draws
// the places (mục IV) and gives no measures.
func (p Page) Area(id ID) Area {
	left, right := p.Left.Default, p.Width-p.Right.Default
	switch id {
	case Circulation:
		from, to := p.Extent(TopRight)
		width := Mm(62)
		return Area{(from + to - width) / 2, Mm(9), width, Mm(8)}
	case SealText:
		return Area{left, Mm(5), right - left, 0}
	case Contact:
		return Area{left, p.Height - p.Bottom.Default + Mm(2), right - left, 0}
	}
	return Area{}
}
