package templates_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/templates/compose"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A fact is one part of a form and how it looks.
type fact struct {
	part  layout.ID
	align string // "left", "center", "both", "right"
	size  float64
	text  string
}

// stateAnnex returns the body of Phụ lục III as the state published it, and its
// styles. Where the file is not, the test is skipped.
func stateAnnex(t *testing.T) (*ooxml.Node, looks) {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("..", "..", "shared", "forms", "Phuluc3.docx"))
	if err != nil {
		t.Skip("Phuluc3.docx, the state's own forms, is not here")
	}
	pkg, err := docx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	main, err := pkg.Tree(docx.MainPart)
	if err != nil {
		t.Fatal(err)
	}
	styles, err := pkg.Tree("word/styles.xml")
	if err != nil {
		t.Fatal(err)
	}
	return main.Child("w:body"), readLooks(styles)
}

// looks resolve the properties of paragraphs through their styles.
type looks map[string]*ooxml.Node

func readLooks(styles *ooxml.Node) looks {
	l := looks{"": styles.Child("w:docDefaults")}
	for s := range styles.Named("w:style") {
		l[s.Attr("w:styleId")] = s
	}
	return l
}

// align returns how the lines of a paragraph stand.
func (l looks) align(p *ooxml.Node) string {
	if jc := p.Child("w:pPr").Child("w:jc").Attr("w:val"); jc != "" {
		return jc
	}
	for s := l[style(p)]; s != nil; s = l[s.Child("w:basedOn").Attr("w:val")] {
		if jc := s.Child("w:pPr").Child("w:jc").Attr("w:val"); jc != "" {
			return jc
		}
		if s.Child("w:basedOn") == nil {
			break
		}
	}
	return "left"
}

// size returns the size of the first run of a paragraph that shows something, in
// points.
func (l looks) size(p *ooxml.Node) float64 {
	for r := range p.Named("w:r") {
		if strings.TrimSpace(r.Plain()) == "" {
			continue
		}
		if half, err := strconv.Atoi(r.Child("w:rPr").Child("w:sz").Attr("w:val")); err == nil {
			return float64(half) / 2
		}
		break
	}
	for s := l[style(p)]; s != nil; s = l[s.Child("w:basedOn").Attr("w:val")] {
		if half, err := strconv.Atoi(s.Child("w:rPr").Child("w:sz").Attr("w:val")); err == nil {
			return float64(half) / 2
		}
		if s.Child("w:basedOn") == nil {
			break
		}
	}
	half, err := strconv.Atoi(l[""].Child("w:rPrDefault").Child("w:rPr").Child("w:sz").Attr("w:val"))
	if err != nil {
		return 10
	}
	return float64(half) / 2
}

func style(p *ooxml.Node) string {
	return cmp.Or(p.Child("w:pPr").Child("w:pStyle").Attr("w:val"), "Normal")
}

// formHead begins a form in the annex: "Mẫu 1.4 - Văn bản có tên loại". Those of
// promulgated texts have no number there.
var formHead = regexp.MustCompile(`^Mẫu (\d\.\d+) -|^Mẫu văn bản \(được ban hành.*(giấy|điện tử)`)

// signs tell the parts of the state's forms by their words.
var signs = []struct {
	part layout.ID
	is   *regexp.Regexp
}{
	{layout.SealText, regexp.MustCompile(`giờ: phút: giây`)},
	{layout.ParentBody, regexp.MustCompile(`^TÊN CQ, TC CHỦ QUẢN`)},
	{layout.Issuer, regexp.MustCompile(`^TÊN CƠ QUAN, TỔ`)},
	{layout.NationalName, regexp.MustCompile(`^CỘNG H`)},
	{layout.Motto, regexp.MustCompile(`^Độc lập - `)},
	{layout.Number, regexp.MustCompile(`^Số:`)},
	{layout.Pointer, regexp.MustCompile(`^\(Kèm theo`)},
	{layout.LetterAbstract, regexp.MustCompile(`^V/v`)},
	{layout.PlaceDate, regexp.MustCompile(`^[.…\d ]+, ngày ?…`)},
	{layout.Enacting, regexp.MustCompile(`^QUYẾT (NGHỊ|ĐỊNH):$`)},
	{layout.KindName, regexp.MustCompile(`^(NGHỊ QUYẾT|QUYẾT ĐỊNH|TÊN LOẠI VĂN BẢN\d?|CÔNG ĐIỆN|GIẤY MỜI|GIẤY GIỚI THIỆU|BIÊN BẢN|GIẤY NGHỈ PHÉP)$`)},
	{layout.AuthorityLine, regexp.MustCompile(`^THẨM QUYỀN BAN HÀNH`)},
	{layout.Basis, regexp.MustCompile(`^(Căn cứ|Theo đề nghị)`)},
	{layout.Addressee, regexp.MustCompile(`^Kính gửi:`)},
	{layout.Lead, regexp.MustCompile(`(điện|trân trọng giới thiệu):$`)},
	{layout.RecipientLabel, regexp.MustCompile(`^Nơi nhận:$`)},
	{layout.SecondAuthority, regexp.MustCompile(`^THƯ KÝ$`)},
	{layout.Authority, regexp.MustCompile(`^(QUYỀN HẠN, CHỨC VỤ|CHỦ TỌA)`)},
	{layout.AnnexName, regexp.MustCompile(`^Phụ lục …`)},
	{layout.ConfirmNote, regexp.MustCompile(`^Xác nhận của`)},
	{layout.CopyName, regexp.MustCompile(`^…+1…+$`)},
}

var (
	formNote = regexp.MustCompile(`^(Ghi chú:|\(Chữ ký|dấu của|dấu/chữ|_+$)`)
	dashed   = regexp.MustCompile(`^- `)
	signer   = regexp.MustCompile(`^Họ và tên$`)
)

// stateForms returns the parts of each form of the annex in the order of the
// file, each once where it is repeated at once.
func stateForms(t *testing.T) map[string][]fact {
	t.Helper()
	body, l := stateAnnex(t)
	out := map[string][]fact{}
	form, over := "", false
	for _, n := range body.Kids {
		if m := formHead.FindStringSubmatch(paragraphText(n)); n.Name == "w:p" && m != nil {
			form, over = cmp.Or(m[1], map[string]string{"giấy": "1.3a", "điện tử": "1.3b"}[m[2]]), false
			if seal := sealIn(n); seal != "" {
				out[form] = append(out[form], fact{layout.SealText, l.align(n), 10, seal})
			}
			continue
		}
		if form == "" || over {
			continue
		}
		for p := range n.Named("w:p") {
			text := paragraphText(p)
			if over = strings.HasPrefix(text, "Ghi chú:"); over {
				break
			}
			if text == "" || formNote.MatchString(text) {
				continue
			}
			parts := out[form]
			id := partOf(text, l.align(p) == "center", parts)
			if last := len(parts) - 1; id != layout.PartName && (last < 0 || parts[last].part != id) {
				out[form] = append(parts, fact{id, l.align(p), l.size(p), text})
			}
		}
	}
	return out
}

// sealIn returns the text of ô 14, which the state drew as a box beside the head
// of a form.
func sealIn(n *ooxml.Node) string {
	for p := range n.Named("w:txbxContent") {
		if text := strings.TrimSpace(p.Plain()); signs[0].is.MatchString(text) {
			return text
		}
	}
	return ""
}

// paragraphText returns what a paragraph shows outside of drawings.
func paragraphText(p *ooxml.Node) string {
	var out strings.Builder
	var walk func(*ooxml.Node)
	walk = func(n *ooxml.Node) {
		switch n.Name {
		case "w:drawing", "w:pict", "mc:AlternateContent":
			return
		case "w:t":
			out.WriteString(n.Plain())
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(p)
	return strings.Join(strings.Fields(norm.NFC.String(out.String())), " ")
}

// partOf tells what a text is, behind the parts before it.
func partOf(text string, centred bool, before []fact) layout.ID {
	for _, s := range signs {
		if s.is.MatchString(text) {
			return s.part
		}
	}
	last := layout.ID("")
	has := func(id layout.ID) bool { return slices.ContainsFunc(before, func(f fact) bool { return f.part == id }) }
	if len(before) > 0 {
		last = before[len(before)-1].part
	}
	switch {
	case last == layout.ConfirmNote:
		return layout.ConfirmNote
	case last == layout.SignerName && !strings.ContainsFunc(text, unicode.IsLetter):
		return layout.Contact
	case last == layout.Basis && !strings.ContainsFunc(text, unicode.IsLetter):
		return layout.Basis
	case signer.MatchString(text) && has(layout.SecondAuthority) && !has(layout.SecondSigner):
		return layout.SecondSigner
	case signer.MatchString(text):
		return layout.SignerName
	case dashed.MatchString(text) && (last == layout.Addressee || last == layout.AddresseeItem || last == layout.Lead):
		return layout.AddresseeItem
	case dashed.MatchString(text):
		return layout.RecipientItem
	case last == layout.KindName && centred && has(layout.Number):
		return layout.Abstract
	case last == layout.KindName && centred:
		return layout.PromulgatedTitle
	case last == layout.AnnexName:
		return layout.AnnexTitle
	case centred:
		return layout.PartName // of the text's own chapters
	}
	return layout.BodyText
}

// An oddity is where one form of the state has a part otherwise than the text
// of the decree, or than its other forms, and why ours is as it is.
type oddity struct {
	form string
	part layout.ID
}

const (
	dotted = "a line of dots stands for the text, which the decree wants in 13 to 14 points"
	tabbed = "centred by tabs in the state's file, as all its other forms are by their property"
	boxed  = "left in a box that is itself at the right"
)

var oddities = map[oddity]string{
	{"1.3b", layout.SealText}:  boxed,
	{"2.2", layout.SealText}:   boxed,
	{"3.2", layout.SealText}:   boxed,
	{"1.10", layout.Authority}: tabbed,
	{"2.1", layout.BodyText}:   dotted,
	{"2.2", layout.BodyText}:   dotted,
	{"3.1", layout.BodyText}:   dotted,
	{"3.1", layout.Issuer}:     "14 points for who copies; the decree wants names of bodies in 12 to 13 (Phần II, mục II, khoản 2, điểm c)",
	{"1.5", layout.Addressee}:  "several addressees: their label stands at an indent",
}

// TestStateForms compares our forms with those that the state published, from
// facts taken from its file: which parts are there, in which order in each
// column, how they stand and how large they are.
func TestStateForms(t *testing.T) {
	t.Parallel()
	state := stateForms(t)
	met := map[oddity]bool{}
	for _, spec := range layout.Specimens() {
		if spec.Source != layout.Form {
			continue
		}
		var theirs []layout.ID
		for _, f := range state[spec.ID] {
			theirs = append(theirs, f.part)
			for _, difference := range differences(t, f) {
				if at := (oddity{spec.ID, f.part}); oddities[at] != "" {
					met[at] = true
					continue
				}
				t.Errorf("form %s: %s", spec.ID, difference)
			}
		}
		if diff := gocmp.Diff(byColumn(t, spec.Parts), byColumn(t, theirs)); diff != "" {
			t.Errorf("form %s: parts by column (-ours +the state's):\n%s", spec.ID, diff)
		}
	}
	for at := range oddities {
		if !met[at] {
			t.Errorf("form %s has nothing odd at %s", at.form, at.part)
		}
	}
}

// differences tells where a part of the state's forms is not as the layout table
// allows. Lines that begin at the left and lines between both margins are alike
// in a form, whose lines are dots.
func differences(t *testing.T, f fact) (out []string) {
	t.Helper()
	c := component(t, f.part)
	if f.size < c.Size.Min.Pt() || f.size > c.Size.Max.Pt() {
		out = append(out, fmt.Sprintf("%s %q: the state's is %v pt, ours %v to %v", c.Name, f.text, f.size, c.Size.Min.Pt(), c.Size.Max.Pt()))
	}
	if want := [...]string{"left", "center", "left", "right"}[c.Align]; strings.Replace(f.align, "both", "left", 1) != want {
		out = append(out, fmt.Sprintf("%s %q: the state's stands %s, ours %s", c.Name, f.text, f.align, want))
	}
	return out
}

// byColumn returns the parts of each column in their order: side by side, a file
// may have them in any.
func byColumn(t *testing.T, parts []layout.ID) map[layout.Column][]layout.ID {
	t.Helper()
	out := map[layout.Column][]layout.ID{}
	for _, id := range parts {
		column := component(t, id).Place.Column
		if list := out[column]; len(list) == 0 || list[len(list)-1] != id {
			out[column] = append(list, id)
		}
	}
	return out
}

// TestStateCodes compares the codes of kinds and copies with the table of the
// annex.
func TestStateCodes(t *testing.T) {
	t.Parallel()
	body, _ := stateAnnex(t)
	ours := map[string]string{}
	for _, k := range documents.Kinds() {
		if k.Code != "" {
			ours[documents.Fold(k.Name)] = k.Code
		}
	}
	for _, c := range documents.CopyForms() {
		ours["ban "+documents.Fold(c.Name())] = string(c)
	}
	state := map[string]string{}
	for row := range body.Child("w:tbl").Named("w:tr") {
		var cells []string
		for c := range row.Named("w:tc") {
			cells = append(cells, paragraphText(c))
		}
		if name, _, _ := strings.Cut(documents.Fold(cells[1]), " ("); len(cells) == 3 && cells[2] != "" && cells[0] == "" {
			state[name] = cells[2]
		}
	}
	if diff := gocmp.Diff(state, ours); diff != "" {
		t.Errorf("codes (-the state's +ours):\n%s", diff)
	}
}

// TestTemplatesFollowTheirSpecimens wants each template to have the parts of its
// form in their order. What stands between them may be on any page.
func TestTemplatesFollowTheirSpecimens(t *testing.T) {
	t.Parallel()
	for _, template := range compose.Templates() {
		t.Run(template.Name, func(t *testing.T) {
			t.Parallel()
			file, err := compose.Zip(template.Parts())
			if err != nil {
				t.Fatal(err)
			}
			spec, ok := layout.FindSpecimen(template.Form)
			if !ok {
				t.Fatalf("no form %s", template.Form)
			}
			page := layout.A4()
			fixed := map[layout.ID]bool{}
			left := slices.DeleteFunc(slices.Clone(spec.Parts), func(id layout.ID) bool {
				if page.Area(id).Width > 0 {
					fixed[id] = true // at its place of the sheet wherever it is in the file
				}
				return fixed[id]
			})
			for p := range mainPart(t, file).Child("w:body").Named("w:p") {
				id := layout.ID(style(p))
				if id == layout.BodyEnd {
					id = layout.BodyText
				}
				delete(fixed, id)
				if len(left) > 0 && id == left[0] {
					left = left[1:]
				}
			}
			if len(left) > 0 || len(fixed) > 0 {
				t.Errorf("no %v where it belongs, or at all %v", left, fixed)
			}
		})
	}
}

// TestFormsAgree wants every form of the annex and of practice to be known to
// words, page and templates alike.
func TestFormsAgree(t *testing.T) {
	t.Parallel()
	specimens := map[string]bool{}
	for _, s := range layout.Specimens() {
		specimens[s.ID] = s.Source == layout.Form
	}
	for _, f := range documents.Forms() {
		fromAnnex, ok := specimens[string(f.ID)]
		if !ok || fromAnnex == f.Practice {
			t.Errorf("form %s: in the layout %v, of the annex %v, of practice %v", f.ID, ok, fromAnnex, f.Practice)
		}
	}
	templates := map[string]bool{}
	for _, template := range compose.Templates() {
		templates[template.Form] = true
	}
	for id := range specimens {
		if !templates[id] {
			t.Errorf("form %s has no template", id)
		}
	}
}
