package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// A KeyFile is what an administrator brings to bind a key: a PKCS#12 file and its
// password, a certificate, or what the place of the key calls it; and the picture
// of the signature or the seal, a PNG with a transparent ground.
type KeyFile struct {
	File    []byte
	Kind    documents.KeyKind // one of Places; "" for a file
	Name    string            // there
	Secret  string            // kept nowhere
	Picture []byte
}

// ReadKey returns the key that was brought, its picture stored. *Refusal for the
// file or the picture.
func (e *Engine) ReadKey(ctx context.Context, by *documents.Account, brought KeyFile) (*documents.SigningKey, error) {
	if !e.Prints() {
		return nil, &Refusal{Rule: RuleNoSigner, Kind: documents.ErrUnavailable}
	}
	key, err := e.d.Signer.ReadKey(ctx, brought)
	if err != nil || len(brought.Picture) == 0 {
		return key, err
	}
	hash, err := e.d.Blobs.Put(ctx, by.Unit, brought.Picture)
	if err != nil {
		return nil, fmt.Errorf("keep the picture of a signature: %w", err)
	}
	key.Picture = string(hash)
	return key, nil
}

// KeyPlaces returns the kinds of keys beside files that can be bound and asked.
func (e *Engine) KeyPlaces() []documents.KeyKind {
	if !e.Prints() {
		return nil
	}
	return e.d.Signer.Places()
}

// Verify says what the signatures of a PDF are worth, ours or that of others.
// *Refusal when it cannot be read.
func (e *Engine) Verify(data []byte) (*Verification, error) {
	if e.d.Signer == nil {
		return nil, &Refusal{Rule: RuleNoSigner, Kind: documents.ErrUnavailable}
	}
	return e.d.Signer.Verify(data)
}

// Holder says whose a key is; nil for none, and for one that cannot be read.
func (e *Engine) Holder(key *documents.SigningKey) *KeyHolder {
	if key == nil || e.d.Signer == nil {
		return nil
	}
	holder, err := e.d.Signer.Holder(key)
	if err != nil {
		return nil
	}
	return &holder
}
