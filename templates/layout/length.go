package layout

import "math"

// A Length is a distance on paper. It is kept in English Metric Units, of which
// a millimetre, a point and a twip are all whole numbers, so that no
// conversion into a file loses anything.
type Length int64

const (
	emu           Length = 1
	twip                 = 635 * emu
	point                = 20 * twip
	millimetre           = 36000 * emu
	halfPoint            = point / 2
	eighthOfPoint        = point / 8
)

// Mm returns a length of n millimetres.
func Mm(n float64) Length { return Length(math.Round(n * float64(millimetre))) }

// Pt returns a length of n points, 72 to the inch.
func Pt(n float64) Length { return Length(math.Round(n * float64(point))) }

// Twips returns a length of n twentieths of a point, the unit of
// WordprocessingML.
func Twips(n int) Length { return Length(n) * twip }

// Mm returns l in millimetres.
func (l Length) Mm() float64 { return float64(l) / float64(millimetre) }

// Pt returns l in points.
func (l Length) Pt() float64 { return float64(l) / float64(point) }

// Twips returns l in twentieths of a point, to the nearest.
func (l Length) Twips() int { return l.in(twip) }

// HalfPoints returns l in half points, the unit of font sizes in a file.
func (l Length) HalfPoints() int { return l.in(halfPoint) }

// EighthPoints returns l in eighths of a point, the unit of borders in a file.
func (l Length) EighthPoints() int { return l.in(eighthOfPoint) }

// EMU returns l in English Metric Units, the unit of drawings in a file.
func (l Length) EMU() int { return int(l) }

func (l Length) in(unit Length) int { return int(math.Round(float64(l) / float64(unit))) }

// Times returns l multiplied by f.
func (l Length) Times(f float64) Length { return Length(math.Round(float64(l) * f)) }
