package storetest

import (
	"fmt"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// The units of the tests. Their ids begin alike, so that a store which joins
// the parts of a key without a mark between them is found out.
const (
	home  documents.UnitID = "duc-pho"
	other documents.UnitID = "duc-pho-2"
)

// morning is when the records of the tests were made.
var morning = time.Date(2025, time.November, 25, 1, 2, 3, 456e6, time.UTC)

// day is the date the documents of the tests carry.
var day = documents.Date{Year: 2025, Month: time.November, Day: 25}

// id returns the nth record id, in order.
func id(n int) workflow.RecordID { return workflow.RecordID(fmt.Sprintf("01JD%022d", n)) }

// plain returns a small record of the home unit as Create wants it.
func plain(n int) *workflow.Record {
	return &workflow.Record{
		ID: id(n), Unit: home, Version: 1, Flow: "outgoing", Table: "0123456789ab", Mode: workflow.Paper,
		State: "draft", Desk: "chuyenvien", Drafter: "chuyenvien",
		Document: documents.Document{
			Kind: documents.Report, Abstract: fmt.Sprintf("Báo cáo thứ %d", n),
			Issuer:   documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
			Drafting: documents.Drafting{Symbol: "VHXH"},
		},
		History: []workflow.Event{{At: morning, By: "chuyenvien", Name: "Lê Văn Hiếu", Action: "create", To: "draft"}},
		Created: morning, Updated: morning,
	}
}

// incoming returns a small record of a document that came: with number and symbol of
// its author, and none of ours.
func incoming(n int) *workflow.Record {
	r := plain(n)
	r.Flow, r.State, r.Desk, r.Drafter = workflow.IncomingFlow, "arrived", "clerk", "vanthu"
	r.Document.Issuer = documents.Issuer{Name: "Sở Khoa học và Công nghệ"}
	r.Document.Reference, r.Document.Date = documents.Reference{Number: 5, Symbol: "BC-UBND"}, day.Add(-3)
	r.Incoming = &workflow.Incoming{Notation: "05/BC-UBND"}
	return r
}

// come returns the version after r as Register wants it.
func come(r *workflow.Record, date documents.Date) *workflow.Record {
	n := next(r, "register")
	came := *r.Incoming
	came.Number, came.Day = documents.Reference{Symbol: "Đến"}, date
	n.Series, n.Incoming, n.State = "den", &came, "direct"
	return n
}

// of returns r as a record of unit.
func of(unit documents.UnitID, r *workflow.Record) *workflow.Record {
	r.Unit = unit
	return r
}

// about returns a plain record with that abstract.
func about(n int, abstract string) *workflow.Record {
	r := plain(n)
	r.Document.Abstract = abstract
	return r
}

// next returns the version after r, changed a second later by action.
func next(r *workflow.Record, action workflow.Action) *workflow.Record {
	n := *r
	n.Version++
	n.Updated = r.Updated.Add(time.Second)
	n.History = append(append([]workflow.Event(nil), r.History...),
		workflow.Event{At: n.Updated, By: "vanthu", Name: "Nguyễn Thị Ước", Action: action, From: r.State, To: r.State, Seen: r.Version})
	return &n
}

// dated returns the version after r as Register wants it.
func dated(r *workflow.Record, series string, date documents.Date) *workflow.Record {
	n := next(r, "register")
	n.Series, n.Document.Date, n.State = series, date, "send"
	n.Document.Reference.Symbol = "BC-" + series
	return n
}

// full returns a record with every field set.
func full() *workflow.Record {
	r := plain(1)
	at := func(s int) time.Time {
		return morning.Add(time.Duration(s)*time.Second + time.Duration(s)*time.Millisecond)
	}
	r.State, r.Desk, r.Series, r.Template = "send", "clerk", "BC", "bc@2"
	r.Signed = documents.Date{Year: 2025, Month: time.November, Day: 24}
	r.Document = fullDocument()
	r.Revisions = []workflow.Revision{
		{Round: 1, File: workflow.File{Hash: "aa11", Template: "bc@1"}, By: "chuyenvien", At: at(1)},
		{Round: 2, File: workflow.File{Hash: "bb22", Template: "bc@2"}, By: "chuyenvien", At: at(2)},
	}
	r.Final = &workflow.File{Hash: "cc33", Template: "bc@2"}
	r.Mode = workflow.Electronic
	r.Scan = &workflow.Copy{Stage: workflow.Scanned, File: "ff77", By: "vanthu", At: at(4)}
	r.Original = &workflow.Original{Source: "bb22", Fault: "word_missing", Got: "Số:", Copies: []workflow.Copy{
		{Stage: workflow.Placed, File: "dd44", At: at(2)}, {Stage: workflow.Approved, File: "ee55", By: "phochutich", At: at(3)},
	}}
	r.Consignments = []workflow.Consignment{{ID: "c1", Recipient: "Sở Văn hóa, Thể thao và Du lịch", Agency: "svhttdl", Channel: "paper", Sent: at(3), Outcome: workflow.Returned, On: day, Reason: "Sai địa chỉ"}, {
		ID: "c2", Recipient: "UBND tỉnh", Channel: "edxml", Address: "H48", Code: "H48", Handed: at(3), Sent: at(4),
		Sending: workflow.Delivery{State: workflow.Sent, Attempts: 2, Earlier: 6, At: at(4), Receipt: "tin-1"},
		Recall:  workflow.Delivery{State: workflow.Waiting, Attempts: 1, Next: at(6), At: at(5), Rule: workflow.RuleSendBusy, Got: "HTTP 503"},
		Trace:   []workflow.Mark{{Code: "03", At: at(4), By: "Lê Thử", Text: "Đã vào sổ", Heard: at(5)}},
	}}
	r.Tasks = []workflow.Task{{ID: "t1", Kind: workflow.MakeFinalFile, Due: at(4)}}
	r.History = append(r.History, workflow.Event{
		At: at(5), By: "vanthu", Name: "Nguyễn Thị Ước", Title: "Văn thư", Action: "register", From: "register", To: "send",
		Comment: "Đã đóng dấu.\n\t“Ký thay” <&> 'ok' \\ \U0001F58B", Article: "Điều 15", Seen: 1, File: "bb22", Number: "01/BC-UBND", Mode: workflow.Electronic, For: forChair(),
	})
	r.Updated = at(6)
	return r
}

// forChair says that a deputy signed by a decision.
func forChair() []documents.Behalf {
	return []documents.Behalf{{
		Title: "Chủ tịch", Name: "Võ Văn Sơn", Capacity: documents.ForHead, Authority: "kt", Article: "Điều 13 khoản 2",
		Ground: documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: 5, Symbol: "QĐ-UBND"}, Date: day},
	}}
}

func fullDocument() documents.Document {
	text := func(s string) documents.Text {
		return documents.Text{{Text: s}, {Text: " đậm", Bold: true}, {Text: " nghiêng", Italic: true}}
	}
	return documents.Document{
		Kind: documents.Report, Of: documents.OfHead,
		Issuer:    documents.Issuer{Kind: documents.Committee, Seal: true, Parent: "Tỉnh Quảng Ngãi", Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Reference: documents.Reference{Number: 10, Suffix: "a", Symbol: "BC-UBND"},
		Place:     "Đức Phổ", Date: day, Abstract: "Kết quả thực hiện\nnăm 2025",
		Addressees: []documents.Addressee{{Name: "Sở Văn hóa, Thể thao và Du lịch", Agency: "svhttdl"}},
		Bases:      []string{"Căn cứ Kế hoạch số 21/KH-UBND"},
		Body: documents.Body{
			{Type: documents.Heading, Level: 1, Mark: "I.", Text: text("Tình hình")},
			{Type: documents.Item, Level: 2, Mark: "1.", Text: text("Công tác chỉ đạo")},
			{Type: documents.Paragraph, Text: text("Ước thực hiện 15,5%")},
			{Type: documents.Bullet, Level: 1, Text: text("Điểm cầu")},
			{Type: documents.Table, Header: true, Rows: [][]documents.Text{{text("TT"), text("Nội dung")}, {text("1"), nil}}},
		},
		Recipients: []documents.Recipient{
			{AsAbove: true}, {Name: "CT, PCT UBND phường", Purpose: "để b/c"}, {AsArticle: 3},
			{Name: "Các sở", Group: "cac-so", Members: []documents.Member{{Agency: "snv", Name: "Sở Nội vụ"}, {Name: "Sở Tài chính"}}},
		},
		Archive:  documents.Archive{Pattern: documents.DashArchive, Unit: "VHXH", Drafter: "Hiếu", Copies: 5},
		Drafting: documents.Drafting{Division: "Phòng Văn hóa - Xã hội", Symbol: "VHXH", Drafter: "Lê Văn Hiếu"},
		Signatory: documents.Signatory{
			Account: "phochutich", Name: "Trần Thị Đào", Title: "Phó Chủ tịch", Post: "Phó Chủ tịch UBND phường", For: forChair(),
			Mandates: []documents.Mandate{{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}, {Capacity: documents.ForHead, Of: "Chủ tịch"}},
		},
		Urgency:     documents.Urgent,
		Deadline:    documents.Date{Year: 2025, Month: time.December, Day: 1},
		Attachments: []documents.Attachment{{Title: "Phụ lục số liệu"}},
		Answers: []documents.Citation{{
			Kind: documents.Official, Reference: documents.Reference{Number: 7, Symbol: "SVHTTDL-QLVH"},
			Date: day, Issuer: "Sở Văn hóa", Abstract: "V/v báo cáo",
		}},
	}
}
