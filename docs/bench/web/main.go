// Command web asks the desk and the lists of a running server as many people
// would who work at once, and prints how long the answers took.
//
//	cd docs/bench/load
//	go run . -store sqlite:FOLDER -docs 100000 -units 1 -asks 0 -password SECRET
//	server -data FOLDER -addr 127.0.0.1:8080
//	cd ../web
//	go run . -at http://127.0.0.1:8080 -password SECRET -users 50 -asks 200
//
// With -rooms it is the pages of the other rooms that are asked, work files, books and
// what came, by văn thư alone; with -files whole books. The load wants -papers then:
//
//	go run . -at http://127.0.0.1:8080 -password SECRET -rooms -asks 400 -pause 0
//
// Each person logs in once and then asks one page after the other, with a pause
// of his own between them; without a pause the server is never at rest, and what
// is measured is its queue.
package main

import (
	"flag"
	"fmt"
	"os"
	"sync"
	"time"
)

// A plan says who asks, how often and how long he rests.
type plan struct {
	at, password string
	users, asks  int
	pause        time.Duration
	pages        []page
}

func main() {
	var p plan
	flag.StringVar(&p.at, "at", "http://127.0.0.1:8080", "address of the server")
	flag.StringVar(&p.password, "password", "", "password of all people of the load")
	flag.IntVar(&p.users, "users", 50, "people who ask at once")
	flag.IntVar(&p.asks, "asks", 200, "pages each of them asks for")
	flag.DurationVar(&p.pause, "pause", time.Second, "longest pause between two pages; 0 for none")
	other := flag.Bool("rooms", false, "văn thư asks the pages of the other rooms")
	whole := flag.Bool("files", false, "văn thư asks for whole books")
	flag.Parse()
	switch p.pages = lists; {
	case *other:
		p.pages, p.users = rooms, 1
	case *whole:
		p.pages, p.users = files, 1
	}
	if err := run(p); err != nil {
		fmt.Fprintln(os.Stderr, "web:", err)
		os.Exit(1)
	}
}

// accounts of the load, in the shares of an office: who drafts, who reviews,
// who signs, who registers.
func account(n int) string {
	others := [...]string{"vanthu", "truongphong", "chanhvanphong", "chutich", "chuyenvien"}
	if n%2 == 0 {
		return others[n/2%len(others)]
	}
	return fmt.Sprintf("cv%d.phuong-0000", n/2%20)
}

func run(p plan) error {
	people := make([]*person, p.users)
	for n := range people {
		var err error
		if people[n], err = login(p, account(n)); err != nil {
			return err
		}
	}
	begin := time.Now()
	var all sync.WaitGroup
	for n, who := range people {
		all.Go(func() { who.work(p, n) })
	}
	all.Wait()
	return report(people, time.Since(begin))
}
