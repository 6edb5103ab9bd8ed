package templates_test

import (
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const mmPerPt = 25.4 / 72

// A box is where something stands on its page, in millimetres from the upper
// left corner of the sheet.
type box struct {
	text           string
	x0, y0, x1, y1 float64
}

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) centre() float64 { return (b.x0 + b.x1) / 2 }

// size is the font size in points: poppler's boxes reach from 0.95 em above the
// base line to 0.35 em below it.
func (b box) size() float64 { return (b.y1 - b.y0) / mmPerPt / 1.3 }

// foot is the base line of the letters.
func (b box) foot() float64 { return b.y0 + 0.95*b.size()*mmPerPt }

func (b box) join(c box) box {
	return box{b.text + " " + c.text, min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

// A sheet is one rendered page: its size and its words, in the order of the page.
type sheet struct {
	width, height float64
	words         []box
}

// sheets reads the pages of a PDF.
func sheets(t *testing.T, pdf string) []sheet {
	t.Helper()
	var doc struct {
		Pages []struct {
			Width  float64 `xml:"width,attr"`
			Height float64 `xml:"height,attr"`
			Words  []struct {
				XMin float64 `xml:"xMin,attr"`
				YMin float64 `xml:"yMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(run(t, poppler(t, "pdftotext"), "-bbox", pdf, "-"), &doc); err != nil {
		t.Fatal(err)
	}
	out := make([]sheet, len(doc.Pages))
	for i, p := range doc.Pages {
		out[i].width, out[i].height = p.Width*mmPerPt, p.Height*mmPerPt
		for _, w := range p.Words {
			out[i].words = append(out[i].words, box{w.Text, w.XMin * mmPerPt, w.YMin * mmPerPt, w.XMax * mmPerPt, w.YMax * mmPerPt})
		}
	}
	return out
}

// strokes returns the straight level lines drawn on page 1, top to bottom.
func strokes(t *testing.T, pdf string) []box {
	t.Helper()
	svg := filepath.Join(t.TempDir(), "page.svg")
	run(t, poppler(t, "pdftocairo"), "-svg", "-noshrink", "-nocenter", "-f", "1", "-l", "1", pdf, svg)
	data, err := os.ReadFile(svg)
	if err != nil {
		t.Fatal(err)
	}
	var out []box
	dec := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := dec.Token()
		if err != nil {
			break
		}
		el, ok := token.(xml.StartElement)
		if ok && el.Name.Local == "path" {
			if b, ok := level(attrs(el)); ok {
				out = append(out, b)
			}
		}
	}
	slices.SortFunc(out, func(a, b box) int { return int(math.Copysign(1, a.y0-b.y0)) })
	return out
}

func attrs(el xml.StartElement) map[string]string {
	m := map[string]string{}
	for _, a := range el.Attr {
		m[a.Name.Local] = a.Value
	}
	return m
}

// level returns the box of a path that is one level line.
func level(path map[string]string) (box, bool) {
	var x0, y0, x1, y1 float64
	if n, _ := fmt.Sscanf(path["d"], "M %f %f L %f %f", &x0, &y0, &x1, &y1); n != 4 || !strings.Contains(path["style"], "stroke-width") {
		return box{}, false
	}
	a, d, e, f := 1.0, 1.0, 0.0, 0.0
	if m := path["transform"]; m != "" {
		var b, c float64
		if n, _ := fmt.Sscanf(m, "matrix(%f,%f,%f,%f,%f,%f)", &a, &b, &c, &d, &e, &f); n != 6 || b != 0 || c != 0 {
			return box{}, false
		}
	}
	p := func(v, scale, move float64) float64 { return (v*scale + move) * mmPerPt }
	out := box{x0: p(min(x0, x1), a, e), x1: p(max(x0, x1), a, e), y0: p(y0, d, f), y1: p(y1, d, f)}
	return out, math.Abs(out.y1-out.y0) < 0.1
}

// find returns the box of the first place where text stands in one line.
func (s sheet) find(text string) (box, bool) {
	want := strings.Fields(text)
	for i := range s.words {
		if i+len(want) > len(s.words) {
			break
		}
		got := s.words[i]
		for _, w := range s.words[i+1 : i+len(want)] {
			if math.Abs(w.foot()-got.foot()) > 1 {
				break
			}
			got = got.join(w)
		}
		if got.text == strings.Join(want, " ") {
			return got, true
		}
	}
	return box{}, false
}

// column returns the words of a sheet that stand between two edges, line by
// line.
func (s sheet) column(from, to float64) sheet {
	words := slices.DeleteFunc(slices.Clone(s.words), func(w box) bool { return w.x0 < from-1 || w.x1 > to+1 })
	slices.SortStableFunc(words, func(a, b box) int {
		if d := a.foot() - b.foot(); math.Abs(d) > 1 {
			return int(math.Copysign(1, d))
		}
		return int(math.Copysign(1, a.x0-b.x0))
	})
	return sheet{s.width, s.height, words}
}

// must is find for a text that has to be there.
func (s sheet) must(t *testing.T, text string) box {
	t.Helper()
	b, ok := s.find(text)
	if !ok {
		t.Errorf("%q is not on the page in one line", text)
	}
	return b
}

// rows returns the words between two heights, joined line by line.
func (s sheet) rows(from, to float64) []box {
	var out []box
	for _, w := range s.words {
		if w.y0 < from || w.y1 > to {
			continue
		}
		if n := len(out); n > 0 && math.Abs(out[n-1].foot()-w.foot()) < 1 && w.x0 > out[n-1].x0 {
			out[n-1] = out[n-1].join(w)
			continue
		}
		out = append(out, w)
	}
	return out
}
