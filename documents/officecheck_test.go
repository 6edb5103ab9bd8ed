package documents_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func TestReadSettings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       documents.Settings
		faults     []string
	}{
		{"Series", `{"settings":{"series":{"TTr":"chung","BC":" chung "}}}`,
			documents.Settings{Series: map[documents.Kind]string{"TTr": "chung", "BC": "chung"}}, nil},
		{"EmptySeriesIsNone", `{"settings":{"series":{}}}`, documents.Settings{}, nil},
		{"SeriesIsNoList", `{"settings":{"series":["BC"]}}`, documents.Settings{}, []string{"settings.series field_type"}},
		{"SeriesIsText", `{"settings":{"series":{"BC":1}}}`, documents.Settings{}, []string{"settings.series.BC field_type"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var u documents.Unit
			err := documents.Read([]byte(c.text), &u)
			var got []string
			if faults, ok := errors.AsType[documents.FieldErrors](err); ok {
				for _, f := range faults {
					got = append(got, f.Field+" "+string(f.Rule))
				}
			}
			if diff := cmp.Diff(c.faults, got); diff != "" {
				t.Errorf("faults (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(c.want, u.Settings); c.faults == nil && diff != "" {
				t.Errorf("settings (-want +got)\n%s", diff)
			}
		})
	}
}

func TestAccountForm(t *testing.T) {
	t.Parallel()
	for id, want := range map[documents.AccountID]bool{
		"chuyenvien": true, "tran.minh-2": true, "a1": true,
		"": false, "a": false, "Minh": false, "trần": false, "-a": false, "a b": false, "a/b": false,
	} {
		a := documents.Account{ID: id, Name: "Trần Quang Minh", Roles: []documents.Role{documents.Signer}}
		if got := a.Check().Err() == nil; got != want {
			t.Errorf("%q: got %v, want %v", id, got, want)
		}
	}
}
