package signing

import (
	"fmt"
	"slices"

	"vanthu/workflow/signing/pdf"
)

// A Change is something that was done to a file after a signature.
type Change struct {
	Kind    ChangeKind `json:"kind"`
	Name    string     `json:"name,omitempty"` // of the field, the page or the key
	Allowed bool       `json:"allowed"`
}

// A ChangeKind is a sort of change. There is no standard of which a signature
// bears (ISO 32000-2, 12.8 leaves it to the reader); this is a strict choice:
// filling what was empty, signing, and proving signatures for later.
type ChangeKind string

// The sorts of changes.
const (
	ChangedFilled   ChangeKind = "filled"   // a field that was empty
	ChangedRefilled ChangeKind = "refilled" // a field that had a value: never allowed
	ChangedSigned   ChangeKind = "signed"
	ChangedStamped  ChangeKind = "timestamped"
	ChangedEvidence ChangeKind = "evidence"
	ChangedMetadata ChangeKind = "metadata"
	ChangedFields   ChangeKind = "fields" // fields were added, removed or altered
	ChangedPage     ChangeKind = "page"
	ChangedOther    ChangeKind = "other"
)

// changes returns what was done after a signature.
func (v *verifier) changes(s found) ([]Change, error) {
	if s.whole(len(v.data)) {
		return nil, nil
	}
	old, err := pdf.Open(v.data[:s.end()])
	if err != nil {
		return nil, err
	}
	before, err := readForm(old)
	if err != nil {
		return nil, err
	}
	after, err := readForm(v.file)
	if err != nil {
		return nil, err
	}
	l, err := before.locked(old)
	if err != nil {
		return nil, err
	}
	own, err := lockOf(old, s.dict)
	l.rules = own.rules // others' locks are for their own verdicts
	c := &comparison{
		old: old, file: v.file, before: before, after: after, lock: l,
		explained: map[int]bool{}, looks: map[int]bool{}, widgets: map[pdf.Ref]bool{},
	}
	if err == nil {
		err = c.compare()
	}
	return c.changes, err
}

// A comparison finds what differs between a revision and the last one, and
// which of the changed objects that explains. What is left was changed behind
// the reader's back.
type comparison struct {
	old, file     *pdf.File
	before, after *form
	lock          lock

	explained map[int]bool
	looks     map[int]bool     // old looks of fields that were filled: they may be written over
	widgets   map[pdf.Ref]bool // of new signature fields
	changes   []Change
}

// maxChanges is how many changes are told; the last stands for those after it.
const maxChanges = 500

func (c *comparison) add(kind ChangeKind, name string, allowed bool) {
	change := Change{kind, name, allowed}
	switch n := len(c.changes); {
	case n == maxChanges:
		c.changes[n-1].Allowed = c.changes[n-1].Allowed && allowed
	case !slices.Contains(c.changes, change):
		c.changes = append(c.changes, change)
	}
}

// explain notes that an object was changed for a reason.
func (c *comparison) explain(o pdf.Object) {
	if ref, ok := o.(pdf.Ref); ok {
		c.explained[ref.Number] = true
	}
}

func (c *comparison) compare() error {
	for _, step := range []func() error{c.trailer, c.catalog, c.fields, c.pages, c.rest} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) trailer() error {
	if c.old.CatalogRef() != c.file.CatalogRef() {
		c.add(ChangedOther, "Root", false)
	}
	info := c.file.Trailer["Info"]
	if !equal(info, c.old.Trailer["Info"]) || c.changed(info) {
		c.add(ChangedMetadata, "", true)
		c.explain(info)
	}
	return nil
}

// changed reports whether an object is elsewhere than it was.
func (c *comparison) changed(o pdf.Object) bool {
	ref, ok := o.(pdf.Ref)
	return ok && c.file.Moved(c.old, ref.Number)
}

// catalog compares the roots of the document.
func (c *comparison) catalog() error {
	was, err := c.old.Catalog()
	if err != nil {
		return err
	}
	is, err := c.file.Catalog()
	if err != nil {
		return err
	}
	c.explain(c.file.CatalogRef())
	for _, key := range differing(was, is) {
		switch key {
		case "AcroForm", "DSS", "Metadata", "Extensions", "Version": // the first three are looked into
		default:
			c.add(ChangedOther, string(key), false)
		}
	}
	if !equal(was["Metadata"], is["Metadata"]) || c.changed(is["Metadata"]) {
		c.add(ChangedMetadata, "", true)
		c.explain(is["Metadata"])
	}
	if is["DSS"] != nil {
		return c.store(is["DSS"])
	}
	if was["DSS"] != nil {
		c.add(ChangedOther, "DSS", false)
	}
	return nil
}

// store explains what changed in the document security store, of which nothing
// is shown.
func (c *comparison) store(o pdf.Object) error {
	reached, err := c.reach(o, false)
	if err != nil {
		return err
	}
	for n := range reached {
		if c.file.Moved(c.old, n) && (!c.old.Has(n) || c.isStore(n)) {
			c.explained[n] = true
			c.add(ChangedEvidence, "", true)
		}
	}
	return nil
}

// isStore reports whether an object of the old revision is the store or one of
// its lists: not something else that the store was made to point at.
func (c *comparison) isStore(number int) bool {
	o, err := c.old.Object(pdf.Ref{Number: number})
	switch o := o.(type) {
	case pdf.Array:
		return err == nil
	case pdf.Dict:
		return err == nil && (o["Type"] == pdf.Name("DSS") || o["Type"] == nil || o["Type"] == pdf.Name("VRI"))
	}
	return false
}

// maxReached is how many objects one change may bring.
const maxReached = 100_000

// reach returns the numbers of the objects that o leads to. Of those that the
// old revision has only the first are returned, without what they lead to, if
// fresh.
func (c *comparison) reach(o pdf.Object, fresh bool) (map[int]bool, error) {
	reached, todo := map[int]bool{}, []pdf.Object{o}
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch o := next.(type) {
		case pdf.Array:
			todo = append(todo, o...)
		case pdf.Dict:
			for _, value := range o {
				todo = append(todo, value)
			}
		case *pdf.Stream:
			todo = append(todo, o.Dict)
		case pdf.Ref:
			if reached[o.Number] {
				continue
			}
			if len(reached) > maxReached {
				return nil, &pdf.Fault{Reason: pdf.TooLarge, What: "a change"}
			}
			reached[o.Number] = true
			if fresh && c.old.Has(o.Number) {
				continue
			}
			object, err := c.file.Object(o)
			if err != nil {
				return nil, err
			}
			todo = append(todo, object)
		}
	}
	return reached, nil
}

// explainNew explains the new objects that o leads to. Old ones that it leads
// to stay unexplained if they changed.
func (c *comparison) explainNew(o pdf.Object) error {
	reached, err := c.reach(o, true)
	for n := range reached {
		if !c.old.Has(n) {
			c.explained[n] = true
		}
	}
	return err
}

// rest finds the changed objects that nothing explains. New ones matter only
// where the old revision points at them: else nothing that may be shown leads
// there.
func (c *comparison) rest() error {
	var left []int
	fresh := map[int]bool{}
	for _, ref := range c.file.Changed(c.old) {
		switch {
		case !c.old.Has(ref.Number):
			fresh[ref.Number] = true
		case !c.explained[ref.Number] && !c.same(ref.Number):
			left = append(left, ref.Number)
		}
	}
	dangling := c.pointedAt(fresh, 1)
	shared := c.pointedAt(c.looks, 2)
	left = slices.DeleteFunc(left, func(n int) bool { return c.looks[n] && !slices.Contains(shared, n) })
	pages, err := c.contents()
	if err != nil {
		return err
	}
	for _, n := range append(left, dangling...) {
		if page, ok := pages[n]; ok {
			c.add(ChangedPage, fmt.Sprint(page), false)
		} else {
			c.add(ChangedOther, fmt.Sprint(n), false)
		}
	}
	return nil
}

// same reports whether an object was only written again.
func (c *comparison) same(number int) bool {
	was, err := c.old.Find(number)
	is, err2 := c.file.Find(number)
	return err == nil && err2 == nil && equal(was, is)
}

// pointedAt returns those of some objects that the old revision points at so
// often or more.
func (c *comparison) pointedAt(some map[int]bool, often int) (found []int) {
	if len(some) == 0 {
		return nil
	}
	times := map[int]int{}
	for n := range c.old.Size() {
		o, err := c.old.Find(n)
		if err != nil {
			continue // nobody can read it, so it leads nowhere
		}
		walk(o, func(ref pdf.Ref) {
			if some[ref.Number] {
				times[ref.Number]++
			}
		})
	}
	for n, count := range times {
		if count >= often {
			found = append(found, n)
		}
	}
	slices.Sort(found)
	return found
}

// contents returns the page of each object that draws one.
func (c *comparison) contents() (map[int]int, error) {
	pages, err := c.old.Pages()
	out := map[int]int{}
	for i, page := range pages {
		out[page.Ref.Number] = i + 1
		walk(page.Dict["Contents"], func(ref pdf.Ref) { out[ref.Number] = i + 1 })
	}
	return out, err
}
