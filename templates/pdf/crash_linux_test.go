package pdf_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"vanthu/templates/pdf"
)

// offices returns the LibreOffice programs that this process started.
func offices(t testing.TB) (ids []int) {
	t.Helper()
	found, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range found {
		data, _ := os.ReadFile(file) // it may have ended
		fields := bytes.Fields(data)
		if len(fields) > 4 && string(fields[1]) == "(soffice.bin)" && string(fields[3]) == strconv.Itoa(os.Getpid()) && string(fields[2]) != "Z" {
			id, err := strconv.Atoi(string(fields[0]))
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
	}
	return ids
}

// warm returns a converter and the program it runs. Tests that look for their
// program take turns, so none of them is parallel.
func warm(t testing.TB, o pdf.Options) (*pdf.Converter, int) {
	t.Helper()
	before := len(offices(t))
	c := office(t, o)
	convert(t, c, "trước")
	ids := offices(t)
	if before != 0 || len(ids) != 1 {
		t.Fatalf("%d programs ran, now %d; want none, then one", before, len(ids))
	}
	return c, ids[0]
}

// convert converts a report, again when the machine was too slow for it.
func convert(t testing.TB, c *pdf.Converter, word string) {
	t.Helper()
	await(t, func() bool {
		_, err := c.Convert(t.Context(), report(t, word))
		if err != nil && !errors.Is(err, pdf.ErrSlow) {
			t.Fatal(err)
		}
		return err == nil
	})
}

func signal(t testing.TB, id int, s syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(id, s); err != nil {
		t.Fatal(err)
	}
}

// await waits until what is asked for is so; the test's own limit ends it.
func await(t testing.TB, so func() bool) {
	t.Helper()
	for !so() {
		if t.Context().Err() != nil {
			t.Fatal("it never came to it")
		}
		time.Sleep(time.Millisecond)
	}
}

// given reports whether a program has a file before it.
func given() bool {
	found, _ := filepath.Glob(filepath.Join(os.TempDir(), "vanthu-pdf-*", "in.docx"))
	return len(found) > 0
}

// TestKilled holds that a file whose program is killed in the middle comes out
// of another, and that nothing stays behind.
func TestKilled(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c, id := warm(t, pdf.Options{})
	signal(t, id, syscall.SIGSTOP)
	done := make(chan error)
	go func() {
		_, err := c.Convert(t.Context(), report(t, "giữa chừng"))
		done <- err
	}()
	await(t, given)
	signal(t, id, syscall.SIGKILL)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if ids := offices(t); len(ids) != 1 || ids[0] == id {
		t.Errorf("programs %d after %d was killed", ids, id)
	}
	if given() {
		t.Error("the file is still on the disk")
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "*")); len(left) != 0 || len(offices(t)) != 0 {
		t.Errorf("left behind: %q, programs %d", left, offices(t))
	}
	if _, err := c.Convert(t.Context(), report(t, "sau khi đóng")); !errors.Is(err, pdf.ErrClosed) {
		t.Errorf("%v, want %v", err, pdf.ErrClosed)
	}
}

// TestHostile holds that a file that takes for ever costs its time and no more.
func TestHostile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c, id := warm(t, pdf.Options{Timeout: 3 * time.Second})
	if _, err := c.Convert(t.Context(), heavy(t)); !errors.Is(err, pdf.ErrSlow) {
		t.Fatalf("%v, want %v", err, pdf.ErrSlow)
	}
	await(t, func() bool { return len(offices(t)) == 0 })
	convert(t, c, "sau đó")
	if ids := offices(t); len(ids) != 1 || ids[0] == id {
		t.Errorf("programs %d after %d was killed", ids, id)
	}
}

// TestQueue holds that as many files wait as may, and the next is told so at
// once.
func TestQueue(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	const queue = 3
	c, id := warm(t, pdf.Options{Queue: queue})
	signal(t, id, syscall.SIGSTOP)
	results := make(chan error)
	var group sync.WaitGroup
	for i := range queue + 2 {
		docx := report(t, strconv.Itoa(i))
		group.Go(func() {
			_, err := c.Convert(t.Context(), docx)
			results <- err
		})
	}
	if err := <-results; !errors.Is(err, pdf.ErrBusy) {
		t.Errorf("%v, want %v", err, pdf.ErrBusy)
	}
	signal(t, id, syscall.SIGCONT)
	for range queue + 1 {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	group.Wait()
}

// TestMemory holds that the program is no larger after many files than after a
// tenth of them, within a tenth.
func TestMemory(t *testing.T) {
	if os.Getenv("VANTHU_LONG") == "" {
		t.Skip("long: VANTHU_LONG=1")
	}
	t.Setenv("TMPDIR", t.TempDir())
	const files = 500
	c, id := warm(t, pdf.Options{})
	early := 0
	for i := range files {
		if _, err := c.Convert(t.Context(), report(t, strconv.Itoa(i))); err != nil {
			t.Fatal(err)
		}
		if i == files/10 {
			early = resident(t, id)
		}
	}
	late := resident(t, id)
	t.Logf("resident after %d files: %d kB, after %d: %d kB", files/10, early, files, late)
	if late > early*11/10 {
		t.Errorf("it grew from %d to %d kB", early, late)
	}
}

// resident returns the memory of a program in kB.
func resident(t *testing.T, id int) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(id), "status"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := bytes.Cut(data, []byte("VmRSS:"))
	kB, err := strconv.Atoi(string(bytes.Fields(after)[0]))
	if err != nil {
		t.Fatal(err)
	}
	return kB
}

// TestSweep holds that what a killed process left is taken away, and what a
// running one uses is not.
func TestSweep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	gone := exec.CommandContext(t.Context(), "true")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(os.TempDir(), "vanthu-pdf-"+strconv.Itoa(gone.Process.Pid)+"-1", "profile")
	used := filepath.Join(os.TempDir(), "vanthu-pdf-"+strconv.Itoa(os.Getppid())+"-1")
	for _, folder := range []string{left, used} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	office(t, pdf.Options{})
	found, _ := filepath.Glob(filepath.Join(os.TempDir(), "*"))
	if len(found) != 1 || found[0] != used {
		t.Errorf("left: %q", found)
	}
}
