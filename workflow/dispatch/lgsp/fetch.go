package lgsp

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"vanthu/workflow/dispatch/edxml"
)

// An Item is one message that waits at the connector.
type Item struct {
	ID   string
	Hash string // SHA-256 in hex
	Kind string // edoc or status
}

// Received returns what waits.
func (c *Connector) Received(ctx context.Context) ([]Item, error) {
	a, err := c.ask(ctx, request{method: http.MethodGet, path: c.c.Shape.Received})
	if err != nil {
		return nil, err
	}
	var list []answer
	if err := json.Unmarshal(a[c.c.Shape.Data], &list); err != nil {
		return nil, fmt.Errorf("read the list of what came: %w", err)
	}
	items := make([]Item, 0, len(list))
	for _, one := range list {
		items = append(items, Item{one.text(c.c.Shape.ID), strings.ToLower(one.text(c.c.Shape.Hash)), one.text(c.c.Shape.Kind)})
	}
	return items, nil
}

// errHash says that a download is not what the list announced: it is fetched again.
var errHash = errors.New("the download does not have the SHA-256 of the list")

// Download returns a message that waits, whole.
func (c *Connector) Download(ctx context.Context, i Item) ([]byte, error) {
	file, err := c.exchange(ctx, request{method: http.MethodGet, path: c.c.Shape.Download + "?docId=" + url.QueryEscape(i.ID)}, edxml.MaxSize)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(file)
	want, err := hex.DecodeString(i.Hash)
	if err != nil || !bytes.Equal(sum[:], want) {
		return nil, fmt.Errorf("message %q: %w", i.ID, errHash)
	}
	return file, nil
}

// Tell says what became of a message: done, or fail where it is of no use to fetch it
// again.
func (c *Connector) Tell(ctx context.Context, i Item, done bool) error {
	body, err := json.Marshal(map[string]string{"docId": i.ID, "status": map[bool]string{true: "done", false: "fail"}[done]})
	if err != nil {
		return fmt.Errorf("write the status of %q: %w", i.ID, err)
	}
	_, err = c.ask(ctx, request{http.MethodPost, c.c.Shape.Status, "application/json", body})
	return err
}
