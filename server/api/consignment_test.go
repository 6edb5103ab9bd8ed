package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/server/api"
	"vanthu/workflow"
)

// closed is a channel over which nothing can be sent.
type closed struct{}

func (closed) Deliver(context.Context, *workflow.Letter) (string, error) {
	return "", workflow.Undelivered(workflow.RuleSendReceiver, "kho")
}

// stuck sends a report to a body that is reached over that channel alone.
func (w *world) stuck() record {
	w.t.Helper()
	w.must(w.store.PutAgency(w.t.Context(), &documents.Agency{
		ID: "kho", Unit: "duc-pho", Name: "Kho chung", Channels: []documents.Channel{{Medium: documents.ByFolder, Address: "kho"}},
	}))
	body := strings.Replace(report, "Sở Khoa học và Công nghệ", "Kho chung", 1)
	r := w.do(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents", body: body}).want(http.StatusCreated).record()
	for _, m := range way {
		r = w.act(m.user, r, m.action, "").want(http.StatusOK).record()
	}
	w.must(w.engine.WorkOnce(w.t.Context(), func(workflow.Due, error) {}))
	return w.do(call{as: "vanthu", method: http.MethodGet, path: r.path()}).want(http.StatusOK).record()
}

// A consignment tells why it was not sent and what can be done, and it is done.
func TestConsignmentThatIsStuck(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.stuck()
	show := func() (view struct {
		Desk         string `json:"desk"`
		Consignments []struct {
			Channel string   `json:"channel"`
			Sent    string   `json:"sent"`
			Detours []string `json:"detours"`
			Sending struct {
				State, Rule, Detail string
				Attempts            int
			} `json:"sending"`
		} `json:"consignments"`
	}) {
		w.do(call{as: "vanthu", method: http.MethodGet, path: r.path()}).want(http.StatusOK).into(&view)
		return view
	}
	view := show()
	if c := view.Consignments[0]; view.Desk != "clerk" || c.Channel != "folder" || c.Sending.State != "failed" || c.Sending.Rule != "send_receiver" ||
		c.Sending.Attempts != 1 || !strings.HasPrefix(c.Sending.Detail, "Không có nơi nhận này trên kênh đó (kho). ") || strings.Join(c.Detours, " ") != "again paper otherwise" {
		t.Errorf("got %+v", view)
	}
	path := r.path() + "/consignments/" + r.ID + "-1/reroute"
	w.do(call{as: "vanthu", method: http.MethodPost, path: path, seen: r.Version, body: `{"how":"otherwise"}`}).want(http.StatusUnprocessableEntity)
	w.do(call{as: "vanthu", method: http.MethodPost, path: path, seen: r.Version, body: `{"how":"paper"}`}).want(http.StatusOK)
	if view = show(); view.Desk != "" || view.Consignments[0].Channel != "paper" || view.Consignments[0].Sent == "" {
		t.Errorf("got %+v", view)
	}
}
