package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// A house is everything built and joined: the store, the files and the engine
// over them.
type house struct {
	store  *sqlitestore.Store
	blobs  *blobs.Store
	engine *workflow.Engine
}

// open builds the house on the data folder of c. Close it.
func open(ctx context.Context, c config, now func() time.Time) (*house, error) {
	if err := os.MkdirAll(c.data, 0o700); err != nil {
		return nil, fileFault("Không tạo được thư mục dữ liệu "+c.data, err)
	}
	flow, err := workflow.Outgoing()
	if err != nil {
		return nil, err
	}
	catalogue, err := templates.Load()
	if err != nil {
		return nil, err
	}
	files, err := blobs.Open(blobDir(c))
	if err != nil {
		return nil, fileFault("Không mở được thư mục tệp "+blobDir(c), err)
	}
	store, err := sqlitestore.Open(ctx, c.store)
	if err != nil {
		return nil, errors.Join(storeFault(c.store, err), files.Close())
	}
	engine := workflow.New(workflow.Deps{
		Flow: flow, Records: store, Books: store, Outbox: store, Directory: store, Templates: store, Powers: store, Book: store,
		Blobs: files, Renderer: catalogue, Now: now,
	})
	return &house{store, files, engine}, nil
}

func (h *house) close() error { return errors.Join(h.store.Close(), h.blobs.Close()) }

// blobDir is where the files of documents are kept.
func blobDir(c config) string { return filepath.Join(c.data, "files") }

// ready asks the store for something small.
func (h *house) ready(ctx context.Context) error {
	_, err := h.store.UnitIDs(ctx)
	return err
}
