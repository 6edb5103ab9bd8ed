package workflow_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A carrier is a courier that says what it is told to and remembers what it carried.
type carrier struct {
	mu      sync.Mutex
	says    error
	carried []workflow.Letter
	while   func() // what happens while it is on its way
}

func (c *carrier) Deliver(_ context.Context, l *workflow.Letter) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.carried = append(c.carried, *l)
	if c.while != nil {
		c.while()
	}
	return "tin", c.says
}

// posted is an office that reaches the department over the axis, the division by a
// folder nobody set up, and has the code that the axis knows it by.
func posted(t *testing.T, says error) (*office, *carrier) {
	t.Helper()
	o, c := newOffice(t), &carrier{says: says}
	o.deps.Couriers = map[documents.Medium]workflow.Courier{documents.ByEdXML: c, documents.ByMail: c}
	o.Engine = workflow.New(o.deps)
	u, err := o.store.Unit(t.Context(), unit)
	if err != nil {
		t.Fatal(err)
	}
	u.Code = "H49.61.8"
	err = o.store.PutUnit(t.Context(), u)
	for _, a := range []documents.Agency{
		{ID: "snv", Name: "Sở Nội vụ tỉnh", Code: "H49.3", Channels: []documents.Channel{{Medium: documents.ByFolder, Address: "x"}, {Medium: documents.ByEdXML}}},
		{ID: "vhxh", Name: "Phòng Văn hóa - Xã hội", Channels: []documents.Channel{{Medium: documents.ByFolder, Address: "vhxh"}}},
		{ID: "bao", Name: "Báo Tân Lập", Channels: []documents.Channel{{Medium: documents.ByEdXML}, {Medium: documents.ByMail, Address: "bao@example.vn"}}},
	} {
		a.Unit = unit
		err = errors.Join(err, o.store.PutAgency(t.Context(), &a))
	}
	if err != nil {
		t.Fatal(err)
	}
	return o, c
}

// later lets time pass and the program do what is due.
func (o *office) later(by time.Duration) {
	o.t.Helper()
	o.clock.mu.Lock()
	o.clock.at = o.clock.at.Add(by)
	o.clock.mu.Unlock()
	if err := o.WorkOnce(o.t.Context(), func(workflow.Due, error) {}); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) see(r *workflow.Record) *workflow.Record {
	o.t.Helper()
	r, err := o.Get(o.t.Context(), o.people["clerk"], r.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func TestEachGoesItsOwnWay(t *testing.T) {
	t.Parallel()
	o, c := posted(t, nil)
	doc := report()
	doc.Recipients = append(doc.Recipients, documents.Recipient{Name: "Báo Tân Lập"}, documents.Recipient{Name: "Ông Nguyễn Văn A"})
	r := o.to("filed", o.begin(doc))
	var got []string
	for _, c := range r.Consignments {
		got = append(got, fmt.Sprintf("%s:%s:%s", c.Channel, c.Address, c.Sending.State))
	}
	want := []string{"edxml::waiting", "paper::sent", "mail:bao@example.vn:waiting", "paper::sent"}
	if !slices.Equal(got, want) || len(c.carried) > 0 { // who hands over does not wait for it
		t.Fatalf("got %q, want %q; carried %d", got, want, len(c.carried))
	}
	o.later(0)
	seen := r.Version
	if r = o.see(r); r.Consignments[0].Sending.State != workflow.Sent || r.Consignments[0].Sent.IsZero() || len(r.Tasks) > 0 || r.Desk != "" {
		t.Fatalf("got %+v, tasks %v", r.Consignments[0], r.Tasks)
	}
	slices.SortFunc(c.carried, func(a, b workflow.Letter) int { return strings.Compare(a.ID, b.ID) })
	if l := c.carried[0]; l.From.Code != "H49.61.8" || l.To.Code != "H49.3" || !strings.HasPrefix(l.ID, "send:"+string(r.ID)) || l.Errand != workflow.Issuing {
		t.Errorf("got %+v", l)
	}
	if _, err := o.NoteOutcome(t.Context(), o.people["clerk"], r.ID, workflow.ConsignmentNote{ // on the version before the program's acts
		Seen: seen, Consignment: r.Consignments[0].ID, Outcome: workflow.Received, On: o.Today(),
	}); err != nil {
		t.Errorf("what the program did made the page old: %v", err)
	}
}

// What may pass is tried again with growing pauses, what may not waits for văn thư.
func TestLettersThatAreNotDelivered(t *testing.T) {
	t.Parallel()
	o, c := posted(t, workflow.Undelivered(workflow.RuleSendUnreachable, "10.0.0.1:443"))
	r := o.to("filed", o.begin(report()))
	var at []time.Duration
	for minute := range 24 * 60 {
		before := len(c.carried)
		if o.later(map[bool]time.Duration{true: time.Minute}[minute > 0]); len(c.carried) > before {
			at = append(at, time.Duration(minute)*time.Minute)
		}
		if r = o.see(r); r.Consignments[0].Sending.State == workflow.Failed {
			break
		}
	}
	want := []time.Duration{0, time.Minute, 6 * time.Minute, 21 * time.Minute, 81 * time.Minute, 321 * time.Minute}
	if !slices.Equal(at, want) || r.Desk != "clerk" || len(r.Tasks) > 0 {
		t.Fatalf("tried after %v, want %v; at %q, tasks %v", at, want, r.Desk, r.Tasks)
	}
	load, err := o.Load(t.Context(), o.people["clerk"])
	if err != nil || load.Waiting != 1 {
		t.Errorf("the clerk has %+v, %v", load, err)
	}
	said := r.Consignments[0].Sending.Said()
	if want := "Không kết nối được với nơi nhận hoặc trục liên thông (10.0.0.1:443). Chương trình sẽ tự gửi lại"; !strings.HasPrefix(said, want) {
		t.Errorf("says %q", said)
	}
	for _, l := range c.carried[1:] {
		if l.ID != c.carried[0].ID || !l.At.Equal(c.carried[0].At) {
			t.Errorf("a retry is another letter: %+v", l)
		}
	}
	c.says = workflow.Undelivered(workflow.RuleSendLocked, "")
	reroute(t, o, &r, workflow.Rerouting{How: workflow.Again})
	if r.Consignments[0].Sending.State != workflow.Waiting || r.Desk != "" {
		t.Fatalf("got %+v at %q", r.Consignments[0].Sending, r.Desk)
	}
	o.later(0)
	if r = o.see(r); r.Consignments[0].Sending.State != workflow.Failed || r.Consignments[0].Sending.Attempts != 1 {
		t.Errorf("a receiver that is locked is tried again: %+v", r.Consignments[0].Sending)
	}
	reroute(t, o, &r, workflow.Rerouting{How: workflow.AsPaper})
	if c := r.Consignments[0]; c.Channel != "paper" || c.Sent.IsZero() || r.Desk != "" {
		t.Errorf("got %+v", c)
	}
}

func reroute(t *testing.T, o *office, r **workflow.Record, d workflow.Rerouting) {
	t.Helper()
	d.Seen, d.Consignment = (*r).Version, (*r).Consignments[0].ID
	next, err := o.Reroute(t.Context(), o.people["clerk"], (*r).ID, d)
	if err != nil {
		t.Fatal(err)
	}
	*r = next
}

func TestWhoMaySendOtherwise(t *testing.T) {
	t.Parallel()
	o, _ := posted(t, workflow.Undelivered(workflow.RuleSendReceiver, "H49.3"))
	r := o.to("filed", o.begin(report()))
	o.later(0)
	r = o.see(r)
	for _, bad := range []struct {
		who  documents.AccountID
		d    workflow.Rerouting
		rule documents.Rule
	}{
		{"drafter", workflow.Rerouting{How: workflow.Again}, workflow.RuleNotYours},
		{"clerk", workflow.Rerouting{How: "fly"}, workflow.RuleNoDetour},
		{"clerk", workflow.Rerouting{How: workflow.Otherwise}, workflow.RuleReason},
		{"clerk", workflow.Rerouting{How: workflow.Otherwise, Note: "MẬT"}, documents.RuleSecret},
	} {
		bad.d.Seen, bad.d.Consignment = r.Version, r.Consignments[0].ID
		if _, err := o.Reroute(t.Context(), o.people[bad.who], r.ID, bad.d); ruleOf(err) != bad.rule {
			t.Errorf("%+v: got %v", bad, err)
		}
	}
	reroute(t, o, &r, workflow.Rerouting{How: workflow.Otherwise, Note: "đưa tận tay"})
	if said := workflow.SayEvent(r.History[len(r.History)-1]); !strings.HasSuffix(said, "xử lý việc gửi: “Sở Nội vụ tỉnh: đã xử lý cách khác, đưa tận tay”") {
		t.Errorf("history says %q", said)
	}
	d := workflow.Rerouting{Seen: r.Version, Consignment: r.Consignments[0].ID, How: workflow.Again}
	if _, err := o.Reroute(t.Context(), o.people["clerk"], r.ID, d); ruleOf(err) != workflow.RuleNoDetour {
		t.Errorf("what is settled is sent again: %v", err)
	}
	d.Consignment = "nobody"
	if _, err := o.Reroute(t.Context(), o.people["clerk"], r.ID, d); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// Statuses come in any order and more than once; the latest by the receiver's clock
// stands, and all are kept.
func TestStatusesAreHeard(t *testing.T) {
	t.Parallel()
	o, _ := posted(t, workflow.Undelivered(workflow.RuleSendSlow, "")) // it came all the same
	r := o.to("filed", o.begin(report()))
	o.later(0)
	id := r.DocumentID("H49.61.8")
	at := o.clock.now()
	hear := func(from, code, text string, minute int) error {
		return o.Hear(t.Context(), workflow.Report{Unit: unit, From: from, DocumentID: id, Mark: workflow.Mark{
			Code: code, At: at.Add(time.Duration(minute) * time.Minute), Text: text,
		}})
	}
	for _, m := range []struct {
		code, text string
		minute     int
		stands     string
		state      workflow.DeliveryState
		desk       workflow.Desk
		taken      string // in the book
	}{
		{"01", "", 0, "01", workflow.Sent, "", ""},
		{"03", "", 2, "03", workflow.Sent, "", "Đã nhận 1/"},
		{"01", "", 1, "03", workflow.Sent, "", "Đã nhận 1/"},
		{"03", "", 2, "03", workflow.Sent, "", "Đã nhận 1/"},
		{"02", "Sai thẩm quyền", 3, "02", workflow.Declined, "clerk", "Trả lại: "},
		{"02", "Sai thẩm quyền", 3, "02", workflow.Declined, "clerk", "Trả lại: "},
		{"04", "", 4, "04", workflow.Sent, "", "Đã nhận 1/"},
		{"05", "", 4, "05", workflow.Sent, "", "Đã nhận 1/"},
	} {
		if err := hear("H49.3", m.code, m.text, m.minute); err != nil {
			t.Fatal(err)
		}
		r = o.see(r)
		if c := r.Consignments[0]; c.Stands().Code != m.stands || c.Sending.State != m.state || r.Desk != m.desk {
			t.Fatalf("after %s: %s stands, %s, at %q", m.code, c.Stands().Code, c.Sending.State, r.Desk)
		}
		book, err := o.OutgoingBook(t.Context(), o.people["clerk"], workflow.BookPage{Year: r.Document.Date.Year, Series: r.Series, Limit: 1})
		if err != nil || !strings.HasPrefix(book[0].Taken, m.taken) || m.taken == "" && book[0].Taken != "" {
			t.Errorf("after %s the book says %q: %v", m.code, book[0].Taken, err)
		}
	}
	if n := len(r.Consignments[0].Trace); n != 6 || len(r.Tasks) > 0 {
		t.Errorf("%d marks, tasks %v", n, r.Tasks)
	}
	for _, err := range []error{hear("H49.4", "03", "", 5), o.Hear(t.Context(), workflow.Report{
		Unit: unit, From: "H49.3", DocumentID: "H49.61.8,2025/11/24,99/BC-UBND", Mark: workflow.Mark{Code: "03"},
	})} {
		if !errors.Is(err, documents.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}
	if ruleOf(hear("H49.3", "03", "TUYỆT MẬT", 5)) != documents.RuleSecret || ruleOf(hear("H49.3", "77", "", 5)) != workflow.RuleEdXMLValue {
		t.Error("what is no status, or secret, is heard")
	}
}

// A recall asks those who may have the document, once they certainly have it.
func TestRecall(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		answer string
		state  workflow.DeliveryState
		desk   workflow.Desk
	}{{"Agreed", "15", workflow.Agreed, ""}, {"Declined", "16", workflow.Declined, "clerk"}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o, carried := posted(t, nil)
			r := o.to("filed", o.begin(report()))
			o.later(0)
			r = recallAll(t, o, o.see(r))
			if r.State != "recalled" || r.Consignments[0].Recall.State != workflow.Waiting || r.Consignments[1].Recall.State != "" {
				t.Fatalf("%s: %+v", r.State, r.Consignments)
			}
			o.later(0)
			if l := carried.carried[1]; l.Errand != workflow.Recalling || l.Text != "Nhầm số liệu" {
				t.Fatalf("got %+v", l)
			}
			err := o.Hear(t.Context(), workflow.Report{
				Unit: unit, From: "H49.3", DocumentID: r.DocumentID("H49.61.8"), Mark: workflow.Mark{Code: c.answer, At: o.clock.now(), Text: "Vì thế"},
			})
			if r = o.see(r); err != nil || r.Consignments[0].Recall.State != c.state || r.Desk != c.desk || r.Consignments[0].Answer().Text != "Vì thế" {
				t.Errorf("%v: %+v at %q", err, r.Consignments[0], r.Desk)
			}
		})
	}
}

func recallAll(t *testing.T, o *office, r *workflow.Record) *workflow.Record {
	t.Helper()
	r, err := o.as("clerk", r, workflow.Act{Action: "recall", Comment: "Nhầm số liệu"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRecallBeforeItIsThere(t *testing.T) {
	t.Parallel()
	o, c := posted(t, nil)
	r := recallAll(t, o, o.to("filed", o.begin(report()))) // nothing has left
	o.later(time.Hour)
	if r = o.see(r); len(c.carried) > 0 || r.Consignments[0].Sending.State != workflow.Settled || len(r.Tasks) > 0 {
		t.Errorf("carried %d, %+v", len(c.carried), r.Consignments[0])
	}

	o, c = posted(t, workflow.Undelivered(workflow.RuleSendSlow, "")) // it may be there
	r = o.to("filed", o.begin(report()))
	o.later(0)
	recallAll(t, o, o.see(r))
	o.later(30 * time.Second)
	c.says = nil
	o.later(5 * time.Minute)
	o.later(5 * time.Minute)
	var errands []workflow.Errand
	for _, l := range c.carried {
		errands = append(errands, l.Errand)
	}
	if want := []workflow.Errand{workflow.Issuing, workflow.Issuing, workflow.Recalling}; !slices.Equal(errands, want) {
		t.Errorf("carried %q, want %q", errands, want)
	}
}

// People who write the record while a letter is on its way do not have it sent again.
func TestOthersWriteMeanwhile(t *testing.T) {
	t.Parallel()
	o, c := posted(t, nil)
	r := o.to("filed", o.begin(report()))
	c.while = func() {
		now := o.see(r)
		if _, err := o.NoteOutcome(t.Context(), o.people["clerk"], r.ID, workflow.ConsignmentNote{
			Seen: now.Version, Consignment: now.Consignments[1].ID, Outcome: workflow.Received, On: o.Today(),
		}); err != nil {
			t.Error(err)
		}
	}
	o.later(0)
	o.later(time.Hour)
	if r = o.see(r); len(c.carried) != 1 || r.Consignments[0].Sending.State != workflow.Sent || r.Consignments[1].Outcome != workflow.Received {
		t.Errorf("carried %d: %+v", len(c.carried), r.Consignments)
	}
}

// Another in its place: sent as one, and the old one is moved on.
func TestReplacement(t *testing.T) {
	t.Parallel()
	for kind, want := range map[workflow.LinkKind]struct {
		errand workflow.Errand
		state  workflow.State
	}{workflow.Replaces: {workflow.Replacing, "replaced"}, workflow.Corrects: {workflow.Updating, "filed"}, workflow.Answers: {workflow.Issuing, "filed"}} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			o, c := posted(t, nil)
			old := o.to("filed", o.begin(report()))
			o.later(0)
			next, err := o.Create(t.Context(), o.people["drafter"], report(), workflow.Link{Kind: kind, Record: old.ID})
			if err != nil {
				t.Fatal(err)
			}
			o.to("filed", next)
			o.later(0)
			l := c.carried[len(c.carried)-1]
			if l.Errand != want.errand || want.errand != workflow.Issuing && (len(l.About) != 1 || l.About[0] != old.DocumentID("H49.61.8")) {
				t.Errorf("carried %s about %q", l.Errand, l.About)
			}
			if old = o.see(old); old.State != want.state {
				t.Errorf("the old one is %s", old.State)
			}
		})
	}
}

// What was issued is mended by a draft that is filled in and linked to it.
func TestMend(t *testing.T) {
	t.Parallel()
	o, _ := posted(t, nil)
	draft := o.begin(report())
	if _, err := o.Mend(t.Context(), o.people["drafter"], draft.ID, workflow.Replaces); ruleOf(err) != workflow.RuleNotIssued {
		t.Errorf("a draft is replaced: %v", err)
	}
	old := o.to("filed", draft)
	if _, err := o.Mend(t.Context(), o.people["clerk"], old.ID, workflow.Replaces); ruleOf(err) != workflow.RuleNotDrafter {
		t.Errorf("who does not draft mends: %v", err)
	}
	if _, err := o.Mend(t.Context(), o.people["drafter"], old.ID, workflow.Answers); ruleOf(err) != documents.RuleFieldType {
		t.Errorf("an answer mends: %v", err)
	}
	r, err := o.Mend(t.Context(), o.people["drafter"], old.ID, workflow.Replaces)
	if err != nil || r.Document.Kind != documents.Report || !r.Document.Reference.IsZero() || r.Document.Abstract != old.Document.Abstract || len(r.Linked(workflow.Replaces)) != 1 {
		t.Errorf("%v: %+v", err, r)
	}
	r, err = o.Mend(t.Context(), o.people["drafter"], old.ID, workflow.Corrects)
	if err != nil || r.Document.Kind != documents.Official || len(r.Document.Addressees) != 2 || r.Document.Abstract != "Đính chính "+old.Title() {
		t.Errorf("%v: %+v", err, r)
	}
	if o.to("filed", r); o.see(old).Linked("corrected_by") == nil {
		t.Error("the old one does not say that it was corrected")
	}
}
