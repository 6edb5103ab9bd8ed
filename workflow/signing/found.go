package signing

import (
	"bytes"
	"crypto"
	"encoding/hex"
	"slices"

	"vanthu/workflow"
	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/pdf"
)

// A found is a signature as it stands in a file.
type found struct {
	field    string
	dict     pdf.Dict
	ranges   [4]int
	contents []byte
	stamp    bool // it is a time stamp over the document
	form     pdf.Name
}

// maxSignatures is how many a file may have: each costs a look at all of it.
const maxSignatures = 200

// readSignatures returns the signatures of a file in the order in which they
// were made.
func readSignatures(data []byte) (*pdf.File, []found, error) {
	file, err := pdf.Open(data)
	if err != nil {
		return nil, nil, said(err)
	}
	form, err := readForm(file)
	if err != nil {
		return nil, nil, err
	}
	var all []found
	names := form.signed()
	if len(names) > maxSignatures {
		return nil, nil, refuse(workflow.RulePDFLarge, "")
	}
	for _, name := range names {
		dict, _ := form.fields[name].value.(pdf.Dict)
		s := found{field: name, dict: dict}
		s.form, _ = dict["SubFilter"].(pdf.Name)
		s.stamp = dict["Type"] == pdf.Name("DocTimeStamp") || s.form == "ETSI.RFC3161"
		contents, err := file.Resolve(dict["Contents"])
		if err != nil {
			return nil, nil, said(err)
		}
		text, _ := contents.(pdf.String)
		s.contents = []byte(text)
		ranges, err := file.Array(dict["ByteRange"])
		if err != nil {
			return nil, nil, said(err)
		}
		for i := range min(len(ranges), 4) {
			s.ranges[i], _ = ranges[i].(int)
		}
		if len(ranges) != 4 {
			s.ranges = [4]int{}
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b found) int { return a.end() - b.end() })
	return file, all, nil
}

// end is where what the signature covers ends.
func (s *found) end() int { return s.ranges[2] + s.ranges[3] }

// whole reports whether the signature covers a file of a size but for its own
// value.
func (s *found) whole(size int) bool { return s.end() == size }

// covers reports whether the ranges are those of a signature of this file: from
// its start to the end of a revision, but for the value and nothing else.
func (s *found) covers(data []byte) bool {
	r := s.ranges
	if r[0] != 0 || r[1] <= 0 || r[2] <= r[1]+1 || r[3] <= 0 || r[2] > len(data) || r[3] > len(data)-r[2] {
		return false
	}
	hole := data[r[1]:r[2]]
	if hole[0] != '<' || hole[len(hole)-1] != '>' {
		return false
	}
	value, err := hex.DecodeString(string(hole[1 : len(hole)-1]))
	return err == nil && bytes.Equal(value, s.contents)
}

// digest returns the hash of what the signature covers.
func (s *found) digest(data []byte, hash crypto.Hash) []byte {
	h := hash.New()
	h.Write(data[:s.ranges[1]])
	h.Write(data[s.ranges[2]:s.end()])
	return h.Sum(nil)
}

// sha1 returns the digest of the content of the old form in which the signed
// content is a SHA-1 of the file. It is no digest if the content is not that.
func (s *found) sha1(data []byte, m *cms.Message) []byte {
	if !bytes.Equal(m.Content, s.digest(data, crypto.SHA1)) {
		return nil
	}
	h := m.Hash.New()
	h.Write(m.Content)
	return h.Sum(nil)
}
