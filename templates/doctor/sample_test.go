package doctor_test

import (
	"archive/zip"
	"bytes"
)

// sound is the least file that Word opens.
var sound = file(mainStart + `<w:p><w:r><w:t>{{#a}}{{b}}{{/a}}</w:t></w:r></w:p></w:body></w:document>`)

const mainStart = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

// file returns a Word file with that main part.
func file(main string) []byte {
	const types, rels = "http://schemas.openxmlformats.org/package/2006/content-types", "http://schemas.openxmlformats.org/package/2006/relationships"
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [...]struct{ name, body string }{
		{"[Content_Types].xml", `<Types xmlns="` + types + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + word + `"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + rels + `"><Relationship Id="r1" Target="word/document.xml" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>`},
		{"word/document.xml", main},
	} {
		w, err := z.Create(part.name)
		if err == nil {
			_, err = w.Write([]byte(part.body))
		}
		if err != nil {
			panic(err) // writing to memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}
