package pdf

import (
	"context"
	"sync"
)

// An office is a few LibreOffice programs of one file at a time each. They
// start when first needed and stay.
type office struct {
	workers int
	places  chan struct{} // who is served or waits has one
	free    chan *worker
	stop    context.CancelFunc
	stopped context.Context // who waits for a worker learns of Close by it
	once    sync.Once
}

func newOffice(soffice string, workers, queue int) *office {
	sweep()
	o := &office{workers: workers, places: make(chan struct{}, workers+queue), free: make(chan *worker, workers)}
	o.stopped, o.stop = context.WithCancel(context.Background())
	for range workers {
		o.free <- &worker{soffice: soffice}
	}
	return o
}

// convert waits for a free worker and has it convert the file. A worker that
// died of it, or was killed, leaves the file to one new program.
func (o *office) convert(ctx context.Context, docx []byte) ([]byte, error) {
	select {
	case o.places <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	defer func() { <-o.places }()
	var w *worker
	select {
	case w = <-o.free:
	case <-o.stopped.Done():
		return nil, ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { o.free <- w }()
	if o.stopped.Err() != nil {
		return nil, ErrClosed
	}
	pdf, err := w.convert(ctx, docx)
	if died(err) && ctx.Err() == nil {
		pdf, err = w.convert(ctx, docx)
	}
	return pdf, err
}

// close waits for what is being converted and stops the programs.
func (o *office) close() error {
	o.once.Do(func() {
		o.stop()
		for range o.workers {
			(<-o.free).kill()
		}
	})
	return nil
}
