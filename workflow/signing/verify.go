package signing

import (
	"crypto/x509"
	"errors"
	"slices"
	"time"

	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/pdf"
)

// A Report is what Verify finds, in the order in which the file was signed.
type Report struct {
	Signatures []Verdict `json:"signatures"`
}

// A Verdict is what is found of one signature.
type Verdict struct {
	Field        string    `json:"field"`
	Signer       string    `json:"signer"`
	Time         time.Time `json:"time"` // proven by a time stamp, else as the signer claims
	Integrity    Integrity `json:"integrity"`
	Trust        Standing  `json:"trust"`
	ChangesAfter []Change  `json:"changesAfter"`
	Allowed      bool      `json:"allowed"` // all of ChangesAfter is

	Issuer      string `json:"issuer"`
	Reason      string `json:"reason,omitempty"`
	Proven      bool   `json:"timeProven"`
	Checked     bool   `json:"revocationChecked"` // it is known whether the certificate was revoked
	Weak        bool   `json:"sha1,omitempty"`    // SHA-1 was used, which can be forged today
	TimeStamp   bool   `json:"timestamp,omitempty"`
	WholeFile   bool   `json:"wholeFile"`
	Certificate []byte `json:"-"` // DER
}

// Integrity is whether what was signed is unchanged.
type Integrity string

// What may be found of what was signed.
const (
	Intact     Integrity = "valid"
	Altered    Integrity = "changed"    // the bytes that were signed are not these
	Forged     Integrity = "forged"     // the value is not by the signer's key
	Uncovered  Integrity = "incomplete" // it does not cover all that stood in the file
	Unreadable Integrity = "unreadable"
)

// Good reports whether a signature is intact, trusted, and nothing that it
// forbids was done after it.
func (v *Verdict) Good() bool { return v.Integrity == Intact && v.Trust == Trusted && v.Allowed }

// Good reports whether there are signatures and all are good.
func (r *Report) Good() bool {
	return len(r.Signatures) > 0 && !slices.ContainsFunc(r.Signatures, func(v Verdict) bool { return !v.Good() })
}

// Verify finds what the signatures of a PDF are worth. Its error is a
// *workflow.Refusal when the file cannot be read.
func Verify(data []byte, trust Trust) (*Report, error) {
	file, all, err := readSignatures(data)
	if err != nil {
		return nil, err
	}
	evidence, err := readEvidence(file)
	if err != nil {
		return nil, said(err)
	}
	v := verifier{data, file, newJudge(trust, evidence), &Report{Signatures: []Verdict{}}}
	// From the last to the first: a time stamp proves when those before it were there.
	var proven time.Time
	for _, s := range slices.Backward(all) {
		verdict := v.verdict(s, proven)
		if s.stamp && verdict.Integrity == Intact && verdict.Trust == Trusted {
			proven = verdict.Time
		}
		v.report.Signatures = append(v.report.Signatures, verdict)
	}
	slices.Reverse(v.report.Signatures)
	return v.report, nil
}

// readEvidence returns what the document security store of a file has.
func readEvidence(file *pdf.File) (*Evidence, error) {
	e := &Evidence{}
	catalog, err := file.Catalog()
	if err != nil {
		return nil, err
	}
	store, err := file.Dict(catalog["DSS"])
	if err != nil {
		return nil, err
	}
	var certificates [][]byte
	for key, into := range map[pdf.Name]*[][]byte{"Certs": &certificates, "CRLs": &e.CRLs, "OCSPs": &e.OCSPs} {
		array, err := file.Array(store[key])
		if err != nil {
			return nil, err
		}
		if *into, err = streams(file, array); err != nil {
			return nil, err
		}
	}
	for _, der := range certificates {
		if c, err := x509.ParseCertificate(der); err == nil {
			e.Certificates = append(e.Certificates, c)
		}
	}
	return e, nil
}

type verifier struct {
	data   []byte
	file   *pdf.File
	judge  *judge
	report *Report
}

// verdict judges one signature. proven is when the earliest time stamp after it
// was made; zero if there is none.
func (v *verifier) verdict(s found, proven time.Time) Verdict {
	out := Verdict{
		Field: s.field, Trust: Untrusted, TimeStamp: s.stamp, Integrity: Uncovered, ChangesAfter: []Change{},
		WholeFile: s.whole(len(v.data)),
	}
	if reason, ok := s.dict["Reason"].(pdf.String); ok {
		out.Reason = reason.Text()
	}
	if m, ok := s.dict["M"].(pdf.String); ok {
		out.Time = m.Time()
	}
	if !s.covers(v.data) {
		return out
	}
	if s.stamp {
		v.stamp(s, &out)
	} else {
		v.signature(s, proven, &out)
	}
	changes, err := v.changes(s)
	if err != nil { // what was signed cannot be read, so what came after cannot be judged
		changes = []Change{{Kind: ChangedOther}}
	}
	out.ChangesAfter = append(out.ChangesAfter, changes...)
	out.Allowed = !slices.ContainsFunc(changes, func(c Change) bool { return !c.Allowed })
	return out
}

// integrity tells what an error of package cms says of what was signed.
func integrity(err error) Integrity {
	switch {
	case err == nil:
		return Intact
	case errors.Is(err, cms.ErrDigest):
		return Altered
	case errors.Is(err, cms.ErrSignature):
		return Forged
	}
	return Unreadable
}

// signature judges a person's or an agency's signature.
func (v *verifier) signature(s found, proven time.Time, out *Verdict) {
	m, err := cms.Parse(s.contents, v.judge.pool...)
	if err != nil {
		out.Integrity = Unreadable
		return
	}
	out.by(m.Signer)
	digest := s.digest(v.data, m.Hash)
	if s.form == "adbe.pkcs7.sha1" { // the content is the SHA-1 of the file
		digest = s.sha1(v.data, m)
	}
	out.Integrity = integrity(m.Verify(digest))
	if out.Time.IsZero() {
		out.Time = m.SigningTime
	}
	if m.Token != nil {
		if t, err := cms.ParseToken(m.Token, v.judge.pool...); err == nil && t.Covers(m.Signature) && v.trusted(t) {
			proven = t.Time
		}
	}
	if out.Proven = !proven.IsZero(); out.Proven {
		v.stand(m, proven, out)
		if m.Token != nil {
			out.Time = proven
		}
	} else if v.stand(m, out.Time, out); out.Trust == Trusted {
		v.stand(m, v.judge.trust.Now, out)
	}
	out.Weak = out.Weak || m.Hash.Size() < 28 // below SHA-224
}

// stand judges the signer's certificate at a time.
func (v *verifier) stand(m *cms.Message, at time.Time, out *Verdict) {
	s := v.judge.of(m.Signer, m.Certificates, at)
	out.Trust, out.Checked, out.Weak = s.standing, s.checked, s.weak
	const signs = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if m.Signer.KeyUsage != 0 && m.Signer.KeyUsage&signs == 0 {
		out.Trust = Untrusted
	}
}

func (v *Verdict) by(c *x509.Certificate) {
	v.Signer, v.Issuer, v.Certificate = c.Subject.CommonName, c.Issuer.CommonName, c.Raw
}

// stamp judges a time stamp over the document.
func (v *verifier) stamp(s found, out *Verdict) {
	t, err := cms.ParseToken(s.contents, v.judge.pool...)
	if err != nil {
		out.Integrity = integrity(err)
		return
	}
	out.by(t.Signer)
	out.Time, out.Integrity = t.Time, Altered
	if t.CoversDigest(s.digest(v.data, t.Hash())) {
		out.Integrity = Intact
	}
	standing := v.judge.of(t.Signer, t.Certificates, t.Time)
	out.Trust, out.Checked, out.Weak, out.Proven = standing.standing, standing.checked, standing.weak, true
	if !stamps(t.Signer) {
		out.Trust = Untrusted
	}
}

// trusted reports whether a time stamp is of an authority that is trusted.
func (v *verifier) trusted(t *cms.Stamp) bool {
	return stamps(t.Signer) && v.judge.of(t.Signer, t.Certificates, t.Time).standing == Trusted
}

// stamps reports whether a certificate is for time stamps.
func stamps(c *x509.Certificate) bool {
	return slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageTimeStamping)
}
