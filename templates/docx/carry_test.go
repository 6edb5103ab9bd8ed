package docx_test

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/templates/docx"
)

// compare holds a file against the one that the carrier alone makes: the same
// parts, byte for byte.
func compare(t testing.TB, tmpl *docx.Template, template []byte, v docx.Values) []byte {
	t.Helper()
	file, err := tmpl.Render(v)
	if err != nil {
		t.Fatal(err)
	}
	carried, err := docx.Carry(tmpl, template, v)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(contents(t, file), contents(t, carried)); diff != "" {
		t.Fatalf("(-ours +carrier's):\n%s", diff)
	}
	return file
}

func TestShellAgreesWithTheCarrier(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("{{so}}"))
	for _, c := range []struct {
		name  string
		files files
	}{
		{"the main part alone", fs},
		{"a header too", fs.with("word/header1.xml", declaration+"<w:hdr"+wordNS+">"+p("Số {{so}}")+"</w:hdr>")},
		{"properties too", fs.with("docProps/core.xml", declaration+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{so}}</dc:title></cp:coreProperties>`)},
		{"a picture, a part with a name in Vietnamese", fs.with("word/media/image1.png", "\x89PNG\x00\xff not text").with("customXml/phụ lục.xml", "<a/>")},
		{"an empty part", fs.with("customXml/item1.xml", "")},
		{"no relationships", fs.without("word/_rels/document.xml.rels").with(docx.MainPart,
			declaration+"<w:document"+wordNS+"><w:body>"+p("{{so}}")+"</w:body></w:document>")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			template := c.files.zip(t)
			tmpl := must(docx.Compile("mẫu", template, numberOnly))(t)
			for _, value := range []string{"", "12", "<&>\"'{{so}}\n\t\x00\xff", "Đức Phổ"} {
				compare(t, tmpl, template, number(value))
			}
		})
	}
	t.Run("a report", func(t *testing.T) {
		t.Parallel()
		template, schema, values := report(t)
		compare(t, must(docx.Compile("báo cáo", template, schema))(t), template, values)
	})
}

// The records of a package that archive/zip does not ask for: a reader that goes
// through the file from its beginning finds sizes, checksums and no second
// description of a part, and the content types come first.
func TestShellIsStrict(t *testing.T) {
	t.Parallel()
	template, schema, values := report(t)
	file := must(must(docx.Compile("báo cáo", template, schema))(t).Render(values))(t)
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	at := int64(0)
	for i, f := range z.File {
		const headerSize, flags, crc = 30, 6, 14
		head := file[at : at+headerSize]
		if i == 0 && f.Name != "[Content_Types].xml" {
			t.Errorf("the first part is %s", f.Name)
		}
		if data, err := f.DataOffset(); err != nil || data != at+headerSize+int64(len(f.Name)) {
			t.Errorf("%s lies at %d, %v; its header is at %d", f.Name, data, err, at)
		}
		// From the version to the length of the name the row of the directory
		// must say the same; archive/zip has read it from there.
		want := []uint32{uint32(f.Flags), f.CRC32, uint32(f.CompressedSize64), uint32(f.UncompressedSize64)}
		got := []uint32{uint32(word(head[flags:])), long(head[crc:]), long(head[crc+4:]), long(head[crc+8:])}
		if diff := cmp.Diff(got, want); diff != "" {
			t.Errorf("header of %s (-got +want):\n%s", f.Name, diff)
		}
		if f.Flags != 0 || f.Modified.Year() != 1980 {
			t.Errorf("%s has flags %x and is of %v", f.Name, f.Flags, f.Modified)
		}
		at += headerSize + int64(len(f.Name)) + int64(f.CompressedSize64)
	}
	if !bytes.HasPrefix(file[at:], []byte("PK\x01\x02")) {
		t.Error("something lies between the last part and the directory")
	}
}

func word(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }
func long(b []byte) uint32 { return uint32(word(b)) | uint32(word(b[2:]))<<16 }
