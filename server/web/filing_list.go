package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

// filingPages are the pages of work files.
var filingPages = [...]navItem{
	{Path: "/ho-so", Text: "Hồ sơ công việc"},
	{Path: "/ho-so/danh-muc", Text: "Danh mục hồ sơ"},
	{Path: "/ho-so/nop-luu", Text: "Nộp lưu trữ"},
	{Path: "/ho-so/thoi-han", Text: "Thời hạn bảo quản"},
}

// filingArea returns the shell of a page of work files.
func (w *Web) filingArea(c echo.Context, by *documents.Account, here, title string) area {
	return w.area(c, by, filingPages[:], navItem{Path: here, Text: title})
}

type filesView struct {
	area
	Year  int
	Years []int
	Which string // one of fileLists
	Rows  []fileRow
	Opens bool
	Runs  bool   // may hand files over
	Due   int    // how many are due in all, up to workflow.MaxTally
	First string // address of the first page; "" on it
	Next  string
}

// A fileRow is a line of a list of files.
type fileRow struct {
	filing.File
	Count int
	State string // "đang mở"
	Ended bool
	Due   *due
	Until documents.Date
}

// fileLists are the lists of files by their words in the address.
var fileLists = map[string]filing.Which{"": filing.OfYear, "cua-toi": filing.Mine, "den-han": filing.AtDue, "het-han": filing.Over}

// listFiles shows a page of the files of a year, those of the person, those that are due
// at the archive, or those whose time is over.
func (w *Web) listFiles(c echo.Context, by *documents.Account) error {
	ctx, today := c.Request().Context(), w.d.Engine.Today()
	view := filesView{
		area: w.filingArea(c, by, "/ho-so", "Hồ sơ công việc"), Year: round(c, "nam", today.Year), Which: c.QueryParam("loc"),
		Opens: w.d.Filing.MayOpen(by), Runs: w.d.Filing.MayRun(by),
	}
	for y := today.Year; y > today.Year-10; y-- {
		view.Years = append(view.Years, y)
	}
	q := filing.Query{Which: fileLists[view.Which], After: c.QueryParam("sau")}
	if q.Which == filing.OfYear {
		q.Year = view.Year
	}
	page, err := w.d.Filing.Page(ctx, by, q)
	if err != nil {
		return err
	}
	if view.Due, err = w.d.Filing.Count(ctx, by, filing.AtDue); err != nil {
		return err
	}
	view.Rows = w.fileRows(page.Files)
	if q.After != "" {
		view.First = view.address("")
	}
	if page.Next != "" {
		view.Next = view.address(page.Next)
	}
	view.Wide = true
	return w.render(c, http.StatusOK, "files", view)
}

// address is where the list goes on after a mark.
func (v *filesView) address(after string) string {
	q := url.Values{"nam": {strconv.Itoa(v.Year)}, "loc": {v.Which}}
	if after != "" {
		q.Set("sau", after)
	}
	return "/ho-so?" + q.Encode()
}

// Full reports whether more may be due than were counted.
func (v *filesView) Full() bool { return v.Due >= workflow.MaxTally }

func (w *Web) fileRows(files []filing.File) []fileRow {
	today := w.d.Engine.Today()
	rows := make([]fileRow, len(files))
	for i := range files {
		f := &files[i]
		rows[i] = fileRow{File: *f, Count: len(f.In()), Until: f.Period.Until(f.Ended)}
		rows[i].State, rows[i].Ended = fileState(f)
		if f.Handed.IsZero() {
			rows[i].Due = dueOn(f.Due(), today)
		}
	}
	return rows
}

// fileState says where a file is, and whether its work is over.
func fileState(f *filing.File) (state string, ended bool) {
	switch {
	case f.Destroyed != nil:
		return "có quyết định tiêu hủy", true
	case !f.Handed.IsZero():
		return "đã nộp lưu " + f.Handed.Short(), true
	case f.IsOpen():
		return "đang mở", false
	}
	return fmt.Sprintf("đã kết thúc %s", f.Ended.Short()), true
}
