package main

import (
	"bytes"
	"fmt"

	carrier "github.com/nguyenthenguyen/docx"
)

// carrierAlone is the library by itself. It knows no lists, so its template has
// a mark for each place, and each is replaced by itself; the template is read
// anew for each document, the only way that is safe with headers.
func carrierAlone(dir string, docs []doc) func(int) []byte {
	template := read(dir, "tpl-flat.docx")
	return func(i int) []byte {
		d := must(carrier.ReadDocxFromMemory(bytes.NewReader(template), int64(len(template)))).Editable()
		replace := func(mark, text string) { must(0, d.Replace("{{"+mark+"}}", text, -1)) }
		for name, v := range docs[i] {
			if text, ok := v.(string); ok {
				replace(name, text)
				continue
			}
			for j, item := range v.([]any) {
				for field, text := range item.(doc) {
					if name == "rows" {
						replace(fmt.Sprintf("rows_%02d_%s", j, field), text.(string))
					} else {
						replace(fmt.Sprintf("%s_%02d", name, j), text.(string))
					}
				}
			}
		}
		var out bytes.Buffer
		must(0, d.Write(&out))
		return out.Bytes()
	}
}
