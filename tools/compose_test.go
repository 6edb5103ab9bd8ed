// Package tools_test holds docker-compose.yml against the compose
// specification and against the program it starts. It stands here so that the
// specification's library stays out of the program's own go.mod.
package tools_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const root = ".."

// server loads the file as docker compose would and returns its one service.
func server(t *testing.T) types.ServiceConfig {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(root, "docker-compose.yml")}, cli.WithWorkingDirectory(root))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	service, err := project.GetService("server")
	if err != nil {
		t.Fatal(err)
	}
	return service
}

func TestComposeKeepsDataInAVolume(t *testing.T) {
	t.Parallel()
	s := server(t)
	folder := *s.Environment["VANTHU_DATA"]
	for _, v := range s.Volumes {
		if v.Type == types.VolumeTypeVolume && v.Source != "" && v.Target == folder {
			return
		}
	}
	t.Errorf("no named volume at %s, where the program keeps its data: %v", folder, s.Volumes)
}

func TestComposeAnswersOnThisMachineOnly(t *testing.T) {
	t.Parallel()
	s := server(t)
	_, port, err := net.SplitHostPort(*s.Environment["VANTHU_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Ports) == 0 {
		t.Fatal("no port is published")
	}
	for _, p := range s.Ports {
		if p.HostIP != "127.0.0.1" || strconv.Itoa(int(p.Target)) != port {
			t.Errorf("got %s:%s to %d, want 127.0.0.1 and the program's port %s", p.HostIP, p.Published, p.Target, port)
		}
	}
}

func TestComposeTakesRightsAway(t *testing.T) {
	t.Parallel()
	s := server(t)
	if !s.ReadOnly {
		t.Error("the root file system can be written")
	}
	if got := strings.Join(s.CapDrop, " "); got != "ALL" {
		t.Errorf("cap_drop is %q, want ALL", got)
	}
	if got := strings.Join(s.SecurityOpt, " "); got != "no-new-privileges:true" {
		t.Errorf("security_opt is %q", got)
	}
	if !strings.Contains(s.Build.DockerfileInline, "\nUSER 65532:65532\n") {
		t.Error("the program runs as root")
	}
}

func TestComposeHoldsNoSecret(t *testing.T) {
	t.Parallel()
	secret := regexp.MustCompile(`(?i)password|secret|token|key`)
	for name, value := range server(t).Environment {
		if secret.MatchString(name) && value != nil && *value != "" {
			t.Errorf("%s has a value in the file", name)
		}
	}
}

func TestComposeBuildsWithTheModulesGo(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	if version == nil {
		t.Fatal("go.mod names no version of Go")
	}
	if want := "FROM golang:" + string(version[1]) + "-"; !strings.Contains(server(t).Build.DockerfileInline, want) {
		t.Errorf("the image is not built %s…", want)
	}
}

// TestComposeStartsTheProgram starts the program with the environment of the
// file, asks what the health check asks, and stops it as docker does.
func TestComposeStartsTheProgram(t *testing.T) {
	t.Parallel()
	s := server(t)
	address := freeAddress(t)
	here := map[string]string{"VANTHU_ADDR": address, "VANTHU_DATA": t.TempDir()}
	var said bytes.Buffer
	run := exec.CommandContext(t.Context(), build(t))
	run.Dir, run.Stdout, run.Stderr = t.TempDir(), &said, &said
	for name, value := range s.Environment {
		if own, ok := here[name]; ok {
			value = &own
		}
		run.Env = append(run.Env, name+"="+*value)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	check, err := url.Parse(s.HealthCheck.Test[len(s.HealthCheck.Test)-1])
	if err != nil {
		t.Fatal(err)
	}
	check.Host = address
	if err := healthy(t.Context(), check.String()); err != nil {
		t.Error(err)
	}
	if err := run.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := run.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
	if t.Failed() {
		t.Logf("the program said:\n%s", said.String())
	}
}

// build returns the program, built from the source.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "vanthu")
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./server")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return program
}

// freeAddress returns an address of this machine nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// healthy asks until the answer is 200, for half a minute at most.
func healthy(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		last := ask(ctx, address)
		if last == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("ask %s: %w", address, last)
		case <-tick.C:
		}
	}
}

func ask(ctx context.Context, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("answered %s", resp.Status)
	}
	return nil
}
