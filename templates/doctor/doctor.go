package doctor

import (
	"cmp"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// A Case is a file to be examined, with what is known of it.
type Case struct {
	File     []byte
	Words    map[string]Word // the fields a template may use
	Refused  error           // why it could not be compiled or filled; nil when it could
	Lint     []docx.Finding  // of a document that was filled into it
	Supplied []string        // names of styles it lacks, which the program brings
}

// A Word says what a field is.
type Word struct {
	Means string // Vietnamese: "Số và ký hiệu của văn bản"
	Usage string // as it is written in a template: "{{so_ky_hieu}}"
}

// Examine returns what is found in the file.
func Examine(c Case) documents.TemplateReport {
	d := doctor{words: c.Words, at: map[string]int{}}
	if pkg, err := docx.OpenTemplate(c.File); err != nil {
		d.refused(err)
	} else {
		d.pkg, d.places = pkg, newPlaces(pkg)
		d.stories()
		seen := d.report.Findings
		d.report.Findings = nil
		d.refused(c.Refused) // now the places are known
		d.report.Findings = append(d.report.Findings, seen...)
		d.active()
		d.lint(c.Lint)
		for _, name := range c.Supplied {
			d.found(lacking, documents.TemplatePlace{}, name)
		}
	}
	slices.SortStableFunc(d.report.Findings, func(a, b documents.TemplateFinding) int {
		return cmp.Compare(weight(a.Severity), weight(b.Severity))
	})
	return d.report
}

func weight(s documents.Severity) int {
	return slices.Index([]documents.Severity{documents.SeverityError, documents.SeverityWarn, documents.SeverityInfo}, s)
}

// A doctor is Examine at work on one file.
type doctor struct {
	pkg    *docx.Package
	places *places
	words  map[string]Word
	at     map[string]int // of each field in the report
	report documents.TemplateReport
}

// found adds a finding of a rule about got, which stands at place.
func (d *doctor) found(r rule, place documents.TemplatePlace, got string) *documents.TemplateFinding {
	d.report.Findings = append(d.report.Findings, documents.TemplateFinding{
		Severity: r.severity, Rule: r.rule, Place: place, Got: got,
		What: fill(r.what, got), Do: fill(r.do, got), Article: r.article,
	})
	return &d.report.Findings[len(d.report.Findings)-1]
}

// stories looks through all that is printed, and the properties. One tree is
// held at a time: a file may be as large as its bounds. For a part that cannot
// be read the file was refused.
func (d *doctor) stories() {
	look, tally := newSheet(d.pkg), tally{}
	look.components(tally) // first: a style is where a fault of all its text is mended
	for _, name := range d.places.order {
		root, err := d.pkg.Tree(name)
		if err != nil {
			continue
		}
		d.places.learn(name, root)
		d.fields(docx.Marks(name, root))
		if strings.HasPrefix(name, "docProps/") {
			continue
		}
		d.secrets(name, root)
		d.instructions(name, root)
		look.story(root, func(paragraph int, s style) { tally.add(s, d.places.at(name, paragraph, "")) })
		if name == docx.MainPart {
			d.paper(root)
		}
	}
	d.looks(tally)
}

// secrets refuses a file that bears a mark of state secrecy; the text is not
// repeated.
func (d *doctor) secrets(part string, root *ooxml.Node) {
	for i, text := range docx.Paragraphs(root) {
		if documents.RefuseSecret("", text) != nil {
			d.found(secret, d.places.at(part, i+1, ""), "")
			return
		}
	}
}
