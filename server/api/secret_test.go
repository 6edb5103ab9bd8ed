package api_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/server/api"
)

// canary is what must not be found anywhere after a refusal.
const canary = "bồ câu đưa thư ngày mưa"

func TestSecretsAreRefusedAndNotKept(t *testing.T) {
	w := newWorld(t)
	draft, review := w.draft(), w.carry("review")
	marked := func(field, value string) string {
		return `{"kind":"BC","abstract":"` + canary + `","` + field + `":` + value + `}`
	}
	documents := api.Base + "/documents"
	for name, c := range map[string]call{
		"Create":     {as: "chuyenvien", method: http.MethodPost, path: documents, body: marked("body", `"Kính gửi\nTUYỆT MẬT\n`+canary+`"`)},
		"Place":      {as: "chuyenvien", method: http.MethodPost, path: documents, body: marked("place", `"MẬT"`)},
		"Run":        {as: "chuyenvien", method: http.MethodPost, path: documents, body: marked("body", `[{"type":"paragraph","text":[{"text":"Độ mật: Tối mật"}]}]`)},
		"Unknown":    {as: "chuyenvien", method: http.MethodPost, path: documents, body: marked("level", `"TỐI MẬT"`)},
		"Decomposed": {as: "chuyenvien", method: http.MethodPost, path: documents, body: marked("place", `"MA\u0302\u0323T"`)},
		"Revise":     {as: "chuyenvien", method: http.MethodPut, path: draft.path(), body: marked("place", `"TỐI MẬT"`), seen: draft.Version},
		"Comment": {as: "truongphong", method: http.MethodPost, path: review.path() + "/actions/return", seen: review.Version,
			body: `{"comment":"` + canary + `\nMẬT"}`},
		"Account": {as: "quantri", method: http.MethodPost, path: api.Base + "/accounts",
			body: `{"account":{"id":"nam","name":"` + canary + `","short":"TUYỆT MẬT","roles":["clerk"]},"password":"con cò bay lả"}`},
	} {
		t.Run(name, func(t *testing.T) {
			w := w.in(t)
			var p struct {
				Fields []struct{ Rule, Article string }
			}
			a := w.do(c).problem(http.StatusUnprocessableEntity, "invalid")
			a.into(&p)
			if len(p.Fields) != 1 || p.Fields[0].Rule != "secret" || !strings.Contains(p.Fields[0].Article, "bí mật nhà nước") {
				t.Errorf("got %+v", p.Fields)
			}
			if strings.Contains(string(a.body), canary) {
				t.Errorf("the answer repeats it: %s", a.body)
			}
		})
	}
	if strings.Contains(w.log.String(), canary) {
		t.Error("the log has it")
	}
	w.must(w.store.Close())
	expectNowhere(t, w.dir, canary)
}

// expectNowhere reads every file below dir.
func expectNowhere(t *testing.T, dir, text string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), text) {
			t.Errorf("%s has it", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("read %d files: %v", files, err)
	}
}
