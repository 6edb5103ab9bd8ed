package edxml

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// namespace is the default one and that of the prefix edXML. Children keep the
// prefix all the same: some receivers refuse those without.
const (
	namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
	prefix    = "edXML:"
	bound     = ` xmlns:edXML="` + namespace + `"`
)

// Write makes the file of a message: the same bytes each time. It refuses what Read
// would, a mark of secrecy first; the error is a *Refused. Read gives the message
// back, its texts clean.
func Write(m *Message) ([]byte, error) {
	if m.Kind.Name() == "" {
		return nil, refused(nil, 0, workflow.RuleEdXMLValue, "BussinessDocType")
	}
	w := &writer{}
	w.out.WriteString(xml.Header)
	w.open("edXML", ` xmlns="`+namespace+`"`)
	w.open(prefix+"edXMLEnvelope", bound)
	w.group("edXMLHeader", func() {
		w.group("MessageHeader", func() { w.header(m) })
		if m.Kind != Report {
			w.group("TraceHeaderList", func() { w.trace(m) })
		}
	})
	if m.Kind != Report {
		w.group("edXMLBody", func() { w.manifest(m.Attachments) })
	}
	w.close(prefix + "edXMLEnvelope")
	if len(m.Attachments) > 0 {
		if err := w.attachments(m.Attachments); err != nil {
			return nil, err
		}
	}
	w.close("edXML")
	if _, err := Read(w.out.Bytes()); err != nil {
		return nil, err
	}
	return w.out.Bytes(), nil
}

// A writer makes elements, one to a line.
type writer struct {
	out   bytes.Buffer
	depth int
}

func (w *writer) indent() { w.out.WriteString(strings.Repeat("  ", w.depth)) }

func (w *writer) open(name, attrs string) {
	w.indent()
	w.out.WriteString("<" + name + attrs + ">\n")
	w.depth++
}

func (w *writer) close(name string) {
	w.depth--
	w.indent()
	w.out.WriteString("</" + name + ">\n")
}

func (w *writer) group(name string, fill func()) {
	w.open(prefix+name, "")
	fill()
	w.close(prefix + name)
}

// leaf writes an element that has a text; none without one.
func (w *writer) leaf(name, text string) { w.plain(prefix+name, "", documents.Clean(text)) }

func (w *writer) plain(name, attrs, text string) {
	if text == "" {
		return
	}
	w.indent()
	w.out.WriteString("<" + name + attrs + ">")
	_ = xml.EscapeText(&w.out, []byte(text)) // a buffer takes all
	w.out.WriteString("</" + name + ">\n")
}

// pairs writes leaves of names and texts in turn.
func (w *writer) pairs(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		w.leaf(pairs[i], pairs[i+1])
	}
}

func (w *writer) list(name, each string, texts []string) {
	if len(texts) > 0 {
		w.group(name, func() {
			for _, text := range texts {
				w.leaf(each, text)
			}
		})
	}
}

func (w *writer) header(m *Message) {
	w.organ("From", m.From)
	if m.Kind == Report {
		w.answers(m.Answers)
		w.staff(m.Staff)
		w.pairs("StatusCode", string(m.Status), "Description", m.Description, "Timestamp", moment(m.At))
		return
	}
	for _, to := range m.To {
		w.organ("To", to)
	}
	w.leaf("DocumentId", m.ID)
	w.group("Code", func() { w.pairs("CodeNumber", m.Number, "CodeNotation", m.Notation) })
	w.group("PromulgationInfo", func() { w.pairs("Place", m.Place, "PromulgationDate", day(m.Date)) })
	w.group("DocumentType", func() { w.pairs("Type", m.Type.Code, "TypeDetail", m.Type.Detail, "TypeName", m.Type.Name) })
	w.pairs("Subject", m.Subject, "Content", m.Content)
	w.group("SignerInfo", func() {
		w.pairs("Competence", m.Signer.Competence, "Position", m.Signer.Position, "FullName", m.Signer.Name)
	})
	w.leaf("DueDate", day(m.Due))
	w.group("OtherInfo", func() { w.other(m.Other) })
	w.answers(m.Answers)
	w.leaf("SteeringType", strconv.Itoa(m.Steering))
	w.list("ToPlaces", "Place", m.Places)
}

func (w *writer) organ(name string, o Organ) {
	w.group(name, func() {
		w.pairs("OrganId", o.ID, "OrganizationInCharge", o.InCharge, "OrganName", o.Name, "OrganAdd", o.Address,
			"Email", o.Email, "Telephone", o.Telephone, "Fax", o.Fax, "Website", o.Website)
	})
}

func (w *writer) other(o Other) {
	w.pairs("Priority", strconv.Itoa(o.Priority), "SphereOfPromulgation", o.Scope, "TyperNotation", o.Typist,
		"PromulgationAmount", strconv.Itoa(o.Copies), "PageAmount", strconv.Itoa(o.Pages), "Direction", strconv.FormatBool(o.Direction))
	w.list("Appendixes", "Appendix", o.Annexes)
}

func (w *writer) answers(all []Answer) {
	for _, a := range all {
		w.group("ResponseFor", func() {
			w.pairs("OrganId", a.Organ, "Code", a.Code, "DocumentId", a.ID, "PromulgationDate", day(a.Date))
		})
	}
}

func (w *writer) staff(s Staff) {
	if s != (Staff{}) {
		w.group("StaffInfo", func() { w.pairs("Department", s.Department, "Staff", s.Name, "Email", s.Email, "Mobile", s.Mobile) })
	}
}

func (w *writer) trace(m *Message) {
	b := m.Business
	w.group("Bussiness", func() {
		w.pairs("DocumentId", b.ID, "BussinessDocType", kinds[m.Kind.index()].code, "BussinessDocReason", b.Reason, "Paper", figure(b.Paper))
		if b.Document || b.Receiver || len(b.Changed) > 0 {
			w.group("BussinessDocumentInfo", func() { w.changes(b) })
		}
		if len(b.Replaces) > 0 {
			w.group("ReplacementInfoList", func() { w.replaced(b.Replaces) })
		}
		w.staff(b.Staff)
	})
	for _, hop := range m.Trace {
		w.group("TraceHeader", func() { w.pairs("OrganId", hop.Organ, "Timestamp", moment(hop.At)) })
	}
}

func (w *writer) changes(b Business) {
	w.pairs("DocumentInfo", figure(b.Document), "DocumentReceiver", figure(b.Receiver))
	if len(b.Changed) > 0 {
		w.group("ReceiverList", func() {
			for _, to := range b.Changed {
				w.group("Receiver", func() { w.pairs("OrganId", to.Organ, "ReceiverType", to.Type) })
			}
		})
	}
}

func (w *writer) replaced(all []Replaced) {
	for _, old := range all {
		w.group("ReplacementInfo", func() {
			w.leaf("DocumentId", old.ID)
			w.list("OrganIdList", "OrganId", old.Organs)
		})
	}
}

func (w *writer) manifest(all []Attachment) {
	w.open(prefix+"edXMLManifest", ` version="1.0"`)
	for _, a := range all {
		w.group("Reference", func() {
			w.pairs("ContentId", scheme+contentID(a.ID), "ContentType", a.Type, "Description", a.Description, "AttachmentName", a.Name)
		})
	}
	w.close(prefix + "edXMLManifest")
}

// attachments writes the files outside of the envelope and without prefix, but for
// the content: so the axis' own kit does.
func (w *writer) attachments(all []Attachment) error {
	w.open("AttachmentEncoded", "")
	for _, a := range all {
		content, err := pack(a)
		if err != nil {
			return err
		}
		w.open("Attachment", "")
		for _, leaf := range [][2]string{{"ContentId", scheme + contentID(a.ID)}, {"AttachmentName", a.Name}, {"Description", a.Description}, {"ContentType", a.Type}} {
			w.plain(leaf[0], "", documents.Clean(leaf[1]))
		}
		w.plain(prefix+"ContentTransferEncoded", bound, content)
		w.close("Attachment")
	}
	w.close("AttachmentEncoded")
	return nil
}

// pack returns the file as a zip in base64.
func pack(a Attachment) (string, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	ending := extension(a.Name)
	if types[ending] == "" { // receivers of others' names need no more
		ending = ""
	}
	entry, err := z.CreateHeader(&zip.FileHeader{Name: uuidOf(a.ID, a.Data) + ending, Method: zip.Deflate})
	if err == nil {
		_, err = entry.Write(a.Data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return "", fmt.Errorf("pack %s: %w", a.ID, err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes()), nil
}

// uuidOf returns an id in the form of a UUID (RFC 9562, version 8) that is always the
// same for the same.
func uuidOf(name string, data []byte) string {
	sum := sha256.Sum256(append([]byte(name+"\x00"), data...))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

func figure(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

func day(d documents.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d/%02d/%02d", d.Year, int(d.Month), d.Day)
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(vietnam()).Format(momentForms[0])
}
