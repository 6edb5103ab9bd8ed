package signing

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A word is one word on a page, in points from the page's upper left corner.
type word struct {
	page                     int // from 1
	left, top, right, bottom float64
	text                     string
}

// wordsWithin is how long reading the words of a file may take.
const wordsWithin = 30 * time.Second

// readWords returns the words of a PDF in reading order. pdftotext of poppler
// reads them: what letters a PDF shows is a craft of its own.
func readWords(ctx context.Context, data []byte) ([]word, error) {
	ctx, cancel := context.WithTimeout(ctx, wordsWithin)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "pdftotext", "-q", "-enc", "UTF-8", "-bbox", "-cropbox", "-", "-")
	cmd.Stdin, cmd.Stdout, cmd.WaitDelay = bytes.NewReader(data), &out, time.Second
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			err = errors.Join(ctx.Err(), err)
		}
		refusal := &workflow.Refusal{Rule: workflow.RulePDFWords, Kind: documents.ErrUnavailable}
		return nil, errors.Join(refusal, err)
	}
	return parseWords(&out)
}

func parseWords(r io.Reader) (words []word, err error) {
	d := xml.NewDecoder(r)
	d.Strict, d.Entity = false, xml.HTMLEntity
	page := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words, nil
		}
		if err != nil {
			return nil, errors.Join(refuse(workflow.RulePDFWords, ""), err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "page":
			page++
		case "word":
			w := word{page: page}
			for _, a := range start.Attr {
				if at := map[string]*float64{"xMin": &w.left, "yMin": &w.top, "xMax": &w.right, "yMax": &w.bottom}[a.Name.Local]; at != nil {
					*at, _ = strconv.ParseFloat(a.Value, 64) // pdftotext wrote it
				}
			}
			if err := d.DecodeElement(&w.text, &start); err != nil {
				return nil, errors.Join(refuse(workflow.RulePDFWords, ""), err)
			}
			words = append(words, w)
		}
	}
}

// beside reports whether b stands on the line of a, to its right.
func (a word) beside(b word) bool {
	height := a.bottom - a.top
	return a.page == b.page && b.left >= a.right-height/4 && max(a.bottom-b.bottom, b.bottom-a.bottom) < height/4
}

// next returns the nearest word to the right of w on its line.
func next(words []word, w word) (found word, ok bool) {
	for _, other := range words {
		if other != w && w.beside(other) && (!ok || other.left < found.left) {
			found, ok = other, true
		}
	}
	return found, ok
}

// lines joins the words that stand on one line with no more than a space
// between them, however the file orders them.
func lines(words []word) (out []word) {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Or(a.page-b.page, cmp.Compare(a.left, b.left)) })
	page, first := 0, 0 // the lines of the page begin at first
	for _, w := range words {
		if w.page != page {
			page, first = w.page, len(out)
		}
		at := slices.IndexFunc(out[first:], func(line word) bool {
			return line.beside(w) && w.left-line.right < 0.7*(w.bottom-w.top)
		})
		if at < 0 {
			out = append(out, w)
			continue
		}
		line := &out[first+at]
		line.text += " " + w.text
		line.right, line.top, line.bottom = w.right, min(line.top, w.top), max(line.bottom, w.bottom)
	}
	return out
}

// below returns the line next below another, in the same column.
func below(rows []word, above word) (found word, ok bool) {
	for _, row := range rows {
		if row.page == above.page && row.top > above.top+1 && row.top < above.bottom+10 && row.left < above.right && row.right > above.left &&
			(!ok || row.top < found.top) {
			found, ok = row, true
		}
	}
	return found, ok
}
