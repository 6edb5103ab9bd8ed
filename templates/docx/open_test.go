package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"vanthu/templates/docx"
)

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	good := newFiles(p("a"))
	file := good.zip(t)
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"nothing", nil, docx.ErrNotDocx},
		{"another format", []byte("%PDF-1.7 and more"), docx.ErrNotDocx},
		{"an old .doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"), docx.ErrOldFormat},
		{"a locked part", locked(t, file), docx.ErrOldFormat},
		{"cut short", file[:len(file)/2], docx.ErrDamaged},
		{"a flipped bit in a part", flipped(t, file), docx.ErrDamaged},
		{"no content types", good.without("[Content_Types].xml").zip(t), docx.ErrNotDocx},
		{"no main part", good.without(docx.MainPart).zip(t), docx.ErrNotDocx},
		{"no relationships", good.without("_rels/.rels").zip(t), docx.ErrNotDocx},
		{"the main part elsewhere", good.with("_rels/.rels", strings.Replace(good["_rels/.rels"], "word/document.xml", "word/other.xml", 1)).zip(t), docx.ErrNotDocx},
		{"a template of Word", good.with("[Content_Types].xml", strings.Replace(good["[Content_Types].xml"], "document.main", "template.main", 1)).zip(t), docx.ErrNotDocx},
		{"macros by type", good.with("[Content_Types].xml", strings.Replace(good["[Content_Types].xml"], wordType+"document.main", "application/vnd.ms-word.document.macroEnabled.main", 1)).zip(t), docx.ErrMacro},
		{"macros by part", good.with("word/vbaProject.bin", "x").zip(t), docx.ErrMacro},
		{"a way up", good.with("word/../../x.xml", "x").zip(t), docx.ErrPartName},
		{"from the root", good.with("/x.xml", "x").zip(t), docx.ErrPartName},
		{"a drive", good.with("C:x.xml", "x").zip(t), docx.ErrPartName},
		{"a backslash", good.with(`word\x.xml`, "x").zip(t), docx.ErrPartName},
		{"a name twice", good.with("word/Document.xml", "x").zip(t), docx.ErrPartName},
		{"a bomb", good.with("word/bomb.xml", strings.Repeat(" ", 33<<20)).zip(t), docx.ErrTooLarge},
		{"a large part", claiming(t, 33<<20), docx.ErrTooLarge},
		{"many parts", many(t), docx.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := docx.Open(c.file); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if _, err := docx.Open(file); err != nil {
		t.Errorf("the good file is refused: %v", err)
	}
	if _, err := docx.Open(folder(t)); err != nil {
		t.Errorf("an entry for a folder is refused: %v", err)
	}
}

// locked sets the flag of encryption at the last entry of the directory.
func locked(t *testing.T, file []byte) []byte {
	t.Helper()
	out := bytes.Clone(file)
	at := bytes.LastIndex(out, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint16(out[at+8:], 1)
	return out
}

// flipped damages the packed bytes of the last part.
func flipped(t *testing.T, file []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	last := z.File[len(z.File)-1]
	at, err := last.DataOffset()
	if err != nil {
		t.Fatal(err)
	}
	out := bytes.Clone(file)
	out[at+int64(last.CompressedSize64)/2] ^= 0x10
	return out
}

// claiming is a package of one part that says it is so large.
func claiming(t *testing.T, size uint64) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	_, err := z.CreateRaw(&zip.FileHeader{Name: "word/a.bin", Method: zip.Deflate, CompressedSize64: size / 2, UncompressedSize64: size})
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func many(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := range 1100 {
		if _, err := z.Create("word/a" + strings.Repeat("b", i%200) + string(rune('a'+i/200))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// folder is the good package with an entry for a folder, as some programs write.
func folder(t *testing.T) []byte {
	t.Helper()
	return newFiles(p("a")).with("word/", "").zip(t)
}

func TestRels(t *testing.T) {
	t.Parallel()
	fs := newFiles(p("a"))
	fs["word/_rels/document.xml.rels"] = `<Relationships xmlns="` + relNS + `">` +
		`<Relationship Id="a" Type="` + relTypes + `header" Target="/word/header1.xml"/>` +
		`<Relationship Id="b" Type="` + relTypes + `image" Target="../word/./styles.xml"/>` +
		`<Relationship Id="c" Type="` + relTypes + `hyperlink" Target="http://example.org/../a" TargetMode="External"/></Relationships>`
	pkg, err := docx.Open(fs.zip(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := pkg.Rels(docx.MainPart)
	if err != nil {
		t.Fatal(err)
	}
	want := []docx.Rel{{"a", "header", "word/header1.xml", false}, {"b", "image", "word/styles.xml", false}, {"c", "hyperlink", "http://example.org/../a", true}}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("got %v, want %v", got, want)
			break
		}
	}
	if part := pkg.Part("word/none.xml"); part != nil {
		t.Errorf("a part that is not there is %q", part)
	}
	if _, err := pkg.Text("word/none.xml"); err == nil {
		t.Error("the text of a part that is not there is no error")
	}
}
