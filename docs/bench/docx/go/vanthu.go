package main

import (
	"vanthu/templates"
	"vanthu/templates/docx"
)

var (
	text   = docx.Field{Kind: docx.KindText}
	fields = docx.Schema{
		"co_quan_chu_quan": text, "co_quan": text, "so_ky_hieu": text, "dia_danh": text, "ngay": text, "thang": text, "nam": text,
		"trich_yeu": text, "kinh_gui": text, "can_cu": text, "chuc_vu": text, "nguoi_ky": text,
		"paras":      list("text"),
		"rows":       list("stt", "don_vi", "chi_tieu", "ket_qua", "ghi_chu"),
		"recipients": list("name"),
	}
)

func list(names ...string) docx.Field {
	item := docx.Schema{}
	for _, name := range names {
		item[name] = text
	}
	return docx.Field{Kind: docx.KindList, Item: item}
}

// ours is this repository's engine, by the way an office's own template takes.
func ours(dir string, docs []doc) func(int) []byte {
	t := parse(dir)
	values := make([]docx.Values, len(docs))
	for i := range docs {
		values[i] = valuesOf(docs[i])
		docs[i] = nil // the data once, as with the peers
	}
	return func(i int) []byte { return must(t.Fill(values[i])) }
}

func parse(dir string) *templates.Template {
	return must(templates.Parse("báo cáo", read(dir, "tpl-own.docx"), fields))
}

func valuesOf(d doc) docx.Values {
	out := make(docx.Values, len(d))
	for name, v := range d {
		switch v := v.(type) {
		case string:
			out[name] = docx.Text(v)
		case []any:
			items := make(docx.List, len(v))
			for i := range v {
				items[i] = valuesOf(v[i].(doc))
			}
			out[name] = items
		}
	}
	return out
}
