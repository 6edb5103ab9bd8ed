package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
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
	Which string // "" all of the year, cua-toi, den-han, het-han
	Rows  []fileRow
	Opens bool
	Runs  bool // may hand files over
	Due   int  // how many are due in all
}

// A fileRow is a line of a list of files.
type fileRow struct {
	filing.File
	Count  int
	State  string // "đang mở"
	Ended  bool
	Due    *due
	Handed documents.Date
	Until  documents.Date
}

// listFiles shows the files of a year, those of the person, those that are due at
// the archive, or those whose time is over.
func (w *Web) listFiles(c echo.Context, by *documents.Account) error {
	today := w.d.Engine.Today()
	view := filesView{
		area: w.filingArea(c, by, "/ho-so", "Hồ sơ công việc"), Year: round(c, "nam", today.Year), Which: c.QueryParam("loc"),
		Opens: w.d.Filing.MayOpen(by), Runs: w.d.Filing.MayRun(by),
	}
	for y := today.Year; y > today.Year-10; y-- {
		view.Years = append(view.Years, y)
	}
	all, err := w.fileRows(c, by)
	if err != nil {
		return err
	}
	for _, r := range all {
		soon := r.Due != nil && r.Due.Day.Since(today) <= filing.NoticeDays
		if soon {
			view.Due++
		}
		shown := r.Year == view.Year
		switch view.Which {
		case "cua-toi":
			shown = r.Keeper == by.ID && !r.Ended
		case "den-han":
			shown = soon
		case "het-han":
			shown = r.Expired(today)
		}
		if shown {
			view.Rows = append(view.Rows, r)
		}
	}
	view.Wide = true
	return w.render(c, http.StatusOK, "files", view)
}

// fileRows returns all files of the office, the newest year first.
func (w *Web) fileRows(c echo.Context, by *documents.Account) ([]fileRow, error) {
	ctx := c.Request().Context()
	files, err := w.d.Filing.Files(ctx, by, 0)
	if err != nil {
		return nil, err
	}
	transfers, err := w.d.Filing.Transfers(ctx, by)
	if err != nil {
		return nil, err
	}
	handed := map[string]documents.Date{}
	for _, t := range transfers {
		for _, id := range t.Value.Files {
			handed[id] = t.Value.On
		}
	}
	today := w.d.Engine.Today()
	rows := make([]fileRow, len(files))
	for i := range files {
		f := &files[i]
		rows[i] = fileRow{File: *f, Count: len(f.In()), Handed: handed[f.ID()], Until: f.Period.Until(f.Ended)}
		rows[i].State, rows[i].Ended = fileState(f, rows[i].Handed)
		if rows[i].Handed.IsZero() {
			rows[i].Due = dueOn(f.Due(), today)
		}
	}
	slices.SortStableFunc(rows, func(a, b fileRow) int { return cmp.Compare(b.Year, a.Year) })
	return rows, nil
}

// fileState says where a file is, and whether its work is over.
func fileState(f *filing.File, handed documents.Date) (state string, ended bool) {
	switch {
	case f.Destroyed != nil:
		return "có quyết định tiêu hủy", true
	case !handed.IsZero():
		return "đã nộp lưu " + handed.Short(), true
	case f.IsOpen():
		return "đang mở", false
	}
	return fmt.Sprintf("đã kết thúc %s", f.Ended.Short()), true
}
