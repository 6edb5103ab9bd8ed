package documents

import "strings"

// A Member is one body that gets the document through a line: the body of the
// line, or one of its group. Agency is "" for who is in no address book.
type Member struct {
	Agency AgencyID `json:"agency,omitempty"`
	Name   string   `json:"name,omitempty"`
}

// key is what two members are the same by: the body, else the name.
func (m Member) key() string {
	if m.Agency != "" {
		return "body " + string(m.Agency)
	}
	return "name " + NameKey(m.Name)
}

// NameKey is what two names are the same by: their words, in any case. Marks
// count: Đông Hà is not Đồng Hà.
func NameKey(name string) string { return strings.ToLower(OneLine(name)) }

// members returns who gets the document through the addressee.
func (a Addressee) members() []Member { return membersOf(a.Members, Member{a.Agency, a.Name}) }

// members returns who gets the document through the line: nobody beyond Kính
// gửi for "Như trên", only those named with it for "Như Điều 3".
func (r Recipient) members() []Member {
	switch {
	case r.AsAbove:
		return nil
	case r.AsArticle > 0 && r.Agency == "":
		return r.Members
	}
	name := r.Name
	if r.Agency == "" {
		name = r.Line()
	}
	return membersOf(r.Members, Member{r.Agency, name})
}

func membersOf(many []Member, one Member) []Member {
	if len(many) > 0 {
		return many
	}
	return []Member{one}
}

// Receivers returns all who get the document, each once, in the order of the
// page: Kính gửi, then Nơi nhận, a group as its members (Điều 18).
func (d *Document) Receivers() []Member {
	var out []Member
	seen := map[string]bool{}
	add := func(all []Member) {
		for _, m := range all {
			if key := m.key(); !seen[key] {
				seen[key] = true
				out = append(out, m)
			}
		}
	}
	for _, a := range d.Addressees {
		add(a.members())
	}
	for _, r := range d.Recipients {
		add(r.members())
	}
	return out
}

// Copies returns how many copies are issued (số lượng bản): what the drafter
// said, else one for each receiver, one for văn thư and one for the drafting
// division (Điều 17; Phụ lục I, ô 9b).
func (d *Document) Copies() int {
	if d.Archive.Copies > 0 {
		return d.Archive.Copies
	}
	kept := 1
	if d.Archive.Unit != "" {
		kept = 2
	}
	return len(d.Receivers()) + kept
}

// duplicates names the lines of Kính gửi and Nơi nhận that stand there before:
// the same body, the same group, or, of who is in no book, the same name.
func duplicates(d *Document) []string {
	seen := map[string]bool{}
	again := func(keys ...string) bool {
		twice := false
		for _, key := range keys {
			twice = twice || seen[key]
			seen[key] = true
		}
		return twice
	}
	out := each(d.Addressees, "addressees[%d]", func(a Addressee) bool { return again(lineKeys(a.Name, a.Agency, a.Group)...) })
	return append(out, each(d.Recipients, "recipients[%d]", func(r Recipient) bool {
		if !r.Named() {
			return again(Recipient{AsAbove: r.AsAbove, AsArticle: r.AsArticle}.Line())
		}
		return again(lineKeys(r.Name, r.Agency, r.Group)...)
	})...)
}

// lineKeys are what a line is the same as another by.
func lineKeys(name string, body AgencyID, group GroupID) []string {
	var keys []string
	if name != "" {
		keys = append(keys, Member{Name: name}.key())
	}
	if body != "" {
		keys = append(keys, Member{Agency: body}.key())
	}
	if group != "" {
		keys = append(keys, "group "+string(group))
	}
	return keys
}

// overlaps names the lines whose body gets the document through a group as
// well.
func overlaps(d *Document) []string {
	through := map[string]bool{}
	for _, a := range d.Addressees {
		if a.Group != "" {
			mark(through, a.Members)
		}
	}
	for _, r := range d.Recipients {
		if r.Group != "" {
			mark(through, r.Members)
		}
	}
	out := each(d.Addressees, "addressees[%d]", func(a Addressee) bool { return a.Agency != "" && through[Member{Agency: a.Agency}.key()] })
	return append(out, each(d.Recipients, "recipients[%d]", func(r Recipient) bool {
		return r.Agency != "" && through[Member{Agency: r.Agency}.key()]
	})...)
}

func mark(set map[string]bool, members []Member) {
	for _, m := range members {
		set[m.key()] = true
	}
}
