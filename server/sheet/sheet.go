// Package sheet reads the lists that offices keep as Excel or CSV files and
// writes them. It knows rows of text, and how much of them a file may have.
package sheet

import (
	"bytes"
	"errors"
	"strings"
)

// The most that is read of a file. What is larger is refused before it is
// unpacked.
const (
	MaxFile    = 4 << 20 // bytes
	MaxRows    = 10000
	MaxColumns = 60
	maxCell    = 4000 // bytes
)

// The ways in which a file is no list.
var (
	ErrNoList   = errors.New("neither CSV nor xlsx")
	ErrOldExcel = errors.New("a workbook of before 2007")
	ErrText     = errors.New("not Unicode text")
	ErrTooLarge = errors.New("too large")
)

// A Row is one line that is not empty. Line counts from 1, as the program that
// made the file shows it.
type Row struct {
	Line  int
	Cells []string
}

// Read returns the rows of a CSV file, whichever its separator, or of the first
// sheet of an xlsx file.
func Read(file []byte) ([]Row, error) {
	switch {
	case len(file) > MaxFile:
		return nil, ErrTooLarge
	case bytes.HasPrefix(file, []byte("PK\x03\x04")):
		return readExcel(file)
	case bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0")):
		return nil, ErrOldExcel
	default:
		return readCSV(file)
	}
}

// gathered adds a row to others, without the empty cells at its end; an empty
// row is left out.
func gathered(rows []Row, line int, cells []string) ([]Row, error) {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return rows, nil
	}
	if len(cells) > MaxColumns || len(rows) == MaxRows {
		return nil, ErrTooLarge
	}
	for _, cell := range cells {
		if len(cell) > maxCell {
			return nil, ErrTooLarge
		}
	}
	return append(rows, Row{line, cells}), nil
}
