package pdf

import (
	"container/list"
	"crypto/sha256"
	"sync"
)

// A cache keeps the PDFs asked for last, up to a number of bytes.
type cache struct {
	mu    sync.Mutex
	left  int
	byKey map[key]*list.Element
	order *list.List // of *kept, the latest first
}

type key = [sha256.Size]byte

type kept struct {
	key key
	pdf []byte
}

func newCache(size int) *cache {
	return &cache{left: size, byKey: map[key]*list.Element{}, order: list.New()}
}

func (c *cache) get(k key) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, ok := c.byKey[k]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(at)
	return at.Value.(*kept).pdf, true
}

// put keeps pdf in place of those not asked for the longest. What is larger
// than the whole cache drives the others out and itself.
func (c *cache) put(k key, pdf []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[k]; ok {
		return
	}
	c.byKey[k] = c.order.PushFront(&kept{k, pdf})
	for c.left -= len(pdf); c.left < 0; {
		last := c.order.Remove(c.order.Back()).(*kept)
		delete(c.byKey, last.key)
		c.left += len(last.pdf)
	}
}
