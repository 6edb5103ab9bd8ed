package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/server/api"
)

// A contract is openapi.json, ready to judge answers.
type contract struct {
	doc    *openapi3.T
	router routers.Router
}

var loadContract = sync.OnceValues(func() (*contract, error) {
	file, err := os.ReadFile("openapi.json")
	if err != nil {
		return nil, err
	}
	openapi3filter.RegisterBodyDecoder(
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", openapi3filter.FileBodyDecoder)
	openapi3filter.RegisterBodyDecoder("application/zip", openapi3filter.FileBodyDecoder)
	doc, err := openapi3.NewLoader().LoadFromData(file)
	if err != nil {
		return nil, err
	}
	router, err := legacy.NewRouter(doc)
	return &contract{doc, router}, err
})

func theContract(t testing.TB) *contract {
	t.Helper()
	c, err := loadContract()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// holdToContract fails the test when the answer is not what openapi.json says,
// or when a request that was good is not in it. All answers of these tests
// come through here.
func holdToContract(t testing.TB, r *http.Request, body string, a answer) {
	t.Helper()
	c := theContract(t)
	route, params, err := c.router.FindRoute(r)
	if err != nil {
		holdToProblem(t, c, a)
		return
	}
	r.Body = io.NopCloser(strings.NewReader(body))
	in := &openapi3filter.RequestValidationInput{
		Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true},
	}
	if a.status < 300 {
		if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
			t.Errorf("%s %s was answered well but is not in the contract: %v", r.Method, r.URL, err)
		}
	}
	err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: a.status, Header: a.header, Options: in.Options,
		Body: io.NopCloser(bytes.NewReader(a.body)),
	})
	if err != nil {
		t.Errorf("%s %s: the answer %d is not what the contract says: %v", r.Method, r.URL, a.status, err)
	}
}

// holdToProblem is for what is no route: an error like all others.
func holdToProblem(t testing.TB, c *contract, a answer) {
	t.Helper()
	var body any
	if err := json.Unmarshal(a.body, &body); err != nil {
		t.Fatalf("%v in %q", err, a.body)
	}
	if err := c.doc.Components.Schemas["Problem"].Value.VisitJSON(body); err != nil {
		t.Errorf("%v in %s", err, a.body)
	}
}

func TestContractIsSound(t *testing.T) {
	t.Parallel()
	if err := theContract(t).doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

// A described route is what either side says of it.
type described struct {
	Query []string
	Open  bool
}

func TestContractHasEveryRoute(t *testing.T) {
	t.Parallel()
	served, written := map[string]described{}, map[string]described{}
	for _, r := range emptyWorld(t, false).api.Routes() {
		served[r.Method+" "+r.Path] = described{slices.Sorted(slices.Values(r.Query)), r.Open}
	}
	for path, item := range theContract(t).doc.Paths.Map() {
		for method, op := range item.Operations() {
			var query []string
			for _, p := range op.Parameters {
				if p.Value.In == openapi3.ParameterInQuery {
					query = append(query, p.Value.Name)
				}
			}
			slices.Sort(query)
			key := method + " " + strings.NewReplacer("{", ":", "}", "").Replace(path)
			written[key] = described{query, op.Security != nil && len(*op.Security) == 0}
		}
	}
	if diff := cmp.Diff(served, written); diff != "" {
		t.Errorf("served and written differ (-served +written)\n%s", diff)
	}
}

// hire adds a person whom no other call needs, with the password of all.
func (w *world) hire(id documents.AccountID) {
	w.t.Helper()
	w.must(w.store.PutAccount(w.t.Context(), &documents.Account{ID: id, Unit: "duc-pho", Name: "Bùi Văn Tạm", Roles: []documents.Role{documents.Drafter}}))
	encoded, err := w.store.Credential(w.t.Context(), "vanthu")
	w.must(err)
	w.must(w.store.SetCredential(w.t.Context(), id, encoded))
}

func TestEveryRouteAnswersAsWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.booksOf2024()
	sent, review, draft := w.carry("filed"), w.carry("review"), w.draft()
	w.hire("tamthoi")
	stuck := w.stuck()
	w.signs()
	toSign := w.works(w.carry("sign"))
	w.opened("01.VHXH")
	came, asked := w.came(), w.askedBack()
	earlier := w.carry("filed")
	w.writes("/postings", posting(earlier, `"id":"chuyen-1"`)).want(http.StatusCreated)
	w.writes("/loans", loan(earlier.ID, `"id":"muon-1"`)).want(http.StatusCreated)
	of := func(r record, rest string) string { return strings.TrimPrefix(r.path(), api.Base) + rest }
	version, ours := w.builtin()
	person := `{"name":"Bùi Văn Nam","division":"VHXH","roles":["drafter"]}`
	calls := map[string]call{
		"GET /setup":  {},
		"POST /login": {body: `{"user":"vanthu","password":"` + password + `"}`},
		"GET /me":     {as: "vanthu"},

		"GET /incoming":                              {as: "vanthu", path: "/incoming?q=so+khoa+hoc&waiting=me"},
		"POST /incoming":                             {as: "vanthu", body: `{"author":"Sở Nội vụ","kind":"CV","abstract":"Rà soát biên chế"}`},
		"GET /incoming/:id":                          {as: "vanthu", path: came.path},
		"POST /incoming/:id/files":                   {as: "vanthu", path: came.path + "/files?name=a.pdf", body: "%PDF-1.7", seen: came.version, header: map[string]string{"Content-Type": "application/pdf"}},
		"GET /incoming/:id/files/:n":                 {as: "vanthu", path: came.path + "/files/0"},
		"POST /incoming/:id/actions/:action":         {as: "chanhvanphong", path: came.path + "/actions/distribute", seen: came.version + 1, body: `{"lead":{"division":"VHXH"},"with":[{"account":"chutich"}],"opinion":"Đúng hạn","deadline":"2025-11-28"}`},
		"PUT /incoming/:id/assignment":               {as: "truongphong", path: came.path + "/assignment", seen: came.version + 2, body: `{"to":"chuyenvien"}`},
		"POST /incoming/:id/progress":                {as: "chuyenvien", path: came.path + "/progress", seen: came.version + 3, body: `{"text":"Đang làm"}`},
		"POST /incoming/:id/answer":                  {as: "chuyenvien", path: came.path + "/answer", body: `{"kind":"CV"}`},
		"POST /incoming/:id/keep":                    {as: "vanthu", path: asked.path + "/keep", seen: asked.version, body: `{"reason":"Đã dùng để giải quyết"}`},
		"POST /incoming/:id/copies":                  {as: "vanthu", path: came.path + "/copies", body: `{"copy":{"form":"SY","signatory":"chutich","recipients":["Phòng Kinh tế"]},"nature":""}`},
		"POST /documents/:id/copies":                 {as: "vanthu", path: of(sent, "/copies"), body: `{"copy":{"form":"TrS","signatory":"chutich"},"paragraphs":[0]}`},
		"GET /books":                                 {as: "vanthu", path: "/books?year=2025"},
		"GET /books/proof":                           {as: "quantri", path: "/books/proof?year=2025&series=BC"},
		"POST /books/close":                          {as: "vanthu", body: `{"year":2024,"series":"BC","last":1,"volume":"01","note":"Đủ"}`},
		"POST /books/reserve":                        {as: "vanthu", body: `{"kind":"BC","count":2,"reason":"Ghi nhầm trên bản giấy"}`},
		"GET /postings":                              {as: "vanthu", path: "/postings?year=2025&limit=1"},
		"GET /postings/:id":                          {as: "vanthu", path: "/postings/chuyen-1"},
		"GET /postings/unposted":                     {as: "vanthu"},
		"GET /registers/postings":                    {as: "vanthu", path: "/registers/postings?year=2025"},
		"POST /postings":                             {as: "vanthu", body: posting(sent, `"id":"chuyen-2"`)},
		"POST /postings/:id/receipt":                 {as: "vanthu", path: "/postings/chuyen-1/receipt", seen: 1, body: `{"receipt":"RR123456789VN"}`},
		"GET /loans":                                 {as: "vanthu", path: "/loans?year=2025&limit=1"},
		"GET /loans/:id":                             {as: "vanthu", path: "/loans/muon-1"},
		"GET /registers/loans":                       {as: "vanthu", path: "/registers/loans?year=2025"},
		"POST /loans":                                {as: "vanthu", body: loan(sent.ID, `"id":"muon-2"`)},
		"POST /loans/:id/return":                     {as: "vanthu", path: "/loans/muon-1/return", seen: 1, body: `{"returned":"2025-11-25"}`},
		"GET /registers/follow-up":                   {as: "vanthu", path: "/registers/follow-up?limit=1"},
		"GET /registers/incoming":                    {as: "vanthu", path: "/registers/incoming?limit=1"},
		"GET /flows/incoming":                        {as: "vanthu"},
		"GET /documents":                             {as: "vanthu", path: "/documents?state=filed&q=ket+qua&limit=1"},
		"POST /documents":                            {as: "chuyenvien", body: report},
		"GET /documents/:id":                         {as: "vanthu", path: of(sent, "")},
		"PUT /documents/:id":                         {as: "chuyenvien", path: of(draft, ""), body: report, seen: draft.Version},
		"GET /documents/:id/docx":                    {as: "vanthu", path: of(sent, "/docx")},
		"POST /documents/:id/actions/:action/digest": {as: "chutich", path: of(toSign, "/actions/sign/digest"), seen: toSign.Version, body: `{"file":"` + toSign.Files.Shown + `"}`},
		"GET /documents/:id/original":                {as: "vanthu", path: of(toSign, "/original")},
		"GET /documents/:id/pdf":                     {as: "vanthu", path: of(sent, "/pdf")},
		"GET /documents/:id/history":                 {as: "vanthu", path: of(sent, "/history")},
		"GET /registers/outgoing":                    {as: "vanthu", path: "/registers/outgoing?year=2025&series=BC&limit=1"},
		"GET /flows/outgoing":                        {as: "vanthu"},
		"GET /openapi.json":                          {as: "vanthu"},
		"GET /templates":                             {as: "chuyenvien"},
		"GET /templates/fields":                      {as: "chuyenvien", path: "/templates/fields?form=1.1"},
		"POST /templates": {
			as: "quantri", path: "/templates?name=van-ban-co-ten-loai&form=1.4&kinds=BC,TTr&note=Như+của+chương+trình", body: string(ours),
			header: map[string]string{"Content-Type": docxType},
		},
		"GET /templates/:version":      {as: "chuyenvien", path: "/templates/" + version},
		"GET /templates/:version/docx": {as: "chuyenvien", path: "/templates/" + version + "/docx"},
		"POST /templates/:version/actions/:action": {
			as: "quantri", path: "/templates/" + version + "/actions/activate", seen: 1, body: `{"from":"2025-12-01","note":"Từ tháng sau"}`,
		},
		"GET /signatories":         {as: "chuyenvien", path: "/signatories?kind=BC&issuer=UBND&field=VHXH&on=2025-11-25"},
		"GET /positions":           {as: "chuyenvien"},
		"GET /authorities":         {as: "chuyenvien"},
		"POST /authorities":        {as: "quantri", body: authority},
		"PUT /authorities/:id":     {as: "quantri", path: "/authorities/thua-lenh", body: authority},
		"GET /absences":            {as: "chuyenvien"},
		"POST /absences":           {as: "quantri", body: absence},
		"PUT /absences/:id":        {as: "quantri", path: "/absences/di-hop", body: absence},
		"GET /agencies":            {as: "chuyenvien", path: "/agencies?q=so&limit=1"},
		"POST /agencies":           {as: "vanthu", body: agency},
		"GET /agencies/:id":        {as: "chuyenvien", path: "/agencies/skhcn"},
		"PUT /agencies/:id":        {as: "vanthu", path: "/agencies/skhcn", body: agency},
		"GET /files":               {as: "vanthu", path: "/files?year=2025"},
		"POST /files":              {as: "chuyenvien", body: `{"year":2025,"notation":"02.VHXH","title":"Hồ sơ lễ hội","period":"vĩnh viễn"}`},
		"GET /files/:id":           {as: "vanthu", path: "/files/2025-01.VHXH"},
		"GET /files/:id/package":   {as: "vanthu", path: "/files/2025-01.VHXH/package"},
		"GET /documents/:id/files": {as: "vanthu", path: of(sent, "/files")},
		"POST /files/:id/actions/:action": {
			as: "chuyenvien", path: "/files/2025-01.VHXH/actions/put", seen: 1, body: `{"document":"` + sent.ID + `"}`,
		},
		"GET /groups":     {as: "chuyenvien"},
		"POST /groups":    {as: "vanthu", body: `{"id":"cac-so","name":"Các sở","members":["skhcn"]}`},
		"PUT /groups/:id": {as: "vanthu", path: "/groups/cac-so", body: `{"name":"Các sở","members":["skhcn"]}`},
		"GET /unit":       {as: "vanthu"},
		"PUT /unit": {as: "quantri", body: `{"issuer":{"name":"Ủy ban nhân dân phường Đức Phổ","symbol":"UBND"},"place":"Đức Phổ",
			"divisions":[{"symbol":"VP","name":"Văn phòng","office":true},{"symbol":"VHXH","name":"Phòng Văn hóa - Xã hội"}],
			"settings":{"checker":"clerk","series":{"TTr":"chung"}}}`},
		"GET /accounts":              {as: "quantri"},
		"POST /accounts":             {as: "quantri", body: `{"account":{"id":"nam",` + person[1:] + `,"password":"con cò bay lả"}`},
		"GET /accounts/:id":          {as: "quantri", path: "/accounts/vanthu"},
		"PUT /accounts/:id":          {as: "quantri", path: "/accounts/nam", body: person},
		"PUT /accounts/:id/password": {as: "quantri", path: "/accounts/nam/password", body: `{"password":"mẹ ru con ngủ"}`},
		"PUT /me/password":           {as: "tamthoi", body: `{"old":"` + password + `","password":"mẹ ru con ngủ"}`},
		"POST /documents/:id/actions/:action": {
			as: "truongphong", path: of(review, "/actions/approve"), seen: review.Version,
			body: `{"comment":"Đồng ý.","file":"` + review.Files.Shown + `"}`,
		},
		"POST /documents/docx": {
			as: "chuyenvien", path: "/documents/docx?kind=BC", body: string(w.wordOf(draft)), header: map[string]string{"Content-Type": docxType},
		},
		"PUT /documents/:id/docx": {
			as: "chuyenvien", path: of(draft, "/docx"), seen: draft.Version + 1, body: string(w.wordOf(draft)), header: map[string]string{"Content-Type": docxType},
		},
		"PUT /documents/:id/consignments/:consignment": {
			as: "vanthu", path: of(sent, "/consignments/"+sent.ID+"-1"), seen: sent.Version, body: `{"outcome":"returned","on":"2025-11-25","reason":"Sai nơi nhận."}`,
		},
		"POST /documents/:id/consignments/:consignment/reroute": {
			as: "vanthu", path: of(stuck, "/consignments/"+stuck.ID+"-1/reroute"), seen: stuck.Version, body: `{"how":"paper"}`,
		},
		"POST /documents/:id/successors": {as: "chuyenvien", path: of(sent, "/successors"), body: `{"kind":"replaces"}`},
		"PUT /documents/:id/deadline": {
			as: "truongphong", path: of(review, "/deadline"), seen: review.Version + 1, body: `{"deadline":"2025-11-28","comment":"Chờ số liệu."}`,
		},
		"POST /logout": {as: "chanhvanphong"},
	}
	for _, r := range w.api.Routes() {
		key := r.Method + " " + strings.TrimPrefix(r.Path, api.Base)
		c, ok := calls[key]
		switch {
		case strings.HasSuffix(key, "z"): // the probes
			c.path = r.Path
		case key == "POST /setup": // TestSetUp
			continue
		case !ok:
			t.Errorf("%s is not tried here", key)
			continue
		case c.path == "":
			c.path = r.Path
		default:
			c.path = api.Base + c.path
		}
		c.method = r.Method
		if a := w.do(c); a.status >= 300 {
			t.Errorf("%s: %d %s", key, a.status, a.body)
		}
	}
}
