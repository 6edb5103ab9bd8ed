package pdf

// A Page is one page with what it has from its parents.
type Page struct {
	Ref    Ref
	Dict   Dict
	Box    [4]float64 // what is shown of it: left, bottom, right, top
	Rotate int        // it is shown turned clockwise by 0, 90, 180 or 270
}

// inherited are what pages take from the nodes above them.
type inherited struct{ media, crop, rotate Object }

// Pages returns the pages in order.
func (f *File) Pages() ([]Page, error) {
	root, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	w := pageWalk{f: f, seen: map[Ref]bool{}}
	if err := w.visit(root["Pages"], inherited{}, 0); err != nil {
		return nil, err
	}
	return w.pages, nil
}

type pageWalk struct {
	f     *File
	seen  map[Ref]bool
	pages []Page
}

func (w *pageWalk) visit(o Object, from inherited, depth int) error {
	ref, ok := o.(Ref)
	if !ok || w.seen[ref] || depth > maxDepth {
		return broken("the tree of pages is wrong")
	}
	if len(w.seen) > maxPages {
		return &Fault{TooLarge, "too many pages"}
	}
	w.seen[ref] = true
	node, err := w.f.Dict(ref)
	if err != nil {
		return err
	}
	if node["MediaBox"] != nil {
		from.media = node["MediaBox"]
	}
	if node["CropBox"] != nil {
		from.crop = node["CropBox"]
	}
	if node["Rotate"] != nil {
		from.rotate = node["Rotate"]
	}
	if node["Kids"] == nil {
		return w.page(ref, node, from)
	}
	kids, err := w.f.Array(node["Kids"])
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := w.visit(kid, from, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *pageWalk) page(ref Ref, node Dict, from inherited) error {
	box, err := w.f.Rectangle(from.media)
	if err != nil || node == nil {
		return broken("page %d has no size", len(w.pages)+1)
	}
	if crop, err := w.f.Rectangle(from.crop); err == nil {
		crop = [4]float64{max(crop[0], box[0]), max(crop[1], box[1]), min(crop[2], box[2]), min(crop[3], box[3])}
		if crop[0] < crop[2] && crop[1] < crop[3] {
			box = crop
		}
	}
	rotate, err := w.f.Resolve(from.rotate)
	if err != nil {
		return err
	}
	turned, _ := rotate.(int)
	w.pages = append(w.pages, Page{ref, node, box, ((turned%360 + 360) % 360) / 90 * 90})
	return nil
}

// Rectangle returns left, bottom, right and top of a rectangle.
func (f *File) Rectangle(o Object) (r [4]float64, err error) {
	array, err := f.Array(o)
	if err != nil {
		return r, err
	}
	if len(array) != 4 {
		return r, broken("a rectangle has not four numbers")
	}
	for i, item := range array {
		item, err := f.Resolve(item)
		if err != nil {
			return r, err
		}
		switch n := item.(type) {
		case int:
			r[i] = float64(n)
		case float64:
			r[i] = n
		default:
			return r, broken("a rectangle has not four numbers")
		}
	}
	return [4]float64{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}, nil
}

// Size returns how wide and high the page is as it is shown.
func (p *Page) Size() (width, height float64) {
	width, height = p.Box[2]-p.Box[0], p.Box[3]-p.Box[1]
	if p.Rotate%180 != 0 {
		return height, width
	}
	return width, height
}

// Rect returns the rectangle of the page for one of the page as it is shown,
// counted from the lower left corner that is seen.
func (p *Page) Rect(r [4]float64) [4]float64 {
	b := p.Box
	switch p.Rotate {
	case 90:
		return [4]float64{b[2] - r[3], b[1] + r[0], b[2] - r[1], b[1] + r[2]}
	case 180:
		return [4]float64{b[2] - r[2], b[3] - r[3], b[2] - r[0], b[3] - r[1]}
	case 270:
		return [4]float64{b[0] + r[1], b[3] - r[2], b[0] + r[3], b[3] - r[0]}
	}
	return [4]float64{b[0] + r[0], b[1] + r[1], b[0] + r[2], b[1] + r[3]}
}
