package filing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing/csip"
)

// The representations of a package: the documents, and what never was one.
const (
	originals = "van-ban"
	drafts    = "tai-lieu-du-thao"
)

// Package returns a whole file as it leaves the program (Phụ lục VI, function 4):
// each document as it stands (the signed PDF, else the scan, else the Word file) in
// order of its ordinal, which is that of time once the file is closed, what the
// decree says of each as XML, and the history of all. The same file makes the same
// package.
func (s *Service) Package(ctx context.Context, by *documents.Account, id string) (*csip.Package, error) {
	k, err := s.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	f := &k.Value
	all, err := s.Documents(ctx, by, f)
	if err != nil {
		return nil, err
	}
	unit, err := s.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	x := &export{service: s, ctx: ctx, file: f, unit: unit}
	p := &csip.Package{ID: f.Code(), Label: f.Title, Creator: unit.Issuer.Name, Created: f.History[len(f.History)-1].At}
	for i := range all {
		if err := x.add(&all[i]); err != nil {
			return nil, err
		}
	}
	about, err := csip.XML(x.describe(all))
	if err != nil {
		return nil, err
	}
	history, err := csip.XML(premisOf(f, all))
	if err != nil {
		return nil, err
	}
	p.Files = append(p.Files, csip.Bytes(csip.Descriptive+f.Code()+".xml", "application/xml", about))
	p.Files = append(p.Files, x.descriptions...)
	p.Files = append(p.Files, csip.Bytes(csip.Preservation+"premis.xml", "application/xml", history))
	p.Files = append(p.Files, x.files...)
	return p, nil
}

// An export is a package that is being put together.
type export struct {
	service      *Service
	ctx          context.Context //nolint:containedctx // of one call
	file         *File
	unit         *documents.Unit
	files        []csip.File
	descriptions []csip.File
	pages        int
}

// name is what a document is called in the package: code of the file and ordinal
// (TT 05/2025/TT-BNV).
func (x *export) name(d *Filed) string { return fmt.Sprintf("%s.%03d", x.file.Code(), d.Ordinal) }

// add puts a document into the package: what came may have several files.
func (x *export) add(d *Filed) error {
	files, err := x.service.Originals(x.ctx, d.Record)
	if errors.Is(err, documents.ErrInvalid) && d.Standing != Document {
		return x.about(d, 0) // a draft that lacks what no page can do without has no file
	}
	if err != nil {
		return fmt.Errorf("read document %d of file %s: %w", d.Ordinal, x.file.ID(), err)
	}
	folder, pages := originals, 0
	if d.Standing == Material || d.Standing == Pending && d.Record.Incoming == nil {
		folder = drafts
	}
	for i, o := range files {
		if x.service.d.Pages != nil && o.Ending == "pdf" {
			pages += x.service.d.Pages(o.Data)
		}
		name := x.name(d)
		if i > 0 {
			name += fmt.Sprintf("-%d", i+1)
		}
		x.files = append(x.files, csip.Bytes(csip.DataOf(folder)+name+"."+o.Ending, cmp.Or(types[o.Ending], "application/octet-stream"), o.Data))
	}
	x.pages += pages
	return x.about(d, pages)
}

// about puts what is said of a document into the package.
func (x *export) about(d *Filed, pages int) error {
	about, err := csip.XML(x.describeDocument(d, pages))
	if err != nil {
		return err
	}
	x.descriptions = append(x.descriptions, csip.Bytes(csip.Descriptive+x.name(d)+".xml", "application/xml", about))
	return nil
}

// types are the media types by the endings of files.
var types = map[string]string{
	"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "jpg": "image/jpeg", "png": "image/png",
	"xml": "application/xml", "zip": "application/zip",
}

// An Original is a file of a document as it stands.
type Original struct {
	Data   []byte
	Ending string // of its name: "pdf"
}

// Originals returns the files of a record: of our own the signed PDF, else the scan,
// else the Word file; of one that came what came, none of paper alone. ErrInvalid for
// a draft that lacks what no page can do without.
func (s *Service) Originals(ctx context.Context, r *workflow.Record) ([]Original, error) {
	if r.Incoming != nil {
		return s.received(ctx, r)
	}
	if sealed := cmp.Or(r.Original.Copy(workflow.Archived), r.Original.Copy(workflow.Sealed), r.Scan); sealed != nil {
		data, err := s.d.Blobs.Get(ctx, r.Unit, sealed.File)
		return []Original{{data, "pdf"}}, err
	}
	data, err := s.d.Engine.Docx(ctx, r)
	return []Original{{data, "docx"}}, err
}

func (s *Service) received(ctx context.Context, r *workflow.Record) ([]Original, error) {
	var all []Original
	for _, f := range r.Incoming.Files {
		data, err := s.d.Blobs.Get(ctx, r.Unit, f.File)
		if err != nil {
			return nil, err
		}
		ending := strings.ToLower(strings.TrimPrefix(path.Ext(f.Name), "."))
		if !endingForm.MatchString(ending) {
			ending = "bin"
		}
		all = append(all, Original{data, ending})
	}
	return all, nil
}

// endingForm is an ending that every system takes.
var endingForm = regexp.MustCompile(`^[a-z0-9]{1,8}$`)

// A fileXML is a file by the fields of Phụ lục VI.
type fileXML struct {
	XMLName      struct{} `xml:"File"`
	FileCode     string   `xml:"FileCode"`
	OrganID      string   `xml:"OrganId"`
	FileCatalog  int      `xml:"FileCatalog"`
	FileNotation string   `xml:"FileNotation"`
	Title        string   `xml:"Title"`
	Maintenance  string   `xml:"Maintenance"`
	Rights       string   `xml:"Rights"`
	Creator      string   `xml:"Creator"`
	Language     string   `xml:"Language"`
	StartDate    string   `xml:"StartDate"`
	EndDate      string   `xml:"EndDate"`
	DocTotal     int      `xml:"DocTotal"`
	PageTotal    int      `xml:"PageTotal,omitempty"`
	Description  string   `xml:"Description"`
}

// language is that of all documents here.
const language = "Tiếng Việt"

// describe returns what the decree says of the file. Its days are those of its
// documents.
func (x *export) describe(all []Filed) fileXML {
	out := fileXML{
		FileCode: x.file.Code(), OrganID: x.file.Organ, FileCatalog: x.file.Year, FileNotation: x.file.Notation, Title: x.file.Title,
		Maintenance: x.file.Period.String(), Rights: "Theo phân quyền của cơ quan", Creator: x.file.Name, Language: language,
		PageTotal: x.pages, Description: x.file.Certificate,
	}
	for i := range all {
		if all[i].Standing == Document {
			out.DocTotal++
		}
	}
	first, last := Span(all)
	out.StartDate, out.EndDate = figures(first), figures(last)
	return out
}

// Span returns the first and the last day of documents, leaving out what never was
// one; zero without any.
func Span(all []Filed) (first, last documents.Date) {
	for i := range all {
		if all[i].Standing != Document {
			continue
		}
		if day := all[i].Day(); first.IsZero() || day.Before(first) {
			first = day
		}
		if day := all[i].Day(); last.Before(day) {
			last = day
		}
	}
	return first, last
}

// figures writes a day as Phụ lục VI has it, ten characters; "" for none.
func figures(d documents.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Short()
}

// A documentXML is a document by the fields of Phụ lục VI, input of đi and đến.
type documentXML struct {
	XMLName      struct{}   `xml:"Document"`
	FileCode     string     `xml:"FileCode"`
	OrganID      string     `xml:"OrganId"`
	FileCatalog  int        `xml:"FileCatalog"`
	FileNotation string     `xml:"FileNotation"`
	DocOrdinal   int        `xml:"DocOrdinal"`
	TypeName     string     `xml:"TypeName"`
	CodeNumber   string     `xml:"CodeNumber"`
	CodeNotation string     `xml:"CodeNotation"`
	IssuedDate   string     `xml:"IssuedDate"`
	OrganName    string     `xml:"OrganName"`
	Subject      string     `xml:"Subject"`
	Language     string     `xml:"Language"`
	PageAmount   int        `xml:"PageAmount,omitempty"`
	Description  string     `xml:"Description"`
	Signer       *signerXML `xml:"SignerInfo,omitempty"`
	To           []toXML    `xml:"To,omitempty"`
	Priority     string     `xml:"Priority"`
	IssuedAmount int        `xml:"IssuedAmount,omitempty"`
	Arrived      string     `xml:"ArrivalDate,omitempty"`
	Arrival      string     `xml:"ArrivalNumber,omitempty"`
	DueDate      string     `xml:"DueDate,omitempty"`
}

type signerXML struct {
	Position string `xml:"Position"`
	FullName string `xml:"FullName"`
}

type toXML struct {
	OrganID   string `xml:"OrganId"`
	OrganName string `xml:"OrganName"`
}

func (x *export) describeDocument(d *Filed, pages int) documentXML {
	doc := &d.Record.Document
	out := documentXML{
		FileCode: x.file.Code(), OrganID: x.file.Organ, FileCatalog: x.file.Year, FileNotation: x.file.Notation, DocOrdinal: d.Ordinal,
		TypeName: d.Record.KindName(), CodeNotation: doc.Reference.Symbol, IssuedDate: figures(doc.Date), OrganName: doc.Issuer.Name,
		Subject: documents.OneLine(doc.Abstract), Language: language, PageAmount: pages, Description: d.remark(),
		Priority: string(doc.Urgency), IssuedAmount: doc.Copies(), DueDate: figures(doc.Deadline),
	}
	if doc.Reference.Number > 0 {
		out.CodeNumber = doc.Reference.Ordinal()
	}
	if in := d.Record.Incoming; in != nil {
		out.CodeNotation, out.Arrived, out.IssuedAmount, out.DueDate = in.Notation, figures(in.Day), 0, figures(in.Due)
		if in.Signer != "" {
			out.Signer = &signerXML{FullName: in.Signer}
		}
		if in.Number.Number > 0 {
			out.Arrival = in.Number.Ordinal()
		}
	}
	if doc.Signatory.Name != "" {
		out.Signer = &signerXML{doc.Signatory.Title, doc.Signatory.Name}
	}
	for _, c := range d.Record.Consignments {
		out.To = append(out.To, toXML{string(c.Agency), c.Recipient})
	}
	return out
}

// remark says of what is no document that it is none.
func (d *Filed) remark() string {
	switch d.Standing {
	case Material:
		return strings.TrimSpace("Tài liệu dự thảo. " + d.Note)
	case Pending:
		return strings.TrimSpace("Đang xử lý. " + d.Note)
	}
	return d.Note
}

// Remark is what the column of remarks says of a document.
func (d *Filed) Remark() string { return d.remark() }

// premis is what happened to a file and its documents, in the words of PREMIS 3.
type premis struct {
	XMLName struct{}      `xml:"premis"`
	NS      string        `xml:"xmlns,attr"`
	Version string        `xml:"version,attr"`
	Events  []premisEvent `xml:"event"`
}

type premisEvent struct {
	ID     premisID `xml:"eventIdentifier"`
	Type   string   `xml:"eventType"`
	At     string   `xml:"eventDateTime"`
	Detail string   `xml:"eventDetailInformation>eventDetail"`
	Agent  struct {
		Type  string `xml:"linkingAgentIdentifierType"`
		Value string `xml:"linkingAgentIdentifierValue"`
	} `xml:"linkingAgentIdentifier"`
	Object struct {
		Type  string `xml:"linkingObjectIdentifierType"`
		Value string `xml:"linkingObjectIdentifierValue"`
	} `xml:"linkingObjectIdentifier"`
}

type premisID struct {
	Type  string `xml:"eventIdentifierType"`
	Value string `xml:"eventIdentifierValue"`
}

func premisOf(f *File, all []Filed) *premis {
	p := &premis{NS: "http://www.loc.gov/premis/v3", Version: "3.0"}
	for _, e := range f.History {
		p.add(happening{"file", f.Code(), string(e.Act), string(e.By), e.Say(), e.At})
	}
	for i := range all {
		of := fmt.Sprintf("%s.%03d", f.Code(), all[i].Ordinal)
		for _, e := range all[i].Record.History {
			p.add(happening{"document", of, string(e.Action), string(e.By), workflow.SayEvent(e), e.At})
		}
	}
	return p
}

// A happening is an event of a file or of a document.
type happening struct {
	what, of, act, by, says string
	at                      time.Time
}

func (p *premis) add(h happening) {
	e := premisEvent{ID: premisID{"local", fmt.Sprint(len(p.Events) + 1)}, Type: h.act, At: h.at.UTC().Format(time.RFC3339), Detail: h.says}
	e.Agent.Type, e.Agent.Value = "account", cmp.Or(h.by, "vanthu-program")
	e.Object.Type, e.Object.Value = h.what, h.of
	p.Events = append(p.Events, e)
}
