package signing

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing/font"
	"vanthu/workflow/signing/pdf"
)

// A Place is where a field stands on a page, in points from the lower left
// corner of the page as it is seen, and what it is.
type Place struct {
	Page   int      `json:"page"` // from 1
	Left   float64  `json:"left"`
	Bottom float64  `json:"bottom"`
	Right  float64  `json:"right"`
	Top    float64  `json:"top"`
	Text   bool     `json:"text,omitempty"`   // for text, else for a signature
	Size   float64  `json:"size,omitempty"`   // of the letters
	Italic bool     `json:"italic,omitempty"` // the letters are
	Lock   []string `json:"lock,omitempty"`   // the fields that nobody may change once this is signed
}

// Places are the places of fields by their names.
type Places map[string]Place

// Words are what stands on the page around the places.
type Words struct {
	Title   string  // of the signer, as printed above the signature
	Signer  string  // the name below it
	Undated bool    // the form has no line of the date: biên bản
	Seal    float64 // the seal's diameter in mm, where it is more than SealRoom
}

// Millimetres of seals: the diameter where no other is set, and the room that is
// kept in any case, for the seal may be bound to the office later.
const (
	SealDiameter = 36
	SealRoom     = 46
)

const (
	point     = 72 / 25.4 // points in a millimetre
	signWidth = 120       // of a signature, in points
	signRoom  = 36        // the height it needs at least
	gapRoom   = 8         // the width a gap needs at least: one figure
)

// FindPlaces returns the places of an outgoing document: the gaps after “Số:”
// and in the line of the date, the signature between title and name, the seal
// over its left third. Its error is a *workflow.Refusal when a word is missing
// or stands in two places, or joins documents.ErrUnavailable without pdftotext.
func FindPlaces(ctx context.Context, data []byte, w Words) (Places, error) {
	file, err := open(data)
	if err != nil {
		return nil, err
	}
	pages, err := file.Pages()
	if err != nil {
		return nil, said(err)
	}
	words, err := readWords(ctx, data)
	if err != nil {
		return nil, err
	}
	return find(pages, words, w)
}

// find returns the places among words.
func find(pages []pdf.Page, words []word, w Words) (Places, error) {
	words = slices.DeleteFunc(words, func(w word) bool { return w.page > len(pages) }) // pdftotext may find more in an odd file
	f := finder{pages, words, Places{}}
	number, err := f.number()
	if err == nil && !w.Undated {
		err = f.date(number)
	}
	if err == nil {
		err = f.signatures(w)
	}
	return f.places, err
}

// A finder looks for the places on pages.
type finder struct {
	pages  []pdf.Page
	words  []word
	places Places
}

// number finds the gap in “Số:      /BC-UBND”, on the first page or, for a copy
// of a document, after it.
func (f *finder) number() (line word, err error) {
	const label = "Số:"
	var first, later []word
	printed := false
	for _, w := range f.words {
		after, ok := next(f.words, w)
		switch {
		case w.text != label || !ok:
		case startsWithDigit(after.text):
			printed = true
		case strings.HasPrefix(after.text, "/") && w.page == 1:
			first = append(first, w)
		case strings.HasPrefix(after.text, "/"):
			later = append(later, w)
		}
	}
	if len(first) == 0 {
		first = later
	}
	if len(first) == 0 && printed {
		return word{}, refuse(workflow.RulePrinted, label)
	}
	if err := once(len(first), label); err != nil {
		return word{}, err
	}
	after, _ := next(f.words, first[0])
	return first[0], f.gap(FieldNumber, first[0], after.left)
}

// nearby is how far the line of the date may be from that of the number.
const nearby = 40

// date finds the gaps in “ngày      tháng      năm” beside the number.
func (f *finder) date(number word) error {
	const label = "ngày … tháng … năm …"
	found := 0
	for _, day := range f.words {
		if day.page != number.page || day.text != "ngày" || math.Abs(day.top-number.top) > nearby {
			continue
		}
		month, _ := next(f.words, day)
		year, _ := next(f.words, month)
		if startsWithDigit(month.text) && year.text == "tháng" && found == 0 {
			return refuse(workflow.RulePrinted, "ngày")
		}
		if month.text != "tháng" || year.text != "năm" {
			continue
		}
		found++
		end, _ := f.pages[day.page-1].Size()
		if after, ok := next(f.words, year); ok {
			end = after.left
		}
		wide := year.right + 2 + 2.6*f.size(year) // four figures and a little
		for _, g := range []struct {
			field string
			after word
			until float64
		}{{FieldDay, day, month.left}, {FieldMonth, month, year.left}, {FieldYear, year, min(end, wide)}} {
			if err := f.gap(g.field, g.after, g.until); err != nil {
				return err
			}
		}
	}
	return once(found, label)
}

func startsWithDigit(s string) bool { return s != "" && unicode.IsDigit([]rune(s)[0]) }

func once(found int, label string) error {
	switch found {
	case 0:
		return refuse(workflow.RuleWordMissing, label)
	case 1:
		return nil
	}
	return refuse(workflow.RuleWordTwice, label)
}

// gap places a text field between a word and the next thing on its line.
func (f *finder) gap(field string, after word, until float64) error {
	if until-after.right < gapRoom {
		return refuse(workflow.RuleFieldSmall, "ô sau “"+after.text+"”")
	}
	size := f.size(after)
	_, height := f.pages[after.page-1].Size()
	base := height - (after.bottom - descent(after, size))
	f.places[field] = Place{
		Page: after.page, Left: after.right + 1, Right: until - 1,
		Bottom: base - belowBase*size, Top: base + aboveBase*size,
		Text: true, Size: size, Italic: field != FieldNumber, // as Nghị định 30/2020 has the line of the date
	}
	return nil
}

// What a text field has below and above the line that letters stand on, in
// parts of their size.
const (
	belowBase = 0.25
	aboveBase = 0.85
)

// size returns the size of a word's letters: its width over that in our font,
// which has the widths of Times New Roman.
func (f *finder) size(w word) float64 {
	face, err := font.Serif(w.text != "Số:")
	if err != nil {
		return 13
	}
	if width, err := face.Width(w.text); err == nil && width > 0 {
		if size := math.Round(2*(w.right-w.left)/width) / 2; size >= 11 && size <= 15 {
			return size
		}
	}
	return 13
}

// descent returns how far a word's box reaches below the line it stands on:
// poppler takes 0.35 of the size where the font says nothing it believes.
func descent(w word, size float64) float64 {
	if height := (w.bottom - w.top) / size; height < 1.25 {
		return size * max(height-0.891, 0.15)
	}
	return size * 0.35
}

// signatures finds the title with the name below it, and places the person's
// signature between them and the agency's over its left third.
func (f *finder) signatures(w Words) error {
	title, name := documents.Fold(w.Title), documents.Fold(w.Signer)
	rows, found := lines(f.words), 0
	names := 0
	for _, row := range rows {
		if documents.Fold(row.text) != name {
			continue
		}
		names++
		for _, above := range titles(rows, title) {
			if above.page == row.page && above.bottom < row.top && row.top-above.bottom < 220 && math.Abs(centre(above)-centre(row)) < 40 {
				found++
				if err := f.sign(above, row, w.Seal); err != nil {
					return err
				}
			}
		}
	}
	if names == 0 {
		return refuse(workflow.RuleWordMissing, w.Signer)
	}
	return once(found, w.Title)
}

func centre(w word) float64 { return (w.left + w.right) / 2 }

// titles returns where a title stands, on one line or up to four.
func titles(rows []word, title string) (out []word) {
	for i := range rows {
		joined := rows[i]
		for range 4 {
			if documents.Fold(joined.text) == title {
				out = append(out, joined)
			}
			next, ok := below(rows, joined)
			if !ok {
				break
			}
			joined.text += " " + next.text
			joined.left, joined.right = min(joined.left, next.left), max(joined.right, next.right)
			joined.top, joined.bottom = next.top, next.bottom
		}
	}
	return out
}

// sign places both signatures between a title and a name.
func (f *finder) sign(title, name word, diameter float64) error {
	_, height := f.pages[title.page-1].Size()
	top, bottom := height-title.bottom-1, height-name.top+1
	if top-bottom < signRoom {
		return refuse(workflow.RuleFieldSmall, "chữ ký giữa “"+title.text+"” và “"+name.text+"”")
	}
	mid, half := centre(title), max(diameter, SealRoom)*point/2
	f.places[FieldApproval] = Place{Page: title.page, Left: mid - signWidth/2, Right: mid + signWidth/2, Bottom: bottom, Top: top}
	// The narrower the picture of the signature, the further right the seal: up to mid.
	f.places[FieldSeal] = Place{
		Page: title.page, Left: mid - signWidth/6 - 2*half, Right: mid,
		Bottom: (top+bottom)/2 - half, Top: (top+bottom)/2 + half,
		Lock: []string{FieldNumber, FieldDay, FieldMonth, FieldYear, FieldApproval},
	}
	return nil
}

// TopRight returns the place of a signature in words, at the top right of the
// first page: on electronic copies and on attachments that are files of their
// own (Nghị định 30/2020, Phụ lục I). Its Text is Flush.
func TopRight(data []byte) (Place, error) {
	file, err := open(data)
	if err != nil {
		return Place{}, err
	}
	pages, err := file.Pages()
	if err != nil || len(pages) == 0 {
		return Place{}, said(err)
	}
	width, height := pages[0].Size()
	return Place{Page: 1, Left: 30 * point, Right: width - 20*point, Bottom: height - 14 - 2*wordLine, Top: height - 14}, nil
}
