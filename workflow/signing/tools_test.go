package signing_test

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tool skips the test where a program is not installed; CI has all.
func tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", name)
	}
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

// run returns what a tool says; it must succeed.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), tool(t, name), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+) *\]`)

// A raw is a signature as it stands in a file: what is signed, and by what.
type raw struct{ signed, data []byte }

// raws finds the signatures of a file without the parser that is tested.
func raws(t testing.TB, file []byte) (out []raw) {
	t.Helper()
	for _, m := range byteRange.FindAllSubmatch(file, -1) {
		var n [4]int
		for i := range n {
			n[i] = must[int](t)(strconv.Atoi(string(m[i+1])))
		}
		data := must[[]byte](t)(hex.DecodeString(string(file[n[1]+1 : n[2]-1])))
		out = append(out, raw{append(append([]byte{}, file[:n[1]]...), file[n[2]:n[2]+n[3]]...), data})
	}
	return out
}

// proven makes sure with tools that are not ours that the file is in order and
// has so many signatures that are all right.
func (w *ward) proven(t testing.TB, file []byte, count int) {
	t.Helper()
	path := write(t, "a.pdf", file)
	if out := run(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") {
		t.Errorf("qpdf: %s", out)
	}
	if out := run(t, "pdfsig", "-nocert", path); strings.Count(out, "Signature is Valid.") != count {
		t.Errorf("pdfsig, want %d valid:\n%s", count, out)
	}
	w.verified(t, file, count, 0)
}

// verified makes sure with openssl that the first signatures of a file are right,
// and the time stamps over the document that stand after them.
func (w *ward) verified(t testing.TB, file []byte, count, stamps int) {
	t.Helper()
	root := write(t, "root.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.ca.Root.Raw}))
	found := raws(t, file)
	if len(found) != count+stamps {
		t.Fatalf("%d signatures in the file, want %d", len(found), count+stamps)
	}
	for i, s := range found[count:] {
		out := run(t, "openssl", "ts", "-verify", "-in", write(t, "s.der", unpadded(t, s.data)), "-token_in", "-data", write(t, "content", s.signed), "-CAfile", root,
			"-attime", strconv.FormatInt(morning.Unix(), 10))
		if !strings.Contains(out, "Verification: OK") {
			t.Errorf("openssl on time stamp %d: %s", i+1, out)
		}
	}
	for i, s := range found[:count] {
		out := run(t, "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", write(t, "s.der", s.data),
			"-content", write(t, "content", s.signed), "-CAfile", root, "-purpose", "any", "-attime", strconv.FormatInt(morning.Unix(), 10), "-out", os.DevNull)
		if !strings.Contains(out, "CAdES Verification successful") {
			t.Errorf("openssl on signature %d: %s", i+1, out)
		}
	}
}

// unpadded takes off the room that was not needed.
func unpadded(t testing.TB, data []byte) []byte {
	t.Helper()
	var first asn1.RawValue
	if _, err := asn1.Unmarshal(data, &first); err != nil {
		t.Fatal(err)
	}
	return first.FullBytes
}

// rewritten passes a file through qpdf, as another program would have made it.
func rewritten(t testing.TB, file []byte, how ...string) []byte {
	t.Helper()
	from, to := write(t, "from.pdf", file), filepath.Join(t.TempDir(), "to.pdf")
	run(t, "qpdf", append(how, from, to)...)
	out := must[[]byte](t)(os.ReadFile(to))
	if bytes.Equal(out, file) {
		t.Fatalf("qpdf %v changed nothing", how)
	}
	return out
}
