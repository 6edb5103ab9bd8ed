package folder_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
	"vanthu/workflow/dispatch/folder"
)

type shelf map[workflow.Hash]string

func (s shelf) Put(context.Context, documents.UnitID, []byte) (workflow.Hash, error) {
	return "", documents.ErrUnavailable
}

func (s shelf) Get(_ context.Context, _ documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if file, ok := s[hash]; ok {
		return []byte(file), nil
	}
	return nil, documents.ErrNotFound
}

func letter(errand workflow.Errand, address string) *workflow.Letter {
	r := &workflow.Record{
		ID: "01", Unit: "p", Mode: workflow.Paper, Final: &workflow.File{Hash: "docx"},
		Document: documents.Document{
			Kind: documents.Report, Reference: documents.Reference{Number: 5, Symbol: "BC-UBND"}, Date: documents.Date{Year: 2026, Month: 11, Day: 22}, Abstract: "Kết quả",
		},
	}
	return &workflow.Letter{
		ID: "send:01-1", Errand: errand, Record: r, Address: address, At: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC), Text: "Nhầm",
		From: documents.Agency{Name: "UBND phường Mẫu"}, To: documents.Agency{Name: "Sở Nội vụ"},
	}
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestFilesLieInTheFolder(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	there := filepath.Join(root, "so-noi-vu")
	if err := os.Mkdir(there, 0o700); err != nil {
		t.Fatal(err)
	}
	drop, err := folder.Open(root, shelf{"docx": "PK Word"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = drop.Close() }()
	for _, address := range []string{"so-noi-vu", there} { // twice the same files
		receipt, err := drop.Deliver(t.Context(), letter(workflow.Issuing, address))
		if err != nil || receipt != "so-noi-vu/05-BC-UBND 01.json" {
			t.Fatalf("got %q, %v", receipt, err)
		}
	}
	if got, want := names(t, there), []string{"05-BC-UBND 01.docx", "05-BC-UBND 01.json"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	text, err := os.ReadFile(filepath.Join(there, "05-BC-UBND 01.json"))
	var note folder.Note
	if err := errors.Join(err, json.Unmarshal(text, &note)); err != nil || note.Reference != "05/BC-UBND" || note.To != "Sở Nội vụ" {
		t.Errorf("got %+v, %v", note, err)
	}
	for _, errand := range []workflow.Errand{workflow.Issuing, workflow.Recalling} {
		l := letter(errand, "so-noi-vu")
		l.From.Code, l.To.Code = "H48.99.01", "H48.01"
		receipt, err := drop.Deliver(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(root, receipt))
		if err != nil {
			t.Fatal(err)
		}
		if m, err := edxml.Read(text); err != nil || string(m.Kind) != string(errand) {
			t.Errorf("%s: got %+v, %v", errand, m, err)
		}
	}
}

func TestNothingLiesOutside(t *testing.T) {
	t.Parallel()
	root, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	drop, err := folder.Open(root, shelf{"docx": "PK Word"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = drop.Close() }()
	for address, rule := range map[string]documents.Rule{
		"../" + filepath.Base(outside): workflow.RuleSendAddress, outside: workflow.RuleSendAddress, "": workflow.RuleSendAddress,
		"link": workflow.RuleSendUnreachable, "none": workflow.RuleSendReceiver, "file": workflow.RuleSendReceiver,
	} {
		_, err := drop.Deliver(t.Context(), letter(workflow.Issuing, address))
		if refusal := (*workflow.Refusal)(nil); !errors.As(err, &refusal) || refusal.Rule != rule {
			t.Errorf("%q: got %v, want %s", address, err, rule)
		}
	}
	if left := names(t, outside); len(left) > 0 {
		t.Errorf("outside there is %q", left)
	}
}
