package templates

import (
	"crypto/sha256"
	"slices"
	"sync"
)

// A shelf keeps the templates of offices that were compiled last. It is bounded:
// a province has thousands of offices, and each compiled template is about as
// large as its file.
type shelf struct {
	mu    sync.Mutex
	books []*book // the one used last first
}

// The bounds of a shelf: templates, and bytes of their files.
const (
	maxBooks = 64
	maxShelf = 32 << 20
)

// A book is one compiled template, known by the hash of its file.
type book struct {
	hash [sha256.Size]byte
	size int
	open func() (*Template, error) // compiles it once
}

// get returns the template of file, compiled unless it stands here.
func (s *shelf) get(file []byte, compile func() (*Template, error)) (*Template, error) {
	return s.take(sha256.Sum256(file), len(file), compile).open()
}

// take puts the book with that hash to the front, a new one if there is none,
// and lets those at the end go that are too much.
func (s *shelf) take(hash [sha256.Size]byte, size int, compile func() (*Template, error)) *book {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.books, func(b *book) bool { return b.hash == hash })
	b := &book{hash, size, sync.OnceValues(compile)}
	if i >= 0 {
		b = s.books[i]
		s.books = slices.Delete(s.books, i, i+1)
	}
	s.books = slices.Insert(s.books, 0, b)
	total := 0
	for i, b := range s.books {
		if total += b.size; i > 0 && (total > maxShelf || i == maxBooks) {
			clear(s.books[i:])
			s.books = s.books[:i]
			break
		}
	}
	return b
}
