package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"vanthu/workflow/dispatch/edxml"
)

func edxmlOptions() options {
	return options{{name: "json", does: "in kết quả dạng JSON"}}
}

// readEdXML tells what is in an edXML message, or where and why it is refused.
func readEdXML(_ context.Context, e env) error {
	values, rest, err := edxmlOptions().parse(e)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usage("edxml cần đúng một tệp: edxml [--json] FILE.edxml")
	}
	data, err := readMost(rest[0], edxml.MaxSize+1) // one more, so that Read sees that it is too large
	if err != nil {
		return &unreadableError{fileFault("Không đọc được tệp "+rest[0], err)}
	}
	m, err := edxml.Read(data)
	if refused := (*edxml.Refused)(nil); errors.As(err, &refused) {
		return &unreadableError{&textError{fmt.Sprintf("%s:%d:%d", rest[0], refused.Line, refused.Column), err}}
	}
	if err != nil {
		return err
	}
	if values["json"] != "" {
		return writeJSON(e, m)
	}
	fmt.Fprintf(e.stdout, "%s: %s.\n\n", rest[0], m.Kind.Name())
	for _, line := range m.Say() {
		fmt.Fprintf(e.stdout, "  %s: %s\n", line.Name, strings.ReplaceAll(line.Text, "\n", "\n    "))
	}
	return nil
}

// readMost reads a file up to a size.
func readMost(name string, most int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(file, most))
	return data, errors.Join(err, file.Close())
}
