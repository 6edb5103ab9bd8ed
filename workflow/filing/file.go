package filing

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A File (hồ sơ công việc) is what belongs to one piece of work.
type File struct {
	Organ    string              `json:"organ,omitempty"` // code of the agency, once it is closed
	Year     int                 `json:"year"`
	Notation string              `json:"notation"` // "01.TCCB"
	Heading  string              `json:"heading,omitempty"`
	Title    string              `json:"title"`
	Period   Period              `json:"period,omitzero"`
	Keeper   documents.AccountID `json:"keeper"` // who does the work and keeps the file (người lập hồ sơ)
	Name     string              `json:"name"`   // of the keeper
	Division string              `json:"division,omitempty"`
	Planned  bool                `json:"planned,omitempty"` // it stands in the list of the year
	Opened   documents.Date      `json:"opened"`
	Ended    documents.Date      `json:"ended,omitzero"` // the day the work ended; zero while it is open

	Certificate string         `json:"certificate,omitempty"` // chứng từ kết thúc
	Handed      documents.Date `json:"handed,omitzero"`       // over to the archive, as its Transfer says
	KeptBack    *KeptBack      `json:"kept_back,omitempty"`
	Destroyed   *Destruction   `json:"destroyed,omitempty"`

	Items   []Item  `json:"items,omitempty"`
	History []Event `json:"history"`
}

// An Item is a document in the file. What was taken out keeps its line.
type Item struct {
	Ordinal int                 `json:"ordinal"` // as it came, and in time order once the file is closed
	Record  workflow.RecordID   `json:"record"`
	Note    string              `json:"note,omitempty"`
	Out     string              `json:"out,omitempty"` // why it was taken out
	By      documents.AccountID `json:"by"`
	At      time.Time           `json:"at"`
}

// A KeptBack file stays with its division after it was due (Điều 30 khoản 3).
type KeptBack struct {
	Until   documents.Date `json:"until"`
	Reason  string         `json:"reason"`
	Consent string         `json:"consent"` // the written consent: number and date
}

// A Destruction is the decision that a file may be destroyed. This program destroys
// nothing.
type Destruction struct {
	Decision string         `json:"decision"` // number and date
	On       documents.Date `json:"on"`
}

// An Event is one act that was done on a file.
type Event struct {
	At    time.Time           `json:"at"`
	By    documents.AccountID `json:"by"`
	Name  string              `json:"name"`
	Title string              `json:"title,omitempty"`
	Act   Act                 `json:"act"`
	Text  string              `json:"text,omitempty"`
}

// An Act is what is done with a file or a list.
type Act string

// The acts.
const (
	Opened    Act = "open"
	Changed   Act = "change"
	PutIn     Act = "put"
	TakenOut  Act = "take_out"
	Closed    Act = "close"
	Reopened  Act = "reopen"
	Kept      Act = "keep_back"
	Destroyed Act = "destroy"
	Drawn     Act = "draw_up"
	Issued    Act = "issue"
)

var acts = map[Act]string{
	Opened: "mở hồ sơ", Changed: "sửa hồ sơ", PutIn: "đưa vào hồ sơ", TakenOut: "đưa ra khỏi hồ sơ", Closed: "kết thúc hồ sơ",
	Reopened: "mở lại hồ sơ", Kept: "ghi việc giữ lại hồ sơ", Destroyed: "ghi quyết định tiêu hủy", Drawn: "lập danh mục", Issued: "ban hành danh mục",
}

// Say returns an event as a sentence without its full stop.
func (e Event) Say() string {
	who := e.Name
	if e.Title != "" {
		who += " (" + e.Title + ")"
	}
	text := fmt.Sprintf("%s, %s %s", e.At.In(workflow.Zone).Format("15:04 02/01/2006"), who, acts[e.Act])
	if e.Text != "" {
		text += ": " + e.Text
	}
	return text
}

// ID is what the file is called in its drawer and in addresses: year and notation.
func (f *File) ID() string { return fmt.Sprintf("%04d-%s", f.Year, f.Notation) }

// Code is the file's code (mã hồ sơ, Phụ lục VI): agency, year and notation.
func (f *File) Code() string {
	return strings.TrimPrefix(fmt.Sprintf("%s.%d.%s", f.Organ, f.Year, f.Notation), ".")
}

// IsOpen reports whether the work goes on.
func (f *File) IsOpen() bool { return f.Ended.IsZero() }

// In returns the documents that are in it, in order of their ordinals.
func (f *File) In() []Item {
	in := slices.DeleteFunc(slices.Clone(f.Items), func(i Item) bool { return i.Out != "" })
	slices.SortFunc(in, func(a, b Item) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
	return in
}

// find returns the line of a document that is in it, nil for none.
func (f *File) find(id workflow.RecordID) *Item {
	i := slices.IndexFunc(f.Items, func(i Item) bool { return i.Record == id && i.Out == "" })
	if i < 0 {
		return nil
	}
	return &f.Items[i]
}

// maxOrdinal is the highest ordinal: DocOrdinal has three figures (Phụ lục VI).
const maxOrdinal = 999

// NoticeDays is how many days before it is due a file is told to be (Phụ lục VI,
// mục về bảo quản).
const NoticeDays = 30

// maxKeptBack is for how many years a file may be kept back.
const maxKeptBack = 2

// Due returns the day by which the file goes to the archive: within a year, counted
// from the year its work ended (Luật Lưu trữ 2024); zero where it is open, goes
// nowhere or is destroyed.
func (f *File) Due() documents.Date {
	if f.IsOpen() || !f.Period.transferred() || f.Destroyed != nil {
		return documents.Date{}
	}
	if f.KeptBack != nil {
		return f.KeptBack.Until
	}
	return f.firstDue()
}

func (f *File) firstDue() documents.Date {
	return documents.Date{Year: f.Ended.Year + 1, Month: 12, Day: 31}
}

// Expired reports whether the file need not be kept any more on a day.
func (f *File) Expired(today documents.Date) bool {
	until := f.Period.Until(f.Ended)
	return !until.IsZero() && until.Before(today) && f.Destroyed == nil
}

var notationForm = regexp.MustCompile(`^(\d{1,4})\.(\p{Lu}[\p{L}\d]*(?:[.-][\p{L}\d]+)*)$`)

// maxNotation is how long a notation may be (Phụ lục VI), maxTitle a title.
const (
	maxNotation = 20
	maxTitle    = 500
)

// notation returns a notation as files bear it: with two figures at least.
func notation(text string) (string, bool) {
	m := notationForm.FindStringSubmatch(documents.OneLine(text))
	if m == nil {
		return "", false
	}
	n, err := strconv.Atoi(m[1])
	out := fmt.Sprintf("%02d.%s", n, m[2])
	return out, err == nil && n > 0 && len([]rune(out)) <= maxNotation
}

// check returns what is wrong with what a person wrote of the file.
func (f *File) check() error {
	var faults documents.FieldErrors
	for _, text := range [...]struct {
		field, value string
		max          int
	}{{"title", f.Title, maxTitle}, {"notation", f.Notation, maxNotation}} {
		if documents.RefuseSecret(text.field, text.value) != nil { // nothing else is said of it
			return documents.RefuseSecret(text.field, text.value)
		}
		if text.value == "" {
			faults = append(faults, &documents.FieldError{Field: text.field, Rule: documents.RuleRequired, Article: "Điều 29"})
		} else if len([]rune(text.value)) > text.max {
			faults = append(faults, &documents.FieldError{Field: text.field, Rule: documents.RuleTooLong})
		}
	}
	if _, ok := notation(f.Notation); !ok && f.Notation != "" {
		faults = append(faults, &documents.FieldError{Field: "notation", Rule: workflow.RuleFileNotation, Article: "Phụ lục V", Got: f.Notation})
	}
	return faults.Err()
}
