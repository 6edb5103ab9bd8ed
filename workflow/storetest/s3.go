package storetest

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An S3 is storage that speaks the S3 protocol and runs for one test:
// versitygw, a server of others, which checks the signature of each request.
type S3 struct {
	Key    string
	Secret string
	folder string
	socket string
}

// StartS3 starts storage without a bucket. The test is skipped where the server
// cannot be built, but fails in CI.
func StartS3(t testing.TB) *S3 {
	t.Helper()
	dir := t.TempDir()
	s := &S3{
		Key: "khoa-thu", Secret: "bi-mat-thu-nghiem",
		folder: filepath.Join(dir, "buckets"), socket: filepath.Join(dir, "s3"),
	}
	s.start(t, versity(t), filepath.Join(dir, "side"))
	return s
}

// Front returns an address, host:port, at which the storage answers without
// TLS. Each request passes through between, if it is not nil, where a test can
// make faults.
func (s *S3) Front(t testing.TB, between func(http.Handler) http.Handler) string {
	t.Helper()
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", s.socket)
	}
	var pass http.Handler = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: "versitygw"})
			r.Out.Host = r.In.Host // it is signed
		},
		Transport: &http.Transport{DialContext: dial, DisableCompression: true},
		ErrorLog:  slog.NewLogLogger(slog.DiscardHandler, 0),
	}
	if between != nil {
		pass = between(pass)
	}
	front := httptest.NewUnstartedServer(pass)
	front.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0)
	front.Start()
	t.Cleanup(front.Close)
	return front.Listener.Addr().String()
}

// Bucket makes a bucket and returns the folder of its objects.
func (s *S3) Bucket(t testing.TB, name string) string {
	t.Helper()
	folder := filepath.Join(s.folder, name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

// start runs the server for the test.
func (s *S3) start(t testing.TB, program, side string) {
	t.Helper()
	for _, folder := range []string{s.folder, side} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	server := exec.CommandContext(t.Context(), program, "--port", s.socket, "--keep-alive", "--quiet", "posix", "--sidecar", side, s.folder)
	server.Env = append(os.Environ(), "ROOT_ACCESS_KEY_ID="+s.Key, "ROOT_SECRET_ACCESS_KEY="+s.Secret)
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = server.Wait(); close(ended) }()
	t.Cleanup(func() { <-ended }) // t.Context() ends before
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			t.Fatalf("the S3 server has ended:\n%s", said.String())
		case <-tick.C:
			if c, err := net.Dial("unix", s.socket); err == nil {
				_ = c.Close()
				return
			}
		}
	}
}

// versity returns the server's program, built if need be.
func versity(t testing.TB) string {
	t.Helper()
	mod, err := exec.CommandContext(t.Context(), "go", "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Dir(string(bytes.TrimSpace(mod)))
	find := exec.CommandContext(t.Context(), "go", "tool", "-n", "-modfile="+filepath.Join(root, "tools", "s3", "go.mod"), "versitygw")
	var said strings.Builder
	find.Dir, find.Stderr = root, &said
	program, err := find.Output()
	switch {
	case err == nil:
		return string(bytes.TrimSpace(program))
	case os.Getenv("CI") != "":
		t.Fatalf("build the S3 server: %v\n%s", err, said.String())
	}
	t.Skipf("the S3 server of tools/s3 cannot be built: %v\n%s", err, said.String())
	return ""
}
