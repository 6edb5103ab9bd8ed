package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/server/api"
	"vanthu/workflow"
)

// who asks, in the order of the table of rights: nobody, then one of each role.
var who = [...]string{"", "chuyenvien", "truongphong", "chutich", "vanthu", "quantri"}

// rights says what each gets from each route, in the order of who. A body that
// is empty comes to 422 where one may ask at all.
var rights = map[string][len(who)]int{
	"GET /templates":                               {401, 200, 200, 200, 200, 200},
	"POST /templates":                              {401, 403, 403, 403, 403, 422},
	"GET /templates/fields":                        {401, 200, 200, 200, 200, 200},
	"GET /templates/:version":                      {401, 404, 404, 404, 404, 404},
	"GET /templates/:version/docx":                 {401, 404, 404, 404, 404, 404},
	"POST /templates/:version/actions/":            {401, 403, 403, 403, 403, 404},
	"GET /healthz":                                 {200, 200, 200, 200, 200, 200},
	"GET /readyz":                                  {200, 200, 200, 200, 200, 200},
	"GET /setup":                                   {200, 200, 200, 200, 200, 200},
	"POST /setup":                                  {404, 404, 404, 404, 404, 404}, // done long ago
	"POST /login":                                  {401, 401, 401, 401, 401, 401}, // nobody's name
	"GET /me":                                      {401, 200, 200, 200, 200, 200},
	"PUT /me/password":                             {401, 422, 422, 422, 422, 422},
	"GET /documents":                               {401, 200, 200, 200, 200, 200},
	"POST /documents":                              {401, 422, 403, 403, 403, 403},
	"GET /documents/:id":                           {401, 200, 200, 200, 200, 200},
	"PUT /documents/:id":                           {401, 422, 403, 403, 403, 403},
	"POST /documents/docx":                         {401, 422, 422, 422, 422, 422}, // no Word file
	"PUT /documents/:id/docx":                      {401, 422, 403, 403, 403, 403},
	"GET /documents/:id/docx":                      {401, 200, 200, 200, 200, 200},
	"GET /documents/:id/original":                  {401, 404, 404, 404, 404, 404}, // a draft has none
	"POST /documents/:id/actions/:action/digest":   {401, 409, 409, 409, 409, 409},
	"GET /documents/:id/pdf":                       {401, 200, 200, 200, 200, 200},
	"GET /documents/:id/history":                   {401, 200, 200, 200, 200, 200},
	"GET /incoming":                                {401, 200, 200, 200, 200, 200},
	"POST /incoming":                               {401, 403, 403, 403, 422, 403},
	"GET /incoming/:id":                            {401, 404, 404, 404, 404, 404}, // a draft did not come
	"POST /incoming/:id/files":                     {401, 422, 422, 422, 422, 422},
	"GET /incoming/:id/files/:n":                   {401, 404, 404, 404, 404, 404},
	"POST /incoming/:id/actions/":                  {401, 404, 404, 404, 404, 404},
	"PUT /incoming/:id/assignment":                 {401, 404, 404, 404, 404, 404},
	"POST /incoming/:id/progress":                  {401, 404, 404, 404, 404, 404},
	"POST /incoming/:id/answer":                    {401, 422, 422, 422, 422, 422},
	"POST /incoming/:id/keep":                      {401, 404, 404, 404, 404, 404},
	"POST /incoming/:id/copies":                    {401, 404, 404, 404, 404, 404},
	"POST /documents/:id/copies":                   {401, 403, 403, 403, 422, 403}, // not said how
	"GET /books":                                   {401, 403, 403, 403, 200, 200},
	"GET /books/proof":                             {401, 403, 403, 403, 200, 200},
	"POST /books/close":                            {401, 403, 403, 403, 404, 404}, // no such book
	"POST /books/reserve":                          {401, 403, 403, 403, 422, 403},
	"GET /postings":                                {401, 200, 200, 200, 200, 200},
	"GET /postings/:id":                            {401, 404, 404, 404, 404, 404},
	"GET /postings/unposted":                       {401, 200, 200, 200, 200, 200},
	"GET /registers/postings":                      {401, 200, 200, 200, 200, 200},
	"POST /postings":                               {401, 403, 403, 403, 422, 403},
	"POST /postings/:id/receipt":                   {401, 404, 404, 404, 404, 404}, // no such line
	"GET /loans":                                   {401, 200, 200, 200, 200, 200},
	"GET /loans/:id":                               {401, 404, 404, 404, 404, 404},
	"GET /registers/loans":                         {401, 200, 200, 200, 200, 200},
	"POST /loans":                                  {401, 403, 403, 403, 404, 403}, // of no document
	"POST /loans/:id/return":                       {401, 404, 404, 404, 404, 404},
	"GET /registers/follow-up":                     {401, 200, 200, 200, 200, 200},
	"GET /registers/incoming":                      {401, 200, 200, 200, 200, 200},
	"GET /flows/incoming":                          {401, 200, 200, 200, 200, 200},
	"GET /registers/outgoing":                      {401, 200, 200, 200, 200, 200},
	"GET /flows/outgoing":                          {401, 200, 200, 200, 200, 200},
	"GET /openapi.json":                            {401, 200, 200, 200, 200, 200},
	"GET /signatories":                             {401, 200, 200, 200, 200, 200},
	"GET /positions":                               {401, 200, 200, 200, 200, 200},
	"GET /authorities":                             {401, 200, 200, 200, 200, 200},
	"POST /authorities":                            {401, 403, 403, 403, 403, 422},
	"PUT /authorities/:id":                         {401, 403, 403, 403, 403, 404},
	"GET /absences":                                {401, 200, 200, 200, 200, 200},
	"POST /absences":                               {401, 403, 403, 403, 403, 422},
	"PUT /absences/:id":                            {401, 403, 403, 403, 403, 404},
	"GET /agencies":                                {401, 200, 200, 200, 200, 200},
	"POST /agencies":                               {401, 403, 403, 403, 422, 422},
	"GET /agencies/:id":                            {401, 404, 404, 404, 404, 404},
	"PUT /agencies/:id":                            {401, 403, 403, 403, 404, 404},
	"GET /groups":                                  {401, 200, 200, 200, 200, 200},
	"POST /groups":                                 {401, 403, 403, 403, 422, 422},
	"PUT /groups/:id":                              {401, 403, 403, 403, 404, 404},
	"GET /unit":                                    {401, 200, 200, 200, 200, 200},
	"PUT /unit":                                    {401, 403, 403, 403, 403, 422},
	"GET /accounts":                                {401, 403, 403, 403, 403, 200},
	"POST /accounts":                               {401, 403, 403, 403, 403, 422},
	"GET /accounts/:id":                            {401, 403, 403, 403, 403, 200},
	"PUT /accounts/:id":                            {401, 403, 403, 403, 403, 422},
	"PUT /accounts/:id/password":                   {401, 403, 403, 403, 403, 422},
	"POST /documents/:id/actions/":                 {401, 409, 409, 409, 409, 409}, // TestWhoMayAct
	"PUT /documents/:id/consignments/:consignment": {401, 403, 403, 403, 404, 403}, // a draft has none
	"POST /documents/:id/consignments/:consignment/reroute": {401, 403, 403, 403, 404, 403},
	"POST /documents/:id/successors":                        {401, 422, 422, 422, 422, 422}, // not said how
	"PUT /documents/:id/deadline":                           {401, 409, 409, 403, 403, 403}, // that of a draft is part of it
	"POST /logout":                                          {401, 204, 204, 204, 204, 204},
	"GET /files":                                            {401, 200, 200, 200, 200, 200},
	"POST /files":                                           {401, 422, 422, 422, 422, 403},
	"GET /files/:id":                                        {401, 404, 404, 404, 404, 404},
	"GET /files/:id/package":                                {401, 404, 404, 404, 404, 404},
	"POST /files/:id/actions/":                              {401, 404, 404, 404, 404, 404}, // TestFiles
	"GET /documents/:id/files":                              {401, 200, 200, 200, 200, 200},
}

func TestWhoMayWhat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.draft()
	for _, route := range w.api.Routes() {
		key := route.Method + " " + strings.TrimSuffix(strings.TrimPrefix(route.Path, api.Base), ":action")
		want, ok := rights[key]
		if !ok {
			t.Errorf("%s is not in the table of rights", key)
			continue
		}
		id := r.ID
		if strings.Contains(route.Path, "/accounts/") {
			id = "vanthu"
		}
		path := strings.NewReplacer(":id", id, ":action", "unknown").Replace(route.Path)
		var got [len(who)]int
		for i, user := range who {
			c := call{as: user, method: route.Method, path: path, seen: r.Version}
			if route.Method != http.MethodGet {
				c.body = "{}"
			}
			if got[i] = w.do(c).status; got[i] == http.StatusNoContent { // logged out
				w.tokens.Delete(user)
			}
		}
		if got != want {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
}

// actors are who stands for the roles of the flow table in this office.
var actors = map[string]string{
	"drafter": "chuyenvien", "reviewer": "truongphong", "checker": "chanhvanphong", "signatory": "chutich", "clerk": "vanthu",
}

func TestWhoMayAct(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	flow := w.engine.Flows().Named("outgoing")
	for _, m := range append([]move{{state: "draft"}}, way[:]...) {
		t.Run(m.state, func(t *testing.T) {
			t.Parallel()
			w := w.in(t)
			r := w.carry(m.state)
			steps := flow.From(workflow.State(m.state))
			for _, user := range append([]string{"quantri"}, mapValues(actors)...) {
				w.expectActs(t, r, user, steps)
			}
		})
	}
}

// expectActs holds what is offered to user, and what is refused, to the table.
func (w *world) expectActs(t *testing.T, r record, user string, steps []workflow.Step) {
	t.Helper()
	var seen record
	w.get(user, "/documents/"+r.ID, &seen)
	offered, may := []string{}, []string{}
	for _, a := range seen.Actions {
		offered = append(offered, a.Action)
	}
	for _, s := range steps {
		if actors[s.Who] == user {
			may = append(may, string(s.Action))
			continue
		}
		w.act(user, r, string(s.Action), `{"comment":"thử"}`).problem(http.StatusForbidden, "forbidden")
	}
	if diff := cmp.Diff(may, offered); diff != "" {
		t.Errorf("%s is offered (-want +got)\n%s", user, diff)
	}
}

func mapValues(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

func TestUnitsDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.carry("register")
	as := "pho-vinh."
	for _, c := range []call{
		{as: as + "vanthu", method: http.MethodGet, path: r.path()},
		{as: as + "vanthu", method: http.MethodGet, path: r.path() + "/docx"},
		{as: as + "vanthu", method: http.MethodGet, path: r.path() + "/history"},
		{as: as + "vanthu", method: http.MethodPost, path: r.path() + "/actions/register", seen: r.Version},
		{as: as + "vanthu", method: http.MethodPost, path: r.path() + "/actions/register", seen: 1},
		{as: as + "chuyenvien", method: http.MethodPut, path: r.path(), body: report, seen: r.Version},
		{as: as + "quantri", method: http.MethodGet, path: api.Base + "/accounts/vanthu"},
		{as: as + "quantri", method: http.MethodPut, path: api.Base + "/accounts/vanthu", body: `{"name":"Mai","roles":["clerk"]}`},
		{as: as + "quantri", method: http.MethodPut, path: api.Base + "/accounts/vanthu/password", body: `{"password":"mẹ ru con ngủ"}`},
	} {
		w.do(c).problem(http.StatusNotFound, "not_found")
	}
	var list struct{ Items []struct{ ID, Unit string } }
	for _, path := range []string{"/documents", "/documents?q=ket+qua", "/registers/outgoing?series=BC"} {
		w.act("vanthu", w.carry("register"), "register", "").want(http.StatusOK)
		if w.get(as+"vanthu", path, &list); len(list.Items) != 0 {
			t.Errorf("%s shows %v", path, list.Items)
		}
	}
	for user, path := range map[string]string{as + "quantri": "/accounts", as + "chuyenvien": "/signatories"} {
		w.get(user, path, &list)
		for _, item := range list.Items {
			if !strings.HasPrefix(item.ID, as) {
				t.Errorf("%s shows %s", path, item.ID)
			}
		}
	}
	foreign := strings.Replace(report, `"chutich"`, `"pho-vinh.chutich"`, 1)
	w.do(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents", body: foreign}).
		problem(http.StatusUnprocessableEntity, "invalid")
}
