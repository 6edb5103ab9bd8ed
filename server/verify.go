package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"vanthu/workflow/signing"
)

// errNotGood says that a file was verified and is not good; all was said.
var errNotGood = errors.New("not all signatures are good")

// An unreadableError says that a file to be looked at could not be read.
type unreadableError struct{ err error }

func (e *unreadableError) Error() string { return "unreadable: " + e.err.Error() }
func (e *unreadableError) Unwrap() error { return e.err }

func verifyOptions() options {
	return options{
		{name: "json", does: "in kết quả dạng JSON"},
		{name: "roots", arg: "PEM", does: "tệp chứng thư số gốc được tin cậy"},
	}
}

// vietnamTime is the zone of the times that a person reads.
const vietnamTime = 7 * 60 * 60

// verify tells what the signatures of a PDF are worth.
func verify(_ context.Context, e env) error {
	values, rest, err := verifyOptions().parse(e)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usage("verify cần đúng một tệp: verify [--json] [-roots PEM] FILE.pdf")
	}
	signer, err := openSigner(values["roots"], e.now)
	if err != nil {
		return &unreadableError{err}
	}
	data, err := os.ReadFile(rest[0])
	if err != nil {
		return &unreadableError{fileFault("Không đọc được tệp "+rest[0], err)}
	}
	report, err := signing.Verify(data, signing.Trust{Roots: signer.Roots, More: signer.Between, Now: e.now()})
	if err != nil {
		return &unreadableError{&textError{rest[0], err}}
	}
	if values["json"] != "" {
		err = writeJSON(e, report)
	} else {
		sayReport(e, rest[0], report)
	}
	if err == nil && !report.Good() {
		return errNotGood
	}
	return err
}

func writeJSON(e env, report any) error {
	out := json.NewEncoder(e.stdout)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(report)
}

// sayReport prints what a person reads.
func sayReport(e env, name string, report *signing.Report) {
	switch count := len(report.Signatures); {
	case count == 0:
		fmt.Fprintf(e.stdout, "%s: không có chữ ký nào.\n", name)
	case report.Good():
		fmt.Fprintf(e.stdout, "%s: %d chữ ký, tất cả đều tốt.\n", name, count)
	default:
		fmt.Fprintf(e.stdout, "%s: %d chữ ký, CÓ CHỖ KHÔNG ĐẠT.\n", name, count)
	}
	for i := range report.Signatures {
		v := &report.Signatures[i]
		mark := "tốt"
		if !v.Good() {
			mark = "KHÔNG ĐẠT"
		}
		fmt.Fprintf(e.stdout, "\n%d. %s: %s\n", i+1, v.Title(), mark)
		for _, line := range v.Say(time.FixedZone("", vietnamTime)) {
			fmt.Fprintf(e.stdout, "   %s: %s\n", line.Name, line.Text)
		}
	}
}
