package documents_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// The people of the tests, by login.
var people = []documents.Account{
	{ID: "chair", Name: "Hồ Giang", Position: documents.Chair, Also: []documents.Seat{{Position: documents.BoardHead, In: "BCĐ"}}},
	{ID: "vice", Name: "Lý Khánh", Position: documents.ViceChair, Also: []documents.Seat{{Position: documents.DeputyBoardHead, In: "BCĐ"}}},
	{ID: "vice2", Name: "Mai Long", Position: documents.ViceChair},
	{ID: "council", Name: "Tô Minh", Position: documents.CouncilChair},
	{ID: "councilvice", Name: "Ninh An", Position: documents.CouncilViceChair},
	{ID: "chief", Name: "Bùi Dung", Position: documents.ChiefOfOffice, Division: "VP"},
	{ID: "deputy", Name: "Cao Đạt", Position: documents.DeputyChief, Division: "VP"},
	{ID: "head", Name: "Ngô Chi", Position: documents.DivisionHead, Division: "VHXH", Also: []documents.Seat{{Position: documents.TeamLeader, In: "TCT"}}},
	{ID: "deputyhead", Name: "Từ Hải", Position: documents.DeputyHead, Division: "VHXH"},
	{ID: "director", Name: "Vi Sơn", Position: documents.Director, Division: "PVHCC"},
	{ID: "retired", Name: "Đoàn Tú", Position: documents.DivisionHead, Division: "KTHTĐT"},
}

func on(month, day int) documents.Date {
	return documents.Date{Year: 2026, Month: time.Month(month), Day: day}
}

// The seats that authorities are given for and to.
var (
	chairSeat = documents.Seat{Position: documents.Chair}
	chiefSeat = documents.Seat{Position: documents.ChiefOfOffice, In: "VP"}
	headSeat  = documents.Seat{Position: documents.DivisionHead, In: "VHXH"}
)

// assigned is the decision most authorities rest on.
var assigned = documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: 5, Symbol: "QĐ-UBND"}, Date: on(1, 2)}

// authorities are those of the office, all from 5 January 2026 on.
func authorities() []documents.Authority {
	all := []documents.Authority{
		{ID: "kt-vice", Capacity: documents.ForHead, Account: "vice", For: chairSeat, Fields: []string{"VHXH", "VP"}},
		{ID: "kt-vice-away", Capacity: documents.ForHead, Account: "vice", For: chairSeat, InAbsence: true},
		{ID: "tl-chief", Capacity: documents.ByOrder, Seat: chiefSeat, For: chairSeat, Kinds: []documents.Kind{"GM", "TB", "CV"}},
		{ID: "kt-deputy", Capacity: documents.ForHead, Account: "deputy", For: chiefSeat, Kinds: []documents.Kind{"GM", "BC"}},
		{ID: "tuq-head", Capacity: documents.BySubMandate, Account: "head", For: chairSeat, Kinds: []documents.Kind{"HĐ"}, Until: on(6, 30)},
		{ID: "kt-deputyhead", Capacity: documents.ForHead, Account: "deputyhead", For: headSeat},
		{ID: "kt-council", Capacity: documents.ForHead, Account: "councilvice", For: documents.Seat{Position: documents.CouncilChair}},
		{ID: "kt-board", Capacity: documents.ForHead, Account: "vice", For: documents.Seat{Position: documents.BoardHead, In: "BCĐ"}},
		{ID: "mistake", Capacity: documents.ForHead, Account: "vice2", For: chairSeat, Void: "Nhập nhầm người"},
	}
	for i := range all {
		all[i].Ground, all[i].From = assigned, on(1, 5)
	}
	return all
}

// Issuers of the ward.
var issuers = map[string]documents.Issuer{
	"UBND":  {Name: "Ủy ban nhân dân phường Tân Lập", Symbol: "UBND"},
	"HĐND":  {Name: "Hội đồng nhân dân phường Tân Lập", Symbol: "HĐND"},
	"VHXH":  {Name: "Phòng Văn hóa - Xã hội", Symbol: "VHXH", Parent: "UBND phường Tân Lập"},
	"PVHCC": {Name: "Trung tâm Phục vụ hành chính công", Symbol: "PVHCC", Parent: "UBND phường Tân Lập"},
	"VP":    {Name: "Văn phòng HĐND và UBND", Symbol: "VP", Parent: "UBND phường Tân Lập"},
	"BCĐ":   {Name: "Ban Chỉ đạo Chuyển đổi số", Symbol: "BCĐ", Parent: "UBND phường Tân Lập", Seal: true},
	"TCT":   {Name: "Tổ công tác Đề án 06", Symbol: "TCT", Parent: "UBND phường Tân Lập"},
	"XYZ":   {Name: "Câu lạc bộ hưu trí", Symbol: "XYZ"},
}

// A signing is one row: who signs what on which day, and what comes of it: the
// lines above the name and whose behalf, or the rule and article against it.
type signing struct {
	name   string
	issuer string
	of     documents.Authorship
	kind   documents.Kind
	field  string
	who    documents.AccountID
	on     documents.Date
	lines  string
	behalf string
	rule   documents.Rule
	cites  string
}

func TestWhoSignsHow(t *testing.T) {
	t.Parallel()
	day := on(3, 10)
	const head = documents.OfHead
	for _, c := range []signing{
		// Văn bản của UBND và của Chủ tịch UBND
		{"ChairForCommittee", "UBND", "", "BC", "VHXH", "chair", day, "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH", "", "", ""},
		{"ChairInOwnName", "UBND", head, "QĐ", "VHXH", "chair", day, "CHỦ TỊCH", "", "", ""},
		{"ViceForCommittee", "UBND", "", "BC", "VHXH", "vice", day, "TM. ỦY BAN NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH", "KT Hồ Giang", "", ""},
		{"ViceForChair", "UBND", head, "QĐ", "VP", "vice", day, "KT. CHỦ TỊCH/PHÓ CHỦ TỊCH", "KT Hồ Giang", "", ""},
		{"ChiefByOrder", "UBND", "", "GM", "VP", "chief", day, "TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG", "TL Hồ Giang", "", ""},
		{"ChiefByOrderOfChair", "UBND", head, "TB", "VP", "chief", day, "TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG", "TL Hồ Giang", "", ""},
		{"DeputyChiefForChief", "UBND", "", "GM", "VP", "deputy", day, "TL. CHỦ TỊCH/KT. CHÁNH VĂN PHÒNG/PHÓ CHÁNH VĂN PHÒNG", "TL Hồ Giang, KT Bùi Dung", "", ""},
		{"HeadBySubMandate", "UBND", "", "HĐ", "VHXH", "head", day, "TUQ. CHỦ TỊCH/TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "TUQ Hồ Giang", "", ""},
		// HĐND, phòng, văn phòng, trung tâm, ban, tổ
		{"CouncilChair", "HĐND", "", "NQ", "VP", "council", day, "TM. HỘI ĐỒNG NHÂN DÂN/CHỦ TỊCH", "", "", ""},
		{"CouncilVice", "HĐND", "", "NQ", "VP", "councilvice", day, "TM. HỘI ĐỒNG NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH", "KT Tô Minh", "", ""},
		{"DivisionItself", "VHXH", "", "BC", "VHXH", "head", day, "TRƯỞNG PHÒNG", "", "", ""},
		{"DivisionByDeputy", "VHXH", "", "BC", "VHXH", "deputyhead", day, "KT. TRƯỞNG PHÒNG/PHÓ TRƯỞNG PHÒNG", "KT Ngô Chi", "", ""},
		{"CentreItself", "PVHCC", "", "TB", "PVHCC", "director", day, "GIÁM ĐỐC", "", "", ""},
		{"OfficeByDeputy", "VP", "", "BC", "VP", "deputy", day, "KT. CHÁNH VĂN PHÒNG/PHÓ CHÁNH VĂN PHÒNG", "KT Bùi Dung", "", ""},
		{"BoardWithSeal", "BCĐ", "", "KH", "VP", "chair", day, "TRƯỞNG BAN/Chủ tịch UBND phường Tân Lập", "", "", ""},
		{"BoardByDeputy", "BCĐ", "", "KH", "VP", "vice", day, "KT. TRƯỞNG BAN/PHÓ TRƯỞNG BAN/Phó Chủ tịch UBND phường Tân Lập", "KT Hồ Giang", "", ""},
		{"TeamWithoutSeal", "TCT", "", "KH", "VHXH", "head", day, "TỔ TRƯỞNG", "", "", ""},
		// Không có thẩm quyền
		{"ViceWithoutAssignment", "UBND", "", "BC", "VHXH", "vice2", day, "", "", documents.RuleNoAuthority, "Điều 13 khoản 2"},
		{"ChairForCouncil", "HĐND", "", "NQ", "VP", "chair", day, "", "", documents.RuleNoAuthority, "Điều 13 khoản 2"},
		{"HeadForOtherDivision", "PVHCC", "", "TB", "PVHCC", "head", day, "", "", documents.RuleNoAuthority, "Điều 13 khoản 1"},
		{"HeadWithoutOrder", "UBND", "", "BC", "VHXH", "director", day, "", "", documents.RuleNoAuthority, "Điều 13 khoản 2"},
		{"DeputyWithoutChiefsOrder", "UBND", "", "HĐ", "VHXH", "deputyhead", day, "", "", documents.RulePassedOn, "Điều 13 khoản 3"},
		{"NoSignatory", "UBND", "", "BC", "VHXH", "retired", day, "", "", documents.RuleNoAuthority, "Điều 13 khoản 1"},
		{"NoIssuer", "XYZ", "", "BC", "VHXH", "chair", day, "", "", documents.RuleIssuerUnknown, "Phụ lục I, ô 2"},
		// Ngoài phạm vi
		{"FieldOfAnother", "UBND", "", "BC", "KTHTĐT", "vice", day, "", "", documents.RuleHeadPresent, "Điều 13 khoản 2"},
		{"KindNotByOrder", "UBND", "", "QĐ", "VP", "chief", day, "", "", documents.RuleAuthorityKind, "Điều 13 khoản 4"},
		{"KindNotLetOn", "UBND", "", "TB", "VP", "deputy", day, "", "", documents.RuleAuthorityKind, "Điều 13 khoản 4"},
		{"KindNotSubMandated", "UBND", "", "QĐ", "VHXH", "head", day, "", "", documents.RuleAuthorityKind, "Điều 13 khoản 3"},
		// Ngày đầu, ngày cuối và ngày ngoài hạn
		{"DayBeforeFirst", "UBND", "", "GM", "VP", "chief", on(1, 4), "", "", documents.RuleAuthorityBegins, "Điều 13 khoản 4"},
		{"FirstDay", "UBND", "", "GM", "VP", "chief", on(1, 5), "TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG", "TL Hồ Giang", "", ""},
		{"LastDay", "UBND", "", "HĐ", "VHXH", "head", on(6, 30), "TUQ. CHỦ TỊCH/TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "TUQ Hồ Giang", "", ""},
		{"DayAfterLast", "UBND", "", "HĐ", "VHXH", "head", on(7, 1), "", "", documents.RuleAuthorityEnded, "Điều 13 khoản 3"},
		// Vắng mặt: Chủ tịch từ 10/4 đến 12/4, Chánh Văn phòng từ 01/5 chưa biết ngày về
		{"DayBeforeAway", "UBND", "", "BC", "VHXH", "chair", on(4, 9), "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH", "", "", ""},
		{"FirstDayAway", "UBND", "", "BC", "VHXH", "chair", on(4, 10), "", "", documents.RuleSignerAbsent, "Điều 13"},
		{"LastDayAway", "UBND", "", "BC", "VHXH", "chair", on(4, 12), "", "", documents.RuleSignerAbsent, "Điều 13"},
		{"DayBack", "UBND", "", "BC", "VHXH", "chair", on(4, 13), "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH", "", "", ""},
		{"OtherFieldWhileChairAway", "UBND", "", "BC", "KTHTĐT", "vice", on(4, 10), "TM. ỦY BAN NHÂN DÂN/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH", "KT Hồ Giang", "", ""},
		{"AwayWithoutEnd", "UBND", "", "GM", "VP", "chief", on(9, 1), "", "", documents.RuleSignerAbsent, "Điều 13"},
		{"DeputyWhileChiefAway", "UBND", "", "GM", "VP", "deputy", on(9, 1), "TL. CHỦ TỊCH/KT. CHÁNH VĂN PHÒNG/PHÓ CHÁNH VĂN PHÒNG", "TL Hồ Giang, KT Bùi Dung", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := documents.Sign(c.question(authorities()))
			c.hold(t, s, err)
		})
	}
}

func TestActing(t *testing.T) {
	t.Parallel()
	acting := func(who documents.AccountID, seat documents.Seat) documents.Authority {
		return documents.Authority{ID: "q", Capacity: documents.Acting, Account: who, For: seat, Ground: assigned, From: on(1, 5), Until: on(12, 31)}
	}
	for _, c := range []struct {
		signing
		given documents.Authority
	}{
		{signing{"ForCommittee", "UBND", "", "BC", "VHXH", "vice2", on(3, 10), "TM. ỦY BAN NHÂN DÂN/Q. CHỦ TỊCH", "Q Hồ Giang", "", ""}, acting("vice2", chairSeat)},
		{signing{"InOwnName", "UBND", documents.OfHead, "QĐ", "VHXH", "vice2", on(3, 10), "Q. CHỦ TỊCH", "Q Hồ Giang", "", ""}, acting("vice2", chairSeat)},
		{signing{"ChiefByOrder", "UBND", "", "GM", "VP", "deputy", on(3, 10), "TL. CHỦ TỊCH/Q. CHÁNH VĂN PHÒNG", "TL Hồ Giang, Q Bùi Dung", "", ""}, acting("deputy", chiefSeat)},
		{signing{"Ended", "UBND", "", "BC", "VHXH", "vice2", documents.Date{Year: 2027, Month: 1, Day: 1}, "", "", documents.RuleAuthorityEnded, "Phụ lục I, mục II, khoản 7, điểm b"}, acting("vice2", chairSeat)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all := append([]documents.Authority{c.given}, authorities()...)
			s, err := documents.Sign(c.question(all))
			c.hold(t, s, err)
		})
	}
}

// question asks the row's question in the office of the tests.
func (c signing) question(all []documents.Authority) documents.Question {
	doc := &documents.Document{Kind: c.kind, Issuer: issuers[c.issuer], Of: c.of, Drafting: documents.Drafting{Symbol: c.field}}
	powers := &documents.Powers{
		Divisions:   []documents.Division{{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}},
		Authorities: all,
		Absences: []documents.Absence{
			{Account: "chair", From: on(4, 10), Until: on(4, 12)},
			{Account: "chief", From: on(5, 1)},
			{Account: "council", From: on(1, 1), Void: "Hoãn chuyến đi"},
		},
	}
	q := documents.Question{Document: doc, On: c.on, Powers: powers}
	for _, a := range people {
		if a.ID != "retired" {
			a.Roles = []documents.Role{documents.Signer}
		}
		powers.People = append(powers.People, a)
		if a.ID == c.who {
			q.Signer = &a
		}
	}
	return q
}

// hold fails unless the answer is the row's.
func (c signing) hold(t *testing.T, s documents.Signatory, err error) {
	t.Helper()
	var fault *documents.FieldError
	if errors.As(err, &fault) != (c.rule != "") || fault != nil && (fault.Rule != c.rule || fault.Article != c.cites) {
		t.Fatalf("got %v %+v, want %s (%s)", err, fault, c.rule, c.cites)
	}
	if c.rule != "" {
		return
	}
	lines := s.Lines()
	if names := s.Names(); len(names) > 1 {
		lines = append(lines, names[0])
	}
	var behalf []string
	for _, b := range s.For {
		behalf = append(behalf, string(b.Capacity)+" "+b.Name)
		if b.Ground != assigned || b.Article == "" {
			t.Errorf("the ground of %s is %v (%s)", b.Authority, b.Ground, b.Article)
		}
	}
	got := [2]string{strings.Join(lines, "/"), strings.Join(behalf, ", ")}
	if diff := cmp.Diff([2]string{c.lines, c.behalf}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Whoever is away is told the lines all the same: drafts are written ahead.
func TestAbsentSignerHasLines(t *testing.T) {
	t.Parallel()
	s, err := documents.Sign(signing{issuer: "UBND", kind: "BC", who: "chair", on: on(4, 11)}.question(nil))
	if err == nil || s.Name != "Hồ Giang" || len(s.Lines()) != 2 {
		t.Errorf("got %+v, %v", s, err)
	}
}
