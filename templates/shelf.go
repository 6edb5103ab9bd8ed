package templates

import (
	"crypto/sha256"
	"slices"
	"sync"

	"vanthu/documents"
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

// A title is what a book is known by: the hash of its file, and the form whose
// fields it has.
type title struct {
	hash [sha256.Size]byte
	form documents.FormID
}

// A book is one compiled template.
type book struct {
	title title
	size  int
	open  func() (*version, error) // compiles it once
}

// get returns the template of file, compiled unless it stands here.
func (s *shelf) get(file []byte, form documents.FormID, compile func() (*version, error)) (*version, error) {
	return s.take(&book{title{sha256.Sum256(file), form}, len(file), sync.OnceValues(compile)}).open()
}

// take puts the book of b's title to the front, b itself if there is none, and
// lets those at the end go that are too much.
func (s *shelf) take(b *book) *book {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.books, func(x *book) bool { return x.title == b.title })
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
