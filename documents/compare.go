package documents

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A ChangeKind says what became of a part of a document.
type ChangeKind string

// The kinds of changes; "" is none.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Edited  ChangeKind = "edited"
	Altered ChangeKind = "altered" // the words are the same; their look, or who stands behind them, is not
)

// A Change is what became of one part from one round of a draft to another.
type Change struct {
	Field string     `json:"field"` // its path in the new round, in the old one where it was removed: "abstract", "body[4].rows[1]"
	Kind  ChangeKind `json:"kind,omitempty"`
	Old   int        `json:"old"` // index in the list of the old round, -1 when it is not there; 0 of what is no list
	New   int        `json:"new"`
	Text  []Stretch  `json:"text,omitempty"` // old and new words in one
}

// Compare returns what changed from old to new, in the order of the page; nothing
// for two documents that a reader cannot tell apart and that the same bodies get.
// A paragraph that was moved is removed and added.
func Compare(old, now *Document) []Change {
	var out []Change
	for _, compare := range components {
		out = append(out, slices.DeleteFunc(compare(old, now), func(c Change) bool { return c.Kind == "" })...)
	}
	return out
}

// CompareBodies returns all lines of both bodies in one, in reading order, kept
// ones too: paragraphs, and rows of tables. Old and New are blocks.
func CompareBodies(old, now Body) []Change {
	return compareLines(bodyLines("body", old), bodyLines("body", now))
}

// A component compares one part of two documents.
type component func(old, now *Document) []Change

// components stand in the order of the page.
var components = [...]component{
	one("circulation", func(d *Document) string { return string(d.Circulation) }),
	one("urgency", func(d *Document) string { return string(d.Urgency) }),
	one("issuer.parent", func(d *Document) string { return d.Issuer.Parent }),
	one("issuer.name", func(d *Document) string { return d.Issuer.Name }),
	one("issuer.symbol", func(d *Document) string { return d.Issuer.Symbol }),
	one("of", func(d *Document) string { return map[Authorship]string{OfHead: "của người đứng đầu"}[d.Of] }),
	one("reference", func(d *Document) string { return d.Reference.String() }),
	one("place", func(d *Document) string { return d.Place }),
	one("date", func(d *Document) string { return d.Date.Short() }),
	one("kind", func(d *Document) string { return d.Kind.Name() }),
	one("abstract", func(d *Document) string { return d.Abstract }),
	many("addressees", func(d *Document) []entry { return entries(d.Addressees, Addressee.entry) }),
	many("bases", func(d *Document) []entry { return entries(d.Bases, func(s string) entry { return entry{text: s} }) }),
	compareDetails,
	func(old, now *Document) []Change { return CompareBodies(old.Body, now.Body) },
	many("recipients", func(d *Document) []entry { return entries(d.Recipients, Recipient.entry) }),
	one("archive", func(d *Document) string { return archiveText(d.Archive) }),
	one("signatory.mandates", func(d *Document) string { return strings.Join(d.Signatory.Lines(), "\n") }),
	one("signatory.post", func(d *Document) string { return d.Signatory.Post }),
	one("signatory.name", func(d *Document) string { return d.Signatory.Name }),
	one("contact", func(d *Document) string { return d.Contact }),
	one("electronic", func(d *Document) string { return map[bool]string{true: "văn bản điện tử"}[d.Electronic] }),
	one("sealed", func(d *Document) string { return momentText(d.Sealed) }),
	one("drafting.division", func(d *Document) string { return d.Drafting.Division }),
	one("drafting.symbol", func(d *Document) string { return d.Drafting.Symbol }),
	one("drafting.drafter", func(d *Document) string { return d.Drafting.Drafter }),
	many("answers", func(d *Document) []entry { return entries(d.Answers, Citation.entry) }),
	many("attachments", func(d *Document) []entry { return entries(d.Attachments, Attachment.entry) }),
	func(old, now *Document) []Change { return compareLines(attachmentLines(old), attachmentLines(now)) },
	one("copy.form", func(d *Document) string { return d.Copy.Form.Name() }),
	one("copy.issuer", func(d *Document) string { return strings.TrimSpace(d.Copy.Issuer.Name + " " + d.Copy.Issuer.Symbol) }),
	one("copy.reference", func(d *Document) string { return d.Copy.Reference.String() }),
	one("copy.place", func(d *Document) string { return d.Copy.Place }),
	one("copy.date", func(d *Document) string { return d.Copy.Date.Short() }),
	many("copy.recipients", func(d *Document) []entry { return entries(d.Copy.Recipients, Recipient.entry) }),
	one("copy.archive", func(d *Document) string { return archiveText(d.Copy.Archive) }),
	one("copy.signatory", func(d *Document) string {
		return strings.Trim(strings.Join(append(d.Copy.Signatory.Lines(), d.Copy.Signatory.Names()...), "\n"), "\n")
	}),
	one("deadline", func(d *Document) string { return d.Deadline.Short() }),
}

// one is a component that is a single text.
func one(field string, text func(*Document) string) component {
	return func(old, now *Document) []Change { return compareTexts(field, text(old), text(now)) }
}

// compareTexts compares the two values of a field that is a single text.
func compareTexts(field, old, now string) []Change {
	switch {
	case old == now:
		return nil
	case old == "":
		return []Change{{Field: field, Kind: Added, Old: -1, Text: []Stretch{{Added, now}}}}
	case now == "":
		return []Change{{Field: field, Kind: Removed, New: -1, Text: []Stretch{{Removed, old}}}}
	}
	return []Change{{Field: field, Kind: Edited, Text: compareWords(old, now)}}
}

// An entry is one line of a list: its text, and what else makes a difference.
type entry struct{ text, key string }

func entries[T any](list []T, of func(T) entry) []entry {
	out := make([]entry, len(list))
	for i, x := range list {
		out[i] = of(x)
	}
	return out
}

// many is a component that is a list.
func many(field string, list func(*Document) []entry) component {
	lines := func(d *Document) []line {
		var out []line
		for i, e := range list(d) {
			out = append(out, line{at: index(field, i), block: i, text: e.text, key: e.key})
		}
		return out
	}
	return func(old, now *Document) []Change { return compareLines(lines(old), lines(now)) }
}

func (a Addressee) entry() entry {
	return entry{a.Name, behind(string(a.Agency), string(a.Group), a.Each, a.Members)}
}

func (r Recipient) entry() entry {
	return entry{r.Line(), behind(string(r.Agency), string(r.Group), r.Each, r.Members)}
}

// behind is who stands behind a line: the entry of the address book, and its
// members.
func behind(body, group string, each bool, members []Member) string {
	return fmt.Sprintf("%q %q %t %q", body, group, each, members)
}

func (c Citation) entry() entry {
	text := strings.Join([]string{c.Kind.Name(), "số " + c.Reference.String(), c.Date.Words(), "của " + c.Issuer}, " ")
	if c.Abstract != "" {
		text += " về " + c.Abstract
	}
	return entry{text: text}
}

func (a Attachment) entry() entry {
	text := a.Title
	if a.Kind != "" {
		text = a.Kind.Name() + ": " + a.Title
	}
	return entry{text, fmt.Sprint(a.Landscape, a.Separate)}
}

func archiveText(a Archive) string {
	if a == (Archive{}) {
		return ""
	}
	return a.Line()
}

func momentText(m Moment) string {
	if m.IsZero() {
		return ""
	}
	return m.Shown()
}

func compareDetails(old, now *Document) []Change {
	names := slices.Collect(maps.Keys(old.Details))
	names = slices.AppendSeq(names, maps.Keys(now.Details))
	slices.Sort(names)
	var out []Change
	for _, name := range slices.Compact(names) {
		out = append(out, compareTexts(member("details", name), strings.Join(old.Details[name], "\n"), strings.Join(now.Details[name], "\n"))...)
	}
	return out
}

// attachmentLines are the bodies of all attachments, one behind the other.
func attachmentLines(d *Document) []line {
	var out []line
	for i, a := range d.Attachments {
		out = append(out, bodyLines(index("attachments", i)+".body", a.Body)...)
	}
	return out
}

// bodyLines are the paragraphs, pictures and rows of a body.
func bodyLines(path string, body Body) []line {
	var out []line
	for i, b := range body {
		at := index(path, i)
		switch b.Type {
		case Table:
			for j, row := range b.Rows {
				out = append(out, b.rowLine(line{at: index(at+".rows", j), block: i, sort: ofTable}, row, j))
			}
		case Image:
			out = append(out, line{at: at, block: i, sort: ofPicture, text: strings.TrimSpace("Hình: " + b.Text.Plain()), key: string(b.Image) + b.sheet()})
		default:
			out = append(out, line{at: at, block: i, text: strings.TrimSpace(b.Mark + " " + b.Text.Plain()), key: fmt.Sprint(b.Type, b.Level, b.Text.look(), b.sheet())})
		}
	}
	return out
}

// rowLine completes the line of row j of a table.
func (b Block) rowLine(l line, row []Text, j int) line {
	cells := make([]string, len(row))
	l.key = b.sheet()
	for k, cell := range row {
		cells[k] = cell.Plain()
		l.key += cell.look() + "|"
	}
	l.text = strings.Join(cells, " | ")
	if j == 0 {
		l.key += fmt.Sprint(b.Header, b.Columns)
	}
	return l
}

func (b Block) sheet() string { return map[bool]string{true: "nằm ngang"}[b.Landscape] }
