package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"vanthu/documents"
)

// cost is what one guess costs: memory in KiB, passes over it, lanes.
type cost struct {
	memory, passes uint32
	lanes          uint8
}

// current is one of the settings that OWASP lists as equally strong: the one
// with least memory, for a server of a ward is to stay below 60 MB.
var current = cost{memory: 7 << 10, passes: 5, lanes: 1}

// dearest is the most that a kept password may ask for: one that asks for more
// was not written by us.
var dearest = cost{memory: 64 << 10, passes: 10, lanes: 4}

const (
	saltSize = 16
	keySize  = 32
	// atOnce is how many passwords are worked on at the same time; more wait,
	// so that a burst of logins takes 14 MiB and no more.
	atOnce = 2
	// patience is how long one waits for a turn before the server is busy.
	patience = 10 * time.Second
	phc      = "$argon2id$v=%d$m=%d,t=%d,p=%d$"
)

// The length of a password, in characters.
const (
	shortest = 10
	longest  = 200
)

// hasher makes and compares kept passwords, a few at a time.
type hasher struct{ turns chan struct{} }

func newHasher() *hasher { return &hasher{turns: make(chan struct{}, atOnce)} }

// hash returns the password as it is kept, in the PHC string format.
// ErrUnavailable when too many wait.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := random(saltSize)
	key, err := h.derive(ctx, password, salt, current)
	if err != nil {
		return "", err
	}
	return encode(current, salt, key), nil
}

// verify reports whether password is the one kept as encoded. ErrUnavailable
// when too many wait.
func (h *hasher) verify(ctx context.Context, encoded, password string) (bool, error) {
	c, salt, want, err := parse(encoded)
	if err != nil {
		return false, err
	}
	got, err := h.derive(ctx, password, salt, c)
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1, err
}

// derive waits for its turn, then works.
func (h *hasher) derive(ctx context.Context, password string, salt []byte, c cost) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case h.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to check a password: %w", documents.ErrUnavailable)
	}
	defer func() { <-h.turns }()
	return argon2.IDKey([]byte(normal(password)), salt, c.passes, c.memory, c.lanes, keySize), nil
}

// normal is a password as it is compared: however the keyboard composed it.
func normal(password string) string { return documents.Clean(password) }

func encode(c cost, salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf(phc, argon2.Version, c.memory, c.passes, c.lanes) + b64.EncodeToString(salt) + "$" + b64.EncodeToString(key)
}

// parse reads what encode wrote. It is strict: what it does not know it
// refuses, and so nobody logs in with it.
func parse(encoded string) (c cost, salt, key []byte, err error) {
	bad := errors.New("kept password is not in a form we write")
	var version int
	if _, err := fmt.Sscanf(encoded, phc, &version, &c.memory, &c.passes, &c.lanes); err != nil || version != argon2.Version {
		return cost{}, nil, nil, bad
	}
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || c.passes == 0 || c.lanes == 0 || c.memory > dearest.memory || c.passes > dearest.passes || c.lanes > dearest.lanes {
		return cost{}, nil, nil, bad
	}
	salt, errSalt := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	key, errKey := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(salt) < 8 || len(key) != keySize {
		return cost{}, nil, nil, bad
	}
	return c, salt, key, nil
}

// dummy returns what no password is kept as, at the present cost.
func dummy() string { return encode(current, random(saltSize), random(keySize)) }

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails: the program ends when there is no randomness
	return b
}

// checkPassword refuses a password that is too easily found. FieldErrors.
func checkPassword(id documents.AccountID, password string) error {
	p := normal(password)
	n := utf8.RuneCountInString(p)
	var rule documents.Rule
	switch {
	case n < shortest:
		rule = documents.RulePasswordShort
	case n > longest:
		rule = documents.RulePasswordLong
	case guessable(string(id), p):
		rule = documents.RulePasswordGuess
	default:
		return nil
	}
	return documents.FieldErrors{{Field: "password", Rule: rule}}
}

// guessable: the login name with something around it, or the same few
// characters over and over.
func guessable(id, password string) bool {
	different := map[rune]bool{}
	for _, r := range password {
		different[r] = true
	}
	return len(different) < 4 || strings.Contains(documents.Fold(password), documents.Fold(id))
}
