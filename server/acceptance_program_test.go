//go:build unix

package main_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	server "vanthu/server"
)

// password is that of everybody in the sample ward.
const password = "cây đa bến nước"

// patience is how long a script waits for the program before it fails: far
// more than any machine needs.
const patience = time.Minute

// An office is what a script works with: the data, a program that serves them,
// and the people.
type office struct {
	data      string
	loads     bool              // the sample ward
	variables map[string]string // of the environment, within this process
	clock     atomic.Int64
	program   *program
	client    http.Client
	people    map[string]*person
	me        *person
	docs      map[string]string // ids by name
	doc       string            // the id of the one on the desk
	blank     blank             // the template uploaded last
	writers   *writers
}

func (o *office) now() time.Time { return time.UnixMilli(o.clock.Load()) }

// vietnam returns the time of a day and a time of day there.
func vietnam(day, clock string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, time.FixedZone("", 7*60*60))
	if err != nil {
		panic(err) // a fault of the script
	}
	return at
}

// A program is one that runs, or has run.
type program struct {
	printed output
	address string // http://127.0.0.1:…
	stop    func() // as SIGTERM does
	kill    func() // nil within this process
	ended   chan struct{}
	code    int // once it has ended
}

// output keeps what a program prints and tells where it serves.
type output struct {
	mu     sync.Mutex
	text   bytes.Buffer
	serves chan string // gets the address, once
}

func newProgram() *program {
	return &program{printed: output{serves: make(chan string, 1)}, ended: make(chan struct{})}
}

var addressLine = regexp.MustCompile(`phục vụ tại (http://[0-9.:]+),`)

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if found := addressLine.FindSubmatch(p); found != nil {
		o.serves <- string(found[1])
	}
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

func newOffice(data string) *office {
	return &office{data: data, docs: map[string]string{}, people: map[string]*person{}}
}

// serveOffice is the command phuc-vu.
func serveOffice(o *office, s step) {
	start, demo := o.startInside, []string{"-demo"}
	o.loads = false
	for _, arg := range s.args {
		switch arg {
		case "moi":
			o.data, o.loads = s.MkAbs("moi"), true
		case "trong":
			o.data, demo = s.MkAbs("trong"), nil
		case "rieng":
			start = o.startProcess
			o.logAllOut() // its clock is another
		default:
			folder, ok := strings.CutPrefix(arg, "du-lieu=")
			if !ok {
				s.Fatalf("phuc-vu does not know %s", arg)
			}
			o.data = s.MkAbs(folder)
			o.logAllOut() // nobody's session was copied
		}
	}
	o.program = start(append(demo, "-addr", "127.0.0.1:0", "-data", o.data))
	s.Check(o.program.waitForAddress())
	s.Setenv("DIA_CHI", strings.TrimPrefix(o.program.address, "http://"))
	fmt.Fprint(s.Stdout(), o.program.printed.String())
}

// waitForAddress waits until the program says where it serves.
func (p *program) waitForAddress() error {
	select {
	case p.address = <-p.printed.serves:
		return nil
	case <-p.ended:
		return fmt.Errorf("the program ended with exit code %d:\n%s", p.code, &p.printed)
	case <-time.After(patience):
		return fmt.Errorf("the program does not serve:\n%s", &p.printed)
	}
}

// startInside runs the program within this process, on the script's clock.
func (o *office) startInside(args []string) *program {
	ctx, cancel := context.WithCancel(context.Background())
	p := newProgram()
	p.stop = cancel
	go func() {
		defer close(p.ended)
		p.code = server.Report(&p.printed, server.Run(ctx, server.World{
			Args: args, Stdout: &p.printed, Now: o.now, Getenv: o.variable,
		}))
	}()
	return p
}

// variable gives the sample ward its password when it is loaded.
func (o *office) variable(name string) string {
	if value, set := o.variables[name]; set {
		return value
	}
	if name == "VANTHU_DEMO_PASSWORD" && o.loads {
		return password
	}
	return ""
}

// startProcess runs the program in a process of its own.
func (o *office) startProcess(args []string) *program {
	p := newProgram()
	c := exec.Command("server", args...)
	c.Env = append(os.Environ(), "VANTHU_DEMO_PASSWORD="+o.variable("VANTHU_DEMO_PASSWORD"))
	c.Stdout, c.Stderr = &p.printed, &p.printed
	if err := c.Start(); err != nil {
		fmt.Fprintln(&p.printed, err)
		close(p.ended)
		return p
	}
	p.stop = func() { _ = c.Process.Signal(syscall.SIGTERM) } // it may be gone already
	p.kill = func() { _ = c.Process.Kill() }
	go func() {
		_ = c.Wait() // the code says it
		p.code = c.ProcessState.ExitCode()
		close(p.ended)
	}()
	return p
}

// stopOffice is the command dung.
func stopOffice(o *office, s step) {
	s.Check(o.end())
	fmt.Fprintln(s.Stdout(), "mã thoát 0")
}

// end asks the program to stop and wants exit code 0.
func (o *office) end() error {
	o.program.stop()
	if err := o.wait(); err != nil {
		return err
	}
	if o.program.code != 0 {
		return fmt.Errorf("the program ended with exit code %d:\n%s", o.program.code, &o.program.printed)
	}
	return nil
}

// killOffice is the command giet.
func killOffice(o *office, s step) {
	if o.program.kill == nil {
		s.Fatalf("only phuc-vu rieng can be killed")
	}
	o.program.kill()
	s.Check(o.wait())
}

// wait waits for the end of the program, with which its writers end too.
func (o *office) wait() error {
	select {
	case <-o.program.ended:
	case <-time.After(patience):
		return fmt.Errorf("the program does not stop:\n%s", &o.program.printed)
	}
	o.client.CloseIdleConnections()
	o.writers.wait()
	return nil
}

// setClock is the command ngay.
func setClock(o *office, s step) {
	o.clock.Store(vietnam(s.arg(0, ""), s.arg(1, "08:00")).UnixMilli())
	o.logAllOut() // a session may have come to its end
}

func (o *office) logAllOut() {
	for _, who := range o.people {
		who.token = ""
	}
}

// exitCode is the command ma.
func exitCode(_ *office, s step) { s.exitCodeOf("server") }

// exitCodeOfStranger is the command ma-khach.
func exitCodeOfStranger(_ *office, s step) { s.exitCodeOf(stranger) }

func (s step) exitCodeOf(program string) {
	err := s.Exec(program, s.args[1:]...)
	got := 0
	if ended := (*exec.ExitError)(nil); errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		s.Check(err)
	}
	if strconv.Itoa(got) != s.args[0] {
		s.Fatalf("exit code %d, want %s", got, s.args[0])
	}
}

// sameFolders is the command giong-het.
func sameFolders(_ *office, s step) {
	got, want := map[string]string{}, map[string]string{}
	for into, dir := range map[*map[string]string]string{&got: s.args[0], &want: s.args[1]} {
		entries, err := os.ReadDir(s.MkAbs(dir))
		s.Check(err)
		for _, e := range entries {
			(*into)[e.Name()] = s.ReadFile(filepath.Join(dir, e.Name()))
		}
	}
	for name, text := range got {
		if other, there := want[name]; !there || other != text {
			s.Fatalf("%s is not the same in both", name)
		}
	}
	if len(got) == 0 || len(got) != len(want) {
		s.Fatalf("%d files and %d", len(got), len(want))
	}
}

// notStored is the command khong-luu. A DOCX is looked at as a whole and part
// by part.
func notStored(o *office, s step) {
	text := s.arg(0, "")
	if strings.Contains(o.program.printed.String(), text) {
		s.Fatalf("%q is in the log", text)
	}
	files := 0
	s.Check(filepath.WalkDir(o.data, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(name)
		if holds(data, text) {
			s.Fatalf("%q is in %s", text, name)
		}
		return err
	}))
	if files == 0 {
		s.Fatalf("there is nothing in %s", o.data)
	}
}

// holds reports whether data, or a part of the package that it is, has text.
func holds(data []byte, text string) bool {
	if bytes.Contains(data, []byte(text)) {
		return true
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range z.File {
		if part, err := fs.ReadFile(z, f.Name); err != nil || bytes.Contains(part, []byte(text)) {
			return true
		}
	}
	return false
}
