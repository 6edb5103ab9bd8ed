package templates

import (
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
)

// A field is one row of the table of what stands on a page: the name a template
// uses, on the pages of which forms, and how it comes from the document.
type field struct {
	name     string
	kind     docx.Kind
	on       pages
	optional bool    // a template may leave it out
	item     []field // of a list: their values come with the list's
	value    func(page) docx.Value
}

// A page is what is filled: a document or, where at is not negative, the
// attachment of that index as a file of its own.
type page struct {
	*documents.Document
	at int
}

// pages are the forms on whose pages a field stands.
type pages []documents.FormID

// The forms that share fields.
var (
	decisions = pages{"1.1", "1.2", "1.3"}
	promulges = pages{"1.1", "1.3"}
	copies    = pages{documents.CopyOnPaper, documents.CopyAsFile}
	texts     = pages{documents.TextOnPaper, documents.TextAsFile}
	annexed   = pages{documents.AnnexOnPaper, documents.AnnexAsFile}
	asFiles   = pages{documents.TextAsFile, documents.AnnexAsFile, documents.CopyAsFile}
	slips     = pages{"1.8", "1.10"}

	// files of a document itself, not of its attachments
	whole     = pages{"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "3.1", "3.2", documents.Agreement, documents.OpenLetter}
	every     = whole.and(texts).and(annexed)
	running   = whole.without(slips) // with a text of the drafter's own
	addressed = pages{"1.4", "1.5"}.and(copies)
	grounded  = pages{"1.4", "1.5", documents.Agreement}.and(decisions).and(copies)
)

func (p pages) and(more pages) pages { return slices.Concat(p, more) }

func (p pages) without(less pages) pages {
	var out pages
	for _, id := range p {
		if !less.has(id) {
			out = append(out, id)
		}
	}
	return out
}

func (p pages) has(id documents.FormID) bool {
	return slices.Contains(p, id)
}

// fields stand in the order of the page. Names are Vietnamese without marks,
// for those who adapt a template in Word.
var fields = [...]field{
	text("chu_ky_so", asFiles, func(p page) string { return p.SealText() }),
	text("pham_vi_luu_hanh", whole, func(p page) string { return string(p.Circulation) }),
	text("dia_chi_lien_he", whole, func(p page) string { return p.Contact }),
	text("co_quan_chu_quan", whole.and(texts), func(p page) string { return p.Issuer.ParentLine() }),
	list("co_quan_ban_hanh", whole.and(texts), func(p page) []string { return p.Issuer.HeaderLines() }),
	length("duong_ke_co_quan", whole.and(texts), func(p page) docx.Value { return stroke(layout.Issuer, issuerText(p.Issuer)) }),
	text("so_ky_hieu", whole, func(p page) string { return p.NumberLine() }),
	mark("hoa_toc", documents.AtOnce), mark("thuong_khan", documents.VeryUrgent), mark("khan", documents.Urgent),
	text("dia_danh_ngay_thang", whole.without(pages{"1.9"}), func(p page) string { return p.PlaceAndDate() }),
	text("ten_loai", whole.without(pages{"1.5"}), kindName),
	text("trich_yeu", whole.without(pages{"1.10"}), func(p page) string { return p.About() }),
	text("trich_yeu_cong_van", copies, letterAbstract),
	length("duong_ke_trich_yeu", whole.without(pages{"1.5"}.and(slips)), func(p page) docx.Value { return stroke(layout.Abstract, p.Abstract) }),
	text("kinh_gui", addressed, oneAddressee),
	list("kinh_gui_nhieu", addressed, severalAddressees),
	text("tham_quyen", decisions.and(copies), authorityLine),
	list("can_cu", grounded, bases),
	text("menh_de", copies, enacting),
	{name: "noi_dung", kind: docx.KindBlocks, on: running, value: func(p page) docx.Value { return blocks(p.Body) }},
	list("noi_nhan", whole, func(p page) []string { return recipients(p.Recipients, p.Archive) }),
	list("quyen_han", whole, func(p page) []string { return p.Signatory.Lines() }),
	text("ho_ten", whole, func(p page) string { return strings.Join(p.Signatory.Names(), "\n") }),
	{name: "tieu_de", kind: docx.KindText, on: every, optional: true, value: func(p page) docx.Value {
		return docx.Text(p.Kind.Name() + " " + strings.ReplaceAll(p.Abstract, "\n", " "))
	}},
	{name: "tac_gia", kind: docx.KindText, on: every, optional: true, value: func(p page) docx.Value { return docx.Text(p.Issuer.Name) }},
}

func text(name string, on pages, value func(page) string) field {
	return field{name: name, kind: docx.KindText, on: on, value: func(p page) docx.Value { return docx.Text(value(p)) }}
}

func list(name string, on pages, value func(page) []string) field {
	return field{name: name, kind: docx.KindTexts, on: on, value: func(p page) docx.Value { return docx.Texts(value(p)) }}
}

// length is that of a drawn line; an office may draw one of its own.
func length(name string, on pages, value func(page) docx.Value) field {
	return field{name: name, kind: docx.KindNumber, on: on, optional: true, value: value}
}

func mark(name string, u documents.Urgency) field {
	return field{name: name, kind: docx.KindFlag, on: whole, optional: true,
		value: func(p page) docx.Value { return docx.Flag(p.Urgency == u) }}
}

// rows returns the fields on the pages of a form.
func rows(form documents.FormID) []field {
	var out []field
	for _, table := range [...][]field{fields[:], detailFields[:], annexFields[:], copyFields[:]} {
		for _, f := range table {
			if f.on.has(form) {
				out = append(out, f)
			}
		}
	}
	return out
}

// schema returns the names and kinds of rows.
func schema(rows []field) docx.Schema {
	s := make(docx.Schema, len(rows))
	for _, f := range rows {
		s[f.name] = docx.Field{Kind: f.kind, Optional: f.optional, Item: schema(f.item)}
	}
	return s
}

// values returns what a template with these rows is filled with.
func values(rows []field, p page) docx.Values {
	v := make(docx.Values, len(rows))
	for i := range rows {
		v[rows[i].name] = rows[i].value(p)
	}
	return v
}
