package workflow

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vanthu/documents"
)

// A BookLine is one line of a list that is to be taken into the address book.
// What it leaves empty it says nothing about: the book keeps it.
type BookLine struct {
	Line              int // in the file, from 1
	Agency            documents.Agency
	Mail, Post        string                // the address of one channel, which leaves the others
	Parent, Successor string                // by name
	Faults            documents.FieldErrors // found in reading it
}

// A Verdict says what becomes of a line.
type Verdict string

// The verdicts.
const (
	LineMade    Verdict = "made"
	LineChanged Verdict = "changed"
	LineSame    Verdict = "same"    // the book has all that it says
	LineRefused Verdict = "refused" // it is left out, for its faults
)

// A BookChange is what one line does to the address book.
type BookChange struct {
	Line    int
	Verdict Verdict
	Agency  documents.Agency // as it will stand in the book; of a refused line as it was read
	Fields  []string         // that change
	Faults  documents.FieldErrors
	from    BookLine
	was     *documents.Agency
}

// Rules of lines that the address book cannot take.
const (
	RuleLineTwice     documents.Rule = "line_twice"     // an earlier line is of the same entry
	RuleLineAmbiguous documents.Rule = "line_ambiguous" // the book has several of that name
	RuleLineAlias     documents.Rule = "line_alias"     // another entry also goes by that name
	RuleLineConflict  documents.Rule = "line_conflict"  // name and code are of two entries
)

// A bookPlanner finds what lines do to an address book as it stands.
type bookPlanner struct {
	day    documents.Date
	byID   map[documents.AgencyID]*documents.Agency
	byCode map[string][]*documents.Agency
	byName map[string][]*documents.Agency // by the first name
	byAny  map[string][]*documents.Agency // by all names
	taken  map[documents.AgencyID]int     // the line that an entry belongs to
}

func newBookPlanner(all []documents.Agency, day documents.Date) *bookPlanner {
	p := &bookPlanner{
		day, map[documents.AgencyID]*documents.Agency{}, map[string][]*documents.Agency{}, map[string][]*documents.Agency{},
		map[string][]*documents.Agency{}, map[documents.AgencyID]int{},
	}
	for i := range all {
		p.learn(&all[i])
	}
	return p
}

func (p *bookPlanner) learn(a *documents.Agency) {
	p.byID[a.ID] = a
	p.index(a, func(index map[string][]*documents.Agency, key string) { index[key] = append(index[key], a) })
}

// forget takes out an entry that will not be made after all.
func (p *bookPlanner) forget(a *documents.Agency) {
	delete(p.byID, a.ID)
	p.index(a, func(index map[string][]*documents.Agency, key string) {
		index[key] = slices.DeleteFunc(slices.Clone(index[key]), func(b *documents.Agency) bool { return a == b })
	})
}

// index calls do for each place where an entry is found.
func (p *bookPlanner) index(a *documents.Agency, do func(index map[string][]*documents.Agency, key string)) {
	if a.Code != "" {
		do(p.byCode, a.Code)
	}
	if first := documents.NameKey(a.Name); first != "" {
		do(p.byName, first)
	}
	told := map[string]bool{"": true}
	for _, name := range append([]string{a.Name, a.Short}, a.Aliases...) {
		if key := documents.NameKey(name); !told[key] {
			told[key] = true
			do(p.byAny, key)
		}
	}
}

// plan finds what becomes of each line. Lines may name one another as the body
// above, whatever their order.
func (p *bookPlanner) plan(unit documents.UnitID, lines []BookLine) []BookChange {
	out := make([]BookChange, len(lines))
	for i, line := range lines {
		c := &out[i]
		*c = BookChange{Line: line.Line, Agency: line.Agency, Faults: slices.Clone(line.Faults), from: line}
		p.match(c)
		if len(c.Faults) == 0 {
			c.Agency = line.over(c.was)
			c.Agency.Unit = unit
			if c.was == nil {
				c.Agency.ID = p.newID(c.Agency.Name)
				p.learn(&c.Agency)
			}
			p.taken[c.Agency.ID] = line.Line
		} else if len(line.Faults) > 0 {
			c.Faults = append(c.Faults, line.further(c.was)...)
		}
	}
	for p.resolve(out) { // a refused line may be the body above of another
	}
	for i := range out {
		out[i].judge()
	}
	return out
}

// match finds the entry that a line is of: by the id, the code or the name.
func (p *bookPlanner) match(c *BookChange) {
	said := &c.from.Agency
	byCode, byName := p.current(p.byCode[said.Code]), p.current(p.byName[documents.NameKey(said.Name)])
	switch {
	case said.ID != "":
		if c.was = p.byID[said.ID]; c.was == nil {
			c.fault("id", documents.RuleAgencyUnknown, string(said.ID))
		}
	case len(byCode) == 1 && len(byName) == 1 && byCode[0] != byName[0] && byName[0].Code != "":
		c.fault("code", RuleLineConflict, byCode[0].Name)
	case len(byCode) == 1:
		c.was = byCode[0]
	case len(byName) == 1:
		c.was = byName[0]
	case len(byCode) > 1 || len(byName) > 1:
		c.fault("name", RuleLineAmbiguous, said.Name)
	default:
		if others := p.current(p.byAny[documents.NameKey(said.Name)]); len(others) > 0 {
			c.fault("name", RuleLineAlias, others[0].Name)
		}
	}
	if c.was == nil {
		return
	}
	if line, ok := p.taken[c.was.ID]; ok {
		c.fault("name", RuleLineTwice, strconv.Itoa(line))
	}
}

// current returns those of the list that are there today, or else all.
func (p *bookPlanner) current(list []*documents.Agency) []*documents.Agency {
	valid := slices.DeleteFunc(slices.Clone(list), func(a *documents.Agency) bool { return !a.Valid(p.day) })
	if len(valid) > 0 {
		return valid
	}
	return list
}

func (c *BookChange) fault(field string, rule documents.Rule, got string) {
	c.Faults = append(c.Faults, &documents.FieldError{Field: field, Rule: rule, Got: got})
}

// newID is made from the name, so that the same list taken in twice at once
// makes each entry once; from another when that is taken by an entry that was
// renamed.
func (p *bookPlanner) newID(name string) documents.AgencyID {
	for n := 0; ; n++ {
		sum := sha256.Sum256([]byte(fmt.Sprint(n, " ", documents.NameKey(name))))
		id := documents.AgencyID("n-" + hex.EncodeToString(sum[:10]))
		if p.byID[id] == nil {
			return id
		}
	}
}

// resolve finds the bodies above and the successors, and holds the entries to
// their form. It reports whether a line was refused.
func (p *bookPlanner) resolve(changes []BookChange) (refused bool) {
	for i := range changes {
		c := &changes[i]
		if len(c.Faults) > 0 {
			continue
		}
		p.refer(c, "parent", c.from.Parent, &c.Agency.Parent)
		p.refer(c, "successor", c.from.Successor, &c.Agency.Successor)
		c.Faults = append(c.Faults, c.Agency.Check()...)
		if len(c.Faults) > 0 && c.was == nil {
			p.forget(&c.Agency)
			refused = true
		}
	}
	return refused
}

func (p *bookPlanner) refer(c *BookChange, field, name string, id *documents.AgencyID) {
	if name == "" {
		return
	}
	switch found := p.current(p.byAny[documents.NameKey(name)]); {
	case len(found) == 0:
		c.fault(field, documents.RuleAgencyUnknown, name)
	case len(found) > 1 && !slices.ContainsFunc(found, func(a *documents.Agency) bool { return a.ID == *id }):
		c.fault(field, RuleLineAmbiguous, name)
	case len(found) == 1:
		*id = found[0].ID
	}
}

// judge says what becomes of the line.
func (c *BookChange) judge() {
	switch {
	case len(c.Faults) > 0:
		c.Verdict, c.Agency = LineRefused, c.from.Agency
	case c.was == nil:
		c.Verdict = LineMade
	default:
		c.Fields = differing(c.was, &c.Agency)
		if c.Verdict = LineChanged; len(c.Fields) == 0 {
			c.Verdict = LineSame
		}
	}
}

// further returns what else is wrong with a line that could not be read whole,
// so that its faults are told at once.
func (l BookLine) further(was *documents.Agency) documents.FieldErrors {
	a := l.over(was)
	return slices.DeleteFunc(a.Check(), func(f *documents.FieldError) bool {
		return f.Field == "id" || slices.ContainsFunc(l.Faults, func(r *documents.FieldError) bool { return strings.HasPrefix(f.Field, r.Field) })
	})
}

// over returns the entry as it is with what the line says; nil is a new one.
func (l BookLine) over(old *documents.Agency) documents.Agency {
	if old == nil {
		old = &documents.Agency{}
	}
	a, said := *old, l.Agency
	a.Name, a.Short, a.Code = or(said.Name, a.Name), or(said.Short, a.Short), or(said.Code, a.Code)
	a.Level, a.From, a.Until = or(said.Level, a.Level), or(said.From, a.From), or(said.Until, a.Until)
	if len(said.Aliases) > 0 {
		a.Aliases = said.Aliases
	}
	a.Channels = slices.Clone(a.Channels)
	if len(said.Channels) > 0 {
		a.Channels = slices.Clone(said.Channels)
	}
	for _, ch := range [...]documents.Channel{{Medium: documents.ByMail, Address: l.Mail}, {Medium: documents.OnPaper, Address: l.Post}} {
		i := slices.IndexFunc(a.Channels, func(had documents.Channel) bool { return had.Medium == ch.Medium })
		switch {
		case ch.Address == "":
		case i < 0:
			a.Channels = append(a.Channels, ch)
		default:
			a.Channels[i] = ch
		}
	}
	return a
}

func or[T comparable](said, was T) T {
	var none T
	if said == none {
		return was
	}
	return said
}

// differing names the fields in which two states of an entry differ.
func differing(a, b *documents.Agency) []string {
	var out []string
	for _, f := range [...]struct {
		name string
		same bool
	}{
		{"name", a.Name == b.Name}, {"short", a.Short == b.Short}, {"code", a.Code == b.Code}, {"level", a.Level == b.Level},
		{"parent", a.Parent == b.Parent}, {"channels", slices.Equal(a.Channels, b.Channels)}, {"aliases", slices.Equal(a.Aliases, b.Aliases)},
		{"from", a.From == b.From}, {"until", a.Until == b.Until}, {"successor", a.Successor == b.Successor},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}
