package docx

import (
	"fmt"
	"path"
	"strings"

	"vanthu/templates/ooxml"
)

// A Rel is one relationship of a part to another or to something outside.
type Rel struct {
	ID       string
	Kind     string // the last segment of its type: "header", "image", "hyperlink"
	Target   string // the name of a part; for External what stands there
	External bool
}

// Rels returns the relationships of the part called name, those of the package
// for "". It returns the errors of ooxml.Parse.
func (p *Package) Rels(name string) ([]Rel, error) {
	dir, base := path.Split(name)
	data := p.Part(dir + "_rels/" + base + ".rels")
	if data == nil {
		return nil, nil
	}
	root, err := ooxml.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("relationships of %q: %w", name, err)
	}
	var out []Rel
	for _, n := range root.Kids {
		if n.Local() != "Relationship" {
			continue
		}
		r := Rel{ID: n.Attr("Id"), Kind: path.Base(n.Attr("Type")), Target: n.Attr("Target")}
		if r.External = n.Attr("TargetMode") == "External"; !r.External {
			r.Target = resolve(dir, r.Target)
		}
		out = append(out, r)
	}
	return out, nil
}

// resolve makes a target seen from the folder dir the name of a part.
func resolve(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return path.Join(dir, target)
}

// contentTypes says what each part is: by its name, else by its extension.
type contentTypes struct{ override, byExt map[string]string }

func readTypes(data []byte) (contentTypes, error) {
	t := contentTypes{map[string]string{}, map[string]string{}}
	if data == nil {
		return t, fmt.Errorf("%w: without %s", ErrNotDocx, typesPart)
	}
	root, err := ooxml.Parse(data)
	if err != nil {
		return t, fmt.Errorf("part %s: %w", typesPart, err)
	}
	for _, n := range root.Kids {
		switch n.Local() {
		case "Override":
			t.override[strings.ToLower(strings.TrimPrefix(n.Attr("PartName"), "/"))] = n.Attr("ContentType")
		case "Default":
			t.byExt[strings.ToLower(n.Attr("Extension"))] = n.Attr("ContentType")
		}
	}
	return t, nil
}

// of returns the content type of the part called name, "" when it has none.
func (t contentTypes) of(name string) string {
	name = strings.ToLower(name)
	if kind, ok := t.override[name]; ok {
		return kind
	}
	return t.byExt[strings.TrimPrefix(path.Ext(name), ".")]
}
