//go:build unix

package faults_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSlowDisk: each time a process waits for the disk, it waits 20 ms longer,
// and is killed at any moment of that.
func TestSlowDisk(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		missing(t, "strace is not installed")
	}
	seen := filepath.Join(t.TempDir(), "strace")
	sys := sqlite(t)
	f := newFleet(t, sys, 2, strace, "-f", "--seccomp-bpf", "-A", "-o", seen,
		"-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:delay_enter=20000")
	f.killSome(long(2))
	f.listen(long(200))
	f.end()
	f.settle(t, sys)
	all, err := os.ReadFile(seen)
	must(t, err)
	delayed := bytes.Count(all, []byte("(DELAYED)"))
	if delayed == 0 {
		t.Error("the disk was never slow")
	}
	t.Logf("%d waits for the disk were delayed, %d processes killed", delayed, len(f.killed))
}
