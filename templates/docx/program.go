package docx

import (
	"bytes"
	"strconv"

	"vanthu/templates/ooxml"
)

// A program is what a part with marks was compiled to: static bytes, and fields
// between them.
type program struct {
	part   string // its name
	ops    []op
	sheets *sheets // of the main part
}

type opKind uint8

const (
	opLit    opKind = iota // lit as it is
	opText                 // the field as text of a w:t
	opAttr                 // the field as text of an attribute or of a property of the file
	opEach                 // the next body ops for each item of a list
	opTexts                // the same for each text
	opIf                   // the next body ops if the field is there
	opNot                  // the same if it is not
	opBlocks               // the blocks of the field
	opSerial               // a number that no other place of the file has
	opFill                 // an empty paragraph, if no paragraph stands before
	opRows                 // the next body ops, a table, unless no row comes of it
	opSheet                // the properties of the last section of pages
)

type op struct {
	kind  opKind
	depth int // where the field is: 0 in the values, 1 in the item of the outermost list, …
	slot  int // of the field in the form there
	body  int // ops belonging to this one, behind it
	width int // of opEach: the slots of one item
	lit   []byte
	host  *host
}

// theItem in the place of a slot is the item of a list of texts.
const theItem = -1

// frame is one level of values: the first slot of an item, or the item itself.
type frame struct {
	first int
	item  string
}

// firstSerial is the first number of opSerial, above what Word counts up to by
// itself.
const firstSerial = 1_000_000

// runner runs programs over values that were bound.
type runner struct {
	slots    []slot
	dst      []byte
	serial   int
	sheets   *sheets
	sheet    Section // the pages at work
	pictures pictures
}

func (r *runner) run(ops []op, frames []frame) {
	for i := 0; i < len(ops); i++ {
		o := &ops[i]
		switch o.kind {
		case opLit:
			r.dst = append(r.dst, o.lit...)
		case opText, opAttr:
			r.text(o, frames)
		case opSerial:
			r.serial++
			r.dst = strconv.AppendInt(r.dst, int64(firstSerial+r.serial), 10)
		case opFill:
			r.fill()
		case opIf, opNot:
			if r.slot(o, frames).value.there() != (o.kind == opIf) {
				i += o.body
			}
		default:
			r.repeat(o, ops[i+1:i+1+o.body], frames)
			i += o.body
		}
	}
}

// repeat runs body as often as o says.
func (r *runner) repeat(o *op, body []op, frames []frame) {
	switch o.kind {
	case opEach:
		list := r.slot(o, frames)
		items, _ := list.value.(List)
		for i := range items {
			r.run(body, append(frames, frame{first: list.items + i*o.width}))
		}
	case opTexts:
		items, _ := r.slot(o, frames).value.(Texts)
		for _, item := range items {
			r.run(body, append(frames, frame{item: item}))
		}
	case opBlocks:
		blocks, _ := r.slot(o, frames).value.(Blocks)
		r.dst = blocks.append(r.dst, spot{o.host, r})
	case opSheet:
		r.dst = r.sheets.append(r.dst, r.sheet)
	case opRows:
		start := len(r.dst)
		r.run(body, frames)
		if !bytes.Contains(r.dst[start:], []byte("<w:tr>")) && !bytes.Contains(r.dst[start:], []byte("<w:tr ")) {
			r.dst = r.dst[:start]
		}
	}
}

// fill puts an empty paragraph where a cell, header or text box would end
// without one; Word calls such a file damaged.
func (r *runner) fill() {
	if !bytes.HasSuffix(r.dst, []byte("</w:p>")) {
		r.dst = append(r.dst, emptyParagraph...)
	}
}

func (r *runner) slot(o *op, frames []frame) *slot { return &r.slots[frames[o.depth].first+o.slot] }

// text writes the text or number of the field.
func (r *runner) text(o *op, frames []frame) {
	s := ""
	if o.slot == theItem {
		s = frames[o.depth].item
	} else {
		switch v := r.slot(o, frames).value.(type) {
		case Number:
			r.dst = strconv.AppendInt(r.dst, int64(v), 10)
			return
		case Text:
			s = string(v)
		}
	}
	if o.kind == opAttr {
		r.dst = ooxml.AppendAttr(r.dst, s)
		return
	}
	r.dst = ooxml.AppendText(r.dst, s)
}
