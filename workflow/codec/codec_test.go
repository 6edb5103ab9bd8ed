package codec_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// registered returns a record that was drafted, signed and numbered.
func registered() *workflow.Record {
	at := time.Date(2025, time.November, 25, 1, 2, 3, 4_000_000, time.UTC)
	r := &workflow.Record{
		ID: "01JD0000000000000000000001", Unit: "duc-pho", Version: 3, State: "send", Series: "BC", Created: at, Updated: at,
		Document: documents.Document{Abstract: "Kết quả \"công tác\" <quý>", Date: documents.Date{Year: 2025, Month: 11, Day: 25}},
		History:  []workflow.Event{{Action: "create", At: at}, {Action: "register", Comment: "Đúng.\nVào sổ.", At: at}},
		Tasks:    []workflow.Task{{ID: "t1", Kind: "final_file", Due: at}},
	}
	return r.Numbered(7)
}

// sameAsStandard fails unless Decode reads body as encoding/json does.
func sameAsStandard(t *testing.T, body []byte) {
	t.Helper()
	var got, want workflow.Record
	gotErr, wantErr := codec.Decode(body, &got), json.Unmarshal(body, &want)
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
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) == 0 {
		t.Fatal("no examples")
	}
	for _, name := range examples {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := registered()
		r.Document, err = documents.Load(text)
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		sameAsStandard(t, body)
		var again workflow.Record
		if err := codec.Decode(body, &again); err != nil {
			t.Fatal(err)
		}
		encoded, err := json.Marshal(&again)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encoded, body) {
			t.Errorf("%s: read and written again:\n got %s\nwant %s", name, encoded, body)
		}
	}
}

func FuzzReadsAsTheStandardLibrary(f *testing.F) {
	body, err := json.Marshal(registered())
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

// BenchmarkDecode: the record of the sample report.
func BenchmarkDecode(b *testing.B) {
	text, err := os.ReadFile("../../templates/examples/bao-cao-duc-pho.yaml")
	if err != nil {
		b.Fatal(err)
	}
	r := registered()
	if r.Document, err = documents.Load(text); err != nil {
		b.Fatal(err)
	}
	body, err := codec.Encode(r)
	if err != nil {
		b.Fatal(err)
	}
	for name, decode := range map[string]func([]byte, any) error{"standard": json.Unmarshal, "codec": codec.Decode[[]byte]} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := decode([]byte(body), new(workflow.Record)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
