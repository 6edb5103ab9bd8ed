//go:build unix

package browser_test

import (
	"bufio"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vanthu/workflow/signing/trial"
)

// password is that of everybody in the sample ward.
const password = "cây đa bến nước"

// roots is the file of the certificates that the program trusts.
const roots = "roots.pem"

// What the tests share: a program that serves the sample ward, and a browser.
type stage struct {
	address string // http://127.0.0.1:…
	browser context.Context
	axe     string           // the source of axe-core
	ca      *trial.Authority // whose keys the program trusts
}

// shared is what TestMain made, nil when the browser is not there.
//
//nolint:gochecknoglobals // TestMain hands things to tests in no other way
var shared *stage

// missing says what of the machine is not there.
//
//nolint:gochecknoglobals // as above
var missing string

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	chromium, err := exec.LookPath("chromium")
	axe, lacks := os.ReadFile(filepath.Join("..", "..", "tools", "node_modules", "axe-core", "axe.min.js"))
	switch {
	case err != nil:
		missing = "chromium (Debian: chromium)"
	case lacks != nil:
		missing = "axe-core (npm ci --prefix tools)"
	}
	if missing != "" {
		return m.Run(), nil
	}
	if err := noteSources(); err != nil {
		return 1, err
	}
	dir, err := os.MkdirTemp("", "vanthu-browser-")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ca, err := trial.New(time.Now())
	if err != nil {
		return 1, err
	}
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: ca.Root.Raw})
	if err := os.WriteFile(filepath.Join(dir, roots), root, 0o600); err != nil {
		return 1, err
	}
	address, stop, err := serve(dir)
	if err != nil {
		return 1, err
	}
	defer stop()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.UserDataDir(filepath.Join(dir, "profile")), chromedp.Flag("lang", "vi"),
		chromedp.Flag("ignore-certificate-errors-spki-list", agentPin()))
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	defer end()
	browser, quit := chromedp.NewContext(allocator)
	defer quit()
	if err := chromedp.Do(browser); err != nil {
		return 1, fmt.Errorf("start the browser: %w", err)
	}
	shared = &stage{address: address, browser: browser, axe: string(axe), ca: ca}
	return m.Run(), nil
}

// program is where the parts of the program stand.
var program = []string{"..", "../../documents", "../../templates", "../../workflow"} //nolint:gochecknoglobals // a table

// noteSources looks at every file that the program is made of: go test then knows
// that what it has in its cache is of another program when one has changed.
func noteSources() error {
	for _, part := range program {
		err := filepath.WalkDir(part, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "shots" || d.Name() == "testdata"):
				return filepath.SkipDir
			}
			_, err = os.Stat(path)
			return err
		})
		if err != nil {
			return fmt.Errorf("look at the sources: %w", err)
		}
	}
	return nil
}

// serve builds the program, starts it on the sample ward and waits for its
// address.
func serve(dir string) (address string, stop func(), err error) {
	binary := filepath.Join(dir, "vanthu")
	if out, err := exec.Command("go", "build", "-o", binary, "..").CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("build the program: %w\n%s", err, out)
	}
	cmd := exec.Command(binary, "-demo", "-data", filepath.Join(dir, "data"), "-addr", "127.0.0.1:0", "-roots", filepath.Join(dir, roots))
	cmd.Env = append(os.Environ(), "VANTHU_DEMO_PASSWORD="+password)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return "", nil, fmt.Errorf("start the program: %w", err)
	}
	stop = func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if found := regexp.MustCompile(`phục vụ tại (http://[0-9.:]+),`).FindStringSubmatch(lines.Text()); found != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return found[1], stop, nil
		}
	}
	stop()
	return "", nil, errors.New("the program ended without serving")
}

// theStage returns what the tests share; they are skipped, naming it, where
// something of the machine is missing, but in CI.
func theStage(t testing.TB) *stage {
	t.Helper()
	if missing != "" && os.Getenv("CI") == "true" {
		t.Fatalf("%s is not here", missing)
	}
	if missing != "" {
		t.Skipf("%s is not here", missing)
	}
	return shared
}
