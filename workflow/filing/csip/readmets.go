package csip

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// maxDepth is how deep METS.xml may be nested.
const maxDepth = 40

// errMETS says that METS.xml is not what one is.
var errMETS = errors.New("no METS")

// mets reads which files METS.xml names, with sizes and hashes.
func (c *check) mets() map[string]written {
	text, there := c.words[metsName]
	if !there {
		c.report.found(metsName, NoMETS, "")
		return nil
	}
	r := &metsReader{decoder: xml.NewDecoder(bytes.NewReader(text)), files: map[string]written{}}
	if err := r.read(); err != nil {
		line, _ := r.decoder.InputPos()
		c.report.found(metsName, BadMETS, strconv.Itoa(line))
		return nil
	}
	if c.report.Label = r.label; r.id != c.report.ID {
		c.report.found(metsName, OtherPackage, r.id)
	}
	return r.files
}

// A metsReader goes through METS.xml. The hash and the size of a file stand at its
// reference, or at the element around it.
type metsReader struct {
	decoder   *xml.Decoder
	id, label string
	around    []map[string]string // the attributes of the elements it is in
	files     map[string]written
	roots     int
}

func (r *metsReader) read() error {
	for {
		token, err := r.decoder.Token()
		if errors.Is(err, io.EOF) && r.roots == 1 && len(r.around) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.Directive: // a document type can define what no reader expects
			return errMETS
		case xml.EndElement:
			r.around = r.around[:len(r.around)-1]
		case xml.StartElement:
			if err := r.begin(t); err != nil {
				return err
			}
		}
	}
}

func (r *metsReader) begin(t xml.StartElement) error {
	attrs := map[string]string{}
	for _, a := range t.Attr {
		if attrs[a.Name.Local] != "" {
			return errMETS
		}
		attrs[a.Name.Local] = a.Value
	}
	if len(r.around) == 0 {
		if r.roots++; r.roots > 1 || t.Name.Local != "mets" || t.Name.Space != "http://www.loc.gov/METS/" {
			return errMETS
		}
		r.id, r.label = attrs["OBJID"], attrs["LABEL"]
	}
	r.around = append(r.around, attrs)
	if len(r.around) > maxDepth {
		return errMETS
	}
	if t.Name.Local == "mdRef" || t.Name.Local == "FLocat" {
		return r.file(attrs)
	}
	return nil
}

func (r *metsReader) file(attrs map[string]string) error {
	f := written{path: attrs["href"]}
	if attrs["CHECKSUM"] == "" && len(r.around) > 1 {
		attrs = r.around[len(r.around)-2]
	}
	size, err := strconv.ParseInt(attrs["SIZE"], 10, 64)
	_, twice := r.files[f.path]
	if err != nil || twice || !inside(f.path) || attrs["CHECKSUMTYPE"] != "SHA-256" {
		return errMETS
	}
	f.size, f.sum = size, strings.ToLower(attrs["CHECKSUM"])
	r.files[f.path] = f
	return nil
}
