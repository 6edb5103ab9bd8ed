package pdf

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// noFolder keeps the library from making a folder of settings in the user's home.
var noFolder = sync.OnceFunc(api.DisableConfigDir)

func plainConfig() *model.Configuration {
	noFolder()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	c.Offline = true
	return c
}

// Join returns the pages of all files in order as one. What is not of the pages,
// such as the signatures, is not in it any more.
func Join(files ...[]byte) (joined []byte, err error) {
	defer func() { // a damaged file must not end the program
		if fault := recover(); fault != nil {
			joined, err = nil, fmt.Errorf("join PDF files: %v", fault)
		}
	}()
	readers := make([]io.ReadSeeker, len(files))
	for i, f := range files {
		readers[i] = bytes.NewReader(f)
	}
	var out bytes.Buffer
	if err := api.MergeRaw(readers, &out, false, plainConfig()); err != nil {
		return nil, fmt.Errorf("join %d PDF files: %w", len(files), err)
	}
	return out.Bytes(), nil
}

// Pages returns how many pages a PDF has, 0 where it cannot be read.
func Pages(file []byte) (n int) {
	defer func() {
		if recover() != nil {
			n = 0
		}
	}()
	n, err := api.PageCount(bytes.NewReader(file), plainConfig())
	if err != nil {
		return 0
	}
	return n
}
