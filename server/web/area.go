package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// An area is the shell of a page among others of one matter: with the ways
// between them.
type area struct {
	shell
	Matter navItem   // the page they begin at
	Pages  []navItem // all of them
}

// administration are the pages of the office's settings.
var administration = [...]navItem{
	{Path: "/quan-tri", Text: "Tổng quan"},
	{Path: "/quan-tri/don-vi", Text: "Đơn vị"},
	{Path: "/quan-tri/nguoi-dung", Text: "Người dùng"},
	{Path: "/quan-tri/giao-ky", Text: "Giao ký"},
	{Path: "/quan-tri/vang-mat", Text: "Vắng mặt"},
	{Path: "/quan-tri/nguoi-ky", Text: "Ai ký được"},
	{Path: "/quan-tri/mau", Text: "Mẫu văn bản"},
	{Path: "/quan-tri/luong", Text: "Luồng xử lý"},
}

// book are the pages of the address book.
var book = [...]navItem{
	{Path: "/so-dia-chi", Text: "Nơi nhận"},
	{Path: "/so-dia-chi/nhom", Text: "Nhóm nơi nhận"},
	{Path: "/so-dia-chi/nhap", Text: "Nhập từ tệp", shownTo: has(documents.Clerk, documents.Admin)},
}

// registers are the books of văn thư.
var registers = [...]navItem{
	{Path: "/so-van-ban-di", Text: "Văn bản đi"},
	{Path: "/so-sach/van-ban-den", Text: "Văn bản đến"},
	{Path: "/so-sach/theo-doi", Text: "Theo dõi giải quyết"},
	{Path: "/so-sach/buu-dien", Text: "Gửi bưu điện"},
	{Path: "/so-sach/ban-luu", Text: "Sử dụng bản lưu"},
	{Path: bookStatePath, Text: "Đối chiếu, đóng sổ", shownTo: has(documents.Clerk, documents.Admin)},
	{Path: "/so-sach/thoi-han", Text: "Thời hạn"},
}

// registerArea returns the shell of a page of the books of văn thư.
func (w *Web) registerArea(c echo.Context, by *documents.Account, here, title string) area {
	return w.area(c, by, registers[:], navItem{Path: here, Text: title})
}

// adminArea returns the shell of a page of the settings; here is the path of
// the page it belongs to.
func (w *Web) adminArea(c echo.Context, by *documents.Account, here, title string) area {
	return w.area(c, by, administration[:], navItem{Path: here, Text: title})
}

// bookArea returns the shell of a page of the address book.
func (w *Web) bookArea(c echo.Context, by *documents.Account, here, title string) area {
	return w.area(c, by, book[:], navItem{Path: here, Text: title})
}

func (w *Web) area(c echo.Context, by *documents.Account, all []navItem, here navItem) area {
	a := area{shell: w.shellFor(c, by, here.Text), Matter: all[0]}
	for _, item := range a.Nav {
		if item.Path == all[0].Path {
			a.Matter.Text = item.Text
		}
	}
	for _, item := range all {
		if item.shownTo == nil || item.shownTo(by) {
			item.Here = item.Path == here.Path
			a.Pages = append(a.Pages, item)
		}
	}
	return a
}

// administers lets only who keeps the office's people and settings pass.
func administers(h handler) handler {
	return only(h, has(documents.Admin), workflow.Refusal{Action: "administer", Rule: workflow.RuleNotAdmin, Kind: documents.ErrForbidden})
}

// keepsBook lets only who keeps the address book pass.
func keepsBook(h handler) handler {
	return only(h, has(documents.Clerk, documents.Admin), workflow.Refusal{Action: "keep_book", Rule: workflow.RuleNotKeeper, Kind: documents.ErrForbidden})
}

func only(h handler, may func(*documents.Account) bool, refusal workflow.Refusal) handler {
	return func(c echo.Context, by *documents.Account) error {
		if !may(by) {
			return &refusal
		}
		return h(c, by)
	}
}

// errChanged is said where a form was made from what another has changed since.
var errChanged = &fault{
	"conflict", "Đã có người sửa trước",
	"Mục này đã thay đổi từ lúc bạn mở. Những gì bạn gõ còn ở dưới và chưa được lưu. Hãy mở mục này ở một thẻ khác để xem bản đã lưu, rồi lưu lại nếu vẫn đúng.",
}

// stampOf tells two contents of one thing apart. It stands in a form, so that
// what another has saved since is not overwritten unseen.
func stampOf(v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("stamp a %T: %w", v, err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), nil
}

// unchanged returns errChanged when what a form was made from is not v any
// more.
func unchanged(f url.Values, v any) error {
	now, err := stampOf(v)
	if err == nil && f.Get("seen") != now {
		err = errChanged
	}
	return err
}

// retry shows a form again that was refused, where the person can mend it.
func retry(f url.Values, err error, ask func(attempt) error) error {
	fail := newFailure(err)
	if fail.Status >= http.StatusInternalServerError || errors.Is(err, documents.ErrNotFound) || errors.Is(err, documents.ErrForbidden) {
		return err
	}
	return ask(attempt{f, fail})
}
