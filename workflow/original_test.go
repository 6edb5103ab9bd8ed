package workflow_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates/pdf"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// A press prints with the machine's LibreOffice.
type press struct{ *pdf.Converter }

func (press) Lack() error { return nil }

func (p press) PDF(ctx context.Context, docx []byte) ([]byte, error) { return p.Convert(ctx, docx) }

const password = "mật khẩu của khóa"

// signs gives the office what prints and signs, the chair and the agency a key of
// the authority that it returns.
func (o *office) signs(t *testing.T) *trial.Authority {
	t.Helper()
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is not there", tool)
			}
			t.Skipf("needs %s", tool)
		}
	}
	converter, err := pdf.Open(pdf.Options{})
	o.ok(err)
	t.Cleanup(func() { o.ok(converter.Close()) })
	ca, err := trial.New(o.clock.now())
	o.ok(err)
	o.deps.Printer = press{converter}
	o.deps.Signer = &signing.Office{Roots: []*x509.Certificate{ca.Root}, Now: o.clock.now}
	o.Engine = workflow.New(o.deps)
	chair := o.people["chair"]
	chair.Key = o.key(ca, chair.Name)
	o.ok(o.store.PutAccount(t.Context(), chair))
	ward, err := o.store.Unit(t.Context(), unit)
	o.ok(err)
	ward.Seal = &documents.Seal{SigningKey: *o.key(ca, ward.Issuer.Name)}
	o.ok(o.store.PutUnit(t.Context(), ward))
	return ca
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// key makes a key of a holder and brings it as an administrator does.
func (o *office) key(ca *trial.Authority, holder string) *documents.SigningKey {
	o.t.Helper()
	local, err := ca.ECDSA(holder)
	o.ok(err)
	file, err := trial.PKCS12(local, password)
	o.ok(err)
	var picture bytes.Buffer
	square := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	for i := range 20 {
		square.Set(2*i, i, color.NRGBA{0, 0, 200, 255})
	}
	o.ok(png.Encode(&picture, square))
	key, err := o.ReadKey(o.t.Context(), o.people["clerk"], workflow.KeyFile{File: file, Secret: password, Picture: picture.Bytes()})
	o.ok(err)
	return key
}

// works does what acts left to be done, and returns r as it is then.
func (o *office) works(r *workflow.Record) *workflow.Record {
	o.t.Helper()
	o.ok(o.WorkOnce(o.t.Context(), func(d workflow.Due, err error) { o.t.Errorf("%v: %v", d, err) }))
	now, err := o.Get(o.t.Context(), o.people["clerk"], r.ID)
	o.ok(err)
	return now
}

// signNow does an act with the key.
func (o *office) signNow(who documents.AccountID, r *workflow.Record, action workflow.Action, secret string) (*workflow.Record, error) {
	return o.SignNow(o.t.Context(), o.people[who], r.ID, workflow.Act{Action: action, Seen: r.Version}, secret)
}

func TestLifeOfAnElectronicReport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.signs(t)
	r := o.works(o.to("sign", o.begin(report())))
	if placed := r.Original.Copy(workflow.Placed); placed == nil {
		t.Fatalf("no PDF to be signed: %+v", r.Original)
	}
	wantRule(t, refusedBy(o.signNow("chair", r, "sign", "sai")), workflow.RuleKeyPassword)
	o.clock.set(2025, time.December, 31)
	r, err := o.signNow("chair", r, "sign", password)
	o.ok(err)
	if r.Mode != workflow.Electronic || r.State != "register" {
		t.Fatalf("signed: mode %q, state %q", r.Mode, r.State)
	}
	o.clock.set(2026, time.January, 2)
	r = o.to("send", r)
	_, err = o.as("clerk", r, workflow.Act{Action: "send"})
	wantRule(t, err, workflow.RuleFileNotReady)
	wantRule(t, refusedBy(o.signNow("chair", r, "seal", password)), workflow.RuleNotYours)
	r, err = o.signNow("clerk", r, "seal", password)
	o.ok(err)
	wantRule(t, refusedBy(o.signNow("clerk", r, "seal", password)), workflow.RuleNotSealable)
	r = o.to("filed", r)

	var said []string
	for _, ev := range r.History {
		said = append(said, string(ev.Action))
	}
	if got, want := strings.Join(said, " "), "create submit approve approve original sign register final_file seal send"; got != want {
		t.Errorf("history %q, want %q", got, want)
	}
	if got, want := r.History[5].File, r.Original.Copy(workflow.Approved).File; got != want {
		t.Errorf("the history says that %s was signed, want %s", got, want)
	}
	file, err := o.OriginalFile(t.Context(), r)
	o.ok(err)
	for _, c := range r.Original.Copies { // nothing is ever written again
		before, err := o.deps.Blobs.Get(t.Context(), unit, c.File)
		o.ok(err)
		if !bytes.HasPrefix(file, before) {
			t.Errorf("the original does not begin with what it was when it was %s", c.Stage)
		}
	}
	found, err := o.Verify(file)
	o.ok(err)
	if !found.Good || len(found.Signatures) != 2 {
		t.Errorf("verified %+v, want two good signatures", found)
	}
	words := o.words(file)
	for _, want := range []string{"Số: 01 /BC-UBND", "ngày 02 tháng 01 năm 2026"} {
		if !strings.Contains(words, want) {
			t.Errorf("the page does not say %q:\n%s", want, words)
		}
	}
}

// words returns the text of a PDF with single spaces.
func (o *office) words(file []byte) string {
	o.t.Helper()
	cmd := exec.CommandContext(o.t.Context(), "pdftotext", "-", "-")
	cmd.Stdin = bytes.NewReader(file)
	text, err := cmd.Output()
	o.ok(err)
	return strings.Join(strings.Fields(string(text)), " ")
}

// refusedBy returns the error of an act.
func refusedBy(_ *workflow.Record, err error) error { return err }

func wantRule(t *testing.T, err error, rule documents.Rule) {
	t.Helper()
	refusal := (*workflow.Refusal)(nil)
	if !errors.As(err, &refusal) || refusal.Rule != rule {
		t.Errorf("got %v, want a refusal by %s", err, rule)
	}
}

// TestSignatureOfAnotherMoment: what the key signed is good for the version that
// was shown and for ten minutes; nothing of it is kept, so nothing is stuck.
func TestSignatureOfAnotherMoment(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.signs(t)
	r := o.works(o.to("sign", o.begin(report())))
	act := workflow.Act{Action: "sign", Seen: r.Version, File: r.Shown().Hash}
	task, err := o.ToSign(t.Context(), o.people["chair"], r.ID, act)
	o.ok(err)
	values, err := o.deps.Signer.Sign(t.Context(), task.Key, password, []workflow.ToSign{*task})
	o.ok(err)
	good := workflow.Signature{At: task.At, Value: values[0]}
	wrong := slices.Clone(values[0])
	wrong[len(wrong)-1] ^= 1
	for _, c := range []struct {
		name      string
		signature workflow.Signature
		rule      documents.Rule
	}{
		{"OfAnotherTime", workflow.Signature{At: good.At.Add(-time.Second), Value: good.Value}, workflow.RuleSignature},
		{"WrongValue", workflow.Signature{At: good.At, Value: wrong}, workflow.RuleSignature},
		{"OfTomorrow", workflow.Signature{At: good.At.Add(time.Hour), Value: good.Value}, workflow.RuleSignatureLate},
		{"TooLate", workflow.Signature{At: good.At.Add(-time.Hour), Value: good.Value}, workflow.RuleSignatureLate},
	} {
		with := act
		with.Signature = &c.signature
		_, err := o.Act(t.Context(), o.people["chair"], r.ID, with)
		wantRule(t, err, c.rule)
	}
	act.Signature = &good
	signed, err := o.Act(t.Context(), o.people["chair"], r.ID, act)
	o.ok(err)
	if signed.Original.Copy(workflow.Approved) == nil {
		t.Error("the good signature is not in the original")
	}
}

// TestPaperStaysPossible: who has no key, or whose page has no place for the
// fields, signs on paper; a document that goes back gets a new original.
func TestPaperStaysPossible(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.signs(t)
	r := o.works(o.to("sign", o.begin(report())))
	r, err := o.as("chair", r, workflow.Act{Action: "return", Comment: "Sửa lại"})
	o.ok(err)
	o.clock.set(2025, time.November, 25)
	again := o.works(o.to("sign", r))
	if again.Original == nil || again.Original.Copies[0].At.Equal(r.Original.Copies[0].At) {
		t.Error("the second round has the original of the first")
	}
	paper := o.to("filed", again)
	if paper.Mode != workflow.Paper || paper.Original.Copy(workflow.Approved) != nil {
		t.Errorf("signed on paper: mode %q, original %+v", paper.Mode, paper.Original)
	}
	chair := o.people["chair"]
	chair.Key = nil
	o.ok(o.store.PutAccount(t.Context(), chair))
	r = o.works(o.to("sign", o.begin(report())))
	wantRule(t, refusedBy(o.signNow("chair", r, "sign", password)), workflow.RuleNoKey)
	o.to("filed", r)
}

// TestArchivedInTheBackground: a sealed file gets its time stamp afterwards; an
// authority that does not answer is asked again, and nobody waits for it.
func TestArchivedInTheBackground(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ca := o.signs(t)
	stamps, err := ca.TimeStamps(o.clock.now)
	o.ok(err)
	answers := false
	authority := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answers {
			http.Error(w, "bận", http.StatusServiceUnavailable)
			return
		}
		stamps.ServeHTTP(w, r)
	}))
	t.Cleanup(authority.Close)
	o.deps.Archiver = &signing.Archivist{TSA: signing.TSA{URL: authority.URL}}
	o.Engine = workflow.New(o.deps)
	r, err := o.signNow("chair", o.works(o.to("sign", o.begin(report()))), "sign", password)
	o.ok(err)
	r, err = o.signNow("clerk", o.to("send", r), "seal", password)
	o.ok(err)

	failed := 0
	work := func() *workflow.Record {
		o.ok(o.WorkOnce(t.Context(), func(workflow.Due, error) { failed++ }))
		now, err := o.Get(t.Context(), o.people["clerk"], r.ID)
		o.ok(err)
		return now
	}
	r = work()
	if failed != 1 || len(r.Tasks) != 1 || !r.Tasks[0].Due.After(o.clock.now()) {
		t.Fatalf("%d failures, tasks %v: want one, put off", failed, r.Tasks)
	}
	if r = work(); failed != 1 {
		t.Error("asked again at once")
	}
	r = o.to("filed", r) // nobody waits
	answers = true
	o.clock.set(2025, time.November, 25)
	if r = work(); r.Original.Copy(workflow.Archived) == nil || len(r.Tasks) != 0 {
		t.Fatalf("not archived: %+v, tasks %v", r.Original, r.Tasks)
	}
	file, err := o.OriginalFile(t.Context(), r)
	o.ok(err)
	found, err := o.Verify(file)
	o.ok(err)
	if !found.Good || len(found.Signatures) != 3 {
		t.Errorf("verified %+v, want three good ones, the third a time stamp", found)
	}
}

// TestWhoReadsIsNotDisturbed: the PDF that comes while the chair reads changes nothing
// of what is read.
func TestWhoReadsIsNotDisturbed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.signs(t)
	read := o.to("sign", o.begin(report()))
	if now := o.works(read); now.Version == read.Version {
		t.Fatal("no PDF came")
	}
	r, err := o.as("chair", read, workflow.Act{Action: "sign", File: read.Shown().Hash})
	o.ok(err)
	_, err = o.as("chair", read, workflow.Act{Action: "sign"})
	if stale := (*workflow.Stale)(nil); !errors.As(err, &stale) {
		t.Errorf("signed a second time: %v", err)
	}
	if r.Mode != workflow.Paper {
		t.Errorf("mode %q", r.Mode)
	}
}
