package api

import "time"

// stamp is a moment as the interface writes it: RFC 3339, UTC, milliseconds.
type stamp time.Time

const stampForm = "2006-01-02T15:04:05.000Z"

// MarshalText writes the form of the interface.
func (s stamp) MarshalText() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format(stampForm)), nil
}
