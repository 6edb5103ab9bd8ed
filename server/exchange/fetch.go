package exchange

import (
	"context"
	"time"

	"vanthu/workflow/dispatch/lgsp"
)

// fetchPause is how often a connector is asked for what came.
const fetchPause = time.Minute

// A Fetcher asks a connector for what came, where that does not bring it.
type Fetcher struct {
	Door    *Door
	Gateway *lgsp.Connector
}

// Work fetches until ctx ends.
func (f *Fetcher) Work(ctx context.Context) {
	tick := time.NewTicker(fetchPause)
	defer tick.Stop()
	for {
		if err := f.Once(ctx); err != nil && ctx.Err() == nil {
			f.Door.Log.Warn("fetch", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Once takes in what waits. What cannot be taken in now is left for the next time, what
// never can is reported as failed.
func (f *Fetcher) Once(ctx context.Context) error {
	items, err := f.Gateway.Received(ctx)
	if err != nil {
		return err
	}
	for _, item := range items {
		file, err := f.Gateway.Download(ctx, item)
		if err != nil {
			f.Door.Log.Warn("fetch", "message", item.ID, "error", err)
			continue
		}
		a := f.Door.take(ctx, Partner{System: "lgsp"}, file)
		if a.Code == lgsp.CodeSystem {
			continue
		}
		if err := f.Gateway.Tell(ctx, item, a.Code == lgsp.CodeDone); err != nil { // it comes again, as a duplicate
			f.Door.Log.Warn("fetch", "message", item.ID, "error", err)
		}
	}
	return nil
}
