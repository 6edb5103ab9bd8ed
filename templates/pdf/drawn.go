package pdf

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	reader "github.com/ledongthuc/pdf"
)

// A font is one that a PDF holds: its name without the letters that tell a
// subset, and the characters it draws.
type font struct{ name, draws string }

var errForm = errors.New("the PDF is not of a form we read")

// maxDepth is how deep drawings may stand in drawings.
const maxDepth = 8

// fontsDrawn returns the fonts of all pages. The library may panic on what is no
// PDF; what a converter gave may be none.
func fontsDrawn(pdf []byte) (fonts []font, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			fonts, err = nil, fmt.Errorf("%w: %v", errForm, fault)
		}
	}()
	r, err := reader.NewReader(bytes.NewReader(pdf), int64(len(pdf)))
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for i := range r.NumPage() {
		found, err := fontsOf(r.Page(i+1).Resources(), seen, maxDepth)
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, found...)
	}
	return fonts, nil
}

// fontsOf returns the fonts of a page or a drawing that were not seen yet.
func fontsOf(resources reader.Value, seen map[string]bool, depth int) (fonts []font, err error) {
	named := resources.Key("Font")
	for _, name := range named.Keys() {
		f := named.Key(name)
		base := f.Key("BaseFont").Name()
		if base != "" && seen[base] {
			continue
		}
		seen[base] = true
		draws, err := mapped(f.Key("ToUnicode"))
		if err != nil {
			return nil, fmt.Errorf("read the letters of %s: %w", base, err)
		}
		if _, family, subset := strings.Cut(base, "+"); subset {
			base = family
		}
		fonts = append(fonts, font{base, draws})
	}
	drawings := resources.Key("XObject")
	for _, name := range drawings.Keys() {
		if depth == 0 {
			return nil, errForm
		}
		inner, err := fontsOf(drawings.Key(name).Key("Resources"), seen, depth-1)
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, inner...)
	}
	return fonts, nil
}

// A table that tells what glyphs mean has lines <glyph> <text>, and lines
// <first> <last> <text> for glyphs in a row.
var meaning = regexp.MustCompile(`<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>\s*)?<([0-9A-Fa-f]+)>`)

// mapped returns the characters of such a table.
func mapped(table reader.Value) (string, error) {
	if table.IsNull() {
		return "", nil
	}
	in := table.Reader()
	defer func() { _ = in.Close() }()
	var text strings.Builder
	inside := false
	lines := bufio.NewScanner(io.LimitReader(in, maxPart))
	for lines.Scan() {
		line := lines.Text()
		if strings.Contains(line, "beginbf") || strings.Contains(line, "endbf") {
			inside = strings.Contains(line, "beginbf")
			continue
		}
		if m := meaning.FindStringSubmatch(line); inside && m != nil {
			if err := addMeaning(&text, m[1:]); err != nil {
				return "", err
			}
		}
	}
	return text.String(), lines.Err()
}

func addMeaning(text *strings.Builder, m []string) error {
	glyphs := uint64(1)
	if m[1] != "" {
		first, err := strconv.ParseUint(m[0], 16, 16)
		if err != nil {
			return err
		}
		last, err := strconv.ParseUint(m[1], 16, 16)
		if err != nil || last < first {
			return errForm
		}
		glyphs = last - first + 1
	}
	raw, err := hex.DecodeString(m[2])
	if err != nil || len(raw)%2 != 0 || len(raw) == 0 {
		return errForm
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	for range glyphs {
		text.WriteString(string(utf16.Decode(units)))
		units[len(units)-1]++
	}
	return nil
}
