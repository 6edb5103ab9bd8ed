package signing

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"vanthu/workflow"
	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/pdf"
)

// A Request asks for one signature. What is filled and signed becomes one
// revision of the file.
type Request struct {
	PDF    []byte
	Field  string
	Place  *Place            // of a field that is not there yet, as a receiver's stamp
	Values map[string]string // for text fields, by name

	Picture *Picture // or
	Text    []string // or nothing to be seen
	Flush   bool     // Text stands at the right edge, as on copies
	Width   float64  // of the picture in mm; 0 for as large as fits
	Over    string   // the signature over whose left third the picture goes

	Chain    []*x509.Certificate // the signer's first
	PSS      bool                // for RSA, where PKCS#1 v1.5 is not wanted
	Name     string
	Reason   string
	Location string
	Time     time.Time // in its zone; it is claimed, not proven
}

// Prepared is a signature without its value. It can be kept as JSON; the file
// it was prepared on is not in it.
type Prepared struct {
	Field      string        `json:"field"`
	Base       int           `json:"base"` // bytes of the file it was prepared on
	Tail       []byte        `json:"tail"` // what comes after them, with room for the value
	ByteRange  [4]int        `json:"byteRange"`
	Attributes []byte        `json:"attributes"` // DER, what the key signs
	Digest     []byte        `json:"digest"`     // SHA-256 of Attributes
	Algorithm  cms.Algorithm `json:"algorithm"`
	Chain      [][]byte      `json:"chain"` // DER
}

// The room for a signature: a value, the attributes, and a time stamp with the
// authority's certificates.
const signatureRoom = 14_000

// Prepare makes the revision that a signature is to be part of. Its errors are
// *workflow.Refusal.
func Prepare(r *Request) (*Prepared, error) { return prepare(r, func(pdf.Dict) {}) }

// prepare has change look at the dictionary of the signature first.
func prepare(r *Request, change func(pdf.Dict)) (*Prepared, error) {
	if len(r.Chain) == 0 {
		return nil, refuse(workflow.RuleKeyUnfit, "")
	}
	algorithm, err := cms.AlgorithmOf(r.Chain[0], r.PSS)
	if err != nil {
		return nil, refuse(workflow.RuleKeyUnfit, r.Chain[0].Subject.CommonName)
	}
	if r.Time.Before(r.Chain[0].NotBefore) || r.Time.After(r.Chain[0].NotAfter) {
		return nil, refuse(workflow.RuleKeyUnfit, "hết hoặc chưa có hiệu lực")
	}
	p := &Prepared{Field: r.Field, Base: len(r.PDF), Algorithm: algorithm}
	room := signatureRoom
	for _, c := range r.Chain {
		p.Chain = append(p.Chain, c.Raw)
		room += len(c.Raw)
	}
	s := signatureDict(r, "ETSI.CAdES.detached", room)
	change(s.dict)
	if err := s.build(r); err != nil {
		return nil, said(err)
	}
	p.Tail, p.ByteRange = s.tail, s.ranges
	if p.Attributes, err = cms.Attributes(s.digest(r.PDF), r.Chain[0]); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(p.Attributes)
	p.Digest = sum[:]
	return p, nil
}

// An unsigned is a revision with room for a signature.
type unsigned struct {
	dict     pdf.Dict
	contents *pdf.Blank
	where    *pdf.Blank
	tail     []byte
	ranges   [4]int
}

// signatureDict returns the dictionary of a signature with room for a value.
func signatureDict(r *Request, form pdf.Name, room int) *unsigned {
	s := &unsigned{
		contents: &pdf.Blank{Text: "<" + strings.Repeat("0", 2*room) + ">"},
		where:    &pdf.Blank{Text: "[" + strings.Repeat(" ", 44) + "]"},
	}
	s.dict = pdf.Dict{
		"Type": pdf.Name("Sig"), "Filter": pdf.Name("Adobe.PPKLite"), "SubFilter": form,
		"ByteRange": s.where, "Contents": s.contents,
	}
	for key, value := range map[pdf.Name]string{"Name": r.Name, "Reason": r.Reason, "Location": r.Location} {
		if value != "" {
			s.dict[key] = pdf.Text(value)
		}
	}
	if !r.Time.IsZero() {
		s.dict["M"] = pdf.Date(r.Time)
	}
	return s
}

// build makes the revision.
func (s *unsigned) build(r *Request, more ...func(*builder) error) error {
	file, err := open(r.PDF)
	if err != nil {
		return err
	}
	form, err := readForm(file)
	if err != nil {
		return err
	}
	b := &builder{file: file, update: file.Update(), form: form}
	if err := b.allowed(r); err != nil {
		return err
	}
	if r.Place != nil {
		if err := b.place(r.Field, *r.Place); err != nil {
			return err
		}
		if err := b.writeForm(); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Values)) {
		if err := b.fill(name, r.Values[name]); err != nil {
			return err
		}
	}
	if err := b.sign(r, s.dict); err != nil {
		return err
	}
	for _, add := range more {
		if err := add(b); err != nil {
			return err
		}
	}
	s.tail = b.update.Tail()
	s.locate(len(r.PDF))
	return nil
}

// allowed makes sure that the signatures in the file allow the new one.
func (b *builder) allowed(r *Request) error {
	if err := b.form.static(); err != nil {
		return err
	}
	l, err := b.form.locked(b.file)
	if err != nil {
		return err
	}
	if l.level == 1 || l.level < 4 && r.Place != nil {
		return refuse(workflow.RuleForbidden, "")
	}
	for _, name := range append(slices.Sorted(maps.Keys(r.Values)), r.Field) {
		if l.covers(name) {
			return refuse(workflow.RuleForbidden, "ô "+name)
		}
	}
	return nil
}

// sign gives a signature field its value and its look.
func (b *builder) sign(r *Request, value pdf.Dict) error {
	field := b.form.fields[r.Field]
	switch {
	case field == nil || field.kind != pdf.Name("Sig"):
		return refuse(workflow.RuleFieldMissing, r.Field)
	case field.value != nil:
		return refuse(workflow.RuleFieldSigned, r.Field)
	}
	dict, err := b.update.Dict(field.ref)
	if err != nil {
		return err
	}
	if err := b.lock(dict, value); err != nil {
		return err
	}
	dict["V"] = b.update.Add(value)
	rect, matrix, err := b.seen(dict)
	if err == nil && rect[2] > rect[0] && rect[3] > rect[1] { // else it is not to be seen
		look, err := b.look(r, rect)
		if err != nil {
			return err
		}
		b.show(dict, look, matrix)
	}
	b.update.Set(field.ref, dict)
	return nil
}

// lock repeats in a signature what its field says is to be locked
// (ISO 32000-2, 12.8.2.4).
func (b *builder) lock(field, value pdf.Dict) error {
	lock, err := b.update.Dict(field["Lock"])
	if err != nil || lock == nil {
		return err
	}
	params := pdf.Dict{"Type": pdf.Name("TransformParams"), "V": pdf.Name("1.2"), "Action": lock["Action"]}
	if lock["Fields"] != nil {
		params["Fields"] = lock["Fields"]
	}
	value["Reference"] = pdf.Array{pdf.Dict{
		"Type": pdf.Name("SigRef"), "TransformMethod": pdf.Name("FieldMDP"), "TransformParams": params, "Data": b.file.CatalogRef(),
	}}
	return nil
}

// locate writes what the signature covers into the room kept for it: all but
// its value.
func (s *unsigned) locate(base int) {
	end := base + len(s.tail)
	after := s.contents.At + len(s.contents.Text)
	s.ranges = [4]int{0, s.contents.At, after, end - after}
	text := fmt.Sprintf("[0 %d %d %d", s.ranges[1], s.ranges[2], s.ranges[3])
	copy(s.tail[s.where.At-base:], text)
	s.tail[s.where.At-base+len(s.where.Text)-1] = ']'
}

// digest returns the SHA-256 of what the signature covers.
func (s *unsigned) digest(base []byte) []byte {
	h := sha256.New()
	h.Write(base)
	h.Write(s.tail[:s.ranges[1]-len(base)])
	h.Write(s.tail[s.ranges[2]-len(base):])
	return h.Sum(nil)
}

// Assemble returns the signed file: base, the file it was prepared on, with the
// revision and the value that the key gave for Digest. Both are checked first:
// the errors are *workflow.Refusal of RuleBase and RuleSignature.
func (p *Prepared) Assemble(base, signature []byte) ([]byte, error) {
	chain, err := p.chain()
	if err != nil {
		return nil, err
	}
	s := unsigned{tail: p.Tail, ranges: p.ByteRange}
	if len(base) != p.Base || !p.fits() {
		return nil, refuse(workflow.RuleBase, "")
	}
	want, err := cms.Attributes(s.digest(base), chain[0])
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(want)
	if !bytes.Equal(want, p.Attributes) || !bytes.Equal(sum[:], p.Digest) {
		return nil, refuse(workflow.RuleBase, "")
	}
	if err := p.Algorithm.Check(chain[0], p.Digest, signature); err != nil {
		return nil, refuse(workflow.RuleSignature, "")
	}
	data, err := (&cms.SignedData{Chain: chain, Algorithm: p.Algorithm, Attributes: p.Attributes, Signature: signature}).Marshal()
	if err != nil {
		return nil, err
	}
	out := concat(base, p.Tail)
	return out, put(out, p.ByteRange, data)
}

// fits reports whether the range is that of a signature in the tail.
func (p *Prepared) fits() bool {
	r := p.ByteRange
	return r[0] == 0 && r[1] >= p.Base && r[2] > r[1]+2 && r[3] > 0 && r[2]+r[3] == p.Base+len(p.Tail)
}

func (p *Prepared) chain() (chain []*x509.Certificate, err error) {
	for _, der := range p.Chain {
		c, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, refuse(workflow.RuleKeyUnfit, "")
		}
		chain = append(chain, c)
	}
	if len(chain) == 0 {
		return nil, refuse(workflow.RuleKeyUnfit, "")
	}
	return chain, nil
}

// put writes signed data as the value of a signature.
func put(file []byte, ranges [4]int, data []byte) error {
	room := file[ranges[1]+1 : ranges[2]-1]
	if 2*len(data) > len(room) {
		return refuse(workflow.RuleFieldSmall, fmt.Sprintf("%d byte của chữ ký", len(data)))
	}
	const digits = "0123456789abcdef"
	for i := range room {
		room[i] = '0'
	}
	for i, c := range data {
		room[2*i], room[2*i+1] = digits[c>>4], digits[c&15]
	}
	return nil
}
