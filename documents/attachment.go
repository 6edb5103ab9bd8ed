package documents

import (
	"strconv"
	"strings"
)

// An Attachment goes with the document: an annex (phụ lục), a text that the
// document promulgates (văn bản kèm theo), or, without a body, a file that only
// its title tells of.
type Attachment struct {
	Title     string `json:"title"`
	Kind      Kind   `json:"kind,omitempty"` // of a promulgated text: "QC"; "" is an annex
	Body      Body   `json:"body,omitempty"`
	Landscape bool   `json:"landscape,omitempty"` // its sheets lie on the long side
	Separate  bool   `json:"separate,omitempty"`  // is a file of its own
}

// Form returns the form of the attachment's page in a document on paper or an
// electronic one.
func (a Attachment) Form(electronic bool) FormID {
	switch asFile := a.Separate && electronic; {
	case a.Kind != "" && asFile:
		return TextAsFile
	case a.Kind != "":
		return TextOnPaper
	case asFile:
		return AnnexAsFile
	}
	return AnnexOnPaper
}

// Annexes returns the indexes of the attachments that are annexes with a body,
// and Texts those of the promulgated texts.
func (d *Document) Annexes() []int {
	return d.attached(func(a Attachment) bool { return a.Kind == "" })
}

// Texts returns the indexes of the promulgated texts with a body.
func (d *Document) Texts() []int { return d.attached(func(a Attachment) bool { return a.Kind != "" }) }

func (d *Document) attached(want func(Attachment) bool) []int {
	var out []int
	for i, a := range d.Attachments {
		if len(a.Body) > 0 && want(a) {
			out = append(out, i)
		}
	}
	return out
}

// AnnexName returns the words over the i-th attachment: "Phụ lục" for the only
// annex of a document, "Phụ lục II" for the second of several (Phụ lục I, mục
// III, khoản 1).
func (d *Document) AnnexName(i int) string {
	annexes := d.Annexes()
	if len(annexes) < 2 {
		return "Phụ lục"
	}
	for n, at := range annexes {
		if at == i {
			return "Phụ lục " + Roman(n+1)
		}
	}
	return "Phụ lục"
}

// Pointer returns the line that says what the i-th attachment goes with. Its
// blanks are filled on paper once there is a number; in an electronic document
// they stay empty (Phụ lục I, mục III, khoản 1, điểm c).
func (d *Document) Pointer(i int) string {
	what := "Văn bản"
	if d.Attachments[i].Kind != "" {
		what = d.Kind.Name()
	}
	if d.Electronic {
		return "(Kèm theo " + what + " số … ngày … tháng … năm … của …)"
	}
	return "(Kèm theo " + what + " số " + strings.TrimPrefix(d.NumberLine(), "Số: ") + " " + d.Date.Words() + " của " + d.Issuer.Name + ")"
}

// Roman returns n, from 1 to 3999, in Roman figures.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out string
	for _, d := range [...]struct {
		value int
		mark  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= d.value; n -= d.value {
			out += d.mark
		}
	}
	return out
}
