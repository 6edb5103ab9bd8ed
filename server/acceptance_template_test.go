//go:build unix

package main_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
)

// A blank is a template as the script saw it last.
type blank struct {
	Version string
	Own     bool
	From    string
	Serves  []string
	Writes  int
}

// takeTemplate is the command lay-mau.
func takeTemplate(o *office, s step) {
	c, _ := o.ask(s, call{method: http.MethodGet, path: api + "/templates"})
	all := read[struct{ Items []blank }](s, c.answer).Items
	i := slices.IndexFunc(all, func(b blank) bool { return !b.Own && slices.Contains(b.Serves, "BC") })
	if i < 0 {
		s.Fatalf("the program has no template for reports: %s", c.answer)
	}
	if c, done := o.ask(s, call{method: http.MethodGet, path: api + "/templates/" + all[i].Version + "/docx"}); done {
		s.Check(os.WriteFile(s.MkAbs(s.args[0]), c.answer, 0o600))
	}
}

// editTemplate is the command sua-mau.
func editTemplate(_ *office, s step) {
	data := []byte(s.ReadFile(s.args[0]))
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	s.Check(err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	changed := false
	for _, f := range in.File {
		r, err := f.Open()
		s.Check(err)
		part, err := io.ReadAll(r)
		s.Check(err)
		text := strings.ReplaceAll(string(part), s.args[1], s.args[2])
		changed = changed || text != string(part)
		w, err := z.Create(f.Name)
		s.Check(err)
		_, err = io.WriteString(w, text)
		s.Check(err)
	}
	s.Check(z.Close())
	if !changed {
		s.Fatalf("%s does not say %q", s.args[0], s.args[1])
	}
	s.Check(os.WriteFile(s.MkAbs(s.args[0]), out.Bytes(), 0o600))
}

// uploadTemplate is the command nop-mau.
func uploadTemplate(o *office, s step) {
	query := url.Values{"name": {s.args[1]}, "kinds": {s.args[2]}, "note": {s.arg(3, "")}}
	c, done := o.ask(s, call{method: http.MethodPost, path: api + "/templates?" + query.Encode(), body: []byte(s.ReadFile(s.args[0]))})
	type report struct {
		Findings []struct{ Severity, Text string }
	}
	found := report{}
	if done {
		judged := read[struct {
			Template blank
			Report   report
		}](s, c.answer)
		o.blank, found = judged.Template, judged.Report
	} else if c.status == http.StatusUnprocessableEntity {
		found = read[struct{ Report report }](s, c.answer).Report
	}
	for _, f := range found.Findings {
		fmt.Fprintf(s.Stdout(), "%s: %s\n", f.Severity, f.Text)
	}
}

// actOnTemplate is the command mau.
func actOnTemplate(o *office, s step) {
	body, err := json.Marshal(map[string]string{"from": s.arg(1, "")})
	s.Check(err)
	path := api + "/templates/" + o.blank.Version + "/actions/" + s.args[0]
	if c, done := o.ask(s, call{method: http.MethodPost, path: path, body: body, tag: fmt.Sprintf("%q", fmt.Sprint(o.blank.Writes))}); done {
		o.blank = read[struct{ Template blank }](s, c.answer).Template
		fmt.Fprintf(s.Stdout(), "dùng từ %q cho %v\n", o.blank.From, o.blank.Serves)
	}
}
