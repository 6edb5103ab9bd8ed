package workflow_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// letter is a công văn as văn thư types it in.
func letter() workflow.Receipt {
	return workflow.Receipt{
		Kind: documents.Official, Author: "Sở Khoa học và Công nghệ", Notation: "2959/SKHCN-TĐC", Date: documents.Date{Year: 2025, Month: 11, Day: 7},
		Abstract: "Báo cáo kết quả công tác tháng 11", Source: workflow.ByFile,
		Files: []workflow.Brought{{Name: "2959.pdf", Type: "application/pdf", Data: []byte("%PDF-1.7 …")}},
	}
}

// A plainReader takes the bytes of a file for its words.
type plainReader struct{}

func (plainReader) Text(_ context.Context, pdf []byte) (string, error) { return string(pdf), nil }

func (o *office) entered(in workflow.Receipt) *workflow.Record {
	o.t.Helper()
	r, err := o.Enter(o.t.Context(), o.people["clerk"], in)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// do is an act that must be possible.
func (o *office) do(who documents.AccountID, r *workflow.Record, act workflow.Act) *workflow.Record {
	o.t.Helper()
	next, err := o.as(who, r, act)
	if err != nil {
		o.t.Fatalf("%s by %s: %v", act.Action, who, err)
	}
	return next
}

// TestLifeOfWhatCame: from arrival, in one act with its number, to the answer that
// is issued and closes it; each is linked to the other.
func TestLifeOfWhatCame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.entered(letter())
	if got := r.Number().String(); got != "01/Đến" || r.Day() != o.Today() || r.Incoming.Files[0].File == "" {
		t.Fatalf("entered as %s on %s", got, r.Day())
	}
	if !r.Document.Deadline.IsZero() && r.Document.Deadline.Before(o.Today()) || r.Desk != "head:VP" {
		t.Errorf("waits at %s until %s", r.Desk, r.Document.Deadline)
	}
	due := o.Today().Add(7)
	r = o.do("chief", r, workflow.Act{Action: "distribute", Direction: &workflow.Direction{
		Lead: workflow.Handler{Division: "VHXH"}, With: []workflow.Handler{{Account: "chief"}}, Opinion: "Báo cáo đúng hạn", Deadline: due,
	}})
	if r.Desk != "head:VHXH" || r.Document.Deadline != due || r.Incoming.Direction.Lead.Name != "Phòng Văn hóa - Xã hội" {
		t.Errorf("directed to %s until %s: %+v", r.Desk, r.Document.Deadline, r.Incoming.Direction)
	}
	r, err := o.Assign(t.Context(), o.people["head"], r.ID, workflow.Giving{Seen: r.Version, To: "drafter", Opinion: "Soạn báo cáo"})
	if err != nil || r.Desk != "account:drafter" {
		t.Fatalf("assigned to %s: %v", r.Desk, err)
	}
	r, err = o.NoteProgress(t.Context(), o.people["drafter"], r.ID, workflow.Progress{Seen: r.Version, Text: "Đang tổng hợp số liệu"})
	if err != nil || r.LastProgress() != "Đang tổng hợp số liệu" {
		t.Fatalf("progress %q: %v", r.LastProgress(), err)
	}
	if _, err := o.as("drafter", r, workflow.Act{Action: "finish"}); ruleOf(err) != workflow.RuleReason {
		t.Errorf("settled without an answer and a reason: %v", err)
	}
	draft, err := o.Answer(t.Context(), o.people["drafter"], r.ID, documents.Report)
	if err != nil {
		t.Fatal(err)
	}
	want := "Thực hiện Công văn số 2959/SKHCN-TĐC ngày 07/11/2025 của Sở Khoa học và Công nghệ về việc báo cáo kết quả công tác tháng 11, Ủy ban nhân dân phường Tân Lập báo cáo kết quả như sau:"
	if got := draft.Document.Body[0].Text.Plain(); got != want {
		t.Errorf("the answer begins %q,\nwant %q", got, want)
	}
	if draft.Document.Addressees[0].Name != "Sở Khoa học và Công nghệ" || draft.Document.Deadline != due {
		t.Errorf("addressed to %v, by %s", draft.Document.Addressees, draft.Document.Deadline)
	}
	doc := report()
	doc.Body = append(draft.Document.Body, doc.Body...)
	if draft, err = o.Revise(t.Context(), o.people["drafter"], draft.ID, draft.Version, doc); err != nil {
		t.Fatal(err)
	}
	sent := o.to("filed", draft)
	if r, err = o.Get(t.Context(), o.people["drafter"], r.ID); err != nil || len(r.Linked("answered_by")) != 1 {
		t.Fatalf("linked back: %v, %v", r.Links, err)
	}
	r = o.do("drafter", r, workflow.Act{Action: "finish"})
	if r.Desk != "" || !o.FlowOf(r).Ends(r.State) {
		t.Errorf("settled, but waits at %s", r.Desk)
	}
	lines, err := o.IncomingBook(t.Context(), o.people["clerk"], workflow.BookPage{Year: 2025, Limit: 9})
	if err != nil || len(lines) != 1 {
		t.Fatalf("book of %d lines: %v", len(lines), err)
	}
	line := lines[0]
	if line.To != "Phòng Văn hóa - Xã hội" || line.Answer != sent.Title() || line.Moved != o.Today() || !strings.HasSuffix(line.Progress, "Đang tổng hợp số liệu") {
		t.Errorf("line %+v", line)
	}
	if _, err := o.as("chief", r, workflow.Act{Action: "reopen", Comment: "Bổ sung số liệu"}); err != nil {
		t.Errorf("what is settled cannot be taken up again: %v", err)
	}
}

func TestEnterRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, row := range []struct {
		name  string
		who   documents.AccountID
		edit  func(*workflow.Receipt)
		field string
		rule  documents.Rule
	}{
		{"ByNoClerk", "drafter", func(*workflow.Receipt) {}, "", workflow.RuleNotReceiver},
		{"NoAuthor", "clerk", func(in *workflow.Receipt) { in.Author = " " }, "author", documents.RuleRequired},
		{"NoKind", "clerk", func(in *workflow.Receipt) { in.Kind = "" }, "kind", documents.RuleRequired},
		{"UnknownKind", "clerk", func(in *workflow.Receipt) { in.Kind = "XX" }, "kind", documents.RuleKind},
		{"Tomorrow", "clerk", func(in *workflow.Receipt) { in.Day = o.Today().Add(1) }, "day", workflow.RuleDateFuture},
		{"DatedTomorrow", "clerk", func(in *workflow.Receipt) { in.Date = o.Today().Add(1) }, "date", workflow.RuleDateFuture},
		{"TooLong", "clerk", func(in *workflow.Receipt) { in.Note = strings.Repeat("ô", 1000) }, "note", documents.RuleTooLong},
		{"SecretAbstract", "clerk", func(in *workflow.Receipt) { in.Abstract = "Kế hoạch (TỐI MẬT)" }, "abstract", documents.RuleSecret},
		{"SecretNote", "clerk", func(in *workflow.Receipt) { in.Note = "Độ mật: Mật" }, "note", documents.RuleSecret},
		{"SecretName", "clerk", func(in *workflow.Receipt) { in.Files[0].Name = "[MẬT] 2959.pdf" }, "file", documents.RuleSecret},
		{"SecretWords", "clerk", func(in *workflow.Receipt) { in.Files[0].Data = []byte("CỘNG HÒA\nMẬT\nSố: 12") }, "file", documents.RuleSecret},
	} {
		in := letter()
		row.edit(&in)
		_, err := o.Enter(t.Context(), o.people[row.who], in)
		var fields documents.FieldErrors
		if ruleOf(err) != row.rule || errors.As(err, &fields) && fields[0].Field != row.field {
			t.Errorf("%s: got %v, want %s of %s", row.name, err, row.rule, row.field)
		}
	}
	page, err := o.List(t.Context(), o.people["clerk"], workflow.Query{Flow: workflow.IncomingFlow})
	if err != nil || len(page.Items) != 0 {
		t.Errorf("something was stored: %v, %v", page.Items, err)
	}
}

// TestCameBefore: the same number, day and author is told with what is there, and
// văn thư may enter it all the same; other documents are not held up.
func TestCameBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.entered(letter())
	_, err := o.Enter(t.Context(), o.people["clerk"], letter())
	before := (*workflow.Before)(nil)
	if !errors.As(err, &before) || before.Items[0].ID != first.ID || !errors.Is(err, documents.ErrExists) {
		t.Fatalf("the same again: %v", err)
	}
	if said := workflow.Say(err).Detail; !strings.Contains(said, "số đến 01 ngày 24/11/2025") {
		t.Errorf("told %q", said)
	}
	other, confirmed := letter(), letter()
	other.Author, confirmed.Confirmed = "Sở Nội vụ", true
	for i, in := range []workflow.Receipt{other, confirmed} {
		if got := o.entered(in).Number().Number; got != i+2 {
			t.Errorf("number %d, want %d", got, i+2)
		}
	}
}

// TestArrive: the same message makes one record, however often it comes; its sender
// is owed each status once.
func TestArrive(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := workflow.Arrival{Receipt: letter(), Organ: "H48.15", DocumentID: "H48.15,2025/11/07,2959/SKHCN-TĐC"}
	r, isNew, err := o.Arrive(t.Context(), unit, a)
	if err != nil || !isNew || r.Desk != "clerk" || r.ID != workflow.ArrivedID(a.Organ, a.DocumentID) {
		t.Fatalf("arrived as %+v, new %t: %v", r, isNew, err)
	}
	r = o.do("clerk", r, workflow.Act{Action: "register"})
	again, isNew, err := o.Arrive(t.Context(), unit, a)
	if err != nil || isNew || again.Version != r.Version {
		t.Errorf("the same again: new %t, %v", isNew, err)
	}
	r = o.do("clerk", r, workflow.Act{Action: "pass_on", Direction: &workflow.Direction{Lead: workflow.Handler{Account: "drafter"}}})
	for _, text := range []string{"Đã đọc", "Đang làm"} {
		if r, err = o.NoteProgress(t.Context(), o.people["drafter"], r.ID, workflow.Progress{Seen: r.Version, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	r = o.do("drafter", r, workflow.Act{Action: "finish", Comment: "Để biết, không phải trả lời"})
	var told []string
	for _, tell := range r.Incoming.Told {
		told = append(told, tell.Code)
	}
	if got, want := strings.Join(told, " "), "01 03 04 05 06"; got != want {
		t.Errorf("owed %s, want %s", got, want)
	}
	if _, _, err := o.Arrive(t.Context(), unit, workflow.Arrival{Receipt: letter()}); !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("of nobody: %v", err)
	}
}

// TestWaysOutOfWhatCame: sent back, handed back, annulled with its line void, and
// taken back only when its sender asked.
func TestWaysOutOfWhatCame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.entered(letter())
	for _, row := range []struct {
		who  documents.AccountID
		act  workflow.Act
		rule documents.Rule
	}{
		{"drafter", workflow.Act{Action: "distribute"}, workflow.RuleNotYours},
		{"chief", workflow.Act{Action: "distribute"}, documents.RuleRequired},
		{"chief", workflow.Act{Action: "distribute", Direction: &workflow.Direction{}}, documents.RuleRequired},
		{"chief", workflow.Act{Action: "distribute", Direction: &workflow.Direction{Lead: workflow.Handler{Division: "XX"}}}, workflow.RuleHandlerUnknown},
		{"chief", workflow.Act{Action: "distribute", Direction: &workflow.Direction{Lead: workflow.Handler{Account: "nobody"}}}, workflow.RuleHandlerUnknown},
		{"chief", workflow.Act{Action: "distribute", Direction: &workflow.Direction{Lead: workflow.Handler{Account: "head"}, Deadline: o.Today().Add(-1)}}, workflow.RuleDeadlinePast},
		{"chief", workflow.Act{Action: "distribute", Direction: &workflow.Direction{Lead: workflow.Handler{Account: "head"}, Opinion: "MẬT"}}, documents.RuleSecret},
		{"clerk", workflow.Act{Action: "send_back"}, workflow.RuleReason},
		{"clerk", workflow.Act{Action: "give_back"}, workflow.RuleNotAsked},
		{"clerk", workflow.Act{Action: "finish"}, workflow.RuleNoSuchAct},
	} {
		if _, err := o.as(row.who, r, row.act); ruleOf(err) != row.rule {
			t.Errorf("%s %+v: got %v, want %s", row.act.Action, row.act.Direction, err, row.rule)
		}
	}
	r = o.do("chief", r, workflow.Act{Action: "distribute", Direction: &workflow.Direction{Lead: workflow.Handler{Account: "drafter"}}})
	r = o.do("drafter", r, workflow.Act{Action: "hand_back", Comment: "Không đúng lĩnh vực"})
	if r.Desk != "head:VP" || r.Incoming.Direction != nil {
		t.Errorf("handed back to %s with %+v", r.Desk, r.Incoming.Direction)
	}
	r = o.do("clerk", r, workflow.Act{Action: "annul", Comment: "Nhập trùng"})
	lines, err := o.IncomingBook(t.Context(), o.people["clerk"], workflow.BookPage{Year: 2025, Limit: 9})
	if err != nil || len(lines) != 1 || lines[0].Void != "Nhập trùng" || r.Desk != "" {
		t.Errorf("annulled: %+v, %v", lines, err)
	}
	if next := o.entered(letter()); next.Number().Number != 2 { // it is no document that came before, yet its number is gone
		t.Errorf("number %d after a void", next.Number().Number)
	}
}

// The chair directs where the office says so; the clerk passes on what is clear.
func TestWhoDirects(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	u, err := o.store.Unit(t.Context(), unit)
	if err != nil {
		t.Fatal(err)
	}
	u.Settings.Director = documents.ChairDirects
	if err := o.store.PutUnit(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	r := o.entered(letter())
	if holders, err := o.Holders(t.Context(), o.people["clerk"], []workflow.Summary{workflow.Summarise(r)}); err != nil || holders[r.Desk] != "Hồ Giang" {
		t.Errorf("waits with %v: %v", holders, err)
	}
	direction := &workflow.Direction{Lead: workflow.Handler{Division: "VHXH"}}
	if _, err := o.as("chief", r, workflow.Act{Action: "distribute", Direction: direction}); ruleOf(err) != workflow.RuleNotYours {
		t.Errorf("the chief directs: %v", err)
	}
	o.do("chair", r, workflow.Act{Action: "distribute", Direction: direction})
}
