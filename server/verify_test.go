//go:build unix

package main_test

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/trial"
)

// signedReport is the sample report with the chair's signature, and the root of
// its certificate.
func signedReport(t *testing.T) (data, root []byte) {
	t.Helper()
	data, err := os.ReadFile("../workflow/signing/testdata/bao-cao.pdf")
	if err != nil {
		t.Fatal(err)
	}
	ca, err := trial.New(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	key, err := ca.ECDSA("Trần Quang Minh")
	if err != nil {
		t.Fatal(err)
	}
	data, err = signing.PlaceFields(data, signing.Places{"approval": {Page: 3, Left: 351, Right: 471, Bottom: 627, Top: 702}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := signing.Prepare(&signing.Request{PDF: data, Field: "approval", Chain: key.Certificates, Time: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := key.Start(context.Background(), []signing.Job{{Digest: p.Digest, Algorithm: p.Algorithm}})
	if err != nil {
		t.Fatal(err)
	}
	if data, err = p.Assemble(data, answer.Signatures[0]); err != nil {
		t.Fatal(err)
	}
	return data, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: ca.Root.Raw})
}

func TestVerifyCommand(t *testing.T) {
	t.Parallel()
	data, root := signedReport(t)
	folder := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	changed := append([]byte{}, data...)
	changed[2000] ^= 1
	roots, good, bad, cut := file("root.pem", root), file("good.pdf", data), file("bad.pdf", changed), file("cut.pdf", data[:999])
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"-roots", roots, good}, 0, "1 chữ ký, tất cả đều tốt.\n\n1. Chữ ký của người có thẩm quyền: tốt\n   Người ký: Trần Quang Minh\n"},
		{[]string{good}, 1, "Chứng thư số: KHÔNG thuộc tổ chức chứng thực được tin cậy (do Vanthu - CA dùng thử cấp)"},
		{[]string{"-roots", roots, bad}, 1, "Nội dung được ký: ĐÃ BỊ SỬA sau khi ký"},
		{[]string{"-roots", roots, cut}, 2, "cut.pdf: Tệp PDF hỏng hoặc sai cấu trúc. Hãy"},
		{[]string{"-roots", roots, filepath.Join(folder, "none.pdf")}, 2, "không có tệp hoặc thư mục này"},
		{[]string{"-roots", good, good}, 2, "không có chứng thư số nào trong tệp"},
		{[]string{"--json"}, 2, "verify cần đúng một tệp"},
		{[]string{"../workflow/signing/testdata/bao-cao.pdf"}, 1, "không có chữ ký nào"},
	} {
		code, said := run(t, nil, append([]string{"verify"}, c.args...)...)
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("verify %v: %d %s\nwant %d %s", c.args, code, said, c.code, c.says)
		}
	}
	code, said := run(t, map[string]string{"VANTHU_ROOTS": roots}, "verify", "--json", good)
	var got struct {
		Signatures []map[string]any `json:"signatures"`
	}
	if err := json.Unmarshal([]byte(said), &got); err != nil || code != 0 || len(got.Signatures) != 1 {
		t.Fatalf("%d %v: %s", code, err, said)
	}
	for _, key := range []string{"field", "signer", "time", "integrity", "trust", "changesAfter", "allowed"} {
		if _, ok := got.Signatures[0][key]; !ok {
			t.Errorf("no %s in %s", key, said)
		}
	}
}
