package workflow

import (
	"context"
	"fmt"
	"slices"
	"time"

	"vanthu/documents"
)

// A Signature is what a key made of the digest that Engine.ToSign gave. At is the
// time that ToSign gave with it: together with the record's version it says exactly
// what was signed, so that nothing of a signature under way has to be kept, and
// one that never comes leaves nothing behind.
type Signature struct {
	At    time.Time
	Value []byte // as the key gave it: PKCS #1 v1.5 or ECDSA in DER
}

// signatureTime is how long a key may take: confirming on a phone takes minutes.
const signatureTime = 10 * time.Minute

// Rules of electronic signatures.
const (
	RuleNoOriginal    documents.Rule = "no_original" // there is no PDF to be signed
	RuleNoKey         documents.Rule = "no_key"      // the person, or the agency, has none
	RuleSignatureLate documents.Rule = "signature_late"
	RuleNotSealable   documents.Rule = "not_sealable" // nothing waits for the seal
	RuleNoSigner      documents.Rule = "no_signer"    // the program has nothing that prints or signs
)

// A SignRequest is one signature on a PDF. What it asks for is the same each time
// it is asked with the same values.
type SignRequest struct {
	PDF     []byte
	Stage   Stage // Approved or Sealed: what the file is afterwards
	Key     documents.SigningKey
	Picture []byte // PNG of the signature or the seal; nil for none
	Size    int    // diameter of the seal's picture in millimetres
	Name    string // of the person or the agency
	Words   string // at the top right of the first page, and nothing else to be seen: of a copy
	Number  string // of Sealed: what stands between “Số:” and the symbol
	Date    documents.Date
	At      time.Time
}

// A Signer knows the signatures of PDF files. Its errors are *Refusal.
type Signer interface {
	// Place returns the PDF with the empty fields of number, date and both
	// signatures, where the page of the document has their place.
	Place(ctx context.Context, pdf []byte, doc *documents.Document) ([]byte, error)
	// Digest returns what the key has to sign: a SHA-256. It refuses a
	// certificate that is not valid then, or of no root that is trusted.
	Digest(ctx context.Context, r SignRequest) ([]byte, error)
	// Complete returns the PDF with the signature, after holding it to the
	// certificate and to what was signed.
	Complete(ctx context.Context, r SignRequest, value []byte) ([]byte, error)
	// ReadKey returns the key that was brought: of a PKCS#12 file, or of a
	// certificate alone, whose key is asked by the agent on the person's machine;
	// or the one that is called so where Places has it.
	// The picture is looked at, and not in the key yet.
	ReadKey(ctx context.Context, brought KeyFile) (*documents.SigningKey, error)
	// Holder says in words whose a key is and until when it may be used.
	Holder(key *documents.SigningKey) (KeyHolder, error)
	// Verify says what the signatures of a PDF are worth.
	Verify(data []byte) (*Verification, error)
	// Places returns the kinds of keys beside files that Sign can ask.
	Places() []documents.KeyKind
	// Sign has a key that the program can ask sign; secret is its password or
	// PIN, which is kept nowhere. It may wait minutes for a person.
	Sign(ctx context.Context, key documents.SigningKey, secret string, what []ToSign) ([][]byte, error)
}

// A Verification is what a person is told of the signatures of a PDF.
type Verification struct {
	Good       bool // there are signatures, and all are good
	Signatures []Verified
}

// A Verified is one signature: whose, and what is known of it.
type Verified struct {
	Title string
	Good  bool
	Lines []VerifiedLine
}

// A VerifiedLine is one thing that is known of a signature.
type VerifiedLine struct {
	Name, Text string
	Good       bool
}

// A KeyHolder is what a certificate says of a key.
type KeyHolder struct {
	Name, Issuer, Serial string
	From, Until          time.Time
	Trusted              bool // of a root that this program trusts, today
}

// ToSign is what a key is asked for.
type ToSign struct {
	Title  string // what the person is told that they sign, where they confirm
	Digest []byte // SHA-256
	Key    documents.SigningKey
	At     time.Time
}

// ToSign returns what the person's key has to sign for an act, if the act may be
// done. Its errors are those of Act.
func (e *Engine) ToSign(ctx context.Context, by *documents.Account, id RecordID, act Act) (*ToSign, error) {
	s, err := e.signing(ctx, by, id, act)
	if err != nil {
		return nil, err
	}
	s.Signature = &Signature{At: e.now().Truncate(time.Second)}
	request, err := e.request(ctx, s)
	if err != nil {
		return nil, err
	}
	digest, err := e.d.Signer.Digest(ctx, *request)
	if err != nil {
		return nil, err
	}
	return &ToSign{s.record.title(), digest, request.Key, s.Signature.At}, nil
}

// title is what a document is called in one line.
func (r *Record) title() string {
	name := r.Document.Kind.Name()
	if !r.Document.Reference.IsZero() {
		name += " " + r.Document.Reference.String()
	}
	return name + ": " + documents.OneLine(r.Document.Abstract)
}

// SignNow does an act with the signature of a key that the program can ask.
// secret is its password or PIN.
func (e *Engine) SignNow(ctx context.Context, by *documents.Account, id RecordID, act Act, secret string) (*Record, error) {
	task, err := e.ToSign(ctx, by, id, act)
	if err != nil {
		return nil, err
	}
	values, err := e.d.Signer.Sign(ctx, task.Key, secret, []ToSign{*task})
	if err != nil {
		return nil, err
	}
	act.Signature = &Signature{task.At, values[0]}
	if act.Action == sealed {
		return e.Seal(ctx, by, id, act)
	}
	return e.Act(ctx, by, id, act)
}

// signing returns the situation of an act that wants a signature, once it is
// clear that it may be done.
func (e *Engine) signing(ctx context.Context, by *documents.Account, id RecordID, act Act) (*situation, error) {
	r, unit, err := e.load(ctx, by, id, act.Seen)
	if err != nil {
		return nil, err
	}
	act.Seen = r.Version
	s := &situation{Act: act, record: r, unit: unit, actor: by, now: e.now(), today: e.Today(), prints: e.Prints()}
	if act.Action == sealed {
		return s, e.maySeal(s)
	}
	if s.step, err = e.FlowOf(r).Step(ctx, r.State, act.Action); err != nil {
		return nil, err
	}
	if !s.step.Signs() {
		return nil, s.refuse(RuleNoSuchAct, documents.ErrNotAllowed)
	}
	return s, e.admit(ctx, s)
}

// Signs reports whether the act may be done with an electronic signature.
func (s Step) Signs() bool {
	return s.Seals() || slices.ContainsFunc(s.Effects, func(name string) bool { return effects[name].needs == signedCopy })
}

// completeCopy puts the act's signature into the PDF and stores it; without one it
// was signed on paper.
func (e *Engine) completeCopy(ctx context.Context, s *situation) error {
	switch {
	case s.Signature != nil:
	case !s.step.Seals():
		return nil
	case s.unit.Seal == nil:
		return s.refuse(RuleNoSeal, documents.ErrNotAllowed)
	default:
		return s.refuse(RuleSignature, documents.ErrInvalid)
	}
	if age := s.now.Sub(s.Signature.At); age < 0 || age > signatureTime {
		return s.refuse(RuleSignatureLate, documents.ErrNotAllowed)
	}
	request, err := e.request(ctx, s)
	if err != nil {
		return err
	}
	file, err := e.d.Signer.Complete(ctx, *request, s.Signature.Value)
	if err != nil {
		return err
	}
	hash, err := e.d.Blobs.Put(ctx, s.record.Unit, file)
	if err != nil {
		return fmt.Errorf("keep the signed file of document %s: %w", s.record.ID, err)
	}
	s.signed = &Copy{Stage: request.Stage, File: hash, By: s.actor.ID, At: s.now}
	return nil
}

// request returns the signature that the situation wants: of the person on the
// file as it was shown, of the agency on what the person signed, or on the scan that a
// copy is made of.
func (e *Engine) request(ctx context.Context, s *situation) (*SignRequest, error) {
	r := s.record
	out := &SignRequest{Stage: Approved, Name: s.actor.Name, At: s.Signature.At}
	on, key := r.Original.Copy(Placed), s.actor.Key
	switch s.Action {
	case sealed:
		out.Stage, out.Name, out.Size = Sealed, r.Document.Issuer.Name, s.unit.Seal.Diameter()
		out.Number, out.Date = r.Document.Reference.Ordinal(), r.Document.Date
		on, key = r.Original.Copy(Approved), s.unit.Seal.Key()
	case sealCopy:
		out.sealScan(s)
		on, key = r.Original.Copy(Scanned), s.unit.Seal.Key()
	}
	switch {
	case !e.Prints() || on == nil || (out.Stage == Approved && r.Original.Source != r.Shown().Hash):
		return nil, e.unsigned(s)
	case key == nil:
		return nil, s.refuse(RuleNoKey, documents.ErrNotAllowed)
	}
	out.Key = *key
	var err error
	if out.PDF, err = e.d.Blobs.Get(ctx, r.Unit, on.File); err != nil {
		return nil, fmt.Errorf("read the original of document %s: %w", r.ID, err)
	}
	if key.Picture != "" && out.Words == "" {
		if out.Picture, err = e.d.Blobs.Get(ctx, r.Unit, Hash(key.Picture)); err != nil {
			return nil, fmt.Errorf("read the picture of the signature of %s: %w", out.Name, err)
		}
	}
	return out, nil
}

// unsigned says why there is no PDF to be signed.
func (e *Engine) unsigned(s *situation) error {
	if o := s.record.Original; o != nil && o.Fault != "" {
		refusal := s.refusal(o.Fault, documents.ErrNotAllowed)
		refusal.Got = o.Got
		return refusal
	}
	return s.refuse(RuleNoOriginal, documents.ErrNotAllowed)
}

// Seal writes number and date into the PDF that the person signed and seals it, in
// one revision (Điều 33). It is văn thư's act, between the number and the sending.
// Its errors are those of Act.
func (e *Engine) Seal(ctx context.Context, by *documents.Account, id RecordID, act Act) (*Record, error) {
	act.Action = sealed
	s, err := e.signing(ctx, by, id, act)
	if err != nil {
		return nil, err
	}
	if s.Signature == nil {
		return nil, s.refuse(RuleSignature, documents.ErrInvalid)
	}
	if err := e.completeCopy(ctx, s); err != nil {
		return nil, err
	}
	r := s.record
	next := e.next(r, by, Event{
		Action: sealed, From: r.State, To: r.State, Seen: r.Version, File: s.signed.File, Mode: Electronic, Article: "Điều 33",
	})
	next.Original = r.Original.with(*s.signed)
	if e.Archives() {
		next.Tasks = append(next.Tasks, Task{ID: MakeArchival, Kind: MakeArchival, Due: s.now})
	}
	if err := e.d.Records.Swap(ctx, next, r.Version); err != nil {
		return nil, e.explain(ctx, by.Unit, id, act.Seen, err)
	}
	return e.finishNow(ctx, next), nil
}

// Seals reports whether the person may seal r now.
func (e *Engine) Seals(ctx context.Context, by *documents.Account, r *Record) (bool, error) {
	unit, err := e.d.Directory.Unit(ctx, r.Unit)
	if err != nil {
		return false, fmt.Errorf("read unit %s: %w", r.Unit, err)
	}
	return e.maySeal(&situation{record: r, unit: unit, actor: by, Act: Act{Action: sealed}}) == nil, nil
}

// maySeal: who sends the file seals it first, once it is signed and numbered.
func (e *Engine) maySeal(s *situation) error {
	s.step.Article = "Điều 33"
	if !s.record.Original.Lacks(Sealed) || s.record.Document.Reference.Number == 0 {
		return s.refuse(RuleNotSealable, documents.ErrNotAllowed)
	}
	for _, step := range e.FlowOf(s.record).From(s.record.State) {
		if slices.Contains(step.Guards, "file_ready") && mayDo(step, s.record, s.unit, s.actor) {
			return nil
		}
	}
	return s.refuse(RuleNotYours, documents.ErrForbidden)
}
