package sheet

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// separators are what parts cells; Excel in Vietnam writes semicolons.
const separators = ";,\t"

func readCSV(file []byte) ([]Row, error) {
	text, err := unicodeText(file)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separatorOf(text), -1, true
	var rows []Row
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case err != nil:
			return nil, ErrNoList
		}
		line, _ := r.FieldPos(0)
		if rows, err = gathered(rows, line, cells); err != nil {
			return nil, err
		}
	}
}

// unicodeText returns the text of a file in UTF-8, with or without a mark, or
// in UTF-16 with one, as Excel writes "Unicode text".
func unicodeText(file []byte) (string, error) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(file, []byte("\xff\xfe")):
		order = binary.LittleEndian
	case bytes.HasPrefix(file, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		text := bytes.TrimPrefix(file, []byte("\ufeff"))
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			return "", ErrText
		}
		return string(text), nil
	}
	units := make([]uint16, 0, len(file)/2)
	for i := 2; i+1 < len(file); i += 2 {
		units = append(units, order.Uint16(file[i:]))
	}
	return string(utf16.Decode(units)), nil
}

// separatorOf returns what parts the cells of the first line, by count.
func separatorOf(text string) rune {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best, most := rune(separators[0]), 0
	for _, sep := range separators {
		if n := strings.Count(line, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

// WriteCSV returns rows as a file that Excel opens with its letters right: with
// a mark, parted by semicolons.
func WriteCSV(rows [][]string) ([]byte, error) {
	out := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = ';', true
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
