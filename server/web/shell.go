package web

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// A shell is what the layout of every page knows: whose page it is and where
// in the program.
type shell struct {
	Title string
	Who   *documents.Account
	Nav   []navItem
	Done  string // what was just done, as a sentence
	Wide  bool   // the page uses the whole width
}

// A navItem is a line of the navigation.
type navItem struct {
	Path, Text string
	Count      int  // shown when not 0
	Late       bool // what is counted is overdue
	Here       bool
	also       string // what the addresses of its other pages begin with
	shownTo    func(*documents.Account) bool
}

func everybody(*documents.Account) bool { return true }

// has returns whether an account has one of roles.
func has(roles ...documents.Role) func(*documents.Account) bool {
	return func(a *documents.Account) bool { return slices.ContainsFunc(roles, a.Has) }
}

// overduePath is where a desk shows what is overdue.
const overduePath = "/#han"

// navigation is the same on every page; who may not do a thing is not shown
// the way to it, and what is overdue only when there is something.
var navigation = [...]navItem{
	{Path: "/", Text: "Việc của tôi", shownTo: everybody},
	{Path: overduePath, Text: "Quá hạn", Late: true, shownTo: everybody},
	{Path: "/soan", Text: "Soạn văn bản", shownTo: has(documents.Drafter)},
	{Path: "/van-ban", Text: "Văn bản đi", shownTo: everybody},
	{Path: "/van-ban-den", Text: "Văn bản đến", shownTo: everybody},
	{Path: "/so-van-ban-di", also: "/so-sach/", Text: "Sổ sách", shownTo: everybody},
	{Path: "/ho-so", Text: "Hồ sơ", shownTo: everybody},
	{Path: "/so-dia-chi", Text: "Sổ địa chỉ", shownTo: everybody},
	{Path: "/kiem-tra-chu-ky", Text: "Kiểm tra chữ ký", shownTo: has(documents.Clerk)},
	{Path: "/quan-tri", Text: "Quản trị", shownTo: has(documents.Admin)},
	{Path: "/tro-giup", Text: "Trợ giúp", shownTo: everybody},
}

// doneTexts are the sentences a page shows after an act, by the word in its
// address: never a text that a link could bring.
var doneTexts = map[string]string{
	"luu":      "Đã lưu.",
	"mat-khau": "Đã đổi mật khẩu. Hãy đăng nhập lại bằng mật khẩu mới.",
	"ra":       "Đã đăng xuất.",
	"lap":      "Đã lập đơn vị và tài khoản quản trị. Hãy đăng nhập.",
	"xong":     "Đã xong.",
	"den":      "Đã đăng ký văn bản đến. Hãy đóng dấu ĐẾN và ghi số lên bản giấy, nếu có.",
	"tien-do":  "Đã ghi tiến độ.",
	"giao":     "Đã giao người giải quyết.",
	"ky-so":    "Đã ký số. Văn thư sẽ cấp số và đóng dấu số.",
	"ban-quet": "Đã giữ bản quét.",
	"dong-dau": "Đã ghi số, ngày và đóng dấu số. Văn bản sẵn sàng phát hành.",
	"word":     "Đã lấy bản sửa trong Word làm bản mới của dự thảo.",

	"dong-so":      "Đã đóng sổ.",
	"sao-so":       "Đã ký số bản sao điện tử; tải ở mục Tệp.",
	"sao":          "Đã lập bản sao; người có thẩm quyền ký rồi văn thư cấp số.",
	"giu-so":       "Đã giữ số; sổ ghi dòng hủy kèm lý do.",
	"chung-thu":    "Đã gắn chứng thư số.",
	"bo-chung-thu": "Đã bỏ chứng thư số. Văn bản đã ký giữ nguyên chữ ký.",
	"han":          "Đã đổi hạn xử lý.",
	"gui":          "Đã ghi kết quả gửi.",
	"khong-tra":    "Đã trả lời nơi gửi là không trả lại văn bản.",
	"gui-lai":      "Đã ghi. Việc gửi đến nơi này ở mục Nơi nhận.",
	"nguoi-moi":    "Đã thêm người dùng. Hãy đưa tên đăng nhập và mật khẩu đầu tiên cho người đó.",
	"mat-khau-moi": "Đã đặt lại mật khẩu. Người đó phải đăng nhập lại ở mọi nơi.",
	"ket-thuc":     "Đã ghi. Hãy xem lại mã định danh và kênh gửi của nơi kế thừa.",
	"nhap":         "Đã ghi vào sổ địa chỉ. Dòng nào còn bị từ chối thì sửa trong tệp rồi nhập lại; dòng đã ghi không bị trùng.",
	"mau-moi":      "Đã nhận tệp. Hãy xem phần kiểm tra ở dưới rồi đưa vào dùng.",
	"loc":          "Đã lưu bộ lọc. Lần sau bấm tên bộ lọc ở trên danh sách.",
	"bo-loc":       "Đã bỏ bộ lọc.",
	"nghi":         "Đã bỏ mọi vai trò. Người đó không đăng nhập được nữa.",

	"mo-ho-so":          "Đã mở hồ sơ.",
	"cho-vao":           "Đã cho văn bản vào hồ sơ.",
	"dua-ra":            "Đã đưa văn bản ra khỏi hồ sơ; lý do được ghi lại.",
	"ket-thuc-ho-so":    "Đã kết thúc hồ sơ. Văn bản được xếp lại theo thời gian.",
	"mo-lai-ho-so":      "Đã mở lại hồ sơ.",
	"ban-hanh-danh-muc": "Đã ban hành danh mục hồ sơ.",
	"nop-luu":           "Đã ghi việc giao nhận. Hãy in biên bản và mục lục để hai bên ký.",
}

// shellFor returns the shell of a page for by.
func (w *Web) shellFor(c echo.Context, by *documents.Account, title string) shell {
	s := shell{Title: title, Who: by, Done: doneTexts[c.QueryParam("xong")]}
	path, counts := c.Request().URL.Path, w.counts(c, by)
	for _, item := range navigation {
		item.Count = counts[item.Path]
		if !item.shownTo(by) || item.Late && item.Count == 0 {
			continue
		}
		item.Here = path == item.Path || item.Path != "/" && strings.HasPrefix(path, item.Path+"/") || item.also != "" && strings.HasPrefix(path, item.also)
		s.Nav = append(s.Nav, item)
	}
	return s
}

// counts returns what the navigation counts, by its paths. A page is worth
// showing without it: what cannot be counted is not, and what the page itself
// reads says why.
func (w *Web) counts(c echo.Context, by *documents.Account) map[string]int {
	if scripted(c) {
		return nil
	}
	load, err := w.d.Engine.Load(c.Request().Context(), by)
	if err != nil {
		return nil
	}
	return map[string]int{"/": load.Waiting, overduePath: load.Overdue}
}
