package main

import (
	"context"
	"errors"
	"os"
	"time"

	"vanthu/templates"
	"vanthu/templates/pdf"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

// A house is everything built and joined: the store, the files and the engine
// over them.
type house struct {
	store   *store
	files   *files
	printer *printer
	engine  *workflow.Engine
	post    *post
	filing  *filing.Service
}

// open builds the house on the data folder of c. Close it.
func open(ctx context.Context, c config, now func() time.Time) (*house, error) {
	if c.usesData() { // one of many servers may keep nothing itself
		if err := os.MkdirAll(c.data, 0o700); err != nil {
			return nil, fileFault("Không tạo được thư mục dữ liệu "+c.data, err)
		}
	}
	flows, err := workflow.AllFlows()
	if err != nil {
		return nil, err
	}
	catalogue, err := templates.Load()
	if err != nil {
		return nil, err
	}
	signer, err := openSigner(c.roots, now)
	if err != nil {
		return nil, err
	}
	askFar(signer, c.keys)
	printer, err := openPrinter(c.pdf)
	if err != nil {
		return nil, err
	}
	files, err := openFiles(ctx, c.files)
	if err != nil {
		return nil, errors.Join(err, printer.Close())
	}
	store, err := openWhole(ctx, c.store)
	if err != nil {
		return nil, errors.Join(err, files.Close(), printer.Close())
	}
	archiver, err := openArchivist(c.tsa)
	if err != nil {
		return nil, errors.Join(err, store.Close(), files.Close(), printer.Close())
	}
	letters, err := c.send.open(files)
	if err != nil {
		return nil, errors.Join(err, store.Close(), files.Close(), printer.Close())
	}
	deps := workflow.Deps{
		Flows: flows, Records: store, Books: store, Outbox: store, Directory: store, Templates: store, Workbench: store, Cabinet: store, Powers: store, Book: store,
		Blobs: files, Renderer: catalogue, Printer: printer, Signer: signer, Scanner: signer, Reader: signer, Couriers: letters.couriers, Now: now,
	}
	if archiver != nil {
		deps.Archiver = archiver
	}
	engine := workflow.New(deps)
	return &house{store, files, printer, engine, letters, filing.New(filing.Deps{
		Cabinet: store, Directory: store, Blobs: files, Engine: engine, Now: now, Pages: pdf.Pages,
	})}, nil
}

func (h *house) close() error {
	return errors.Join(h.store.Close(), h.files.Close(), h.printer.Close(), h.post.close())
}

// ready asks the store for something small.
func (h *house) ready(ctx context.Context) error {
	_, err := h.store.UnitIDs(ctx)
	return err
}
