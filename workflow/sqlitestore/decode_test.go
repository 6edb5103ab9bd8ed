package sqlitestore_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
)

// sameAsStandard fails unless the store reads body as encoding/json does.
func sameAsStandard(t *testing.T, body []byte) {
	t.Helper()
	var got, want workflow.Record
	gotErr, wantErr := sqlitestore.Decode(body, &got), json.Unmarshal(body, &want)
	if (gotErr == nil) != (wantErr == nil) {
		t.Fatalf("read %q with error %v, want %v", body, gotErr, wantErr)
	}
	if gotErr != nil {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read %q (-standard +got):\n%s", body, diff)
	}
}

// TestReadsAsTheStandardLibrary: all kinds of documents, in their own record.
func TestReadsAsTheStandardLibrary(t *testing.T) {
	examples, err := filepath.Glob("../../templates/examples/*.yaml")
	must(t, err)
	if len(examples) == 0 {
		t.Fatal("no examples")
	}
	for _, name := range examples {
		text, err := os.ReadFile(name)
		must(t, err)
		r := registration(draft(1)).Numbered(7)
		r.Document, err = documents.Load(text)
		must(t, err)
		body, err := json.Marshal(r)
		must(t, err)
		sameAsStandard(t, body)
		var again workflow.Record
		must(t, sqlitestore.Decode(body, &again))
		encoded, err := json.Marshal(&again)
		must(t, err)
		if !bytes.Equal(encoded, body) {
			t.Errorf("%s: read and written again:\n got %s\nwant %s", name, encoded, body)
		}
	}
}

func FuzzReadsAsTheStandardLibrary(f *testing.F) {
	body, err := json.Marshal(registration(draft(1)).Numbered(7))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		string(body), `null`, `{"ID":"a","id":"b"}`, `{"unit":"\ud800"}`, `{"history":[],"tasks":null}`, `{"version":1.5}`,
		`{"document":{"date":"","reference":"01/BC-UBND","body":[{"type":"table","rows":[[]]}]}}`, `{"updated":"2025-11-25T01:02:03.004Z"}`, "{\"unit\":\"\xff\"}", `{} `, `{}x`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(sameAsStandard)
}
