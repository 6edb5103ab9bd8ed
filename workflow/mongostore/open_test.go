package mongostore_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow/mongostore"
)

func TestOpenTwice(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	open(t, uri)
	open(t, uri)
}

// TestOpenAtOnce: several servers start on an empty database.
func TestOpenAtOnce(t *testing.T) {
	t.Parallel()
	uri := bare(t)
	errs := make(chan error)
	for range 6 {
		go func() {
			s, err := mongostore.Open(t.Context(), uri)
			if err == nil {
				err = s.Close()
			}
			errs <- err
		}()
	}
	for range 6 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	byID := bson.D{{Key: "_id", Value: "schema"}}
	for _, row := range []struct {
		name, key string
		value     any
		want      error
	}{
		{"ANewerSchema", "version", 99, mongostore.ErrNewer},
		{"AnotherProgram", "program", "kanban", mongostore.ErrForeign},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			uri := bare(t)
			open(t, uri)
			_, err := raw(t, uri).Collection("meta").UpdateOne(t.Context(), byID, bson.D{{Key: "$set", Value: bson.D{{Key: row.key, Value: row.value}}}})
			must(t, err)
			if _, err := mongostore.Open(t.Context(), uri); !errors.Is(err, row.want) {
				t.Errorf("got error %v, want %v", err, row.want)
			}
		})
	}
	t.Run("ADatabaseWithoutOurMark", func(t *testing.T) {
		t.Parallel()
		uri := bare(t)
		_, err := raw(t, uri).Collection("other").InsertOne(t.Context(), bson.D{{Key: "x", Value: 1}})
		must(t, err)
		if _, err := mongostore.Open(t.Context(), uri); !errors.Is(err, mongostore.ErrForeign) {
			t.Errorf("got error %v, want %v", err, mongostore.ErrForeign)
		}
	})
	t.Run("AnAddressThatIsNone", func(t *testing.T) {
		t.Parallel()
		if _, err := mongostore.Open(t.Context(), "mongodb:///x"); err == nil {
			t.Error("opened")
		}
	})
}

// TestNobodyThereIsUnavailable: the port answers nobody.
func TestNobodyThereIsUnavailable(t *testing.T) {
	t.Parallel()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	must(t, l.Close())
	_, err = mongostore.Open(t.Context(), "mongodb://"+l.Addr().String()+"/x?serverSelectionTimeoutMS=50")
	if !errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("got error %v, want %v", err, documents.ErrUnavailable)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := mongostore.Open(gone, "mongodb://"+l.Addr().String()); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
}

// TestLoneServerWarns: without a replica set there is one copy of everything.
func TestLoneServerWarns(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	var hello struct {
		SetName string `bson:"setName"`
		Msg     string `bson:"msg"`
	}
	must(t, raw(t, uri).RunCommand(t.Context(), bson.D{{Key: "hello", Value: 1}}).Decode(&hello))
	alone := hello.SetName == "" && hello.Msg == ""
	warned := strings.Contains(strings.Join(open(t, uri).Warnings(), "\n"), "replica set")
	if warned != alone {
		t.Errorf("warned: %v, a lone server: %v", warned, alone)
	}
}
