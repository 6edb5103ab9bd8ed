package templates_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/templates/compose"
	"vanthu/templates/docx"
	"vanthu/templates/ooxml"
)

// Foreign files as uploads of templates: each is taken or refused with a reason
// that the program knows, in a process of its own whose memory and time are
// measured. The files are not ours and lie beside the repository, if anywhere.

const (
	corpus     = "../../shared/corpus"
	mostMemory = 64.0 // MB more than before
	mostTime   = 2 * time.Second

	childFile = "VANTHU_STRESS_FILE" // set in the child: what it shall upload
)

// reasons are all for which an upload may be refused.
var reasons = map[string]error{
	"not docx": docx.ErrNotDocx, "old format": docx.ErrOldFormat, "too large": docx.ErrTooLarge, "damaged": docx.ErrDamaged,
	"part name": docx.ErrPartName, "macro": docx.ErrMacro, "external": docx.ErrExternal, "tracked": docx.ErrTracked,
	"syntax": docx.ErrSyntax, "unclosed": docx.ErrUnclosed, "unbalanced": docx.ErrUnbalanced, "place": docx.ErrPlace,
	"unknown": docx.ErrUnknown, "style": docx.ErrStyle,
	"malformed": ooxml.ErrMalformed, "doctype": ooxml.ErrForbidden, "xml too large": ooxml.ErrTooLarge, "prefix": ooxml.ErrPrefix,
}

// An upload is what became of one file.
type upload struct {
	Reason string        `json:"reason"` // "" when it was taken
	Error  string        `json:"error"`
	Memory float64       `json:"memory"` // MB, at most at one time
	Time   time.Duration `json:"time"`   // of the processor
	Kept   bool          `json:"kept"`   // filled, it says what it said
}

// TestStressChild is no test by itself: it uploads one file for TestStress.
func TestStressChild(t *testing.T) {
	name := os.Getenv(childFile)
	if name == "" {
		t.Skip("runs as a child of TestStress only")
	}
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	catalogue := load(t)
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil { // the peak of what was before
		t.Fatal(err)
	}
	before, start := memory(t, "VmRSS:"), processor(t)
	report := catalogue.Examine(file, "1.4", []documents.Kind{documents.Report}) // which parses it too
	u := upload{Memory: memory(t, "VmHWM:") - before, Time: processor(t) - start}
	u.judge(t, file, report)
	out, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(os.Getenv(childFile+"_OUT"), out, 0o600); err != nil {
		t.Fatal(err)
	}
}

// judge notes what became of the file.
func (u *upload) judge(t *testing.T, file []byte, report documents.TemplateReport) {
	t.Helper()
	tmpl, err := templates.Parse("mẫu", file, nil)
	if report.Usable() || report.Findings[0].Rule == "template_unread" {
		t.Errorf("the doctor says %+v", report.Findings)
	}
	if err == nil {
		u.Kept = kept(t, tmpl, file)
		return
	}
	u.Error, u.Reason = err.Error(), "none that is known"
	for reason, known := range reasons {
		if errors.Is(err, known) {
			u.Reason = reason
		}
	}
}

// kept says whether a template without fields says, filled, what it said.
func kept(t *testing.T, tmpl *templates.Template, file []byte) bool {
	t.Helper()
	filled, err := tmpl.Fill(nil)
	if err != nil {
		t.Fatal(err)
	}
	was, err := docx.PlainText(file)
	if err != nil {
		t.Fatal(err)
	}
	is, err := docx.PlainText(filled)
	return err == nil && slices.Equal(was, is)
}

func TestStress(t *testing.T) {
	index, err := os.ReadFile(filepath.Join(corpus, "index.tsv"))
	if err != nil {
		t.Skip("the corpus of foreign files is not beside the repository")
	}
	taken, differ, refused := 0, 0, map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(string(index)), "\n") {
		cells := strings.Split(line, "\t")
		if i == 0 {
			continue
		}
		name, expected := cells[0], cells[6]
		if _, err := os.Stat(filepath.Join(corpus, name)); err != nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			u := uploaded(t, filepath.Join(corpus, name))
			t.Logf("%s: %.0f MB, %v %s", u.Reason, u.Memory, u.Time, u.Error)
			if measured && (u.Memory > mostMemory || u.Time > mostTime) {
				t.Errorf("it took %.0f MB and %v", u.Memory, u.Time)
			}
			if u.Reason == "" {
				taken++
			} else {
				refused[u.Reason]++
			}
			if judge(t, name, expected, u) {
				differ++
			}
		})
	}
	t.Logf("%d taken; refused: %v; %d of these the index would take", taken, refused, differ)
}

// TestAtTheBounds uploads files of ours that are as hard as the bounds let them
// be.
func TestAtTheBounds(t *testing.T) {
	if !long() {
		t.Skip("VANTHU_LONG is not set: files at the bounds are a long run")
	}
	noise := make([]byte, 6<<20)
	if _, err := rand.NewChaCha8([32]byte{}).Read(noise); err != nil {
		t.Fatal(err)
	}
	attrs := func(n int) string {
		var s strings.Builder
		for i := range n {
			s.WriteString(" w:a" + strconv.Itoa(i) + `=""`)
		}
		return s.String()
	}
	for name, parts := range map[string][]compose.Part{
		"many paragraphs":      bodyOf(t, strings.Repeat("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 40_000)),
		"many runs":            bodyOf(t, "<w:p>"+strings.Repeat("<w:r><w:t>a</w:t></w:r>", 61_000)+"</w:p>"),
		"a mark in many runs":  bodyOf(t, "<w:p><w:r><w:t>{{a</w:t></w:r>"+strings.Repeat("<w:r><w:t>b</w:t></w:r>", 61_000)+"<w:r><w:t>}}</w:t></w:r></w:p>"),
		"many marks in a run":  bodyOf(t, line(strings.Repeat("{{a}}", 120_000))),
		"many open marks":      bodyOf(t, strings.Repeat(line("{{#a}}"), 4_900)),
		"many nested sections": bodyOf(t, strings.Repeat(line("{{?a}}"), 2_400)+strings.Repeat(line("{{/a}}"), 2_400)),
		"many broken marks":    bodyOf(t, strings.Repeat(line("{{"), 30_000)),
		"many attributes":      bodyOf(t, strings.Repeat("<w:p"+attrs(500)+"/>", 470)),
		"a long attribute":     bodyOf(t, `<w:p w:a="`+strings.Repeat("a", 5<<20)+`"/>`),
		"a deep tree":          bodyOf(t, strings.Repeat("<w:sdt>", 250)+strings.Repeat("</w:sdt>", 250)),
		"a long text":          bodyOf(t, line(strings.Repeat("ẩ", 1_900_000))),
		"large pictures":       append(bodyOf(t, line("a")), compose.Part{Name: "word/media/a.png", Body: noise}, compose.Part{Name: "word/media/b.png", Body: noise[:3<<19]}),
	} {
		t.Run(name, func(t *testing.T) {
			file, err := compose.Zip(parts)
			if err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(t.TempDir(), "a.docx")
			if err := os.WriteFile(at, file, 0o600); err != nil {
				t.Fatal(err)
			}
			u := uploaded(t, at)
			t.Logf("%s: %.0f MB, %v %.200s", u.Reason, u.Memory, u.Time, u.Error)
			if measured && (u.Memory > mostMemory || u.Time > mostTime) {
				t.Errorf("it took %.0f MB and %v", u.Memory, u.Time)
			}
			if marks := strings.Contains(name, "mark") || strings.Contains(name, "section"); marks == (u.Reason == "") {
				t.Errorf("got %q", u.Reason)
			}
		})
	}
}

// judge holds an answer against what the index of the corpus expects, and says
// whether it differs. The index expects it of a reader of documents; a template
// must be more.
func judge(t *testing.T, name, expected string, u upload) (other bool) {
	t.Helper()
	accept, reject := strings.HasPrefix(expected, "accept"), strings.HasPrefix(expected, "reject")
	either := strings.Contains(expected, " or ") || !accept && !reject
	switch {
	case u.Reason == "none that is known":
		t.Errorf("refused without a known reason: %s", u.Error)
	case u.Reason == "" && !u.Kept:
		t.Error("filled, it does not say what it said")
	case either || accept == (u.Reason == ""):
		return false
	case refusedByRule[u.Reason] == "" && refusedByName[name] != u.Reason:
		t.Errorf("got %q, want: %s", u.Reason, expected)
	}
	return true
}

// refusedByRule says why a template is refused where a document is read.
var refusedByRule = map[string]string{
	"tracked":  "what is under discussion or commented is no template yet, and would come out in every document",
	"external": "a document that loads something from outside tells others who reads it when",
	"macro":    "a template that runs programs is not to be handed round",
	"prefix":   "the strict variant of the standard has other names for everything; Word writes it on demand only",
}

// refusedByName are single files.
var refusedByName = map[string]string{
	"stress/c31-mainpart-renamed.docx": "not docx",  // legal, but Word, LibreOffice and the carrier write word/document.xml
	"stress-peers/poi__test.dotx":      "not docx",  // of Word's own kind of template: to be saved as .docx
	"stress-peers/poi__bug65649.docx":  "too large", // 500,000 tags; its tree would take 200 MB
}

// long says that the long runs were asked for: then every file is measured in a
// process of its own, else only what becomes of it is looked at.
func long() bool { return os.Getenv("VANTHU_LONG") != "" }

// uploaded lets a child upload the file, or does so itself.
func uploaded(t *testing.T, file string) (u upload) {
	t.Helper()
	if !long() {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		u.judge(t, data, load(t).Examine(data, "1.4", []documents.Kind{documents.Report}))
		return u
	}
	answer := filepath.Join(t.TempDir(), "answer.json")
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestStressChild$", "-test.timeout=60s")
	child.Env = append(os.Environ(), childFile+"="+file, childFile+"_OUT="+answer, "GORACE=atexit_sleep_ms=0")
	if said, err := child.CombinedOutput(); err != nil {
		t.Fatalf("the upload ended the process: %v\n%s", err, said)
	}
	text, err := os.ReadFile(answer)
	if err == nil {
		err = json.Unmarshal(text, &u)
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// memory reads a size in MB from what the kernel says of this process.
func memory(t *testing.T, name string) float64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("needs /proc, to measure the memory")
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == name {
			if kb, err := strconv.ParseFloat(f[1], 64); err == nil {
				return kb / 1024
			}
		}
	}
	t.Fatalf("no %s in /proc/self/status", name)
	return 0
}

func processor(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
