package keys_test

import (
	"crypto/x509"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/keys"
)

// TestOfficeAsks: an office binds a key that is with a service and has it sign.
func TestOfficeAsks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind  documents.KeyKind
		first bool
	}{"SmartCA": {documents.KeySmart, false}, "MySign": {documents.KeyMySign, false}, "MySign1": {documents.KeyMySign, true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			s.waits = 2
			account := s.account()
			account.User = "" // the key says who
			leaf := s.key.Certificates[0]
			office := &signing.Office{
				Roots: s.key.Certificates[2:], Now: func() time.Time { return morning },
				Far: &keys.Services{Accounts: map[documents.KeyKind]keys.Account{c.kind: account}, First: c.first, Look: time.Millisecond, Patience: time.Minute},
			}
			key, err := office.ReadKey(t.Context(), workflow.KeyFile{Kind: c.kind, Name: person + "/" + leaf.SerialNumber.Text(16)})
			must(t, err)
			first, err := x509.ParseCertificate(key.Chain[0])
			must(t, err)
			if !first.Equal(leaf) || len(key.Chain) != 3 || key.Kind != c.kind {
				t.Errorf("bound as %s with %d certificates", key.Kind, len(key.Chain))
			}
			var what []workflow.ToSign
			for _, j := range jobs() {
				what = append(what, workflow.ToSign{Title: j.Title, Digest: j.Digest})
			}
			values, err := office.Sign(t.Context(), *key, "", what)
			must(t, err)
			s.proven(t, values)
		})
	}
}

// TestElsewhere: what the office has no account for is not asked.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	s := newService(t)
	none := &keys.Services{Look: time.Second, Patience: time.Second}
	_, err := none.Sign(t.Context(), documents.SigningKey{Kind: documents.KeySmart, Name: person}, "", jobs())
	refused(t, err, workflow.RuleKeyElsewhere)
	if got := none.Kinds(); len(got) != 0 {
		t.Errorf("kinds %q of nothing", got)
	}
	all := &keys.Services{Accounts: map[documents.KeyKind]keys.Account{documents.KeySmart: s.account(), documents.KeyMySign: s.account()}, Token: new(keys.Token)}
	if got := all.Kinds(); len(got) != 3 {
		t.Errorf("kinds %q, want three", got)
	}
}

// TestLate: a person who does not confirm is waited for as long as is said.
func TestLate(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.waits = 1 << 30
	late := &keys.Services{Accounts: map[documents.KeyKind]keys.Account{documents.KeySmart: s.account()}, Look: time.Millisecond, Patience: 50 * time.Millisecond}
	_, err := late.Sign(t.Context(), documents.SigningKey{Kind: documents.KeySmart, Name: person}, "", jobs())
	refused(t, err, workflow.RuleKeyExpired)
}
