//go:build unix

package faults_test

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// A fleet is some processes of ours at work on one store, with the same clerks.
type fleet struct {
	*ledger
	t       *testing.T
	address string
	under   []string          // the command that runs each, if any
	running map[int]*exec.Cmd // by process id
	killed  map[int]bool
	said    chan word
}

// A word is what a process said of a record, or that it has ended.
type word struct {
	pid, n, what int
	ended        bool
}

func newFleet(t *testing.T, sys *system, processes int, under ...string) *fleet {
	t.Helper()
	f := &fleet{
		ledger: newLedger(), t: t, address: sys.address, under: under,
		running: map[int]*exec.Cmd{}, killed: map[int]bool{}, said: make(chan word, 1<<10),
	}
	for range processes {
		f.start()
	}
	return f
}

// start starts a process where the others are.
func (f *fleet) start() {
	f.t.Helper()
	args := append(slices.Clone(f.under), os.Args[0], "-test.run=^$")
	cmd := exec.CommandContext(f.t.Context(), args[0], args[1:]...)
	cmd.Env = append(os.Environ(), victimStore+"="+f.address, victimFrom+"="+strconv.Itoa(f.last))
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that it is killed with what runs it
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	out, err := cmd.StdoutPipe()
	must(f.t, err)
	must(f.t, cmd.Start())
	pid := cmd.Process.Pid
	f.running[pid] = cmd
	go func() {
		for in := bufio.NewScanner(out); in.Scan(); {
			w := word{pid: pid}
			if _, err := fmt.Sscanf(in.Text(), "%d %d.", &w.n, &w.what); err == nil { // the last line may be cut off
				f.said <- w
			}
		}
		f.said <- word{pid: pid, ended: true}
	}()
}

// hear takes the next word. It returns the process that has ended, if one has.
func (f *fleet) hear() (ended int) {
	f.t.Helper()
	select {
	case w := <-f.said:
		if !w.ended {
			f.note(w.n, w.what)
			return 0
		}
		err := f.running[w.pid].Wait()
		delete(f.running, w.pid)
		if !f.killed[w.pid] {
			f.t.Fatalf("a process ended by itself: %v", err)
		}
		return w.pid
	case <-time.After(3 * time.Minute):
		f.t.Fatal("the processes say nothing any more")
		return 0
	}
}

// listen takes so many words.
func (f *fleet) listen(words int) {
	f.t.Helper()
	for range words {
		f.hear()
	}
}

// kill ends a process as a power cut would, and hears it out.
func (f *fleet) kill(pid int) {
	f.t.Helper()
	f.killed[pid] = true
	must(f.t, syscall.Kill(-pid, syscall.SIGKILL))
	for f.hear() != pid {
	}
}

// killSome kills a process at any moment, starts another in its place, and so on.
func (f *fleet) killSome(times int) {
	f.t.Helper()
	for range times {
		f.listen(1 + rand.IntN(80))
		f.kill(slices.Collect(maps.Keys(f.running))[rand.IntN(len(f.running))])
		f.start()
	}
	f.listen(1 + rand.IntN(80))
}

// end kills all.
func (f *fleet) end() {
	f.t.Helper()
	for pid := range maps.Clone(f.running) {
		f.kill(pid)
	}
}

// TestKilledUnderLoad: processes with the same clerks on one store are killed
// at any moment and started again.
func TestKilledUnderLoad(t *testing.T) {
	for _, processes := range []int{1, 2, 4} {
		t.Run(strconv.Itoa(processes), func(t *testing.T) {
			onBoth(t, func(t *testing.T, sys *system) {
				t.Helper()
				f := newFleet(t, sys, processes)
				f.killSome(long(4))
				f.end()
				f.settle(t, sys)
				t.Logf("%d processes at once, %d killed in all", processes, len(f.killed))
			})
		})
	}
}
