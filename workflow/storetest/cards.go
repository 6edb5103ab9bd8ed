package storetest

import (
	"slices"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

func sampleAuthority(id documents.AuthorityID) *documents.Authority {
	return &documents.Authority{
		ID: id, Unit: home, Capacity: documents.ByOrder,
		Seat: documents.Seat{Position: documents.ChiefOfOffice, In: "VP"}, For: documents.Seat{Position: documents.Chair},
		Ground: documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: 5, Symbol: "QĐ-UBND"}, Date: day},
		Kinds:  []documents.Kind{"GM", "TB"}, Fields: []string{"VHXH"}, InAbsence: true,
		From: day, Until: documents.Date{Year: 2026, Month: 12, Day: 31}, Void: "Nhập nhầm",
	}
}

func sampleAbsence(id documents.AbsenceID) *documents.Absence {
	return &documents.Absence{ID: id, Unit: home, Account: "chutich", From: day, Until: day, Reason: "Họp ở tỉnh", Void: "Hoãn"}
}

func sampleAgency(id documents.AgencyID, name string) *documents.Agency {
	return &documents.Agency{
		ID: id, Unit: home, Name: name, Short: "Sở (" + string(id) + ")", Code: "H48.02", Level: documents.Province, Parent: "tinh",
		Channels: []documents.Channel{{Medium: documents.ByEdXML}, {Medium: documents.ByMail, Address: "vanthu@example.vn"}},
		Aliases:  []string{"Sở cũ"}, From: day, Until: documents.Date{Year: 2026, Month: 12, Day: 31}, Successor: "moi",
	}
}

func sampleGroup(id documents.GroupID) *documents.Group {
	return &documents.Group{ID: id, Unit: home, Name: "Các sở", Members: []documents.AgencyID{"snv", "skhcn"}}
}

var powers = []promise{
	{"Powers/AuthoritiesInOrderAsChanged", func(t *testing.T, s Backend) {
		for _, id := range []documents.AuthorityID{"c", "a", "b"} {
			must(t, s.PutAuthority(t.Context(), sampleAuthority(id)))
		}
		ended := sampleAuthority("b")
		ended.Until = day
		must(t, s.PutAuthority(t.Context(), ended))
		got, err := s.Authorities(t.Context(), home)
		must(t, err)
		same(t, "authorities", got, []documents.Authority{*sampleAuthority("a"), *ended, *sampleAuthority("c")})
	}},
	{"Powers/AbsencesInOrderAsChanged", func(t *testing.T, s Backend) {
		for _, id := range []documents.AbsenceID{"b", "a"} {
			must(t, s.PutAbsence(t.Context(), sampleAbsence(id)))
		}
		back := sampleAbsence("a")
		back.Reason = ""
		must(t, s.PutAbsence(t.Context(), back))
		got, err := s.Absences(t.Context(), home)
		must(t, err)
		same(t, "absences", got, []documents.Absence{*back, *sampleAbsence("b")})
	}},
	{"Powers/DoNotMix", func(t *testing.T, s Backend) {
		theirs, away := sampleAuthority("a"), sampleAbsence("a")
		theirs.Unit, away.Unit = other, other
		must(t, s.PutAuthority(t.Context(), theirs))
		must(t, s.PutAbsence(t.Context(), away))
		authorities, err := s.Authorities(t.Context(), home)
		must(t, err)
		absences, err := s.Absences(t.Context(), home)
		must(t, err)
		same(t, "ours", len(authorities)+len(absences), 0)
	}},
}

var addresses = []promise{
	{"Addresses/ComeBackAsChanged", func(t *testing.T, s Backend) {
		must(t, s.PutAgency(t.Context(), sampleAgency("skhcn", "Sở Khoa học và Công nghệ")))
		want := sampleAgency("skhcn", "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi")
		must(t, s.PutAgency(t.Context(), want))
		got, err := s.Agency(t.Context(), home, "skhcn")
		must(t, err)
		same(t, "agency", got, want)
		must(t, s.PutGroup(t.Context(), sampleGroup("b")))
		must(t, s.PutGroup(t.Context(), sampleGroup("a")))
		group, err := s.Group(t.Context(), home, "b")
		must(t, err)
		same(t, "group", group, sampleGroup("b"))
		groups, err := s.Groups(t.Context(), home)
		must(t, err)
		same(t, "groups", groups, []documents.Group{*sampleGroup("a"), *sampleGroup("b")})
	}},
	{"Addresses/UnknownNotFound", func(t *testing.T, s Backend) {
		must(t, s.PutAgency(t.Context(), theirs(sampleAgency("skhcn", "Sở Khoa học và Công nghệ"))))
		_, err := s.Agency(t.Context(), home, "skhcn")
		wantKind(t, "of another unit", err, documents.ErrNotFound)
		_, err = s.Group(t.Context(), home, "skhcn")
		wantKind(t, "group", err, documents.ErrNotFound)
		found, err := s.Agencies(t.Context(), home, workflow.BookQuery{Text: "sở"})
		must(t, err)
		same(t, "found", len(found), 0)
	}},
	{"Addresses/AreFoundByTheBeginningsOfWords", func(t *testing.T, s Backend) {
		for id, name := range map[documents.AgencyID]string{
			"skhcn": "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", "snv": "Sở Nội vụ tỉnh Quảng Ngãi",
			"dp": "Đảng ủy phường Đức Phổ", "khac": "Trường Trung học cơ sở Phổ Ninh",
		} {
			must(t, s.PutAgency(t.Context(), sampleAgency(id, name)))
		}
		for text, want := range map[string][]documents.AgencyID{
			"":                {"dp", "skhcn", "snv", "khac"},
			"so":              {"dp", "skhcn", "snv", "khac"}, // all are "Sở …" in short
			"quang ngai":      {"skhcn", "snv"},
			"NỘI VỤ":          {"snv"},
			"duc pho":         {"dp"},
			"ở":               nil, // no word begins so
			"H48.02 cong ngh": {"skhcn"},
			"cu dang":         {"dp"},
			"%":               {"dp", "skhcn", "snv", "khac"},
			"không có":        nil,
		} {
			same(t, "found by "+text, found(t, s, workflow.BookQuery{Text: text}), want)
		}
	}},
	{"Addresses/ComeInPages", func(t *testing.T, s Backend) {
		names := []string{"Sở B", "Sở A", "Đội C", "Sở A", "Ban D"}
		for i, name := range names {
			must(t, s.PutAgency(t.Context(), sampleAgency(documents.AgencyID("id"+string(rune('0'+i))), name)))
		}
		want := []documents.AgencyID{"id4", "id2", "id1", "id3", "id0"}
		var got []documents.AgencyID
		q := workflow.BookQuery{Limit: 2}
		for page := found(t, s, q); len(page) > 0; page = found(t, s, q) {
			if len(page) > 2 {
				t.Fatalf("a page of %d", len(page))
			}
			got = append(got, page...)
			q.After = page[len(page)-1]
		}
		same(t, "in pages", got, want)
	}},
}

// theirs returns a as an entry of the other unit.
func theirs(a *documents.Agency) *documents.Agency {
	a.Unit = other
	return a
}

func found(t *testing.T, s Backend, q workflow.BookQuery) []documents.AgencyID {
	t.Helper()
	all, err := s.Agencies(t.Context(), home, q)
	must(t, err)
	var ids []documents.AgencyID
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return slices.Clip(ids)
}
