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
	switch {
	case len(e.args) == 2 && e.args[0] == "check":
		return checkTemplate(e, e.args[1])
	case len(e.args) == 1 && e.args[0] == "fields":
		fmt.Fprint(e.stdout, templates.FieldList())
		return nil
	}
	return usage("template cần check FILE.docx hoặc fields")
}

// severityWords are how a finding begins.
var severityWords = map[documents.Severity]string{
	documents.SeverityError: "LỖI", documents.SeverityWarn: "Cảnh báo", documents.SeverityInfo: "Ghi chú",
}

// checkTemplate prints what the doctor finds in a file.
func checkTemplate(e env, name string) error {
	file, err := os.ReadFile(name)
	if err != nil {
		return fileFault("Không đọc được tệp "+name, err)
	}
	catalogue, err := templates.Load()
	if err != nil {
		return err
	}
	var kinds []documents.Kind // all that are filled on trial
	for _, v := range catalogue.Builtin() {
		kinds = append(kinds, v.Kinds...)
	}
	report := catalogue.Examine(file, kinds)
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
	fmt.Fprintf(e.stdout, "%s: dùng làm mẫu được (%d trường).\n", name, len(report.Fields))
	return nil
}
