package pdf

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"
)

// A worker is one LibreOffice program with a folder of its own, both made anew
// when it ended. One goroutine at a time uses it.
type worker struct {
	soffice string
	folder  string
	runs    *program // nil when none does
}

// Limits of one program. What a hostile file makes of it ends with the program,
// not with the machine.
const (
	maxMemory   = 3 << 30   // of addresses; 0.5 GB in ordinary work
	maxResident = 768 << 20 // after a file; above it a new program is cheaper
	maxOutput   = 256 << 20
)

// A diedError says that the program ended before it had answered.
type diedError struct{ err error }

func (d *diedError) Error() string { return "LibreOffice ended: " + d.err.Error() }
func (d *diedError) Unwrap() error { return errors.Join(ErrBroken, d.err) }

func died(err error) bool {
	var d *diedError
	return errors.As(err, &d)
}

// convert has the file converted, by a program started now when none runs. The
// program is killed when ctx ends first: there is no other way to stop it.
func (w *worker) convert(ctx context.Context, docx []byte) ([]byte, error) {
	if err := w.start(ctx); err != nil {
		w.kill()
		return nil, err
	}
	pdf, err := w.ask(ctx, docx)
	if died(err) || ctx.Err() != nil || w.runs.resident() > maxResident {
		w.kill()
	}
	return pdf, err
}

// ask puts the file where the program reads it and takes the PDF away. Neither
// stays on the disk.
func (w *worker) ask(ctx context.Context, docx []byte) ([]byte, error) {
	in, out := filepath.Join(w.folder, "in.docx"), filepath.Join(w.folder, "in.pdf")
	defer func() { os.Remove(in); os.Remove(out) }()
	if err := os.WriteFile(in, docx, 0o600); err != nil {
		return nil, fmt.Errorf("give LibreOffice the file: %w", err)
	}
	request := []string{"--headless", "--convert-to", filter, "--outdir", w.folder, in}
	if err := w.call(ctx, request); err != nil {
		return nil, err
	}
	pdf, err := os.ReadFile(out)
	if errors.Is(err, os.ErrNotExist) { // it says why on its output only, in words
		return nil, ErrUnreadable
	}
	if err != nil {
		return nil, fmt.Errorf("take the PDF from LibreOffice: %w", err)
	}
	return pdf, nil
}

// call has the running program do what the arguments say.
func (w *worker) call(ctx context.Context, args []string) error {
	conn, err := w.dial(ctx)
	if err != nil {
		return &diedError{err}
	}
	defer func() { _ = conn.Close() }()
	if err := order(conn, w.folder, args); err != nil {
		return &diedError{err}
	}
	return nil
}

// starts is how often a program is started for it to stay: with a new profile
// it ends once to be started again.
const starts = 3

// start starts the program if none runs, and waits until it takes orders.
func (w *worker) start(ctx context.Context) error {
	if w.runs.alive() {
		return nil
	}
	w.kill() // what is left of one that ended
	var err error
	if w.folder, err = os.MkdirTemp("", fmt.Sprintf("%s%d-", prefix, os.Getpid())); err != nil {
		return fmt.Errorf("make a folder for LibreOffice: %w", err)
	}
	if err := makeProfile(w.folder); err != nil {
		return err
	}
	for range starts {
		if err := w.startOnce(); err != nil {
			return err
		}
		if again, err := w.wait(ctx); err != nil || !again {
			return err
		}
	}
	return fmt.Errorf("%w: LibreOffice does not stay", ErrBroken)
}

func (w *worker) startOnce() error {
	profile := profileOf(w.folder)
	p, err := startProgram(w.soffice, w.folder, []string{
		"-env:UserInstallation=" + profile, "--headless", "--norestore", "--nologo", "--nodefault",
		"private:factory/swriter", // with an empty page open it does not end after each file
	})
	if err != nil {
		return fmt.Errorf("%w: start LibreOffice: %w", ErrBroken, err)
	}
	p.pipe = pipeOf(profile)
	w.runs = p
	return nil
}

// Between two looks for the program's pipe.
const lookTime = 20 * time.Millisecond

// wait waits until the program greets who calls it, which it does once it is
// ready; again when it ended to be started again.
func (w *worker) wait(ctx context.Context) (again bool, err error) {
	look := time.NewTicker(lookTime)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-w.runs.ended:
			if w.runs.wantsRestart() {
				return true, nil
			}
			return false, &diedError{errors.New("while it started")}
		case <-look.C:
		}
		if w.greets(ctx) {
			return false, nil
		}
	}
}

func (w *worker) greets(ctx context.Context) bool {
	conn, err := w.dial(ctx)
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	return expect(conn, greeting) == nil
}

// dial calls the running program; the line breaks when ctx ends.
func (w *worker) dial(ctx context.Context) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "unix", w.runs.pipe)
	if err == nil {
		context.AfterFunc(ctx, func() { _ = conn.Close() })
	}
	return conn, err
}

// kill ends the program, if one runs, and takes its folder away.
func (w *worker) kill() {
	if w.runs != nil {
		w.runs.kill()
		os.Remove(w.runs.pipe)
	}
	if w.folder != "" {
		os.RemoveAll(w.folder)
	}
	w.runs, w.folder = nil, ""
}
