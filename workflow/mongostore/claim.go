package mongostore

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// The acts that touch a book beside the record.
const (
	toRegister = "register"
	toVoid     = "void"
)

// The places between the steps of an act where a process may die.
const (
	claimed  = "claimed"  // the claim is in the record, nothing else is done
	numbered = "numbered" // the book has given the number
	entered  = "entered"  // the line is written or marked, the record not yet
)

// A claim stands in a record from the first step of an act to its last and
// holds all that the act is, so that anyone can carry it to its end. As long as
// it stands, nobody else writes to the record. Each step can be repeated, also
// by several at once.
type claim struct {
	Token  string `bson:"token"` // the name of this act everywhere
	Kind   string `bson:"kind"`
	Next   string `bson:"next"`             // the next version of the record as JSON; to register, with 1 for its number
	Year   int    `bson:"year"`             // of the book
	Series string `bson:"series"`           // of the book
	Seen   int    `bson:"seen"`             // a count of the book from before it gave this act a number
	Reason string `bson:"reason,omitempty"` // to void
}

// claim begins an act on the version before r.
func (s *Store) claim(ctx context.Context, r *workflow.Record, c *claim, only bson.D, reason func(*stored) error) error {
	err := s.advance(ctx, attempt{record: r, token: c.Token, update: set(field("claim", c)), only: only, reason: reason})
	if err != nil {
		return err
	}
	return s.passed(claimed)
}

// end is the last step of an act: the next version, and the claim gone. Finding
// no claim, another has done it.
func (s *Store) end(ctx context.Context, r *workflow.Record, c *claim, entry string) error {
	update, err := change(r, c.Token, field("entry", entry))
	if err != nil {
		return err
	}
	_, err = s.update(ctx, recordsColl, byRecord(r.Unit, r.ID, field("claim.token", c.Token)), update)
	return err
}

// takeBack ends an act that cannot be done, as if it had never begun, and
// returns why.
func (s *Store) takeBack(ctx context.Context, r *workflow.Record, c *claim, why error) error {
	_, err := s.update(ctx, recordsColl, byRecord(r.Unit, r.ID, field("claim.token", c.Token)),
		bson.D{field("$unset", bson.D{field("claim", "")})})
	if err != nil {
		return err
	}
	return why
}

// number carries a registration from its claim to its end and returns the
// record with its number.
func (s *Store) number(ctx context.Context, c *claim) (*workflow.Record, error) {
	next := new(workflow.Record)
	if err := codec.Decode(c.Next, next); err != nil {
		return nil, err
	}
	n, err := s.take(ctx, next, c)
	if answer := (*refused)(nil); errors.As(err, &answer) {
		return nil, s.takeBack(ctx, next, c, answer.why)
	}
	if err != nil {
		return nil, err
	}
	if err := s.passed(numbered); err != nil {
		return nil, err
	}
	next = next.Numbered(n)
	id, err := s.enter(ctx, workflow.NewEntry(next), c.Token)
	if err != nil {
		return nil, err
	}
	if err := s.passed(entered); err != nil {
		return nil, err
	}
	return next, s.end(ctx, next, c, id)
}

// enter writes a line and returns its id. Its id holds its number, so that no
// other can ever have it.
func (s *Store) enter(ctx context.Context, e workflow.Entry, token string) (string, error) {
	body, err := codec.Encode(e)
	if err != nil {
		return "", err
	}
	id := lineID(&e)
	doc := append(byBook(e.Book), field("_id", id), field("number", e.Number), field("symbol", symbol(e.Reference)),
		field("record", e.Record), field("act", token), field("void", ""), field("body", body))
	_, err = s.db.Collection(entriesColl).InsertOne(ctx, doc)
	if !mongo.IsDuplicateKeyError(err) {
		return id, translate(err)
	}
	var there struct {
		Act string `bson:"act"`
	}
	if err := s.one(ctx, entriesColl, append(byBook(e.Book), field("_id", id)), &there); err != nil {
		return "", err
	}
	if there.Act != token { // translated, it would say that the record exists
		return "", fmt.Errorf("number %d of book %s was given to another act", e.Number, bookID(e.Book))
	}
	return id, nil
}

// strike carries a void from its claim to its end.
func (s *Store) strike(ctx context.Context, c *claim) error {
	next := new(workflow.Record)
	if err := codec.Decode(c.Next, next); err != nil {
		return err
	}
	old, err := s.find(ctx, next.Unit, next.ID)
	if err != nil || old.Claim == nil || old.Claim.Token != c.Token { // another has done it
		return err
	}
	line := bson.D{field("_id", old.Entry), field("unit", next.Unit)}
	done, err := s.update(ctx, entriesColl, append(line, field("void", "")), set(field("void", c.Reason), field("voided", c.Token)))
	if err == nil && !done {
		done, err = s.update(ctx, entriesColl, append(line, field("voided", c.Token)), set(field("void", c.Reason)))
	}
	if err != nil {
		return err
	}
	if !done {
		return s.takeBack(ctx, next, c, errNoNumber())
	}
	if err := s.passed(entered); err != nil {
		return err
	}
	return s.end(ctx, next, c, "")
}

func errNoNumber() error { return fmt.Errorf("it has no number to void: %w", documents.ErrNotFound) }

// help carries an act to its end, unless a call of this process is at it.
func (s *Store) help(ctx context.Context, r *stored) error {
	if s.live.has(r.Claim.Token) {
		return nil
	}
	return s.carry(ctx, r)
}

// carry carries an act to its end, or takes it back.
func (s *Store) carry(ctx context.Context, r *stored) (err error) {
	switch r.Claim.Kind {
	case toRegister:
		_, err = s.number(ctx, r.Claim)
	case toVoid:
		err = s.strike(ctx, r.Claim)
	default:
		return fmt.Errorf("record %s of %s holds an unknown act %q", r.ID, r.Unit, r.Claim.Kind)
	}
	if hasKind(err) && !errors.Is(err, documents.ErrUnavailable) {
		return nil // it was taken back; that is for who began it
	}
	return err
}

// CrashPoints names the places between the steps of an act where a process may
// die, in order.
func CrashPoints() []string { return []string{claimed, numbered, entered} }

// OnStep calls do with each point that an act passes, also of several acts at
// once; an error ends the act there, as if the process had died. It is for
// tests of faults (workflow/faults), before the store is used.
func (s *Store) OnStep(do func(point string) error) { s.onStep = do }

// passed tells that a step was done; a test lets the act end there, as if the
// process had died.
func (s *Store) passed(point string) error {
	if s.onStep == nil {
		return nil
	}
	return s.onStep(point)
}

// tokens is a set of the names of acts.
type tokens struct{ m sync.Map }

func (t *tokens) add(token string)      { t.m.Store(token, nil) }
func (t *tokens) drop(token string)     { t.m.Delete(token) }
func (t *tokens) has(token string) bool { _, ok := t.m.Load(token); return ok }
