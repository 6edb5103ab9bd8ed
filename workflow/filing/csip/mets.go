package csip

import (
	"encoding/xml"
	"fmt"
	"slices"
	"time"
)

// What METS.xml says, as far as a package like ours needs it (CSIP 2.0.4). The
// names stand with their prefixes, which the root declares.

type mets struct {
	XMLName xml.Name `xml:"mets"`
	NS      string   `xml:"xmlns,attr"`
	XLink   string   `xml:"xmlns:xlink,attr"`
	CSIP    string   `xml:"xmlns:csip,attr"`
	ObjID   string   `xml:"OBJID,attr"`
	Label   string   `xml:"LABEL,attr"`
	Type    string   `xml:"TYPE,attr"`
	Content string   `xml:"csip:CONTENTINFORMATIONTYPE,attr"`
	Profile string   `xml:"PROFILE,attr"`

	Header struct {
		Created string      `xml:"CREATEDATE,attr"`
		Package string      `xml:"csip:OAISPACKAGETYPE,attr"`
		Agents  []metsAgent `xml:"agent"`
	} `xml:"metsHdr"`
	Descriptive  []metsSection `xml:"dmdSec"`
	Preservation struct {
		Sections []metsSection `xml:"digiprovMD"`
	} `xml:"amdSec"`
	Groups []metsGroup `xml:"fileSec>fileGrp"`
	Map    struct {
		Type  string  `xml:"TYPE,attr"`
		Label string  `xml:"LABEL,attr"`
		Div   metsDiv `xml:"div"`
	} `xml:"structMap"`
}

type metsAgent struct {
	Role      string `xml:"ROLE,attr"`
	Type      string `xml:"TYPE,attr"`
	OtherType string `xml:"OTHERTYPE,attr,omitempty"`
	Name      string `xml:"name"`
}

type metsSection struct {
	ID      string  `xml:"ID,attr"`
	Created string  `xml:"CREATED,attr,omitempty"`
	Ref     metsRef `xml:"mdRef"`
}

// A metsRef points to a file; a metsFile is one of a group.
type metsRef struct {
	LocType string `xml:"LOCTYPE,attr"`
	MDType  string `xml:"MDTYPE,attr,omitempty"`
	Other   string `xml:"OTHERMDTYPE,attr,omitempty"`
	XType   string `xml:"xlink:type,attr"`
	Href    string `xml:"xlink:href,attr"`
	metsFixity
}

type metsFixity struct {
	Kind string `xml:"MIMETYPE,attr,omitempty"`
	Size string `xml:"SIZE,attr,omitempty"`
	Sum  string `xml:"CHECKSUM,attr,omitempty"`
	How  string `xml:"CHECKSUMTYPE,attr,omitempty"`
}

type metsGroup struct {
	ID    string     `xml:"ID,attr"`
	Use   string     `xml:"USE,attr"`
	Files []metsFile `xml:"file"`
}

type metsFile struct {
	ID string `xml:"ID,attr"`
	metsFixity
	Ref metsRef `xml:"FLocat"`
}

type metsDiv struct {
	ID    string     `xml:"ID,attr"`
	Label string     `xml:"LABEL,attr"`
	DMD   string     `xml:"DMDID,attr,omitempty"`
	ADM   string     `xml:"ADMID,attr,omitempty"`
	Files []metsLink `xml:"fptr"`
	Divs  []metsDiv  `xml:"div"`
}

type metsLink struct {
	File string `xml:"FILEID,attr"`
}

// newMETS describes the files that were written.
func newMETS(p *Package, files []written) *mets {
	created := p.Created.UTC().Format(time.RFC3339)
	m := &mets{
		NS: "http://www.loc.gov/METS/", XLink: "http://www.w3.org/1999/xlink", CSIP: "https://DILCIS.eu/XML/METS/CSIPExtensionMETS",
		ObjID: p.ID, Label: p.Label, Type: "Textual works - Print", Content: "MIXED",
		Profile: "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-0-4.xml",
	}
	m.Header.Created, m.Header.Package = created, "SIP"
	m.Header.Agents = []metsAgent{{"CREATOR", "ORGANIZATION", "", p.Creator}, {"CREATOR", "OTHER", "SOFTWARE", "Vanthu"}}
	m.Map.Type, m.Map.Label = "PHYSICAL", "CSIP"
	m.Map.Div = metsDiv{ID: "div-goc", Label: p.ID}
	about := metsDiv{ID: "div-metadata", Label: "Metadata"}
	for i, f := range files {
		id := fmt.Sprintf("id-%04d", i+1)
		switch name := representationOf(f.path); {
		case name != "":
			m.add(name, id, f)
		case len(f.path) > len(Preservation) && f.path[:len(Preservation)] == Preservation:
			m.Preservation.Sections = append(m.Preservation.Sections, metsSection{id, created, f.reference("PREMIS")})
			about.ADM = joined(about.ADM, id)
		default:
			m.Descriptive = append(m.Descriptive, metsSection{id, created, f.reference("OTHER")})
			about.DMD = joined(about.DMD, id)
		}
	}
	m.Map.Div.Divs = slices.Insert(m.Map.Div.Divs, 0, about)
	return m
}

// add puts a file into the group of its representation.
func (m *mets) add(representation, id string, f written) {
	use := "Representations/" + representation
	at := slices.IndexFunc(m.Groups, func(g metsGroup) bool { return g.Use == use })
	if at < 0 {
		at = len(m.Groups)
		m.Groups = append(m.Groups, metsGroup{ID: fmt.Sprintf("grp-%02d", at+1), Use: use})
		m.Map.Div.Divs = append(m.Map.Div.Divs, metsDiv{ID: fmt.Sprintf("div-rep-%02d", at+1), Label: use})
	}
	file := metsFile{ID: id, metsFixity: f.fixity(), Ref: metsRef{LocType: "URL", XType: "simple", Href: f.path}}
	m.Groups[at].Files = append(m.Groups[at].Files, file)
	m.Map.Div.Divs[at].Files = append(m.Map.Div.Divs[at].Files, metsLink{id})
}

func joined(ids, id string) string {
	if ids == "" {
		return id
	}
	return ids + " " + id
}

func (f written) fixity() metsFixity {
	return metsFixity{f.kind, fmt.Sprint(f.size), f.sum, "SHA-256"}
}

func (f written) reference(kind string) metsRef {
	r := metsRef{LocType: "URL", MDType: kind, XType: "simple", Href: f.path, metsFixity: f.fixity()}
	if kind == "OTHER" {
		r.Other = "ND30-PHULUC6"
	}
	return r
}

func (m *mets) bytes() ([]byte, error) { return XML(m) }

// XML returns v as a document with its declaration.
func XML(v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write xml: %w", err)
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}
