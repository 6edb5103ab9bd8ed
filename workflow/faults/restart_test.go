//go:build unix

package faults_test

import (
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestDatabaseRestarted: the processes of the database are killed under load
// and started again. Other tests share the server of MONGODB_URI, so that this
// one has its own: VANTHU_MONGO_RESTART names the folder that tools/mongo.sh twin
// has made, or is none where the server is not of that script.
func TestDatabaseRestarted(t *testing.T) {
	folder := os.Getenv("VANTHU_MONGO_RESTART")
	switch folder {
	case "":
		missing(t, "VANTHU_MONGO_RESTART is not set: it names a folder that tools/mongo.sh twin has made")
	case "none":
		t.Skip("the server of MONGODB_URI is not of tools/mongo.sh: it is not killed")
	}
	own := &server{folder: folder, ports: []string{"MONGO_PORT=" + freePort(t), "PG_PORT=" + freePort(t)}}
	uri := own.script(t, "start")
	t.Cleanup(func() { own.script(t, "down") })
	sys := database(t, uri)
	f := newFleet(t, sys, 2)
	killed := map[string]int{}
	for range long(2) {
		for name, processes := range map[string]func(*testing.T) []int{"ferretdb": own.ferretdb, "postgres": own.postgres} {
			f.listen(1 + rand.IntN(200))
			killAll(t, processes(t))
			killed[name]++
			own.script(t, "start")
		}
	}
	f.listen(200)
	f.end()
	f.settle(t, sys)
	t.Logf("killed: %v", killed)
}

// A server is that of a folder of tools/mongo.sh.
type server struct {
	folder string
	ports  []string
}

// freePort returns a port that nobody has now.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	must(t, l.Close())
	_, port, err := net.SplitHostPort(l.Addr().String())
	must(t, err)
	return port
}

// killAll kills processes and waits until they are gone.
func killAll(t *testing.T, pids []int) {
	t.Helper()
	for _, pid := range pids {
		_ = syscall.Kill(pid, syscall.SIGKILL) // the first may take the others with it
	}
	end := time.Now().Add(time.Minute)
	for _, pid := range pids {
		for syscall.Kill(pid, 0) == nil {
			if time.Now().After(end) {
				t.Fatalf("process %d cannot be killed", pid)
			}
			time.Sleep(time.Millisecond)
		}
	}
}

// script calls tools/mongo.sh and returns what it prints.
func (s *server) script(t *testing.T, command string) string {
	t.Helper()
	cmd := exec.Command("../../tools/mongo.sh", command) // "down" comes when the test's context has ended
	cmd.Env = append(append(os.Environ(), "MONGO_DIR="+s.folder), s.ports...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	must(t, err)
	return strings.TrimSpace(string(out))
}

// ferretdb returns the process that speaks MongoDB's protocol.
func (s *server) ferretdb(t *testing.T) []int {
	t.Helper()
	return []int{firstNumber(t, filepath.Join(s.folder, "ferretdb.pid"))}
}

// postgres returns the processes below it: the first and all it has started.
func (s *server) postgres(t *testing.T) []int {
	t.Helper()
	first := firstNumber(t, filepath.Join(s.folder, "root/var/lib/postgresql/d/postmaster.pid"))
	of := strconv.Itoa(first)
	children, err := os.ReadFile(filepath.Join("/proc", of, "task", of, "children"))
	must(t, err)
	pids := []int{first}
	for _, child := range strings.Fields(string(children)) {
		pid, err := strconv.Atoi(child)
		must(t, err)
		pids = append(pids, pid)
	}
	return pids
}

func firstNumber(t *testing.T, file string) int {
	t.Helper()
	text, err := os.ReadFile(file)
	must(t, err)
	line, _, _ := strings.Cut(string(text), "\n")
	n, err := strconv.Atoi(strings.TrimSpace(line))
	must(t, err)
	return n
}
