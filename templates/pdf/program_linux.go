package pdf

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// A program is one LibreOffice that was started.
type program struct {
	cmd   *exec.Cmd
	pipe  string
	ended chan struct{}
}

// startProgram starts the program without a network of its own, where the
// system lets us, and with limits.
func startProgram(soffice, folder string, args []string) (*program, error) {
	p, err := startWith(soffice, folder, args, alone())
	if err != nil { // no name spaces here, as in most containers: its profile forbids the network too
		p, err = startWith(soffice, folder, args, new(syscall.SysProcAttr))
	}
	return p, err
}

// alone puts a program into a network that has nothing, not even itself. Its
// pipe is a file and stays in reach.
func alone() *syscall.SysProcAttr {
	self := func(id int) []syscall.SysProcIDMap {
		return []syscall.SysProcIDMap{{ContainerID: id, HostID: id, Size: 1}}
	}
	return &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC,
		UidMappings: self(os.Getuid()), GidMappings: self(os.Getgid()),
	}
}

func startWith(soffice, folder string, args []string, how *syscall.SysProcAttr) (*program, error) {
	cmd := exec.CommandContext(context.Background(), soffice, args...) //nolint:gosec // found by us, arguments of ours
	how.Setpgid = true
	how.Pdeathsig = syscall.SIGKILL // when we are killed it does not stay behind
	cmd.SysProcAttr = how
	cmd.Dir = folder
	cmd.Env = []string{
		"HOME=" + folder, "TMPDIR=" + folder, "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=Asia/Ho_Chi_Minh",
		"SAL_USE_VCLPLUGIN=svp", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9",
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &program{cmd: cmd, ended: make(chan struct{})}
	go func() {
		defer close(p.ended)
		_ = cmd.Wait() // how it ended is in ProcessState
	}()
	for what, limit := range map[int]uint64{unix.RLIMIT_AS: maxMemory, unix.RLIMIT_FSIZE: maxOutput, unix.RLIMIT_CORE: 0} {
		if err := unix.Prlimit(cmd.Process.Pid, what, &unix.Rlimit{Cur: limit, Max: limit}, nil); err != nil && !errors.Is(err, unix.ESRCH) {
			p.kill()
			return nil, err
		}
	}
	return p, nil
}

// alive reports whether the program runs.
func (p *program) alive() bool {
	if p == nil {
		return false
	}
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// restartCode is how LibreOffice ends that asks to be started again.
const restartCode = 81

// wantsRestart reports it of a program that ended.
func (p *program) wantsRestart() bool { return p.cmd.ProcessState.ExitCode() == restartCode }

// kill ends the program and all it started, and waits for it.
func (p *program) kill() {
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // it may have ended
	<-p.ended
}

// resident returns the memory that the program holds, 0 when it has ended.
func (p *program) resident() int {
	data, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.cmd.Process.Pid), "statm"))
	fields := bytes.Fields(data)
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, err := strconv.Atoi(string(fields[1]))
	if err != nil {
		return 0
	}
	return pages * os.Getpagesize()
}
