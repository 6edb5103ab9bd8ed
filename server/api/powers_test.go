package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/server/api"
)

// What an administrator and văn thư send.
const (
	authority = `{"id":"thua-lenh","capacity":"TL","seat":{"position":"chief_of_office","in":"VP"},"for":{"position":"chair"},
		"ground":{"kind":"QĐ","reference":"05/QĐ-UBND","date":"2025-07-15"},"kinds":["BC","GM"],"from":"2025-11-25"}`
	absence = `{"id":"di-hop","account":"chutich","from":"2025-11-26","until":"2025-11-27","reason":"Họp ở tỉnh"}`
	agency  = `{"id":"skhcn","name":"Sở Khoa học và Công nghệ","short":"Sở KH&CN","code":"H48.02","level":"province",
		"channels":[{"medium":"edxml"},{"medium":"mail","address":"vanthu@example.vn"}]}`
)

// enter sends what must be taken.
func (w *world) enter(user, path, body string) {
	w.t.Helper()
	w.do(call{as: user, method: http.MethodPost, path: api.Base + path, body: body}).want(http.StatusCreated)
}

// A signer is what these tests read of /signatories.
type signer struct {
	ID    string   `json:"id"`
	May   bool     `json:"may"`
	Lines []string `json:"lines"`
	For   []struct {
		Name   string `json:"name"`
		Ground string `json:"ground"`
	} `json:"for"`
	Against *struct {
		Rule    string `json:"rule"`
		Article string `json:"article"`
		Detail  string `json:"detail"`
	} `json:"against"`
}

func (w *world) signers(query string) map[string]signer {
	w.t.Helper()
	var list struct{ Items []signer }
	w.get("chuyenvien", "/signatories?"+query, &list)
	out := map[string]signer{}
	for _, s := range list.Items {
		out[s.ID] = s
	}
	return out
}

func TestSignatories(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enter("quantri", "/authorities", authority)
	w.enter("quantri", "/absences", absence)
	w.do(call{
		as: "quantri", method: http.MethodPut, path: api.Base + "/accounts/chanhvanphong",
		body: `{"name":"Phạm Quốc Bảo","position":"chief_of_office","division":"VP","roles":["reviewer","signatory"]}`,
	}).want(http.StatusOK)
	for _, c := range []struct{ name, query, who, says string }{
		{"Chair", "kind=BC", "chutich", "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH"},
		{"ChairInOwnName", "kind=QĐ&of=head", "chutich", "CHỦ TỊCH"},
		{"ChairAway", "kind=BC&on=2025-11-26", "chutich", "against signer_absent Điều 13"},
		{"ByOrder", "kind=BC", "chanhvanphong", "TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG/Trần Quang Minh/Quyết định số 05/QĐ-UBND ngày 15/7/2025"},
		{"ByOrderOtherKind", "kind=QĐ", "chanhvanphong", "against authority_kind Điều 13 khoản 4"},
		{"ByOrderTooEarly", "kind=BC&on=2025-11-24", "chanhvanphong", "against authority_begins Điều 13 khoản 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := w.signers(c.query)[c.who]
			said := s.Lines
			for _, f := range s.For {
				said = append(said, f.Name, f.Ground)
			}
			if s.Against != nil {
				said = []string{"against " + s.Against.Rule + " " + s.Against.Article}
			}
			if got := strings.Join(said, "/"); got != c.says || s.May != (s.Against == nil) {
				t.Errorf("got %q (may %t), want %q", got, s.May, c.says)
			}
		})
	}
}

func TestKeepersOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enter("vanthu", "/agencies", agency)
	for name, c := range map[string]struct {
		call
		status int
		field  string
	}{
		"AuthorityByClerk":     {call{as: "vanthu", method: "POST", path: "/authorities", body: authority}, 403, ""},
		"AbsenceByDrafter":     {call{as: "chuyenvien", method: "POST", path: "/absences", body: absence}, 403, ""},
		"AgencyByDrafter":      {call{as: "chuyenvien", method: "POST", path: "/agencies", body: agency}, 403, ""},
		"AgencyTwice":          {call{as: "vanthu", method: "POST", path: "/agencies", body: agency}, 409, ""},
		"AgencyUnknown":        {call{as: "vanthu", method: "PUT", path: "/agencies/khac", body: `{"name":"Sở khác"}`}, 404, ""},
		"AgencyOfAnother":      {call{as: "pho-vinh.chuyenvien", method: "GET", path: "/agencies/skhcn"}, 404, ""},
		"AuthorityUnknown":     {call{as: "quantri", method: "PUT", path: "/authorities/khac", body: strings.Replace(authority, "thua-lenh", "khac", 1)}, 404, ""},
		"MemberUnknown":        {call{as: "vanthu", method: "POST", path: "/groups", body: `{"name":"Các sở","members":["skhcn","khac"]}`}, 422, "members[1]"},
		"SuccessorUnknown":     {call{as: "vanthu", method: "PUT", path: "/agencies/skhcn", body: `{"name":"Sở","until":"2025-12-31","successor":"khac"}`}, 422, "successor"},
		"SubMandateWithoutEnd": {call{as: "quantri", method: "POST", path: "/authorities", body: strings.NewReplacer(`"TL"`, `"TUQ"`, `"seat":{"position":"chief_of_office","in":"VP"}`, `"account":"chanhvanphong"`).Replace(authority)}, 422, "until"},
		"ByOrderOfEverything":  {call{as: "quantri", method: "POST", path: "/authorities", body: strings.Replace(authority, `"kinds":["BC","GM"],`, "", 1)}, 422, "kinds"},
		"DeputyWhoIsNone":      {call{as: "quantri", method: "POST", path: "/authorities", body: strings.NewReplacer(`"TL"`, `"KT"`, `"seat":{"position":"chief_of_office","in":"VP"}`, `"account":"vanthu"`).Replace(authority)}, 422, "account"},
		"FieldUnknown":         {call{as: "quantri", method: "POST", path: "/authorities", body: strings.Replace(authority, `"kinds":`, `"fields":["XX"],"kinds":`, 1)}, 422, "fields[0]"},
		"AbsentStranger":       {call{as: "quantri", method: "POST", path: "/absences", body: strings.Replace(absence, `"chutich"`, `"pho-vinh.chutich"`, 1)}, 422, "account"},
	} {
		t.Run(name, func(t *testing.T) {
			c.path = api.Base + c.path
			a := w.do(c.call).want(c.status)
			var p struct {
				Fields []struct {
					Field string `json:"field"`
				} `json:"fields"`
			}
			a.into(&p)
			if c.field != "" && (len(p.Fields) != 1 || p.Fields[0].Field != c.field) {
				t.Errorf("fields %v, want only %s", p.Fields, c.field)
			}
		})
	}
}

// What was shown can be sent back as it is.
func TestShownCanBeSentBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enter("vanthu", "/agencies", agency)
	w.enter("quantri", "/authorities", authority)
	for _, path := range []string{"/agencies/skhcn", "/accounts/chutich", "/unit"} {
		shown := w.get("quantri", path, nil)
		again := w.do(call{as: "quantri", method: http.MethodPut, path: api.Base + path, body: string(shown.body)}).want(http.StatusOK)
		if diff := cmp.Diff(string(shown.body), string(again.body)); diff != "" {
			t.Errorf("%s (-shown +sent back)\n%s", path, diff)
		}
	}
}
