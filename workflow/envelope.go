package workflow

import (
	"context"

	"vanthu/documents"
)

// An Envelope (bì văn bản, Phụ lục IV) is whom a paper goes to and where that is; Address
// is "" where the address book does not know.
type Envelope struct {
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}

// Envelopes returns one for each receiver outside the office that gets a paper.
func (e *Engine) Envelopes(ctx context.Context, r *Record) ([]Envelope, error) {
	book := nameFiller{book: e.d.Book, unit: r.Unit, day: e.Today()}
	var all []Envelope
	for _, c := range r.Consignments {
		if documents.Medium(c.Channel) != documents.OnPaper {
			continue
		}
		one := Envelope{Name: c.Recipient}
		a, err := book.current(ctx, c.Agency)
		if err != nil {
			return nil, err
		}
		if a != nil {
			if a.Level == documents.Internal {
				continue
			}
			one.Address = a.PostalAddress()
		}
		all = append(all, one)
	}
	return all, nil
}
