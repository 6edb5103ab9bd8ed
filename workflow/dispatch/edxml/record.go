package edxml

import (
	"context"
	"fmt"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Sending says from whom to whom a record goes. At is the recorded time of the
// sending, which stays through retries, so that the message does.
type Sending struct {
	From  documents.Agency // the office itself, as the axis knows it
	To    []documents.Agency
	Files workflow.Blobs
	At    time.Time
}

// typeCodes are the codes of the table of types (Sửa đổi 1:2022 QCVN 102:2016). Those
// from 27 on follow the older list and are unconfirmed; phiếu báo is in neither.
var typeCodes = map[documents.Kind]string{
	"NQ": "1", "QĐ": "2", "CT": "3", "QC": "4", "QyĐ": "5", "TC": "6", "TB": "7", "HD": "8", "CTr": "9", "KH": "10",
	"PA": "11", "ĐA": "12", "DA": "13", "BC": "14", "BB": "15", "TTr": "16", "HĐ": "17", "CV": "18", "CĐ": "19", "BGN": "20",
	"BTT": "22", "GUQ": "24", "GM": "25", "GGT": "26", "GNP": "27", "PG": "30", "PC": "31", "THƯ CÔNG": "32",
}

// FromRecord makes the message that a numbered record is sent as: the PDF that was
// signed and sealed, of a paper its scan, else the file it was printed from. All in
// it comes from the record and s, its ids as well, so that a sending that is repeated
// repeats the message. Who recalls, updates or replaces changes Kind and Business.
// *workflow.Refusal, or an error of the files.
func FromRecord(ctx context.Context, r *workflow.Record, s Sending) (*Message, error) {
	for _, a := range append([]documents.Agency{s.From}, s.To...) {
		if a.Code == "" {
			return nil, &workflow.Refusal{Rule: documents.RuleAgencyCode, Article: "QĐ 20/2020/QĐ-TTg", Kind: documents.ErrInvalid}
		}
	}
	d := &r.Document
	ref := d.Reference
	m := &Message{
		Kind: New, From: organ(s.From), ID: r.DocumentID(s.From.Code), Number: ref.Ordinal(), Notation: ref.Symbol,
		Place: d.Place, Date: d.Date, Type: Type{Code: typeCodes[d.Kind], Detail: "0", Name: d.Kind.Name()},
		Subject: documents.OneLine(d.Abstract), Content: documents.OneLine(d.Abstract), Signer: signer(d.Signatory),
		Other: other(d), Places: places(d), Trace: []Hop{{s.From.Code, s.At.UTC().Truncate(time.Second)}},
		Business: Business{Reason: New.Name(), Paper: r.Mode == workflow.Paper, Staff: clerk(r)},
	}
	m.From.InCharge = d.Issuer.Parent
	for _, to := range s.To {
		m.To = append(m.To, organ(to))
	}
	for _, c := range d.Answers {
		m.Answers = append(m.Answers, Answer{Code: c.Reference.String(), Date: c.Date})
	}
	file, err := attachment(ctx, r, s.Files)
	if err != nil {
		return nil, err
	}
	file.ID = uuidOf(m.ID, file.Data)
	m.Attachments = []Attachment{file}
	return m, nil
}

// clerk is who numbered the record.
func clerk(r *workflow.Record) (s Staff) {
	for _, event := range r.History {
		if event.Number != "" {
			s.Name = event.Name
		}
	}
	return s
}

// organ is the agency as a message names it.
func organ(a documents.Agency) Organ {
	o := Organ{ID: a.Code, Name: a.Name}
	for _, c := range a.Channels {
		switch {
		case c.Medium == documents.ByMail && o.Email == "":
			o.Email = c.Address
		case c.Medium == documents.OnPaper && o.Address == "":
			o.Address = documents.OneLine(c.Address)
		}
	}
	return o
}

func signer(s documents.Signatory) Signer {
	var mandates []string
	for _, mandate := range s.Mandates {
		mandates = append(mandates, string(mandate.Capacity)+". "+documents.Upper(mandate.Of))
	}
	return Signer{Competence: strings.Join(mandates, ", "), Position: s.Title, Name: s.Name}
}

func other(d *documents.Document) Other {
	o := Other{Scope: string(d.Circulation), Typist: d.Archive.Drafter, Copies: d.Copies()}
	for i, urgency := range urgencies {
		if d.Urgency == urgency {
			o.Priority = i + 1
		}
	}
	for _, a := range d.Attachments {
		o.Annexes = append(o.Annexes, documents.OneLine(a.Title))
	}
	return o
}

// places are the lines of Kính gửi and Nơi nhận.
func places(d *documents.Document) (out []string) {
	for _, a := range d.Addressees {
		out = append(out, a.Name)
	}
	for _, to := range d.Recipients {
		if !to.AsAbove {
			out = append(out, to.Line())
		}
	}
	return out
}

// attachment returns the file that stands for a numbered record.
func attachment(ctx context.Context, r *workflow.Record, files workflow.Blobs) (Attachment, error) {
	hash, name, err := r.Posted()
	if err != nil {
		return Attachment{}, err
	}
	data, err := files.Get(ctx, r.Unit, hash)
	if err != nil {
		return Attachment{}, fmt.Errorf("read the file of document %s to send: %w", r.ID, err)
	}
	return Attachment{Name: name, Type: typeOf(name), Data: data}, nil
}
