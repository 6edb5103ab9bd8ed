package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"vanthu/workflow/filing/csip"
	"vanthu/workflow/signing"
)

func packageOptions() options {
	return options{
		{name: "json", does: "in kết quả dạng JSON"},
		{name: "roots", arg: "PEM", does: "kiểm tra cả chữ ký số trong các tệp PDF, với chứng thư số gốc được tin cậy"},
	}
}

// verifyPackage checks the package of a work file, without a store.
func verifyPackage(_ context.Context, e env) error {
	if len(e.args) == 0 || e.args[0] != "verify" {
		return usage("package chỉ có việc verify: package verify [--json] [-roots PEM] FILE.zip")
	}
	e.args = e.args[1:]
	values, rest, err := packageOptions().parse(e)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usage("package verify cần đúng một tệp: package verify [--json] [-roots PEM] FILE.zip")
	}
	look, err := signaturesOf(e, values["roots"])
	if err != nil {
		return &unreadableError{err}
	}
	report, err := readPackage(rest[0], look)
	if err != nil {
		return &unreadableError{err}
	}
	if values["json"] != "" {
		err = writeJSON(e, report)
	} else {
		sayPackage(e, rest[0], report)
	}
	if err == nil && !report.Good() {
		return errNotGood
	}
	return err
}

// errNoPackage says that a file is no package at all.
var errNoPackage = errors.New("no package")

func readPackage(name string, look func(string, []byte) []csip.Finding) (*csip.Report, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fileFault("Không đọc được tệp "+name, err)
	}
	defer func() { _ = file.Close() }() // only read
	info, err := file.Stat()
	if err != nil {
		return nil, fileFault("Không đọc được tệp "+name, err)
	}
	report, err := csip.Verify(file, info.Size(), look)
	if errors.Is(err, csip.ErrNoPackage) {
		return nil, &outsideError{what: "Không kiểm tra được " + name, err: errors.Join(errNoPackage, err), known: []reason{
			{errNoPackage, "đây không phải gói hồ sơ (tệp ZIP). Hãy chọn đúng tệp đã xuất."},
		}}
	}
	return report, err
}

// signaturesOf returns what looks at the signatures of documents; nil without roots.
// A document without a signature has nothing to be wrong.
func signaturesOf(e env, roots string) (func(string, []byte) []csip.Finding, error) {
	if roots == "" {
		return nil, nil //nolint:nilnil // nothing is a way to check
	}
	signer, err := openSigner(roots, e.now)
	if err != nil {
		return nil, err
	}
	return func(path string, data []byte) []csip.Finding {
		if !bytes.HasPrefix(data, []byte("%PDF-")) {
			return nil
		}
		report, err := signing.Verify(data, signing.Trust{Roots: signer.Roots, More: signer.Between, Now: e.now()})
		if err != nil {
			return []csip.Finding{{Path: path, Fault: csip.Signature, Got: "không đọc được tệp PDF"}}
		}
		var found []csip.Finding
		for i := range report.Signatures {
			if v := &report.Signatures[i]; !v.Good() {
				found = append(found, csip.Finding{Path: path, Fault: csip.Signature, Got: v.Title()})
			}
		}
		return found
	}, nil
}

// sayPackage prints what a person reads.
func sayPackage(e env, name string, r *csip.Report) {
	if r.Label != "" {
		fmt.Fprintf(e.stdout, "Hồ sơ %s: %s\n", r.ID, r.Label)
	}
	if r.Good() {
		fmt.Fprintf(e.stdout, "%s: %d tệp, tất cả đúng như khi xuất.\n", name, r.Files)
		return
	}
	fmt.Fprintf(e.stdout, "%s: CÓ %d CHỖ KHÔNG ĐÚNG.\n", name, len(r.Findings))
	for _, f := range r.Findings {
		fmt.Fprintf(e.stdout, "  %s\n", strings.ReplaceAll(f.Say(), "\n", " "))
	}
}
