//go:build unix

package main_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// A person is one who works with the program.
type person struct {
	name  string
	token string
	seen  map[string]sight // by document
}

// A sight is what a person saw of a document last.
type sight struct{ tag, file string }

// A call is one request, and what came of it.
type call struct {
	method, path string
	body         []byte
	tag          string // If-Match
	token        string

	status int
	header http.Header
	answer []byte
}

const api = "/api/v1"

// do sends the request.
func (o *office) do(c *call) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, c.method, o.program.address+c.path, bytes.NewReader(c.body))
	if err != nil {
		return err
	}
	if c.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.tag != "" {
		r.Header.Set("If-Match", c.tag)
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := o.client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	c.status, c.header = answer.StatusCode, answer.Header
	c.answer, err = io.ReadAll(answer.Body)
	return err
}

// claimsSignature is what no answer may say while documents are signed on paper
// (Điều 5, Điều 13).
var claimsSignature = regexp.MustCompile(`(?i)chữ ký số|ký số|ký điện tử|bản gốc|digital signature`)

// ask sends a request of the person at the desk and holds that it was refused
// or not, as the script says. What is refused is told on stdout.
func (o *office) ask(s step, c call) (answer call, done bool) {
	if o.me != nil {
		c.token = o.me.token
	}
	s.Check(o.do(&c))
	if claim := claimsSignature.Find(c.answer); claim != nil {
		s.Fatalf("%s %s says “%s”: there is only a signature on paper", c.method, c.path, claim)
	}
	failed := c.status >= http.StatusBadRequest
	if failed {
		fmt.Fprint(s.Stdout(), problemText(c))
	}
	switch {
	case c.status >= http.StatusInternalServerError:
		s.Fatalf("%s %s: %d: the program fails:\n%s", c.method, c.path, c.status, &o.program.printed)
	case failed && !s.refused:
		s.Fatalf("%s %s is refused", c.method, c.path)
	case !failed && s.refused:
		s.Fatalf("%s %s is not refused: %d %s", c.method, c.path, c.status, c.answer)
	}
	return c, !failed
}

// problemText is what a person is told of a refusal.
func problemText(c call) string {
	var p struct {
		Kind   string `json:"kind"`
		Detail string `json:"detail"`
		Fields []struct {
			Field  string `json:"field"`
			Detail string `json:"detail"`
		} `json:"fields"`
	}
	if json.Unmarshal(c.answer, &p) != nil {
		return fmt.Sprintf("%d, no problem of ours: %s\n", c.status, c.answer)
	}
	text := fmt.Sprintf("%d %s: %s\n", c.status, p.Kind, p.Detail)
	for _, f := range p.Fields {
		text += fmt.Sprintf("  %s: %s\n", f.Field, f.Detail)
	}
	return text
}

// logIn is the command la.
func logIn(o *office, s step) {
	name := s.arg(0, "")
	if o.people[name] == nil {
		o.people[name] = &person{name: name, seen: map[string]sight{}}
	}
	o.me = o.people[name]
	if o.me.token != "" && len(s.args) == 1 {
		return
	}
	o.me.token = ""
	body, err := json.Marshal(map[string]string{"user": name, "password": s.arg(1, password)})
	s.Check(err)
	if c, done := o.ask(s, call{method: http.MethodPost, path: api + "/login", body: body}); done {
		o.me.token = read[struct{ Token string }](s, c.answer).Token
	}
}

// read returns what an answer says.
func read[T any](s step, answer []byte) (v T) {
	s.Check(json.Unmarshal(answer, &v))
	return v
}

var printedCode = regexp.MustCompile(`Mã thiết lập \(dùng một lần\): (\S+)`)

// setUp is the command thiet-lap.
func setUp(o *office, s step) {
	code := s.arg(1, "")
	if found := printedCode.FindStringSubmatch(o.program.printed.String()); code == "" && found != nil {
		code = found[1]
	}
	body := read[map[string]any](s, s.json(0))
	body["token"] = code
	data, err := json.Marshal(body)
	s.Check(err)
	o.ask(s, call{method: http.MethodPost, path: api + "/setup", body: data})
}

// json returns the YAML file that argument i names as JSON, as it stands.
func (s step) json(i int) []byte {
	data, err := yaml.YAMLToJSON([]byte(s.ReadFile(s.arg(i, ""))))
	s.Check(err)
	return data
}

// draft is the command soan.
func draft(o *office, s step) {
	c, done := o.ask(s, call{method: http.MethodPost, path: api + "/documents", body: s.json(0)})
	if !done {
		return
	}
	made := read[struct{ ID string }](s, c.answer)
	name, _, _ := strings.Cut(s.args[len(s.args)-1], ".")
	o.docs[name], o.doc = made.ID, made.ID
	o.see(s, c)
}

// see notes what the person saw and tells it.
func (o *office) see(s step, c call) {
	d := read[struct {
		StateText string `json:"state_text"`
		Reference string
		Document  struct{ Date, Abstract string }
		Files     struct{ Shown, Final string }
		Actions   []struct{ Action, Text string }
	}](s, c.answer)
	o.me.seen[o.doc] = sight{c.header.Get("ETag"), d.Files.Shown}
	fmt.Fprintf(s.Stdout(), "%s (bản %s)\n%s\n", d.StateText, c.header.Get("ETag"), oneLine(d.Document.Abstract))
	if d.Reference != "" {
		fmt.Fprintf(s.Stdout(), "số %s ngày %s\n", d.Reference, d.Document.Date)
	}
	for _, a := range d.Actions {
		fmt.Fprintf(s.Stdout(), "được: %s (%s)\n", a.Action, a.Text)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// path returns the path of the document on the desk.
func (o *office) path(rest string) string { return api + "/documents/" + o.doc + rest }

// show is the command xem.
func show(o *office, s step) {
	if name := s.arg(0, ""); name != "" {
		o.doc = o.docs[name]
	}
	if c, done := o.ask(s, call{method: http.MethodGet, path: o.path("")}); done {
		o.see(s, c)
	}
}

// lastSight returns what the person saw of the document, who looks now if that
// is nothing.
func (o *office) lastSight(s step) sight {
	if _, ok := o.me.seen[o.doc]; !ok {
		show(o, step{TestScript: s.TestScript})
	}
	return o.me.seen[o.doc]
}

// revise is the command sua.
func revise(o *office, s step) {
	if c, done := o.ask(s, call{method: http.MethodPut, path: o.path(""), body: s.json(0), tag: o.lastSight(s).tag}); done {
		o.see(s, c)
	}
}

// act is the command lam.
func act(o *office, s step) {
	saw, args := o.lastSight(s), s.args[1:]
	body := map[string]string{"file": saw.file}
	if len(args) > 1 && args[0] == "-ngay" {
		body["date"], args = args[1], args[2:]
	}
	if len(args) > 0 {
		body["comment"] = args[0]
	}
	data, err := json.Marshal(body)
	s.Check(err)
	if c, done := o.ask(s, call{method: http.MethodPost, path: o.path("/actions/" + s.args[0]), body: data, tag: saw.tag}); done {
		o.see(s, c)
	}
}

// bringToSignature is the command trinh-den-ky.
func bringToSignature(o *office, s step) {
	do := func(command func(*office, step), args ...string) {
		command(o, step{TestScript: s.TestScript, args: args})
	}
	do(logIn, "chuyenvien")
	do(draft, s.args...)
	doc := read[struct{ Signatory struct{ Account string } }](s, s.json(0))
	do(act, "submit")
	for _, who := range [...]string{"truongphong", "chanhvanphong"} {
		do(logIn, who)
		do(act, "approve")
	}
	do(logIn, doc.Signatory.Account)
	do(act, "sign")
}

// download is the command tai.
func download(o *office, s step) {
	if c, done := o.ask(s, call{method: http.MethodGet, path: o.path("/docx")}); done {
		s.Check(os.WriteFile(s.MkAbs(s.args[0]), c.answer, 0o600))
		name, err := url.PathUnescape(c.header.Get("Content-Disposition"))
		s.Check(err)
		fmt.Fprintln(s.Stdout(), name)
	}
}

// docxText is the command chu.
func docxText(_ *office, s step) {
	data := []byte(s.ReadFile(s.args[0]))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	s.Check(err)
	part, err := z.Open("word/document.xml")
	s.Check(err)
	defer func() { _ = part.Close() }()
	dec := xml.NewDecoder(part)
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		s.Check(err)
		switch t := token.(type) {
		case xml.CharData:
			fmt.Fprint(s.Stdout(), strings.ReplaceAll(string(t), "\u00a0", " "))
		case xml.EndElement:
			if t.Name.Local == "p" {
				fmt.Fprintln(s.Stdout())
			}
		}
	}
}

// waiting is the command cho-toi.
func waiting(o *office, s step) {
	c, done := o.ask(s, call{method: http.MethodGet, path: api + "/documents?waiting=me&limit=100"})
	if !done {
		return
	}
	list := read[struct {
		Items []struct {
			StateText string `json:"state_text"`
			Abstract  string
		}
	}](s, c.answer)
	fmt.Fprintf(s.Stdout(), "%d văn bản chờ xử lý\n", len(list.Items))
	for _, i := range list.Items {
		fmt.Fprintf(s.Stdout(), "%s | %s\n", oneLine(i.Abstract), i.StateText)
	}
}

// register is the command so.
func register(o *office, s step) {
	query := url.Values{"year": {s.args[0]}, "limit": {"100"}}
	if len(s.args) > 1 {
		query.Set("series", s.args[1])
	}
	c, done := o.ask(s, call{method: http.MethodGet, path: api + "/registers/outgoing?" + query.Encode()})
	if !done {
		return
	}
	book := read[struct {
		Books []string
		Items []struct{ Reference, Date, Abstract, Signatory, Mode, Void string }
	}](s, c.answer)
	fmt.Fprintf(s.Stdout(), "sổ: %s; %d dòng\n", strings.Join(book.Books, ", "), len(book.Items))
	for _, e := range book.Items {
		fmt.Fprintf(s.Stdout(), "%s | %s | %s | %s | %s | đã hủy: %s\n",
			e.Reference, e.Date, oneLine(e.Abstract), e.Signatory, e.Mode, e.Void)
	}
}

// history is the command lich-su.
func history(o *office, s step) {
	c, done := o.ask(s, call{method: http.MethodGet, path: o.path("/history")})
	if !done {
		return
	}
	all := read[struct{ Items []struct{ Text string } }](s, c.answer)
	for i, e := range all.Items {
		fmt.Fprintf(s.Stdout(), "%d. %s\n", i+1, e.Text)
	}
}

// request is the command goi; VĂN_BẢN in the path is the document on the desk.
func request(o *office, s step) {
	c := call{method: s.args[0], path: strings.ReplaceAll(s.args[1], "VĂN_BẢN", o.doc)}
	if len(s.args) > 2 {
		c.body = s.json(2)
	}
	if answer, done := o.ask(s, c); done {
		fmt.Fprintf(s.Stdout(), "%d %s\n", answer.status, answer.answer)
	}
}
