package docx

import (
	"bytes"
	"fmt"

	carrier "github.com/nguyenthenguyen/docx"
)

// carry returns base, a package as pack makes it, packed, with main as its main
// part.
//
// The library only carries, once for each template. It is given a reading of base
// of its own (its Editable copies share their maps of headers, so the header of
// one document came out in another); of its Replace functions none is used (they
// miss a mark cut into runs, read values again, and put line breaks inside a
// text); it writes into memory, where no write fails (it looks at no error of a
// write); and what it wrote is compared by the caller.
func carry(base, main []byte) ([]byte, error) {
	doc, err := carrier.ReadDocxFromMemory(bytes.NewReader(base), int64(len(base)))
	if err != nil {
		return nil, fmt.Errorf("read package: %w", err)
	}
	copied := doc.Editable()
	copied.SetContent(string(main))
	out := bytes.NewBuffer(make([]byte, 0, len(base)))
	if err := copied.Write(out); err != nil {
		return nil, fmt.Errorf("write package: %w", err)
	}
	return out.Bytes(), nil
}
