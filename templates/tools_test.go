package templates_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// tool returns where a program of another maker is. Without it the test is
// skipped by its name; where the environment has CI=true it must be there.
func tool(t testing.TB, name, install string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	missing(t, name+" is not installed ("+install+")")
	return ""
}

// missing skips the test for want of a tool, or fails it where the environment
// has CI=true.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

func validator(t testing.TB) string {
	return tool(t, filepath.Join("..", "tools", "node_modules", ".bin", "ooxml-validator"), "npm ci --prefix tools")
}

func soffice(t testing.TB) string { return tool(t, "soffice", "apt-get install libreoffice-writer") }

func poppler(t testing.TB, name string) string { return tool(t, name, "apt-get install poppler-utils") }

// run returns what the program wrote.
func run(t testing.TB, program string, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, args...).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		t.Fatalf("%s: %v\n%s%s", filepath.Base(program), err, out, exit.Stderr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A profile is where LibreOffice keeps what it needs of itself. To make one takes
// it longer than to convert ten files, and only one LibreOffice can use it: the
// tests take turns.
type profile struct {
	sync.Mutex
	folder string
}

var lent = profile{folder: filepath.Join(os.TempDir(), fmt.Sprintf("vanthu-libreoffice-%d", os.Getpid()))}

// TestMain takes the profile away.
func TestMain(m *testing.M) {
	code := m.Run()
	if err := os.RemoveAll(lent.folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// convert gives each .docx to LibreOffice, all in one start of it, and returns
// the folder with the results, NAME.EXT for each.
func convert(t testing.TB, files map[string][]byte, to string) string {
	t.Helper()
	office := soffice(t)
	lent.Lock()
	defer lent.Unlock()
	in, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + lent.folder, "--headless", "--convert-to", to, "--outdir", out}
	for name, file := range files {
		path := filepath.Join(in, name+".docx")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	run(t, office, args...)
	return out
}
