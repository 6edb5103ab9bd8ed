package pdf

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
)

// A FontError says that a file would not be drawn as it asks for: families it
// names that the converter does not have, or families that drew letters in the
// place of others, which may be for want of Vietnamese letters.
type FontError struct {
	Missing []string
	Instead []string
}

func (f *FontError) Error() string {
	return fmt.Sprintf("fonts missing: %q, drawn instead: %q", f.Missing, f.Instead)
}

// likeness says which families have the widths of another, so that no line
// breaks elsewhere. Keys and values are as squeeze writes them.
var likeness = map[string][]string{
	"timesnewroman": {"liberationserif", "tinos"},
	"arial":         {"liberationsans", "arimo"},
	"couriernew":    {"liberationmono", "cousine"},
	"calibri":       {"carlito"},
	"cambria":       {"caladea"},
	"times":         {"liberationserif", "tinos", "timesnewroman"},
	"helvetica":     {"liberationsans", "arimo", "arial"},
}

// maxPart is how much of one part of a DOCX is read for its fonts.
const maxPart = 64 << 20

// asked are the families that a DOCX names.
type asked struct {
	all  []string // anywhere, styles and themes included
	text []string // by letters of its text, in the run itself
}

var errTooLong = errors.New("a part is too long")

// fontsAsked reads the families out of the parts of a DOCX.
func fontsAsked(docx []byte) (*asked, error) {
	file, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return nil, err
	}
	a := &asked{all: []string{"Times New Roman"}} // of what names none
	for _, part := range file.File {
		if path.Ext(part.Name) != ".xml" || !strings.HasPrefix(part.Name, "word/") {
			continue
		}
		if err := a.readPart(part); err != nil {
			return nil, fmt.Errorf("read %s: %w", part.Name, err)
		}
	}
	a.all, a.text = distinct(a.all), distinct(a.text)
	return a, nil
}

func (a *asked) readPart(part *zip.File) error {
	in, err := part.Open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	limited := &io.LimitedReader{R: in, N: maxPart}
	dec := xml.NewDecoder(limited)
	var r run
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if limited.N == 0 {
			return errTooLong
		}
		if err != nil {
			return err
		}
		a.all = append(a.all, named(token)...)
		a.text = append(a.text, r.read(token)...)
	}
}

// named returns the families that an element names.
func named(token xml.Token) (names []string) {
	el, ok := token.(xml.StartElement)
	if !ok {
		return nil
	}
	for _, a := range el.Attr {
		switch {
		case el.Name.Local == "rFonts" && slices.Contains([]string{"ascii", "hAnsi", "cs", "eastAsia"}, a.Name.Local),
			el.Name.Local == "latin" && a.Name.Local == "typeface" && !strings.HasPrefix(a.Value, "+"):
			names = append(names, a.Value)
		}
	}
	return names
}

// A run is the one being read: what it names for letters of English and for
// all others, and whether it has any.
type run struct {
	english, other         string
	hidden, inText         bool
	hasEnglish, hasForeign bool
}

// read returns, at the end of a run, the families that its letters are in.
func (r *run) read(token xml.Token) (names []string) {
	switch el := token.(type) {
	case xml.StartElement:
		r.start(el)
	case xml.CharData:
		r.letters(string(el))
	case xml.EndElement:
		r.inText = false
		if el.Name.Local != "r" {
			return nil
		}
		if r.hasEnglish && !r.hidden && r.english != "" {
			names = append(names, r.english)
		}
		if r.hasForeign && !r.hidden && r.other != "" {
			names = append(names, r.other)
		}
	}
	return names
}

func (r *run) start(el xml.StartElement) {
	switch el.Name.Local {
	case "r":
		*r = run{}
	case "vanish", "webHidden":
		r.hidden = true
	case "t":
		r.inText = true
	case "rFonts":
		for _, a := range el.Attr {
			switch a.Name.Local {
			case "ascii":
				r.english = a.Value
			case "hAnsi":
				r.other = a.Value
			}
		}
	}
}

func (r *run) letters(text string) {
	if !r.inText {
		return
	}
	for _, c := range text {
		r.hasEnglish = r.hasEnglish || c <= unicode.MaxASCII && unicode.IsLetter(c)
		r.hasForeign = r.hasForeign || c > unicode.MaxASCII && unicode.IsLetter(c)
	}
}

// refuse returns a *FontError unless every family that the text names drew some
// of the page, and every letter is drawn by a family that the file names. Signs
// that the family lacks, as a box to tick, may come from another.
func (a *asked) refuse(drawn []font) error {
	fault := new(FontError)
	for _, name := range a.text {
		if !slices.ContainsFunc(drawn, func(f font) bool { return f.stands(name) }) {
			fault.Missing = append(fault.Missing, name)
		}
	}
	for _, f := range drawn {
		if f.letters() && !slices.ContainsFunc(a.all, f.stands) {
			fault.Instead = append(fault.Instead, f.name)
		}
	}
	fault.Instead = distinct(fault.Instead)
	if len(fault.Missing)+len(fault.Instead) == 0 {
		return nil
	}
	return fault
}

// stands reports whether f is of the family or of one that is as wide.
func (f font) stands(family string) bool {
	want, have := squeeze(family), squeeze(f.name)
	return strings.HasPrefix(have, want) || slices.ContainsFunc(likeness[want], func(like string) bool { return strings.HasPrefix(have, like) })
}

// letters reports whether f draws any.
func (f font) letters() bool { return strings.ContainsFunc(f.draws, unicode.IsLetter) }

// squeeze writes a family as it is compared.
func squeeze(family string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, family)
}

func distinct(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
