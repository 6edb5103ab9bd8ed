package storetest

import (
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

var isolations = []promise{
	{"Units/SameIDIsAnotherRecord", func(t *testing.T, s Backend) {
		ours, theirs := about(1, "của ta"), of(other, about(1, "của họ"))
		created(t, s, ours, theirs)
		must(t, s.Swap(t.Context(), next(theirs, "submit"), 1))
		same(t, "our record", stored(t, s, ours), ours)
	}},
	{"Units/NoCallReachesAnother", func(t *testing.T, s Backend) {
		theirs := created(t, s, of(other, about(1, "Đường bí mật")))
		theirs, err := s.Register(t.Context(), dated(theirs, "BC", day), 1)
		must(t, err)
		_, err = s.Get(t.Context(), home, id(1))
		wantKind(t, "get", err, documents.ErrNotFound)
		ours := of(home, next(theirs, "refuse"))
		wantKind(t, "swap", s.Swap(t.Context(), ours, 2), documents.ErrNotFound)
		wantKind(t, "void", s.Void(t.Context(), ours, 2, "hủy"), documents.ErrNotFound)
		_, err = s.Register(t.Context(), ours, 2)
		wantKind(t, "register", err, documents.ErrNotFound)
		for _, q := range []workflow.Query{{}, {Text: "đường"}, {State: "send"}, {Desks: []workflow.Desk{theirs.Desk}}, {Involved: "vanthu"}, {Open: true}, {Kind: "BC"}, {Year: 2025}} {
			same(t, "listed", len(walk(t, s, q)), 0)
			same(t, "counted", tally(t, s, q), 0)
		}
		same(t, "lines", len(entries(t, s, book("BC", 2025))), 0)
		books, err := s.Series(t.Context(), home, 2025)
		must(t, err)
		same(t, "books", len(books), 0)
		same(t, "their record", stored(t, s, theirs), theirs)
	}},
	{"Units/ListsDoNotMix", func(t *testing.T, s Backend) {
		for n := range 10 {
			created(t, s, of(other, at(about(3*n, "Đường"), n)), at(about(3*n+1, "Đường"), n), of("xa", at(about(3*n+2, "Đường"), n)))
		}
		for _, q := range []workflow.Query{{Limit: 3}, {Limit: 3, Text: "đường"}, {Limit: 3, Text: "duong"}} {
			got := walk(t, s, q)
			same(t, "listed", len(got), 10)
			for _, r := range got {
				_, err := s.Get(t.Context(), home, r)
				must(t, err)
			}
		}
	}},
	{"Units/DirectoryDoesNotMix", func(t *testing.T, s Backend) {
		must(t, s.PutAccount(t.Context(), &documents.Account{ID: "a", Unit: home}))
		must(t, s.PutAccount(t.Context(), &documents.Account{ID: "b", Unit: other}))
		got, err := s.Accounts(t.Context(), home)
		must(t, err)
		same(t, "accounts", got, []documents.Account{{ID: "a", Unit: home}})
	}},
}
