//go:build unix

package browser_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The widths of an office screen and of a phone, in CSS pixels.
const (
	office = 1280
	phone  = 360
)

// patience is how long a page may take before a test fails: far more than any
// machine needs.
const patience = 30 * time.Second

// A person sits at a browser of his own.
type person struct {
	t      testing.TB
	stage  *stage
	ctx    context.Context
	name   string
	width  int64
	script bool
}

// sit gives the person a browser of a width, without cookies, and logs in.
func sit(t testing.TB, name string, width int64) *person {
	t.Helper()
	p := bare(t, name, width)
	p.login()
	return p
}

// known gives the person a browser that has a session of his, for tests that are
// not about logging in.
func known(t testing.TB, name string, width int64) *person {
	t.Helper()
	p := bare(t, name, width)
	still := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := still.PostForm(p.stage.address+"/dang-nhap", url.Values{"user": {name}, "password": {password}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	for _, cookie := range res.Cookies() {
		p.do(command(network.SetCookie, network.SetCookieParams{Name: cookie.Name, Value: cookie.Value, URL: p.stage.address}))
	}
	p.open("/")
	p.sees("Việc của tôi")
	return p
}

// sitWithoutScript is sit in a browser that runs no JavaScript.
func sitWithoutScript(t testing.TB, name string, width int64) *person {
	t.Helper()
	p := bare(t, name, width)
	p.script = false
	p.do(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	p.login()
	return p
}

func bare(t testing.TB, name string, width int64) *person {
	t.Helper()
	s := theStage(t)
	ctx, quit := chromedp.NewContext(s.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(quit)
	if err := chromedp.Do(ctx); err != nil { // without a limit: it is that of the window's life
		t.Fatal(err)
	}
	p := &person{t: t, stage: s, ctx: ctx, name: name, width: width, script: true}
	height := int64(900)
	if width == phone {
		height = 740
	}
	p.do(chromedp.EmulateViewport(width, height))
	return p
}

func (p *person) login() {
	p.t.Helper()
	p.open("/dang-nhap")
	p.fill("Tên đăng nhập", p.name)
	p.fill("Mật khẩu", password)
	p.press("Đăng nhập")
	p.sees("Việc của tôi")
}

// do takes steps and fails the test when they fail.
func (p *person) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s, at %s: %v", p.name, p.path(), err)
	}
}

// got returns what an action finds.
func got[T any](p *person, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatalf("%s, at %s: %v", p.name, p.path(), err)
	}
	return v
}

// command is a command of the browser's protocol as a step.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, c, params)
		return chromedp.Void{}, err
	}
}

// insert types a text as a Vietnamese keyboard does, not key by key.
func insert(text string) chromedp.Action[chromedp.Void] {
	return command(input.InsertText, input.InsertTextParams{Text: text})
}

// path is where the person is.
func (p *person) path() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(at, p.stage.address)
}

func (p *person) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.stage.address + path))
}

// text returns what the page says, without what is hidden, in one line; "" while
// one page gives way to another.
func (p *person) text() string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ""`))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(text), " ")
}

// sees waits until the page says each text.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.waits("the page says “"+text+"”", func() bool { return strings.Contains(p.text(), text) })
	}
}

// waits waits until something holds.
func (p *person) waits(what string, holds func() bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.shot("that-bai")
			p.t.Fatalf("%s waited in vain until %s, at %s:\n%s", p.name, what, p.path(), p.text())
		}
	}
}

// mark finds what a person would point at, brings it into sight and marks it;
// it answers with how to find it again.
func (p *person) mark(kind, words string) chromedp.CSS {
	p.t.Helper()
	find := chromedp.Evaluate[bool](fmt.Sprintf(finder, kind, words))
	p.waits(fmt.Sprintf("there is a %s “%s”", kind, words), func() bool { return got(p, find) })
	return marked
}

const marked chromedp.CSS = "[data-marked]"

// finder marks the first thing of a kind with some words: a field by its label,
// or what is pressed by its text. What is folded away is unfolded, as a person
// would.
const finder = `(() => {
  const kind = %q, words = %q;
  document.querySelectorAll("[data-marked]").forEach((e) => e.removeAttribute("data-marked"));
  const clean = (s) => s.replace(/\s+/g, " ").trim();
  const own = (e) => clean([...e.childNodes].filter((n) => n.nodeType === 3 || /^(SPAN|B)$/.test(n.nodeName)).map((n) => n.textContent).join(""));
  let found;
  if (kind === "field") {
    const label = [...document.querySelectorAll("label, legend")].find((l) => own(l).startsWith(words) && !l.closest("[hidden]"));
    found = label && (label.htmlFor ? document.getElementById(label.htmlFor) : label.querySelector("input, select, textarea"));
  } else {
    found = [...document.querySelectorAll("button, a, summary")].find((e) => clean(e.textContent).startsWith(words) && e.tagName !== "SUMMARY" && !e.closest(".unseen"))
      || [...document.querySelectorAll("summary")].find((e) => clean(e.textContent).startsWith(words));
  }
  if (!found) return false;
  for (let d = found.closest("details"); d; d = d.parentElement.closest("details")) {
    if (!(found.tagName === "SUMMARY" && found.parentElement === d)) d.open = true;
  }
  found.setAttribute("data-marked", "");
  found.scrollIntoView({ block: "center", behavior: "instant" });
  return true;
})()`

// fill types into a field in place of what is in it.
func (p *person) fill(label, text string) {
	p.t.Helper()
	at := p.mark("field", label)
	p.do(chromedp.Focus(at), chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`), insert(text))
}

// choose takes an option of a list by its value.
func (p *person) choose(label, value string) {
	p.t.Helper()
	p.do(chromedp.SetValue(p.mark("field", label), value))
}

// press presses a button or a link and waits for the page that follows.
func (p *person) press(words string) {
	p.t.Helper()
	at := p.mark("button", words)
	p.still()
	p.do(chromedp.Evaluate[chromedp.Void](`window.before = true`), chromedp.Click(at))
	p.waits("a page follows “"+words+"”", p.followed)
}

// underThumb wants a button in sight at the lower edge of the screen, wherever
// the page is scrolled to, and large enough for a thumb.
func (p *person) underThumb(words string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](`scrollTo(0, 0)`))
	box := got(p, chromedp.Evaluate[[]float64](fmt.Sprintf(`(() => { const b = [...document.querySelectorAll(".thumb button")].find((b) => b.textContent.trim() === %q)?.getBoundingClientRect(); return b ? [b.top, b.bottom, b.height, innerHeight] : [] })()`, words)))
	if len(box) != 4 || box[0] < box[3]*2/3 || box[1] > box[3] || box[2] < 44 {
		p.t.Errorf("%s: “%s” is not under the thumb: top, bottom, height and screen are %v", p.name, words, box)
	}
	p.snap("ngon-cai")
}

// snap leaves a picture of what is in sight.
func (p *person) snap(name string) {
	p.t.Helper()
	p.keep(name, got(p, chromedp.CaptureScreenshot()))
}

// still waits until what is marked stays where it is: a page that is still being
// laid out would slip away under the pointer.
func (p *person) still() {
	p.t.Helper()
	before := ""
	p.waits("the page stands still", func() bool {
		place := got(p, chromedp.Evaluate[string](`JSON.stringify(document.querySelector("[data-marked]").getBoundingClientRect()) + innerWidth`))
		same := place == before
		before = place
		return same
	})
}

// followed reports whether another page is there since press.
func (p *person) followed() bool {
	ctx, cancel := context.WithTimeout(p.ctx, time.Second)
	defer cancel()
	there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!window.before && document.readyState === "complete"`))
	return err == nil && there // an error: the page is just being left
}

var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

// shot leaves a picture of the whole page.
func (p *person) shot(name string) {
	p.t.Helper()
	p.keep(name, got(p, chromedp.FullScreenshot(100)))
}

func (p *person) keep(name string, picture []byte) {
	p.t.Helper()
	test := notInNames.ReplaceAllString(strings.ToLower(p.t.Name()), "-")
	path := filepath.Join("shots", fmt.Sprintf("%s-%s-%s-%d.png", test, name, p.name, p.width))
	if err := os.MkdirAll("shots", 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, picture, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
