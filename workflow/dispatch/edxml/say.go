package edxml

import (
	"fmt"
	"strings"
	"time"

	"vanthu/documents"
)

// A Line is one thing that a person is told of a message.
type Line struct{ Name, Text string }

// Say returns what a person wants to know of the message; nothing that is not in it.
func (m *Message) Say() []Line {
	lines := []Line{{"Nơi gửi", m.From.say()}}
	if m.Kind == Report {
		lines = append(lines, Line{"Trạng thái", string(m.Status) + " - " + m.Status.Name()}, Line{"Nội dung", m.Description},
			Line{"Người xử lý", m.Staff.say()}, Line{"Lúc", sayTime(m.At)})
		return m.sayAnswers("Của văn bản", lines)
	}
	for _, to := range m.To {
		lines = append(lines, Line{"Nơi nhận", to.say()})
	}
	lines = append(lines,
		Line{"Mã văn bản", m.ID}, Line{"Số, ký hiệu", joined("/", m.Number, m.Notation)},
		Line{"Địa danh, ngày", joined(", ", m.Place, m.Date.Short())}, Line{"Loại văn bản", m.Type.Name}, Line{"Trích yếu", m.Subject},
		Line{"Người ký", joined(", ", m.Signer.Competence, m.Signer.Position, m.Signer.Name)},
		Line{"Độ khẩn", m.Other.urgency()}, Line{"Hạn trả lời", m.Due.Short()}, Line{"Lý do", m.Business.Reason},
		Line{"Cập nhật", m.Business.changes()}, Line{"Của văn bản", m.Business.ID})
	for _, old := range m.Business.Replaces {
		lines = append(lines, Line{"Thay thế văn bản", old.ID})
	}
	lines = m.sayAnswers("Trả lời văn bản", lines)
	for _, a := range m.Attachments {
		lines = append(lines, Line{"Tệp kèm theo", fmt.Sprintf("%s (%s, %d byte)", a.Name, a.Type, len(a.Data))})
	}
	for _, hop := range m.Trace {
		lines = append(lines, Line{"Đã qua", joined(", ", hop.Organ, sayTime(hop.At))})
	}
	return told(lines)
}

func (m *Message) sayAnswers(name string, lines []Line) []Line {
	for _, a := range m.Answers {
		lines = append(lines, Line{name, joined(", ", a.Code, a.Date.Short(), a.ID, a.Organ)})
	}
	return told(lines)
}

func told(lines []Line) (out []Line) {
	for _, line := range lines {
		if line.Text != "" {
			out = append(out, line)
		}
	}
	return out
}

// changes says what an update changed.
func (b Business) changes() string {
	var what []string
	if b.Document {
		what = append(what, "thông tin văn bản")
	}
	if b.Receiver {
		what = append(what, "nơi nhận")
	}
	return strings.Join(what, ", ")
}

func (o Organ) say() string { return joined(" - ", o.Name, o.ID) }

func (s Staff) say() string { return joined(", ", s.Name, s.Department) }

// urgencies are the values of Priority from 1.
var urgencies = [...]documents.Urgency{documents.Urgent, documents.VeryUrgent, documents.AtOnce}

func (o Other) urgency() string {
	if o.Priority < 1 || o.Priority > len(urgencies) {
		return ""
	}
	return string(urgencies[o.Priority-1])
}

func sayTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(vietnam())
	return t.Format(time.TimeOnly) + " " + documents.DateOf(t).Short()
}

// joined joins the texts that are not empty.
func joined(between string, texts ...string) string {
	var some []string
	for _, text := range texts {
		if text != "" {
			some = append(some, text)
		}
	}
	return strings.Join(some, between)
}
