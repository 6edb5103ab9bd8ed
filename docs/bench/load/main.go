// Command load fills a store with the documents of many offices and asks it
// what people ask all day. The documents have lived: the engine carries one
// report through its whole life for each place a document can be at, and the
// store is given as many of them as wanted, each with its own words, number,
// people and day.
//
//	go run . -store sqlite:FOLDER -docs 100000 -units 300
//	go run . -store mongodb://127.0.0.1:27217/load -docs 100000
//
// With -papers the first office gets what else an office keeps, after its documents:
// what came, work files, lines of the posting book and loans, a year's number of each
// for every year up to this one.
//
// With a password the people of the first office can log in at a server on that
// store, which docs/bench/web asks.
//
// What the store holds already is left as it is, so that it can be grown in
// steps: 10 000, then 100 000, then 1 000 000.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"vanthu/server/auth"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/sqlitestore"
)

// A store is what is filled and asked.
type store interface {
	workflow.Moving
	workflow.Records
	workflow.Books
	workflow.Directory
	workflow.Notes
	workflow.Outbox
	workflow.Templates
	workflow.Workbench
	workflow.Cabinet
	workflow.Powers
	workflow.AddressBook
	auth.Vault
	Close() error
}

func main() {
	where := flag.String("store", "", "sqlite:FOLDER or mongodb://…")
	docs := flag.Int("docs", 10_000, "documents in all")
	units := flag.Int("units", 300, "offices they are spread over")
	asks := flag.Int("asks", 300, "questions of each kind; 0 only loads")
	password := flag.String("password", "", "password of the people of the first office; without one nobody can log in")
	papers := flag.Bool("papers", false, "give the first office incoming documents, work files, postings and loans")
	flag.Parse()
	if err := run(context.Background(), *where, size{*docs, *units, *asks, *password, *papers}); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// A size says how much is loaded and asked.
type size struct {
	docs, units, asks int
	password          string
	papers            bool
}

func run(ctx context.Context, where string, n size) error {
	s, err := open(ctx, where)
	if err != nil {
		return err
	}
	begin := time.Now()
	loaded, err := fill(ctx, s, n)
	if err == nil {
		err = hire(ctx, s, n.password)
	}
	if err == nil && n.papers {
		err = keepPapers(ctx, s, n.docs/n.units)
	}
	if err == nil {
		took := time.Since(begin)
		fmt.Printf("loaded %d documents in %s: %.0f a second\n", loaded, took.Round(time.Millisecond), float64(loaded)/took.Seconds())
		if err = catchUp(ctx, s, n.units); err == nil {
			err = ask(ctx, s, n)
		}
	}
	if end := s.Close(); err == nil {
		err = end
	}
	return err
}

// catchUp has search know all that was loaded: of a store at rest it does. One store
// is told to, the other does so for the office of whoever searches.
func catchUp(ctx context.Context, s store, units int) error {
	begin := time.Now()
	late, ok := s.(interface {
		CatchUp(ctx context.Context, then time.Time) (int, error)
	})
	if ok {
		n, err := late.CatchUp(ctx, time.Now().Add(time.Hour))
		fmt.Printf("wrote the words of %d documents in %s\n", n, time.Since(begin).Round(time.Millisecond))
		return err
	}
	for u := range units {
		if _, err := s.List(ctx, unitID(u), workflow.Query{Text: "khôngvănbảnnàocó"}); err != nil {
			return err
		}
	}
	fmt.Printf("search knows the words after %s\n", time.Since(begin).Round(time.Millisecond))
	return nil
}

func open(ctx context.Context, where string) (store, error) {
	if folder, ok := strings.CutPrefix(where, "sqlite:"); ok {
		return sqlitestore.Open(ctx, folder)
	}
	return mongostore.Open(ctx, where)
}
