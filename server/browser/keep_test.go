//go:build unix

package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// begin starts a draft and returns where its editor is.
func (p *person) begin(abstract string) string {
	p.t.Helper()
	p.open("/soan")
	p.fill("Trích yếu", abstract)
	p.press("Bắt đầu soạn")
	return p.path()
}

// value is what a field has.
func (p *person) value(label string) string {
	p.t.Helper()
	return got(p, chromedp.Value(p.mark("field", label)))
}

// TestTwoOnOneDraft: the second of two sees who writes, takes over, and what
// the first had typed is his still.
func TestTwoOnOneDraft(t *testing.T) {
	t.Parallel()
	first, second := known(t, "chuyenvien", office), known(t, "truongphong", office)
	editor := first.begin("Hai người một dự thảo")
	first.fill("Nội dung", "Phần của người thứ nhất.")
	first.sees("Đã giữ lúc")

	second.open(editor)
	second.sees("Lê Văn Hiếu đang soạn văn bản này")
	second.shot("dang-soan")
	second.press("Nhận soạn tiếp")
	second.fill("Nội dung", "Phần của người thứ hai.")
	second.press("Lưu")
	second.sees("Phần của người thứ hai.")

	first.press("Lưu")
	first.sees("Nguyễn Thị Lan")
	first.shot("bi-nhan")
	if got := first.value("Nội dung"); !strings.Contains(got, "Phần của người thứ nhất.") {
		t.Errorf("what the first typed is gone: %q", got)
	}
}

// TestClosedTab: what was typed and never saved is there when the draft is opened
// again.
func TestClosedTab(t *testing.T) {
	t.Parallel()
	p := known(t, "chuyenvien", phone)
	editor := p.begin("Đóng thẻ khi đang gõ")
	p.fill("Nội dung", "Chữ gõ mà chưa lưu.")
	p.open("/") // at once, before anything was kept by the clock
	p.open(editor)
	p.waits("the text is there", func() bool { return p.value("Nội dung") == "Chữ gõ mà chưa lưu." })
	p.shot("khoi-phuc")
}

// TestCutNetwork: what is typed while there is no network is kept in the
// browser and sent when there is one again.
func TestCutNetwork(t *testing.T) {
	t.Parallel()
	p := known(t, "chuyenvien", office)
	editor := p.begin("Mất mạng khi đang gõ")
	offline := func(cut bool) {
		all := network.Conditions{DownloadThroughput: -1, UploadThroughput: -1, Offline: cut}
		p.do(command(network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{&all}}))
	}
	offline(true)
	p.fill("Nội dung", "Gõ khi mất mạng.")
	p.sees("Mất kết nối")
	p.shot("mat-mang")
	offline(false)
	p.sees("Đã giữ lúc")
	other := known(t, "chuyenvien", office)
	other.open(editor)
	if got := other.value("Nội dung"); got != "Gõ khi mất mạng." {
		t.Errorf("the server has %q", got)
	}
}

// TestPageFollows: the page beside the editor shows what is typed within a blink.
func TestPageFollows(t *testing.T) {
	t.Parallel()
	p := known(t, "chuyenvien", office)
	p.begin("Trang đi theo chữ gõ")
	p.fill("Nội dung", "Chữ này phải hiện trên trang.")
	p.waits("the page beside says it", func() bool {
		beside := got(p, chromedp.Evaluate[string](`document.getElementById("xem").innerText`))
		return strings.Contains(beside, "Chữ này phải hiện trên trang.")
	})
}

// TestByKeyboard: the head of a division finds, reads and approves a document
// without a mouse.
func TestByKeyboard(t *testing.T) {
	t.Parallel()
	clerk := known(t, "chuyenvien", office)
	doc, abstract := report(t), "Duyệt bằng bàn phím"
	clerk.write(doc, abstract)
	clerk.press("Lưu và trình duyệt")

	head := bare(t, "truongphong", office)
	head.open("/dang-nhap")
	head.waits("the first field has the focus", func() bool {
		return got(head, chromedp.Evaluate[bool](`document.hasFocus() && document.activeElement.name === "user"`))
	})
	head.keys(head.name, kb.Tab, password, kb.Enter)
	head.sees("Việc của tôi", abstract)
	head.tabTo(func(focus string) bool { return focus == "A:"+head.linkOf(abstract) })
	head.keys(kb.Enter)
	head.sees("Đồng ý")
	head.tabTo(func(focus string) bool { return focus == "BUTTON:Đồng ý" })
	head.shot("ban-phim")
	head.keys(kb.Enter)
	head.sees("Đã")
	clerk.open("/van-ban?q=" + abstract)
	clerk.open(clerk.linkOf(abstract))
	clerk.sees("Nguyễn Thị Lan (Trưởng phòng) đồng ý")
}

// keys types, one text or key after the other.
func (p *person) keys(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if len(text) > 1 {
			p.do(insert(text))
		} else {
			p.do(chromedp.KeyEvent(text))
		}
	}
}

// maxTabs is how many times a person presses Tab before giving up.
const maxTabs = 150

// tabTo presses Tab until the focus is where it is wanted.
func (p *person) tabTo(wanted func(focus string) bool) {
	p.t.Helper()
	focus := ""
	for range maxTabs {
		p.do(chromedp.KeyEvent(kb.Tab))
		focus = got(p, chromedp.Evaluate[string](`document.activeElement.tagName + ":" + (document.activeElement.getAttribute("href") || document.activeElement.textContent.trim())`))
		if wanted(focus) {
			return
		}
	}
	p.t.Fatalf("%s: Tab never came there; last at %s", p.name, focus)
}
