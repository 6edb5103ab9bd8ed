// Package mongostore keeps everything of an installation in one MongoDB
// database: for more than one server and more than one machine. It implements
// workflow.Records, Books, Outbox, Directory and Templates, and keeps
// credentials and sessions for server/auth.
//
// No act needs a transaction over several documents, and no server knows what
// another does not: a record is one document that is compared and swapped, and
// the acts that touch a book too are begun by a claim in the record that anyone
// may carry to its end (claim.go, docs/adr/0008-mongodb-without-transactions.md).
// The unit is the first part of every key and stands in every query.
package mongostore

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology"

	"vanthu/documents"
)

// defaultDatabase is used when the URI names none.
const defaultDatabase = "vanthu"

// The limits of waiting and of the connections to each server. A write goes on
// for writeTime even when its caller has given up, so that its answer is what
// happened; connectTime is also how long a call looks for a server.
const (
	connectTime = 5 * time.Second
	readTime    = 15 * time.Second
	writeTime   = 20 * time.Second
	prepareTime = time.Hour             // an index of millions is made in minutes
	firstPause  = 20 * time.Millisecond // before a write is repeated; doubled each time
	poolSize    = 64
)

// A Store is one open database. Its methods are safe for concurrent use.
type Store struct {
	client   *mongo.Client
	db       *mongo.Database
	warnings []string

	gate   sync.RWMutex // held for reading by writes, so that Close waits for them
	closed bool

	numbers  numbers
	leasing  chan struct{}                   // holds a place for the one who hands out tasks
	live     tokens                          // the acts that calls of this process are at
	swept    atomic.Pointer[map[string]bool] // the acts that the last sweep saw
	patience time.Duration                   // for a write
	onStep   func(point string) error        // of a test; nil
	few      []int                           // someFound and fewFound, or less in a test
}

// Open connects to the database that uri names ("mongodb://host/name", "vanthu"
// without a name), and brings its schema and its indexes up to date. It refuses
// a database that is not ours or that a newer program wrote: ErrAddress,
// ErrDenied, ErrForeign, ErrNewer, or ErrUnavailable. The URI may set the
// size of the pool and the time-outs of reading; what it says of concerns and
// preferences does not count: a write is acknowledged when it is in the journals
// of a majority, and all reads are the primary's.
func Open(ctx context.Context, uri string) (*Store, error) {
	opts := options.Client().SetAppName("vanthu").SetMaxPoolSize(poolSize).SetMaxConnecting(8).
		SetConnectTimeout(connectTime).SetServerSelectionTimeout(connectTime).SetTimeout(readTime).ApplyURI(uri).
		SetReadPreference(readpref.Primary()).SetRetryReads(true).SetRetryWrites(true).
		SetWriteConcern(&writeconcern.WriteConcern{W: writeconcern.WCMajority, Journal: new(true)})
	client, err := mongo.Connect(opts)
	if err != nil {
		return nil, unreadable(err)
	}
	s := &Store{
		client: client, db: client.Database(databaseName(uri)), numbers: newNumbers(), leasing: make(chan struct{}, 1),
		patience: writeTime, few: []int{someFound, fewFound},
	}
	if err := s.prepare(ctx); err != nil {
		err = errors.Join(letIn(s.fault(ctx, err)), s.Close())
		return nil, fmt.Errorf("open database %s: %w", s.db.Name(), err)
	}
	return s, nil
}

// prepare looks at the server and brings the database up to date.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.greet(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, prepareTime)
	defer cancel()
	if err := migrate(ctx, s.db, migrations()); err != nil {
		return err
	}
	return makeIndexes(ctx, s.db)
}

// greet asks what kind of server this is.
func (s *Store) greet(ctx context.Context) error {
	var hello struct {
		SetName string `bson:"setName"`
		Msg     string `bson:"msg"`
	}
	err := s.db.RunCommand(ctx, bson.D{{Key: "hello", Value: 1}}).Decode(&hello)
	if err == nil && hello.SetName == "" && hello.Msg != "isdbgrid" {
		s.warnings = append(s.warnings, "Máy chủ MongoDB này không thuộc replica set: dữ liệu chỉ có một bản, "+
			"mất máy là mất dữ liệu. Hãy chạy MongoDB thành replica set từ ba máy.")
	}
	return err
}

// Warnings returns sentences on what is not as it should be with the server,
// for the operator's log.
func (s *Store) Warnings() []string { return s.warnings }

// Close ends the writes that were begun and the connections. Later calls of any
// method return ErrUnavailable.
func (s *Store) Close() error {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	ctx, cancel := context.WithTimeout(context.Background(), connectTime)
	defer cancel()
	return s.client.Disconnect(ctx)
}

// write does a write that was not called off yet. Once begun it runs to its
// end, within writeTime: the answer is what was done, even when ctx ends
// meanwhile. do may be called again after a connection broke, so that it must
// be safe to repeat. Its calls of the store's reading methods may not be
// writes themselves.
func (s *Store) write(ctx context.Context, do func(ctx context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return errClosed()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.patience)
	defer cancel()
	return patiently(ctx, do)
}

// patiently calls do until its answer is certain. A request that was sent and
// not answered may have been done, and is repeated; one that found no server
// was not.
func patiently(ctx context.Context, do func(ctx context.Context) error) error {
	sent := false
	for pause := firstPause; ; pause *= 2 {
		err := do(ctx)
		sent = sent || !errors.As(err, new(topology.ServerSelectionError))
		err = translate(err)
		if !errors.Is(err, documents.ErrUnavailable) || !sent {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// databaseName returns the database in the path of a URI.
func databaseName(uri string) string {
	_, rest, _ := strings.Cut(uri, "://")
	_, path, _ := strings.Cut(rest, "/")
	path, _, _ = strings.Cut(path, "?")
	if name, err := url.PathUnescape(path); err == nil && name != "" {
		return name
	}
	return defaultDatabase
}
