package main

import (
	"context"
	"fmt"
	"os"

	"vanthu/documents"
	"vanthu/templates"
)

// template is what an office asks about templates of its own, without a server.
func template(_ context.Context, e env) error {
	wrong := usage("template cần check FILE.docx [LOẠI] hoặc fields [LOẠI], LOẠI là mã như BC, QĐ hoặc số mẫu như 1.3")
	if len(e.args) == 0 {
		return wrong
	}
	switch args := e.args[1:]; {
	case e.args[0] == "fields" && len(args) == 0:
		fmt.Fprint(e.stdout, templates.FieldList(""))
		return nil
	case e.args[0] == "fields" && len(args) == 1:
		if form, _, ok := pageOf(args[0]); ok {
			fmt.Fprint(e.stdout, templates.FieldList(form))
			return nil
		}
	case e.args[0] == "check" && (len(args) == 1 || len(args) == 2):
		if form, kinds, ok := pageOf(append(args, string(documents.Report))[1]); ok {
			return checkTemplate(e, args[0], documents.TemplateVersion{Form: form, Kinds: kinds})
		}
	}
	return wrong
}

// pageOf reads a kind, or the number of a form, as a form and the kinds with it.
func pageOf(word string) (documents.FormID, []documents.Kind, bool) {
	if kinds := documents.FormID(word).Kinds(); len(kinds) > 0 {
		return documents.FormID(word), kinds, true
	}
	doc := documents.Document{Kind: documents.Kind(word)}
	return doc.Page(), []documents.Kind{doc.Kind}, doc.Page() != ""
}

// severityWords are how a finding begins.
var severityWords = map[documents.Severity]string{
	documents.SeverityError: "LỖI", documents.SeverityWarn: "Cảnh báo", documents.SeverityInfo: "Ghi chú",
}

// checkTemplate prints what the doctor finds in a file.
func checkTemplate(e env, name string, of documents.TemplateVersion) error {
	file, err := os.ReadFile(name)
	if err != nil {
		return fileFault("Không đọc được tệp "+name, err)
	}
	catalogue, err := templates.Load()
	if err != nil {
		return err
	}
	report := catalogue.Examine(file, of.Form, of.Kinds)
	for i := range report.Findings {
		f := &report.Findings[i]
		fmt.Fprintf(e.stdout, "%s: %s\n", severityWords[f.Severity], f)
	}
	for _, f := range report.Fields {
		means := f.Means
		if !f.Known {
			means = "KHÔNG CÓ trường này"
		}
		fmt.Fprintf(e.stdout, "  %-20s %2d lần  %s\n", f.Name, f.Uses, means)
	}
	if !report.Usable() {
		return &textError{name, &documents.TemplateError{Report: report}}
	}
	fmt.Fprintf(e.stdout, "%s: dùng làm mẫu %s được (%d trường).\n", name, of.Form, len(report.Fields))
	return nil
}
