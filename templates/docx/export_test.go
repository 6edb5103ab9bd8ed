package docx

import "slices"

// Carry fills t, made of template, as if there were no shell: the carrier alone
// packs every part, once more for each document.
func Carry(t *Template, template []byte, v Values) ([]byte, error) {
	pkg, err := Open(template)
	if err != nil {
		return nil, err
	}
	var b binder
	if err := b.bind(t, v); err != nil {
		return nil, err
	}
	parts, main := pkg.carried(), []byte(nil)
	r := runner{slots: b.slots, pictures: pictures{names: t.album}}
	for i := range t.programs {
		r.dst, r.sheets = nil, t.programs[i].sheets
		r.run(t.programs[i].ops, []frame{{}})
		for j := range parts {
			if parts[j].name == t.programs[i].part {
				parts[j].data = r.dst
			}
		}
		if t.programs[i].part == MainPart {
			main = r.dst
		}
	}
	if len(r.pictures.taken) > 0 {
		parts = append(slices.DeleteFunc(parts, func(p part) bool { return p.name == typesPart || p.name == mainRels }),
			part{typesPart, t.album.types})
		parts = append(parts, r.pictures.parts()...)
	}
	base, err := pack(parts)
	if err != nil {
		return nil, err
	}
	file, err := carry(base, main)
	if err != nil {
		return nil, err
	}
	return file, verify(file, parts)
}

// Verify compares file with the parts of want, as Compile does with what the
// carrier wrote.
func Verify(want, file []byte) error {
	parts, err := unzip(want, ofDocument)
	if err != nil {
		return err
	}
	return verify(file, parts)
}
