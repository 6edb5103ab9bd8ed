package layout

// A LineRule says how long the line drawn under a component is, as a part of
// the component's longest line of text.
type LineRule int

// The rules.
const (
	NoLine       LineRule = iota
	AsLongAsText          // mục II, khoản 1: under tiêu ngữ
	ThirdToHalf           // mục II, khoản 2 and 5: under the issuer and the abstract
)

// A Pen is how a drawn line looks and the room it takes under its text. The
// decree wants a solid line (nét liền) and gives no measure.
type Pen struct {
	Weight Length // how thick
	Drop   Length // from the foot of the text's line to the stroke
	Room   Length // height that the text below keeps away
}

// Strokes returns how we draw every line under a text.
func Strokes() Pen { return Pen{Weight: Pt(0.75), Drop: Pt(2.5), Room: Pt(6)} }

// Range returns the lengths that a line under a text of width w may have, and
// the one we draw.
func (r LineRule) Range(w Length) Range {
	switch r {
	case AsLongAsText:
		return Range{w, w, w}
	case ThirdToHalf:
		return Range{w.Times(1. / 3), w.Times(1. / 2), w.Times(2. / 5)}
	case NoLine:
	}
	return Range{}
}

// A Frame is the single frame around a mark of urgency (mục III, khoản 2, điểm
// b).
type Frame struct {
	Text          string
	Width, Height Length
}

// Frames returns the marks of urgency with their frames, most urgent first.
func Frames() []Frame {
	height := Mm(8)
	return []Frame{
		{"HỎA TỐC", Mm(30), height},
		{"THƯỢNG KHẨN", Mm(40), height},
		{"KHẨN", Mm(20), height},
	}
}
