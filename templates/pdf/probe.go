package pdf

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// vietnamese are the letters of Vietnamese that English has not.
const vietnamese = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ" +
	"ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

// probeFamily is the font of the prescribed form (Phụ lục I, mục I.3).
const probeFamily = "Times New Roman"

// probeStyles are the four faces that a document uses.
var probeStyles = [...]string{"", "<w:b/>", "<w:i/>", "<w:b/><w:i/>"}

// probe returns a DOCX with every Vietnamese letter in every face.
func probe() ([]byte, error) {
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var body strings.Builder
	for _, style := range probeStyles {
		fmt.Fprintf(&body, `<w:p><w:r><w:rPr><w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:cs="%[1]s"/>%[2]s</w:rPr><w:t>%[3]s</w:t></w:r></w:p>`,
			probeFamily, style, vietnamese)
	}
	parts := [...][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document ` + ns + `><w:body>` + body.String() + `</w:body></w:document>`},
	}
	var out bytes.Buffer
	file := zip.NewWriter(&out)
	for _, part := range parts {
		w, err := file.Create(part[0])
		if err != nil {
			return nil, fmt.Errorf("make the probe: %w", err)
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			return nil, fmt.Errorf("make the probe: %w", err)
		}
	}
	if err := file.Close(); err != nil {
		return nil, fmt.Errorf("make the probe: %w", err)
	}
	return out.Bytes(), nil
}

// refuseProbe returns a *FontError unless the letters of the probe were drawn,
// all of them in every face, by fonts of the family.
func refuseProbe(drawn []font) error {
	whole := 0
	fault := &FontError{Missing: []string{probeFamily}}
	for _, f := range drawn {
		switch {
		case !f.letters():
		case !f.stands(probeFamily):
			fault.Instead = append(fault.Instead, f.name)
		case !slices.ContainsFunc([]rune(vietnamese), func(c rune) bool { return !strings.ContainsRune(f.draws, c) }):
			whole++
		}
	}
	if whole == len(probeStyles) && len(fault.Instead) == 0 {
		return nil
	}
	fault.Instead = distinct(fault.Instead)
	return fault
}
