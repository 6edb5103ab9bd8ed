//go:build unix

package faults_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/workflow"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/sqlitestore"
)

// What a process that is to be killed is told.
const (
	victimStore = "VANTHU_TEST_FAULTS_STORE" // the address of the store it works on
	victimFrom  = "VANTHU_TEST_FAULTS_FROM"  // the first record it works on
)

// TestMain lets this program be the one that is killed, too.
func TestMain(m *testing.M) {
	if address := os.Getenv(victimStore); address != "" {
		from, err := strconv.Atoi(os.Getenv(victimFrom))
		if err == nil {
			err = work(address, from, os.Stdout)
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// A store is what the clerks and the checks need of either.
type store struct {
	workflow.Records
	workflow.Books
	workflow.Outbox
	io.Closer
}

// connect opens the store at an address: a MongoDB URI or a folder.
func connect(ctx context.Context, address string) (store, error) {
	if strings.HasPrefix(address, "mongodb") {
		s, err := mongostore.Open(ctx, address)
		return store{s, s, s, s}, err
	}
	s, err := sqlitestore.Open(ctx, address)
	return store{s, s, s, s}, err
}

func open(t *testing.T, address string) store {
	t.Helper()
	s, err := connect(t.Context(), address)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

// A system is a store under fault.
type system struct {
	address string
	left    func(t *testing.T) int // the acts that were begun and not ended
}

// sqlite returns an empty folder. An act is one transaction there, of which
// nothing can be left.
func sqlite(t *testing.T) *system {
	t.Helper()
	return &system{address: t.TempDir(), left: func(*testing.T) int { return 0 }}
}

// mongodb returns a database of this test alone on the server that MONGODB_URI
// names, dropped at its end.
func mongodb(t *testing.T) *system {
	t.Helper()
	server := os.Getenv("MONGODB_URI")
	if server == "" {
		missing(t, "MONGODB_URI is not set")
	}
	return database(t, server)
}

// database returns a new database on a server.
func database(t *testing.T, server string) *system {
	t.Helper()
	scheme, rest, _ := strings.Cut(server, "://")
	hosts, path, _ := strings.Cut(rest, "/")
	_, query, _ := strings.Cut(path, "?")
	name := "vanthu_faults_" + strings.ToLower(rand.Text())
	client, err := mongo.Connect(options.Client().ApplyURI(server))
	must(t, err)
	db := client.Database(name)
	t.Cleanup(func() {
		must(t, db.Drop(context.Background()))
		must(t, client.Disconnect(context.Background()))
	})
	begun := bson.D{{Key: "claim.token", Value: bson.D{{Key: "$gt", Value: ""}}}}
	return &system{address: scheme + "://" + hosts + "/" + name + "?" + query, left: func(t *testing.T) int {
		t.Helper()
		n, err := db.Collection("records").CountDocuments(t.Context(), begun)
		must(t, err)
		return int(n)
	}}
}

// missing skips a test for what the machine lacks, which .ci/run brings.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// onBoth runs a test on each store.
func onBoth(t *testing.T, do func(t *testing.T, sys *system)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { do(t, sqlite(t)) })
	t.Run("MongoDB", func(t *testing.T) { do(t, mongodb(t)) })
}

// long returns n, or ten times n in a long run.
func long(n int) int {
	if os.Getenv("VANTHU_LONG") != "" {
		return 10 * n
	}
	return n
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
