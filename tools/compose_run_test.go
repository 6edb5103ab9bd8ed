package tools_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestComposeSetsWhatTheProgramKnows: every variable of ours is in the help.
func TestComposeSetsWhatTheProgramKnows(t *testing.T) {
	t.Parallel()
	help, err := exec.CommandContext(t.Context(), build(t), "help").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for service, s := range all(t) {
		for name := range s.Environment {
			if !strings.HasPrefix(name, "VANTHU_") {
				continue
			}
			seen++
			if known := strings.TrimSuffix(name, "_FILE"); !strings.Contains(string(help), known) {
				t.Errorf("%s: the program does not know %s", service, known)
			}
		}
	}
	if seen == 0 {
		t.Error("the file sets no variable of ours")
	}
}

// tool returns a program of others. Without it the test is skipped; in CI it
// fails.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") != "":
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// TestComposeProxyIsConfigured: Caddy itself reads what the file gives it.
func TestComposeProxyIsConfigured(t *testing.T) {
	t.Parallel()
	caddy, dir := tool(t, "caddy"), t.TempDir()
	certificate(t, dir)
	file := filepath.Join(dir, "Caddyfile")
	text := strings.ReplaceAll(project(t, "many").Configs["caddyfile"].Content, "/run/secrets/", dir+"/")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	check := exec.CommandContext(t.Context(), caddy, "validate", "--config", file, "--adapter", "caddyfile")
	if said, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
	for _, server := range []string{"app-1", "app-2"} {
		if !strings.Contains(text, server+":8080") {
			t.Errorf("the proxy does not know %s", server)
		}
	}
}

// certificate writes a certificate of nobody and its key.
func certificate(t *testing.T, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	one := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, one, one, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{"tls_cert": {Type: "CERTIFICATE", Bytes: cert}, "tls_key": {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestComposeMakesTheReplicaSetOnce runs the script against what MongoDB is
// documented to answer, for there is no MongoDB to be had here: on a first
// start, after one that was cut off, and on any later one.
func TestComposeMakesTheReplicaSetOnce(t *testing.T) {
	t.Parallel()
	node, dir := tool(t, "node"), t.TempDir()
	for name, text := range map[string]string{
		"init.js": project(t, "many").Configs["mongo_init"].Content, "mongod.js": mongod,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, before, want string }{
		{"FirstStart", `{"users": [], "set": false}`, "initiate vanthu mongo-1:27017,mongo-2:27017,mongo-3:27017\nuser root root\nuser vanthu readWrite@vanthu\n"},
		{"CutOffBeforeTheUsers", `{"users": [], "set": true}`, "user root root\nuser vanthu readWrite@vanthu\n"},
		{"CutOffBeforeTheSecondUser", `{"users": ["root"], "set": true}`, "user vanthu readWrite@vanthu\n"},
		{"Again", `{"users": ["root", "vanthu"], "set": true}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			run := exec.CommandContext(t.Context(), node, "mongod.js", c.before)
			run.Dir = dir
			if got, err := run.CombinedOutput(); err != nil || string(got) != c.want {
				t.Errorf("got %q, error %v, want %q", got, err, c.want)
			}
		})
	}
}

// mongod answers the script as MongoDB would: a set has a primary after a
// while, and whoever is not signed in may only make the first user, there.
const mongod = `
const state = JSON.parse(process.argv[2]);
let asked = 0, signedIn = false;
const primary = () => state.set && asked > 3;
const admin = {
  runCommand: () => { asked++; return {setName: state.set ? 'vanthu' : undefined, isWritablePrimary: primary()}; },
  auth: ({user, pwd}) => {
    if (!state.users.includes(user) || pwd !== 'gốc') throw new Error('Authentication failed');
    signedIn = true;
    return {ok: 1};
  },
  getUser: (user) => { if (!signedIn) throw new Error('Unauthorized'); return state.users.includes(user) ? {user} : null; },
  createUser: ({user, pwd, roles}) => {
    if (!signedIn && (state.users.length > 0 || !primary())) throw new Error('Unauthorized');
    if (pwd !== {root: 'gốc', vanthu: 'mật'}[user]) throw new Error('another password');
    state.users.push(user);
    console.log('user', user, roles.map((r) => r.role ? r.role + '@' + r.db : r).join());
  },
};
const secrets = {mongo_uri: 'mongodb://vanthu:mật@mongo-1,mongo-2,mongo-3/vanthu?replicaSet=vanthu&authSource=admin\n', mongo_root_password: 'gốc\n'};
require('vm').runInNewContext(require('fs').readFileSync('init.js', 'utf8'), {
  db: {getSiblingDB: () => admin},
  rs: {initiate: (c) => { state.set = true; console.log('initiate', c._id, c.members.map((m) => m.host).join()); }},
  sleep: () => {},
  require: () => ({readFileSync: (name) => secrets[name.replace('/run/secrets/', '')]}),
});
`

// TestComposeStartsTheProgram starts the program with the environment of the
// file, asks what the health check asks, and stops it as docker does.
func TestComposeStartsTheProgram(t *testing.T) {
	t.Parallel()
	s := service(t, "one", "server")
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
