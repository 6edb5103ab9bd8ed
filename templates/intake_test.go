package templates_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/intake"
)

// onPage returns what of a document its own page says, and so may come back from
// it. The rest is what văn thư gives (number and date), what no page shows
// (drafting division, addresses of bodies, whose a document is that is no
// decision) and what another file holds.
func onPage(doc *documents.Document) documents.Document {
	d := *doc
	d.Reference, d.Date, d.Electronic, d.Sealed = documents.Reference{}, documents.Date{}, false, documents.Moment{}
	d.Drafting.Division, d.Drafting.Drafter = "", ""
	rule, _ := d.Kind.Rule()
	if rule.Code != "" {
		d.Drafting.Symbol = ""
	}
	if !rule.Articles {
		d.Of = ""
	}
	if d.Kind == "GNP" {
		d.Abstract = ""
	}
	d.Copy.Reference, d.Copy.Date = documents.Reference{}, documents.Date{}
	d.Attachments = slices.DeleteFunc(slices.Clone(d.Attachments), func(a documents.Attachment) bool { return a.Separate || len(a.Body) == 0 })
	d.Details = maps.Clone(d.Details)
	if d.Details["issued_as"].String() == d.Issuer.Name {
		delete(d.Details, "issued_as")
	}
	if doc.Page() == documents.CopyAsFile {
		d.Copy = documents.Copy{} // its words are in the text of the signature
	}
	if d.Kind == "BB" {
		d.Place = ""
	}
	d.Archive, d.Copy.Archive = lined(d.Archive), lined(d.Copy.Archive)
	d.Recipients, d.Copy.Recipients = asLines(d.Recipients), asLines(d.Copy.Recipients)
	d.Signatory.Account, d.Answers = "", nil
	return d
}

// lined keeps of the Lưu line what it shows, in whatever pattern.
func lined(a documents.Archive) documents.Archive {
	return documents.Archive{Pattern: a.Line()}
}

// asLines keeps of nơi nhận the lines: whether brackets are a purpose is a guess.
func asLines(to []documents.Recipient) []documents.Recipient {
	var out []documents.Recipient
	for _, r := range to {
		out = append(out, documents.Recipient{Name: r.Line()})
	}
	return out
}

// comeBack reads the files of all examples and compares them with what they were
// made of.
func comeBack(t *testing.T, files map[string][]byte) {
	t.Helper()
	for _, f := range issue(t, load(t)) {
		if f.at >= 0 {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			found, err := intake.Read(files[f.name])
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(onPage(f.doc), onPage(&found.Document), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("document (-written +read):\n%s", diff)
			}
			if !found.Whole {
				t.Error("the header was not seen")
			}
			for _, n := range found.Notes {
				if n.Kind != intake.GivenLater {
					t.Errorf("note: %s", n)
				}
			}
		})
	}
}

// TestFilesComeBack reads each example's file as the document it was made of:
// what a clerk downloads, and changes nothing in, is the same round again.
func TestFilesComeBack(t *testing.T) {
	t.Parallel()
	comeBack(t, everyFile(t))
}

// TestFilesComeBackFromLibreOffice does so with files that LibreOffice has saved.
func TestFilesComeBackFromLibreOffice(t *testing.T) {
	t.Parallel()
	files := everyFile(t)
	out := convert(t, files, "docx")
	for name := range files {
		file, err := os.ReadFile(filepath.Join(out, name+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
	}
	comeBack(t, files)
}

// TestEditedFileIsTheNextRound edits a file as a word processor does, in a run of
// its own and in paragraphs without our styles, and wants just that as changes.
func TestEditedFileIsTheNextRound(t *testing.T) {
	t.Parallel()
	doc := example(t)
	file, err := load(t).Fill(doc)
	if err != nil {
		t.Fatal(err)
	}
	para := func(props, text string) string {
		return `<w:p><w:pPr>` + props + `</w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	edit := strings.NewReplacer(
		"cử 02 lượt", `cử </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>03</w:t></w:r><w:r><w:t xml:space="preserve"> lượt`,
		"UBND phường kính báo cáo./.</w:t></w:r></w:p>", "UBND phường kính báo cáo./.</w:t></w:r></w:p>"+para("", "a) Đoạn mới của chuyên viên;"),
		"- Phòng Văn hóa - Xã hội;", "- Phòng Văn hóa - Xã hội (để t/h);",
	)
	round := remade(t, file, func(name string, data []byte) []byte {
		if name != docx.MainPart {
			return data
		}
		return []byte(edit.Replace(string(data)))
	}, nil)
	found, err := intake.Read(round)
	if err != nil {
		t.Fatal(err)
	}
	before, after := onPage(doc), onPage(&found.Document)
	var got []string
	for _, c := range documents.Compare(&before, &after) {
		got = append(got, c.Field+" "+string(c.Kind))
	}
	want := []string{"body[6] edited", fmt.Sprintf("body[%d] added", len(doc.Body)), "recipients[2] edited"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}
