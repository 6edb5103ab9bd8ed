package edxml

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"vanthu/documents"
)

// A Message is one edXML message. Status says which of its parts are used: those
// of a document, or of the answer to one.
type Message struct {
	Kind        Kind           `json:"kind"`
	From        Organ          `json:"from"`
	To          []Organ        `json:"to,omitempty"`
	ID          string         `json:"id,omitempty"` // of the document: the same in each sending of it
	Number      string         `json:"number,omitempty"`
	Notation    string         `json:"notation,omitempty"` // ký hiệu: "BC-UBND"
	Place       string         `json:"place,omitempty"`
	Date        documents.Date `json:"date,omitzero"`
	Type        Type           `json:"type,omitzero"`
	Subject     string         `json:"subject,omitempty"` // trích yếu
	Content     string         `json:"content,omitempty"` // tóm tắt
	Signer      Signer         `json:"signer,omitzero"`
	Due         documents.Date `json:"due,omitzero"` // hạn trả lời
	Other       Other          `json:"other,omitzero"`
	Answers     []Answer       `json:"answers,omitempty"`  // what it answers; of a status, the document it is of
	Steering    int            `json:"steering,omitempty"` // loại chỉ đạo; 0 is none
	Places      []string       `json:"places,omitempty"`   // nơi nhận as the page has them
	Trace       []Hop          `json:"trace,omitempty"`
	Business    Business       `json:"business,omitzero"`
	Status      Status         `json:"status,omitempty"`
	Staff       Staff          `json:"staff,omitzero"`
	Description string         `json:"description,omitempty"` // of a status: what was done, or why not
	At          time.Time      `json:"at,omitzero"`           // of a status
	Attachments []Attachment   `json:"attachments,omitempty"`
}

// Reply returns the status that an agency sends back to where m, a document, came from.
func (m *Message) Reply(status Status, by Organ, at time.Time) *Message {
	of := Answer{Organ: m.From.ID, ID: m.ID, Date: m.Date, Code: joined("/", m.Number, m.Notation)}
	return &Message{Kind: Report, Status: status, From: by, Answers: []Answer{of}, Description: status.Name(), At: at.UTC().Truncate(time.Second)}
}

// A Kind is what a message does; those of documents are the values of
// BussinessDocType.
type Kind string

// The kinds.
const (
	New         Kind = "new"
	Recall      Kind = "recall"      // thu hồi
	Update      Kind = "update"      // cập nhật
	Replacement Kind = "replacement" // thay thế
	Report      Kind = "status"
)

// A Status (trạng thái xử lý) is what became of a document, or what is asked of
// its receiver.
type Status string

// The statuses. Some software says 14 for Agreed; it is read so.
const (
	Arrived   Status = "01"
	Rejected  Status = "02"
	Accepted  Status = "03"
	Assigned  Status = "04"
	InWork    Status = "05"
	Done      Status = "06"
	AskedBack Status = "13" // by the sender
	Agreed    Status = "15"
	Declined  Status = "16"
)

// An Organ is an agency as a message names it.
type Organ struct {
	ID        string `json:"id"` // mã định danh
	InCharge  string `json:"inCharge,omitempty"`
	Name      string `json:"name,omitempty"`
	Address   string `json:"address,omitempty"`
	Email     string `json:"email,omitempty"`
	Telephone string `json:"telephone,omitempty"`
	Fax       string `json:"fax,omitempty"`
	Website   string `json:"website,omitempty"`
}

// A Type is the type of a document: its code in the table of the standard, which
// software puts into either of two elements, and its name.
type Type struct {
	Code   string `json:"code,omitempty"`
	Detail string `json:"detail,omitempty"`
	Name   string `json:"name,omitempty"`
}

// A Signer is who signed: "KT. CHỦ TỊCH", "Phó Chủ tịch", the name.
type Signer struct {
	Competence string `json:"competence,omitempty"`
	Position   string `json:"position,omitempty"`
	Name       string `json:"name,omitempty"`
}

// Other is OtherInfo.
type Other struct {
	Priority  int      `json:"priority,omitempty"` // 0 none, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc
	Scope     string   `json:"scope,omitempty"`    // phạm vi lưu hành
	Typist    string   `json:"typist,omitempty"`   // ký hiệu người soạn thảo
	Copies    int      `json:"copies,omitempty"`
	Pages     int      `json:"pages,omitempty"`
	Direction bool     `json:"direction,omitempty"`
	Annexes   []string `json:"annexes,omitempty"`
}

// An Answer names another document.
type Answer struct {
	Organ string         `json:"organ,omitempty"` // mã định danh
	Code  string         `json:"code,omitempty"`  // "7816/VPCP-TTĐT"
	ID    string         `json:"id,omitempty"`
	Date  documents.Date `json:"date,omitzero"`
}

// A Hop is a place that a message passed.
type Hop struct {
	Organ string    `json:"organ,omitempty"`
	At    time.Time `json:"at,omitzero"`
}

// A Business says why a document is sent, beyond its Kind.
type Business struct {
	ID       string     `json:"id,omitempty"` // of the document that it is about
	Reason   string     `json:"reason,omitempty"`
	Paper    bool       `json:"paper,omitempty"` // paper goes as well
	Staff    Staff      `json:"staff,omitzero"`
	Document bool       `json:"document,omitempty"`  // of an update: the document's data changed
	Receiver bool       `json:"receiver,omitempty"`  // or its receivers
	Changed  []Receiver `json:"receivers,omitempty"` // which
	Replaces []Replaced `json:"replaces,omitempty"`
}

// A Receiver is one whose part in a document was changed.
type Receiver struct {
	Organ string `json:"organ"`
	Type  string `json:"type,omitempty"`
}

// A Replaced is a document that another takes the place of, and for whom.
type Replaced struct {
	ID     string   `json:"id"`
	Organs []string `json:"organs,omitempty"`
}

// A Staff is who did it.
type Staff struct {
	Department string `json:"department,omitempty"`
	Name       string `json:"name,omitempty"`
	Email      string `json:"email,omitempty"`
	Mobile     string `json:"mobile,omitempty"`
}

// An Attachment is one file of a message.
type Attachment struct {
	ID          string // without "cid:"
	Name        string // without folders
	Type        string // MIME
	Description string
	Data        []byte
}

// MarshalJSON tells of the file but does not hold it.
func (a Attachment) MarshalJSON() ([]byte, error) {
	sum := sha256.Sum256(a.Data)
	return json.Marshal(struct {
		ID          string `json:"id"`
		Name        string `json:"name"`
		Type        string `json:"type"`
		Description string `json:"description,omitempty"`
		Size        int    `json:"size"`
		SHA256      string `json:"sha256"`
	}{a.ID, a.Name, a.Type, a.Description, len(a.Data), hex.EncodeToString(sum[:])})
}
