package main

import (
	"archive/zip"
	"bytes"
	"strings"

	"github.com/beevik/etree"

	"vanthu/templates/docx"
)

// etreeAlone does the work on a tree that is copied for each document; only the
// main part is packed anew.
func etreeAlone(dir string, docs []doc) func(int) []byte {
	template := read(dir, "tpl-own.docx")
	parts := must(zip.NewReader(bytes.NewReader(template), int64(len(template))))
	tree := etree.NewDocument()
	must(0, tree.ReadFromBytes(must(docx.Open(template)).Part(docx.MainPart)))
	return func(i int) []byte {
		filled := tree.Copy()
		fillTree(filled.Root(), docs[i])
		return pack(parts, must(filled.WriteToBytes()))
	}
}

func pack(parts *zip.Reader, main []byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range parts.File {
		if f.Name != docx.MainPart {
			must(0, z.Copy(f))
			continue
		}
		must(must(z.Create(f.Name)).Write(main))
	}
	must(0, z.Close())
	return out.Bytes()
}

// fillTree fills what stands below e. A list's mark stands alone in a paragraph
// before and behind what it repeats, or in the first cell of a row.
func fillTree(e *etree.Element, d doc) {
	var list []any // the one whose closing mark is waited for
	var body []*etree.Element
	for _, k := range e.ChildElements() {
		words := ""
		if k.Tag == "p" || k.Tag == "tr" {
			words = textOf(k)
		}
		name, opens := strings.CutPrefix(words, "{{#")
		name, _, _ = strings.Cut(name, "}}")
		switch {
		case opens && k.Tag == "tr":
			repeat(k, []*etree.Element{k}, d[name].([]any))
		case opens:
			list, body = d[name].([]any), []*etree.Element{}
			e.RemoveChild(k)
		case body != nil && strings.HasPrefix(words, "{{/"):
			repeat(k, body, list)
			body = nil
		case body != nil:
			body = append(body, k)
			e.RemoveChild(k)
		case k.Tag == "t":
			k.SetText(filled(k.Text(), d))
		default:
			fillTree(k, d)
		}
	}
}

// repeat puts body in the place of e, filled once for each item.
func repeat(e *etree.Element, body []*etree.Element, items []any) {
	up, at := e.Parent(), e.Index()
	up.RemoveChildAt(at)
	for _, item := range items {
		for _, b := range body {
			one := b.Copy()
			fillOne(one, item.(doc))
			up.InsertChildAt(at, one)
			at++
		}
	}
}

// fillOne fills the texts below e, in which nothing is repeated.
func fillOne(e *etree.Element, d doc) {
	if e.Tag == "t" {
		e.SetText(filled(e.Text(), d))
		return
	}
	for _, k := range e.ChildElements() {
		fillOne(k, d)
	}
}

func filled(s string, d doc) string {
	var out strings.Builder
	for {
		before, behind, found := strings.Cut(s, "{{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, rest, _ := strings.Cut(behind, "}}")
		if value, ok := d[name].(string); ok {
			out.WriteString(value)
		}
		s = rest
	}
}

func textOf(e *etree.Element) string {
	if e.Tag == "t" {
		return e.Text()
	}
	out := ""
	for _, k := range e.ChildElements() {
		out += textOf(k)
	}
	return out
}
