package storetest

import (
	"testing"
	"time"

	"vanthu/documents"
)

func sampleUnit(id documents.UnitID) *documents.Unit {
	return &documents.Unit{
		ID:     id,
		Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Place:  "Đức Phổ", KeepClass: true,
		Issuers:   []documents.Issuer{{Kind: documents.Board, Name: "Ban Chỉ đạo Chuyển đổi số", Symbol: "BCĐ", Seal: true}},
		Divisions: []documents.Division{{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}, {Symbol: "VP", Name: "Văn phòng", Office: true}},
		Settings: documents.Settings{
			Archive: documents.GluedArchive, Checker: documents.ClerkChecks,
			Series: map[documents.Kind]string{"QĐ": "QĐ", "THƯ CÔNG": "CV"},
		},
		Seal: &documents.Seal{SigningKey: documents.SigningKey{Kind: documents.KeyAgent, Chain: [][]byte{{1, 0}}, Picture: "ff66"}, Size: 36},
	}
}

func sampleAccount(id documents.AccountID) *documents.Account {
	return &documents.Account{
		ID: id, Unit: home, Name: "Trần Thị Đào", Short: "Đào", Position: documents.ViceChair, Division: "VP",
		Also:  []documents.Seat{{Position: documents.DeputyBoardHead, In: "BCĐ"}},
		Roles: []documents.Role{documents.Signer, documents.Reviewer},
		Key:   &documents.SigningKey{Kind: documents.KeyFile, Chain: [][]byte{{1, 0}, {2, 255}}, File: []byte{0, 3}, Name: "tran.thi.dao"},
	}
}

var directories = []promise{
	{"Directory/UnitComesBack", func(t *testing.T, s Backend) {
		must(t, s.PutUnit(t.Context(), sampleUnit(home)))
		got, err := s.Unit(t.Context(), home)
		must(t, err)
		same(t, "unit", got, sampleUnit(home))
	}},
	{"Directory/UnitIsChanged", func(t *testing.T, s Backend) {
		must(t, s.PutUnit(t.Context(), sampleUnit(home)))
		want := &documents.Unit{ID: home, Place: "Sa Huỳnh"}
		must(t, s.PutUnit(t.Context(), want))
		got, err := s.Unit(t.Context(), home)
		must(t, err)
		same(t, "unit", got, want)
	}},
	{"Directory/UnknownNotFound", func(t *testing.T, s Backend) {
		_, err := s.Unit(t.Context(), home)
		wantKind(t, "unit", err, documents.ErrNotFound)
		_, err = s.Account(t.Context(), "khongco")
		wantKind(t, "account", err, documents.ErrNotFound)
		accounts, err := s.Accounts(t.Context(), home)
		must(t, err)
		same(t, "accounts", len(accounts), 0)
	}},
	{"Directory/UnitIDsInOrder", func(t *testing.T, s Backend) {
		ids, err := s.UnitIDs(t.Context())
		must(t, err)
		same(t, "before the set-up", len(ids), 0)
		must(t, s.PutUnit(t.Context(), sampleUnit(other)))
		must(t, s.PutUnit(t.Context(), sampleUnit(home)))
		ids, err = s.UnitIDs(t.Context())
		must(t, err)
		same(t, "ids", ids, []documents.UnitID{home, other})
	}},
	{"Directory/AccountComesBack", func(t *testing.T, s Backend) {
		must(t, s.PutAccount(t.Context(), sampleAccount("phochutich")))
		got, err := s.Account(t.Context(), "phochutich")
		must(t, err)
		same(t, "account", got, sampleAccount("phochutich"))
	}},
	{"Directory/AccountsInOrderAsChanged", func(t *testing.T, s Backend) {
		for _, id := range []documents.AccountID{"vanthu", "chutich", "truongphong"} {
			must(t, s.PutAccount(t.Context(), sampleAccount(id)))
		}
		want := documents.Account{ID: "chutich", Unit: home, Name: "Người mới"}
		must(t, s.PutAccount(t.Context(), &want))
		got, err := s.Accounts(t.Context(), home)
		must(t, err)
		same(t, "accounts", got, []documents.Account{want, *sampleAccount("truongphong"), *sampleAccount("vanthu")})
	}},
	{"Directory/AccountOfAnotherUnitExists", func(t *testing.T, s Backend) {
		must(t, s.PutAccount(t.Context(), sampleAccount("vanthu")))
		taken := sampleAccount("vanthu")
		taken.Unit = other
		wantKind(t, "put", s.PutAccount(t.Context(), taken), documents.ErrExists)
		got, err := s.Account(t.Context(), "vanthu")
		must(t, err)
		same(t, "account", got, sampleAccount("vanthu"))
	}},
}

var sessions = []promise{
	{"Credentials/AreChanged", func(t *testing.T, s Backend) {
		_, err := s.Credential(t.Context(), "vanthu")
		wantKind(t, "before", err, documents.ErrNotFound)
		for _, want := range []string{"$argon2id$v=19$one", "$argon2id$v=19$two"} {
			must(t, s.SetCredential(t.Context(), "vanthu", want))
			got, err := s.Credential(t.Context(), "vanthu")
			must(t, err)
			same(t, "credential", got, want)
		}
		_, err = s.Credential(t.Context(), "chutich")
		wantKind(t, "of another", err, documents.ErrNotFound)
	}},
	{"Sessions/ComeBackUntilTheyExpire", func(t *testing.T, s Backend) {
		want := documents.Session{Key: "k", Account: "vanthu", Expires: morning.Add(time.Hour)}
		must(t, s.PutSession(t.Context(), want))
		got, err := s.Session(t.Context(), "k", want.Expires.Add(-time.Millisecond))
		must(t, err)
		same(t, "session", got, want)
		_, err = s.Session(t.Context(), "k", want.Expires)
		wantKind(t, "at its end", err, documents.ErrNotFound)
		_, err = s.Session(t.Context(), "unknown", morning)
		wantKind(t, "unknown", err, documents.ErrNotFound)
	}},
	{"Sessions/ExpiryLeavesOthers", func(t *testing.T, s Backend) {
		must(t, s.PutSession(t.Context(), documents.Session{Key: "old", Account: "a", Expires: morning}))
		must(t, s.PutSession(t.Context(), documents.Session{Key: "new", Account: "a", Expires: morning.Add(time.Hour)}))
		_, err := s.Session(t.Context(), "old", morning)
		wantKind(t, "old", err, documents.ErrNotFound)
		_, err = s.Session(t.Context(), "new", morning)
		must(t, err)
	}},
	{"Sessions/AreProlonged", func(t *testing.T, s Backend) {
		want := documents.Session{Key: "k", Account: "vanthu", Expires: morning}
		must(t, s.PutSession(t.Context(), want))
		want.Expires = morning.Add(time.Hour)
		must(t, s.PutSession(t.Context(), want))
		got, err := s.Session(t.Context(), "k", morning)
		must(t, err)
		same(t, "session", got, want)
	}},
	{"Sessions/AreDropped", func(t *testing.T, s Backend) {
		later := morning.Add(time.Hour)
		for key, account := range map[string]documents.AccountID{"a1": "a", "a2": "a", "a3": "a", "b1": "b"} {
			must(t, s.PutSession(t.Context(), documents.Session{Key: key, Account: account, Expires: later}))
		}
		live := func(key string) bool {
			_, err := s.Session(t.Context(), key, morning)
			return err == nil
		}
		must(t, s.DropSession(t.Context(), "a1"))
		must(t, s.DropSession(t.Context(), "a1"))
		same(t, "dropped one", []bool{live("a1"), live("a2"), live("b1")}, []bool{false, true, true})
		must(t, s.DropSessions(t.Context(), "a"))
		same(t, "dropped all of a", []bool{live("a2"), live("a3"), live("b1")}, []bool{false, false, true})
	}},
}
