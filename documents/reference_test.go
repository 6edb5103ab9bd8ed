package documents_test

import (
	"encoding/json"
	"errors"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
)

func TestParseReference(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, text string
		want       documents.Reference
	}{
		{"Report", "01/BC-UBND", documents.Reference{Number: 1, Symbol: "BC-UBND"}},
		{"ThreeFigures", "123/BC-UBND", documents.Reference{Number: 123, Symbol: "BC-UBND"}},
		{"OfficialLetter", "2959/SKHCN-TĐC", documents.Reference{Number: 2959, Symbol: "SKHCN-TĐC"}},
		{"Inserted", "10a/QĐ-UBND", documents.Reference{Number: 10, Suffix: "a", Symbol: "QĐ-UBND"}},
		{"InsertedBis", "07bis/QĐ-UBND", documents.Reference{Number: 7, Suffix: "bis", Symbol: "QĐ-UBND"}},
		{"Programme", "03/CTr-UBND", documents.Reference{Number: 3, Symbol: "CTr-UBND"}},
		{"Regulation", "03/QyĐ-UBND", documents.Reference{Number: 3, Symbol: "QyĐ-UBND"}},
		{"Submission", "15/TTr-HĐND", documents.Reference{Number: 15, Symbol: "TTr-HĐND"}},
		{"ThreeGroups", "15/KH-BCĐ-VP", documents.Reference{Number: 15, Symbol: "KH-BCĐ-VP"}},
		{"Ampersand", "15/SKH&CN-VP", documents.Reference{Number: 15, Symbol: "SKH&CN-VP"}},
		{"PoliceDivision", "15/CATP-PC06", documents.Reference{Number: 15, Symbol: "CATP-PC06"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := documents.ParseReference(row.text)
			if err != nil || got != row.want {
				t.Fatalf("got %+v, %v; want %+v", got, err, row.want)
			}
			if got.String() != row.text {
				t.Errorf("String: got %q, want %q", got.String(), row.text)
			}
		})
	}
}

func TestParseReferenceRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, text string }{
		{"SpaceInSymbol", "21/KH- UBND"},
		{"SpaceBeforeSlash", "21 /KH-UBND"},
		{"NotPadded", "1/BC-UBND"},
		{"PaddedTooFar", "012/BC-UBND"},
		{"Zero", "00/BC-UBND"},
		{"Negative", "-1/BC-UBND"},
		{"YearWithin", "05/2025/QĐ-UBND"},
		{"YearAsGroup", "05/2025-UBND"},
		{"NoNumber", "/BC-UBND"},
		{"NoSymbol", "05/"},
		{"EmptyGroup", "05/BC--UBND"},
		{"LongDash", "05/BC–UBND"},
		{"NoSlash", "05-BC-UBND"},
		{"CapitalSuffix", "10A/QĐ-UBND"},
		{"LongSuffix", "10abcd/QĐ-UBND"},
		{"Huge", "99999999999999999999/BC-UBND"},
		{"Empty", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := documents.ParseReference(row.text)
			field := (*documents.FieldError)(nil)
			if !errors.As(err, &field) || field.Rule != documents.RuleReferenceForm || !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("got %+v, %v; want rule %s", got, err, documents.RuleReferenceForm)
			}
		})
	}
}

func TestReferenceWithoutNumber(t *testing.T) {
	t.Parallel()
	r := documents.Reference{Symbol: "BC-UBND"}
	if got, want := r.Ordinal(), "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"; got != want {
		t.Errorf("Ordinal: got %q, want room for eight figures", got)
	}
	if data, err := json.Marshal(r); !errors.Is(err, documents.ErrInvalid) {
		t.Errorf("as JSON: got %s, %v; it could not be read back, want %v", data, err, documents.ErrInvalid)
	}
}

func FuzzParseReference(f *testing.F) {
	for _, s := range []string{"01/BC-UBND", "10a/QĐ-UBND", "21/KH- UBND", "2959/SKHCN-TĐC", "+5/BC-UBND", "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := documents.ParseReference(s)
		if err != nil {
			return
		}
		if !norm.NFC.IsNormalString(r.String()) {
			t.Errorf("%q: %q is not NFC", s, r.String())
		}
		if again, err := documents.ParseReference(r.String()); err != nil || again != r {
			t.Errorf("%q: %q was read as %+v, %v", s, r.String(), again, err)
		}
	})
}
