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

// pages are what people open, each as often as it is here.
var pages = [...]struct{ name, path string }{
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
		page := pages[chance.IntN(len(pages))]
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
	if err == nil && (res.StatusCode != http.StatusOK || !strings.Contains(string(body), "</html>")) {
		err = fmt.Errorf("%s: %s, %d bytes", address, res.Status, len(body))
	}
	return err
}
