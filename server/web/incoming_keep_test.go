package web_test

import (
	"net/http"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestSenderDoesNotGetItBack: văn thư says on the page why, once.
func TestSenderDoesNotGetItBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r, _, err := w.engine.Arrive(t.Context(), "duc-pho", workflow.Arrival{Organ: "H48.1", DocumentID: "a-1", Receipt: workflow.Receipt{
		Kind: documents.Official, Author: "Sở Nội vụ", Notation: "12/SNV-VP", Abstract: "Rà soát biên chế",
	}})
	w.must(err)
	w.must(w.engine.AskBack(t.Context(), workflow.AskingBack{
		Unit: "duc-pho", Organ: "H48.1", DocumentID: "a-1", AskedBack: workflow.AskedBack{At: w.clock, Reason: "Gửi nhầm", How: "status"},
	}))
	at := "/van-ban-den/" + string(r.ID)
	path := at + "/khong-tra"
	f := w.get("vanthu", at).says("Nơi gửi đề nghị lấy lại văn bản này: Gửi nhầm").form(path)
	w.post("chutich", path, f).want(http.StatusForbidden)
	w.post("vanthu", path, f).want(http.StatusUnprocessableEntity).says("lý do")
	f.Set("reason", "Đã dùng để giải quyết")
	w.follow("vanthu", w.post("vanthu", path, f)).says("Đã trả lời nơi gửi là không trả lại văn bản.", "Đã dùng để giải quyết").hides("Không trả lại…")
	w.get("vanthu", at).hides("Nơi gửi đề nghị lấy lại")
}
