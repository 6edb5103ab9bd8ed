// Package pdf turns DOCX files into PDF/A-2b: by LibreOffice programs that it
// keeps running, or by a Gotenberg server. What it gives out is drawn in the
// fonts that the file asks for, every Vietnamese letter of them.
package pdf

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Errors of Convert beside *FontError and those of the context.
var (
	ErrBusy       = errors.New("all workers are busy and the queue is full")
	ErrSlow       = errors.New("the file took longer than the time allowed")
	ErrUnreadable = errors.New("the converter cannot read the file")
	ErrBroken     = errors.New("the converter broke off or gave no usable PDF")
	ErrClosed     = errors.New("the converter is closed")
)

// Names of what Options.Use may ask for beside the address of a Gotenberg
// server.
const (
	Auto        = "auto"        // LibreOffice when the machine has it
	LibreOffice = "libreoffice" // of the machine
	None        = "none"        // no converter
)

// Options say what converts and within which limits. Zero values stand for the
// defaults.
type Options struct {
	Use     string        // Auto, LibreOffice, None, or http://HOST:PORT of Gotenberg
	Workers int           // LibreOffice programs, 1
	Queue   int           // files that may wait for one of them, 32
	Timeout time.Duration // for one file, a minute
	Cache   int           // bytes of PDF kept, 64 MiB
}

func (o Options) filled() Options {
	if o.Use == "" {
		o.Use = Auto
	}
	o.Workers = max(o.Workers, 1)
	if o.Queue == 0 {
		o.Queue = 32
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Cache == 0 {
		o.Cache = 64 << 20
	}
	return o
}

// A backend turns one file into a PDF.
type backend interface {
	convert(ctx context.Context, docx []byte) ([]byte, error)
	close() error
}

// A Converter turns DOCX files into PDF. It is safe for concurrent use. Close it.
type Converter struct {
	by     backend
	limit  time.Duration
	cache  *cache
	proved chan bool // holds whether the fonts are proved; who has it proves them
}

// Open returns a converter as o asks for it. It starts no program: the first
// Convert does. *MissingError when the machine lacks what it needs.
func Open(o Options) (*Converter, error) {
	o = o.filled()
	c := &Converter{limit: o.Timeout, cache: newCache(o.Cache), proved: make(chan bool, 1)}
	c.proved <- false
	if err := c.choose(o); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Converter) choose(o Options) (err error) {
	switch {
	case strings.HasPrefix(o.Use, "http://"), strings.HasPrefix(o.Use, "https://"):
		c.by, err = newGotenberg(o.Use)
		return err
	case o.Use == None:
		return &MissingError{Lack: LackWish}
	case o.Use != Auto && o.Use != LibreOffice:
		return &MissingError{Lack: LackSense, Name: o.Use}
	}
	soffice, err := findOffice()
	if err != nil {
		return err
	}
	c.by = newOffice(soffice, o.Workers, o.Queue)
	return nil
}

// Convert returns docx as PDF/A-2b. The same file gives the same bytes while
// they are in the cache; later the same pages, with another time in it.
func (c *Converter) Convert(ctx context.Context, docx []byte) ([]byte, error) {
	key := sha256.Sum256(docx)
	if pdf, ok := c.cache.get(key); ok {
		return pdf, nil
	}
	asked, err := fontsAsked(docx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if err := c.prove(ctx); err != nil {
		return nil, err
	}
	pdf, err := c.within(ctx, docx)
	if err != nil {
		return nil, err
	}
	drawn, err := fontsDrawn(pdf)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if err := asked.refuse(drawn); err != nil {
		return nil, err
	}
	c.cache.put(key, pdf)
	return pdf, nil
}

// within converts in the time allowed.
func (c *Converter) within(ctx context.Context, docx []byte) ([]byte, error) {
	limited, cancel := context.WithTimeoutCause(ctx, c.limit, ErrSlow)
	defer cancel()
	pdf, err := c.by.convert(limited, docx)
	if err != nil && limited.Err() != nil {
		return nil, context.Cause(limited)
	}
	return pdf, err
}

// prove converts a page with every Vietnamese letter once and looks at what
// drew them.
func (c *Converter) prove(ctx context.Context) error {
	var done bool
	select {
	case done = <-c.proved:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { c.proved <- done }()
	if done {
		return nil
	}
	page, err := probe()
	if err != nil {
		return err
	}
	pdf, err := c.within(ctx, page)
	if err != nil {
		return err
	}
	drawn, err := fontsDrawn(pdf)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if err := refuseProbe(drawn); err != nil {
		return err
	}
	done = true
	return nil
}

// Close stops the programs.
func (c *Converter) Close() error { return c.by.close() }
