package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// closed is a channel over which nothing can be sent.
type closed struct{}

func (closed) Deliver(context.Context, *workflow.Letter) (string, error) {
	return "", workflow.Undelivered(workflow.RuleSendLocked, "H48.3")
}

// TestWhatCouldNotBeSent: the page says why, văn thư sends the paper, and prints its
// envelope; nobody else is asked to.
func TestWhatCouldNotBeSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	unit, err := w.store.Unit(t.Context(), "duc-pho")
	w.must(err)
	unit.Code = "H48.61.8"
	w.must(w.store.PutUnit(t.Context(), unit))
	w.must(w.store.PutAgency(t.Context(), &documents.Agency{
		ID: "skhcn-thu", Unit: "duc-pho", Name: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", Code: "H48.3",
		Channels: []documents.Channel{{Medium: documents.ByEdXML}, {Medium: documents.OnPaper, Address: "202 Trần Hưng Đạo"}},
	}))
	r := w.carry("Báo cáo bị chặn", 6)
	w.must(w.engine.WorkOnce(t.Context(), func(workflow.Due, error) {}))
	path := "/van-ban/" + string(r.ID)
	w.get("vanthu", "/").want(http.StatusOK).says("có nơi chưa nhận được")
	w.get("vanthu", path).want(http.StatusOK).says("trục liên thông: không gửi được", "Nơi nhận đang bị khóa trên trục liên thông (H48.3). Hãy liên hệ nơi nhận", "Chuyển sang gửi bản giấy")
	w.get("chuyenvien", path).want(http.StatusOK).says("không gửi được").hides("Chuyển sang gửi bản giấy")
	w.get("vanthu", path+"/bi").want(http.StatusOK).hides("202 Trần Hưng Đạo")
	now, err := w.store.Get(t.Context(), "duc-pho", r.ID)
	w.must(err)
	f := url.Values{"seen": {strconv.FormatInt(int64(now.Version), 10)}, "consignment": {now.Consignments[0].ID}, "how": {"otherwise"}}
	w.post("vanthu", path+"/gui-lai", f).want(http.StatusUnprocessableEntity).says("Chưa ghi lý do")
	f.Set("how", "paper")
	w.post("chuyenvien", path+"/gui-lai", f).want(http.StatusForbidden)
	w.post("vanthu", path+"/gui-lai", f).want(http.StatusSeeOther)
	w.get("vanthu", path).want(http.StatusOK).hides("không gửi được").says("chuyển sang gửi bản giấy")
	w.get("vanthu", path+"/bi").want(http.StatusOK).says("Kính gửi: Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", "202 Trần Hưng Đạo")
}

// TestMendFromThePage: who drafts begins what replaces or corrects it.
func TestMendFromThePage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := "/van-ban/" + string(w.carry("Báo cáo sai", 6).ID)
	w.get("vanthu", path).want(http.StatusOK).hides("Soạn văn bản thay thế")
	w.get("chuyenvien", path).want(http.StatusOK).says("Soạn văn bản thay thế")
	p := w.post("chuyenvien", path+"/sua-sai", url.Values{"kind": {"corrects"}}).want(http.StatusSeeOther)
	to := p.header.Get("Location")
	if !strings.HasSuffix(to, "/soan") {
		t.Fatalf("led to %s", to)
	}
	w.get("chuyenvien", strings.TrimSuffix(to, "/soan")).want(http.StatusOK).says("Đính chính Báo cáo số 01/BC-UBND")
	w.post("chuyenvien", path+"/sua-sai", url.Values{"kind": {"answers"}}).want(http.StatusUnprocessableEntity)
}
