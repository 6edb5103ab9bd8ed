package signing

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"slices"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/pdf"
)

// An Office signs the documents of an office: it is the workflow.Signer. Its zero
// value trusts nobody.
type Office struct {
	Roots, Between []*x509.Certificate // whom it trusts, and what may stand in between
	Now            func() time.Time
	Location       string // claimed in signatures; "" for none
	Far            Far    // keys that are in no file; nil for none

	// Client asks the authorities, before a key signs, whether they took its
	// certificate back; nil asks nobody.
	Client *http.Client
}

// A Far asks keys that are elsewhere: with a service or on a token.
type Far interface {
	Kinds() []documents.KeyKind
	Chain(ctx context.Context, key documents.SigningKey, secret string) ([]*x509.Certificate, error)
	Sign(ctx context.Context, key documents.SigningKey, secret string, jobs []Job) ([][]byte, error)
}

// Places returns the kinds of keys beside files that Sign asks.
func (o *Office) Places() []documents.KeyKind {
	if o.Far == nil {
		return nil
	}
	return o.Far.Kinds()
}

// askTime is how long the authorities may take before a signature. One that does not
// answer keeps nobody from signing: what it says is asked for again for the archive.
const askTime = 3 * time.Second

// Place puts the empty fields where the page has their place: it must have one for
// each.
func (o *Office) Place(ctx context.Context, data []byte, doc *documents.Document) ([]byte, error) {
	lines := doc.Signatory.Lines()
	if len(lines) == 0 {
		return nil, refuse(workflow.RuleWordMissing, doc.Signatory.Name)
	}
	places, err := FindPlaces(ctx, data, Words{
		Title: lines[len(lines)-1], Signer: doc.Signatory.Name, Undated: doc.Kind == minutes,
	})
	if err != nil {
		return nil, err
	}
	return PlaceFields(data, places)
}

// minutes are biên bản, whose form has no line of the date (Phụ lục III, mẫu 1.9).
const minutes documents.Kind = "BB"

// dated reports whether a file has a place for the date.
func dated(data []byte) bool {
	file, err := pdf.Open(data)
	if err != nil {
		return true // what reads it next says why
	}
	form, err := readForm(file)
	return err != nil || form.fields[FieldDay] != nil || form.fields[FieldMonth] != nil || form.fields[FieldYear] != nil
}

// Digest returns what the key has to sign.
func (o *Office) Digest(ctx context.Context, r workflow.SignRequest) ([]byte, error) {
	p, err := o.prepare(&r)
	if err == nil {
		err = o.stands(ctx, r)
	}
	if err != nil {
		return nil, err
	}
	return p.Digest, nil
}

// stands refuses a certificate that was taken back.
func (o *Office) stands(ctx context.Context, r workflow.SignRequest) error {
	if o.Client == nil {
		return nil
	}
	chain, err := parseChain(r.Key.Chain)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	evidence, _ := Gather(ctx, o.Client, chain) // who does not answer is not held against the key
	judge := newJudge(Trust{Roots: o.Roots, More: o.Between}, evidence)
	if judge.of(chain[0], chain[1:], r.At).standing == Revoked {
		return refuse(workflow.RuleKeyRevoked, chain[0].Subject.CommonName)
	}
	return nil
}

// Complete puts the signature into the file, once it is that of the certificate on
// what Digest gave.
func (o *Office) Complete(_ context.Context, r workflow.SignRequest, value []byte) ([]byte, error) {
	p, err := o.prepare(&r)
	if err != nil {
		return nil, err
	}
	return p.Assemble(r.PDF, value)
}

// prepare makes the same revision each time it is asked with the same values.
func (o *Office) prepare(r *workflow.SignRequest) (*Prepared, error) {
	chain, err := parseChain(r.Key.Chain)
	if err != nil {
		return nil, err
	}
	if _, err := o.verified(chain[0], chain[1:], r.At); err != nil {
		return nil, refuse(workflow.RuleKeyUntrusted, chain[0].Subject.CommonName)
	}
	request := &Request{PDF: r.PDF, Field: FieldApproval, Chain: chain, Name: r.Name, Location: o.Location, Time: r.At.In(workflow.Zone)}
	switch {
	case r.Words != "":
		place, err := TopRight(r.PDF)
		if err != nil {
			return nil, err
		}
		request.Field, request.Place, request.Text, request.Flush = FieldSeal, &place, []string{r.Words}, true
	case r.Stage == workflow.Sealed:
		request.Field, request.Over, request.Width = FieldSeal, FieldApproval, float64(r.Size)
		request.Values = map[string]string{FieldNumber: r.Number}
		if dated(r.PDF) {
			request.Values[FieldDay], request.Values[FieldMonth], request.Values[FieldYear] = r.Date.Figures()
		}
	}
	if len(r.Picture) > 0 {
		if request.Picture, err = NewPicture(r.Picture); err != nil {
			return nil, err
		}
	}
	return Prepare(request)
}

// Sign has a key of a file sign, or one that is elsewhere. That of the agent is
// not asked by the program.
func (o *Office) Sign(ctx context.Context, key documents.SigningKey, secret string, what []workflow.ToSign) ([][]byte, error) {
	chain, err := parseChain(key.Chain)
	if err != nil {
		return nil, err
	}
	algorithm, err := cms.AlgorithmOf(chain[0], false)
	if err != nil {
		return nil, refuse(workflow.RuleKeyUnfit, chain[0].Subject.CommonName)
	}
	jobs := make([]Job, len(what))
	for i, w := range what {
		jobs[i] = Job{Title: w.Title, Digest: w.Digest, Algorithm: algorithm}
	}
	switch {
	case key.Kind == documents.KeyFile:
		local, err := OpenPKCS12(key.File, secret)
		if err != nil {
			return nil, err
		}
		answer, err := local.Start(ctx, jobs)
		return answer.Signatures, err
	case slices.Contains(o.Places(), key.Kind):
		return o.Far.Sign(ctx, key, secret, jobs)
	}
	return nil, refuse(workflow.RuleKeyElsewhere, "")
}

// ReadKey reads a PKCS#12 file, or certificates in PEM or DER. What the chain lacks
// is taken from what the office trusts: a token may hold its own certificate only.
func (o *Office) ReadKey(ctx context.Context, brought workflow.KeyFile) (*documents.SigningKey, error) {
	if len(brought.Picture) > 0 {
		if _, err := NewPicture(brought.Picture); err != nil {
			return nil, err
		}
	}
	key, chain, err := o.bring(ctx, brought)
	if err != nil {
		return nil, err
	}
	if whole, err := o.verified(chain[0], chain[1:], o.Now()); err == nil {
		chain = whole
	}
	for _, c := range chain {
		key.Chain = append(key.Chain, c.Raw)
	}
	return key, nil
}

// bring returns the key that was brought, without its chain, and what there is of
// that.
func (o *Office) bring(ctx context.Context, brought workflow.KeyFile) (*documents.SigningKey, []*x509.Certificate, error) {
	if brought.Kind != "" {
		key := &documents.SigningKey{Kind: brought.Kind, Name: brought.Name}
		if !slices.Contains(o.Places(), brought.Kind) {
			return nil, nil, refuse(workflow.RuleKeyElsewhere, "")
		}
		chain, err := o.Far.Chain(ctx, *key, brought.Secret)
		if err == nil && len(chain) == 0 {
			err = refuse(workflow.RuleKeyNone, brought.Name)
		}
		return key, chain, err
	}
	if chain := readCertificates(brought.File); len(chain) > 0 {
		return &documents.SigningKey{Kind: documents.KeyAgent}, chain, nil
	}
	local, err := OpenPKCS12(brought.File, brought.Secret)
	if err != nil {
		return nil, nil, err
	}
	return &documents.SigningKey{Kind: documents.KeyFile, File: brought.File}, local.Certificates, nil
}

// readCertificates reads certificates in PEM, or one in DER; none when it is no
// such file.
func readCertificates(data []byte) (chain []*x509.Certificate) {
	if c, err := x509.ParseCertificate(data); err == nil {
		return []*x509.Certificate{c}
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if c, err := x509.ParseCertificate(block.Bytes); err == nil {
			chain = append(chain, c)
		}
	}
	return chain
}

// Verify says what the signatures of a PDF are worth to this office, today.
func (o *Office) Verify(data []byte) (*workflow.Verification, error) {
	report, err := Verify(data, Trust{Roots: o.Roots, More: o.Between, Now: o.Now()})
	if err != nil {
		return nil, err
	}
	out := &workflow.Verification{Good: report.Good()}
	for i := range report.Signatures {
		v := &report.Signatures[i]
		said := workflow.Verified{Title: v.Title(), Good: v.Good()}
		for _, line := range v.Say(workflow.Zone) {
			said.Lines = append(said.Lines, workflow.VerifiedLine(line))
		}
		out.Signatures = append(out.Signatures, said)
	}
	return out, nil
}

// Holder says whose a key is.
func (o *Office) Holder(key *documents.SigningKey) (workflow.KeyHolder, error) {
	chain, err := parseChain(key.Chain)
	if err != nil {
		return workflow.KeyHolder{}, err
	}
	leaf := chain[0]
	_, err = o.verified(leaf, chain[1:], o.Now())
	return workflow.KeyHolder{
		Name: leaf.Subject.CommonName, Issuer: leaf.Issuer.CommonName, Serial: fmt.Sprintf("%X", leaf.SerialNumber),
		From: leaf.NotBefore, Until: leaf.NotAfter, Trusted: err == nil,
	}, nil
}

// verified returns the way from a certificate to a root that is trusted.
func (o *Office) verified(leaf *x509.Certificate, between []*x509.Certificate, at time.Time) ([]*x509.Certificate, error) {
	roots, others := x509.NewCertPool(), x509.NewCertPool()
	for _, c := range o.Roots {
		roots.AddCert(c)
	}
	for _, c := range slices.Concat(between, o.Between) {
		others.AddCert(c)
	}
	ways, err := leaf.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: others, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if err != nil {
		return nil, err
	}
	return ways[0], nil
}

func parseChain(ders [][]byte) (chain []*x509.Certificate, err error) {
	return (&Prepared{Chain: ders}).chain()
}
