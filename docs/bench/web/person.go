package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// A page is one that people open.
type page struct{ name, path string }

// lists are the desk and the lists, each as often as it is here.
var lists = []page{
	{"desk", "/"}, {"desk", "/"}, {"desk", "/"},
	{"list, newest", "/van-ban"}, {"list, newest", "/van-ban"},
	{"list, a step", "/van-ban?buoc=sign"},
	{"list, a kind", "/van-ban?loai=BC"},
	{"list, a step and a kind", "/van-ban?buoc=filed&loai=BC"},
	{"list, mine", "/van-ban?cua=soan"},
	{"list, through my hands", "/van-ban?cua=qua"},
	{"list, sent on", "/van-ban?cua=chuyen"},
	{"list, overdue", "/van-ban?han=qua"},
	{"list, a year", "/van-ban?nam=2026"},
	{"list, by deadline", "/van-ban?xep=deadline"},
	{"search, a number", "/van-ban?q=0711%2FBC-UBND"},
	{"search, words", "/van-ban?q=cai+cach+hanh+chinh"},
}

// rooms are the other pages that văn thư opens: work files, books, what came. The year
// that is over has all its papers.
var rooms = []page{
	{"a draft", "/van-ban/01JD0000000000000000099938"},
	{"a document that came", "/van-ban-den/01JD0000000000000005375001"},
	{"work files, a year", "/ho-so?nam=2025"},
	{"work files, mine", "/ho-so?loc=cua-toi"},
	{"work files, due", "/ho-so?loc=den-han"},
	{"work files, expired", "/ho-so?loc=het-han"},
	{"work file", "/ho-so/2025-07.VP"},
	{"transfers", "/ho-so/nop-luu"},
	{"list of files", "/ho-so/danh-muc?nam=2025"},
	{"outgoing book", "/so-van-ban-di?nam=2026"},
	{"outgoing book, far on", "/so-van-ban-di?nam=2026&so=BC&sau=20000"},
	{"incoming book", "/so-sach/van-ban-den?nam=2025"},
	{"follow-up book", "/so-sach/theo-doi?nam=2025"},
	{"posting book", "/so-sach/buu-dien?nam=2025"},
	{"loans", "/so-sach/ban-luu?nam=2025"},
	{"punctuality", "/so-sach/thoi-han?nam=2026"},
	{"books, state", "/so-sach/dong-so?nam=2026"},
	{"incoming, newest", "/van-ban-den"},
	{"incoming, a year", "/van-ban-den?nam=2025"},
	{"incoming, a number", "/van-ban-den?so=711&nam=2025"},
	{"incoming, words", "/van-ban-den?q=cai+cach+hanh+chinh"},
}

// files are whole books as văn thư takes them along.
var files = []page{
	{"outgoing book as CSV", "/so-van-ban-di/tep?nam=2026&so=BC&dang=csv"},
	{"incoming book as Excel", "/so-sach/van-ban-den/tep?nam=2025&dang=xlsx"},
	{"posting book as CSV", "/so-sach/buu-dien/tep?nam=2025&dang=csv"},
	{"books, proven", "/so-sach/dong-so?nam=2026&doi-chieu=1"},
}

// A person is one who has logged in, and what he measured.
type person struct {
	http  *http.Client
	times map[string][]time.Duration
	err   error // what ended his work
}

func login(p plan, user string) (*person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	who := &person{http: &http.Client{Jar: jar, Timeout: time.Minute, Transport: &http.Transport{}}, times: map[string][]time.Duration{}}
	who.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := who.http.PostForm(p.at+"/dang-nhap", url.Values{"user": {user}, "password": {p.password}})
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		return nil, fmt.Errorf("log in as %s: %s", user, res.Status)
	}
	return who, nil
}

// work opens pages; the first tenth only warms up.
func (who *person) work(p plan, seed int) {
	chance := rand.New(rand.NewPCG(30, uint64(seed)))
	for i := range p.asks + p.asks/10 {
		if p.pause > 0 {
			time.Sleep(time.Duration(chance.Int64N(int64(p.pause))))
		}
		page := p.pages[chance.IntN(len(p.pages))]
		begin := time.Now()
		if who.err = who.open(p.at + page.path); who.err != nil {
			return
		}
		if i >= p.asks/10 {
			who.times[page.name] = append(who.times[page.name], time.Since(begin))
		}
	}
}

// open reads a page to its end.
func (who *person) open(address string) error {
	res, err := who.http.Get(address)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	whole := strings.Contains(string(body), "</html>") || res.Header.Get("Content-Disposition") != ""
	if err == nil && (res.StatusCode != http.StatusOK || !whole) {
		err = fmt.Errorf("%s: %s, %d bytes", address, res.Status, len(body))
	}
	return err
}
