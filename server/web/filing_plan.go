package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

type planView struct {
	area
	F                  filled
	Kept               workflow.Kept[filing.List]
	List               *filing.List
	Year               int
	Years              []int
	Draws, Issues      bool
	Opens              bool
	Names              map[documents.AccountID]string
	There              map[string]bool // files that were opened, by their notations
	Permanent, Limited int
	Begun              bool // the lines are those of the year before, not stored yet
}

// showPlan shows the list of files of a year.
func (w *Web) showPlan(c echo.Context, by *documents.Account) error {
	return w.askPlan(c, by, attempt{})
}

func (w *Web) askPlan(c echo.Context, by *documents.Account, before attempt) error {
	ctx, today := c.Request().Context(), w.d.Engine.Today().Year
	year := round(c, "nam", today)
	if n, err := strconv.Atoi(before.typed.Get("year")); err == nil {
		year = n
	}
	k, err := w.d.Filing.List(ctx, by, year)
	if err != nil {
		return err
	}
	v := planView{area: w.filingArea(c, by, "/ho-so/danh-muc", "Danh mục hồ sơ năm "+strconv.Itoa(year)), Kept: k, List: &k.Value, Year: year, Opens: w.d.Filing.MayOpen(by)}
	for y := today + 1; y > today-9; y-- {
		v.Years = append(v.Years, y)
	}
	v.Wide = true
	v.Draws = w.d.Filing.MayRun(by) && !v.List.IsIssued()
	v.Issues = w.d.Filing.MayIssue(by) && !v.List.IsIssued() && len(v.List.Lines) > 0
	v.Permanent, v.Limited = v.List.Totals()
	text := v.List.Write()
	if k.Version == 0 && v.Draws {
		lines, err := w.d.Filing.Begin(ctx, by, year)
		if err != nil {
			return err
		}
		text, v.Begun = (&filing.List{Lines: lines}).Write(), len(lines) > 0
	}
	if err := w.aboutPlan(c, by, &v); err != nil {
		return err
	}
	if v.F, err = filledWith(before, url.Values{"lines": {text}}, nil); err != nil {
		return err
	}
	return w.render(c, before.status(), "file-plan", v)
}

// aboutPlan looks up what the lines of a list name.
func (w *Web) aboutPlan(c echo.Context, by *documents.Account, v *planView) error {
	people, err := w.d.Filing.Keepers(c.Request().Context(), by)
	if err != nil {
		return err
	}
	v.Names = map[documents.AccountID]string{}
	for _, a := range people {
		v.Names[a.ID] = a.Name
	}
	v.There, err = w.d.Filing.Notations(c.Request().Context(), by, v.Year)
	return err
}

// planOf is the list that a form was made from.
func planOf(f url.Values) workflow.Kept[filing.List] {
	var k workflow.Kept[filing.List]
	k.Value.Year, _ = strconv.Atoi(f.Get("year")) // 0 has no list
	k.Version, _ = strconv.ParseInt(f.Get("version"), 10, 64)
	return k
}

// savePlan draws the list up.
func (w *Web) savePlan(c echo.Context, by *documents.Account) error {
	f, err := form(c, bigForm)
	if err != nil {
		return err
	}
	lines, err := filing.ReadLines(f.Get("lines"))
	if err == nil {
		_, err = w.d.Filing.DrawUp(c.Request().Context(), by, planOf(f), lines)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askPlan(c, by, before) })
	}
	return seeOther(c, "/ho-so/danh-muc?nam="+url.QueryEscape(f.Get("year"))+"&xong=luu")
}

// issuePlan issues the list.
func (w *Web) issuePlan(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	if _, err := w.d.Filing.Issue(c.Request().Context(), by, planOf(f)); err != nil {
		return retry(f, err, func(before attempt) error {
			before.typed = url.Values{"year": f["year"]}
			return w.askPlan(c, by, before)
		})
	}
	return seeOther(c, "/ho-so/danh-muc?nam="+url.QueryEscape(f.Get("year"))+"&xong=ban-hanh-danh-muc")
}

type periodsView struct {
	area
	F    filled
	Set  filing.Settings
	Own  bool
	Runs bool
	Rows []filing.Subject
}

// showPeriods shows how long papers are kept.
func (w *Web) showPeriods(c echo.Context, by *documents.Account) error {
	return w.askPeriods(c, by, attempt{})
}

func (w *Web) askPeriods(c echo.Context, by *documents.Account, before attempt) error {
	k, err := w.d.Filing.Settings(c.Request().Context(), by)
	if err != nil {
		return err
	}
	v := periodsView{area: w.filingArea(c, by, "/ho-so/thoi-han", "Thời hạn bảo quản"), Set: k.Value, Own: len(k.Value.Subjects) > 0, Runs: w.d.Filing.MayRun(by), Rows: k.Value.Table()}
	v.F, err = filledWith(before, url.Values{"subjects": {filing.WriteSubjects(v.Rows)}, "confirmed": {k.Value.Confirmed}, "version": {strconv.FormatInt(k.Version, 10)}}, nil)
	if err != nil {
		return err
	}
	return w.render(c, before.status(), "file-periods", v)
}

// savePeriods stores the office's own.
func (w *Web) savePeriods(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	k := workflow.Kept[filing.Settings]{}
	k.Version, _ = strconv.ParseInt(f.Get("version"), 10, 64) // another is a conflict
	k.Value.Confirmed = f.Get("confirmed")
	if k.Value.Subjects, err = filing.ReadSubjects(f.Get("subjects")); err == nil {
		_, err = w.d.Filing.Set(c.Request().Context(), by, k)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askPeriods(c, by, before) })
	}
	return seeOther(c, "/ho-so/thoi-han?xong=luu")
}

type transfersView struct {
	area
	F    filled
	Rows []workflow.Kept[filing.Transfer]
	Here []fileRow // closed, and not handed over yet
	Runs bool
	Next string // address of the next page of those
}

// listTransfers shows what was handed over, and what may be.
func (w *Web) listTransfers(c echo.Context, by *documents.Account) error {
	return w.askTransfer(c, by, attempt{})
}

func (w *Web) askTransfer(c echo.Context, by *documents.Account, before attempt) error {
	v := transfersView{area: w.filingArea(c, by, "/ho-so/nop-luu", "Nộp lưu trữ hiện hành"), Runs: w.d.Filing.MayRun(by)}
	v.Wide = true
	var err error
	if v.Rows, err = w.d.Filing.Transfers(c.Request().Context(), by); err != nil {
		return err
	}
	page, err := w.d.Filing.Page(c.Request().Context(), by, filing.Query{Which: filing.Here, After: c.QueryParam("sau"), Limit: transferPage})
	if err != nil {
		return err
	}
	if v.Here = w.fileRows(page.Files); page.Next != "" {
		v.Next = "/ho-so/nop-luu?" + url.Values{"sau": {page.Next}}.Encode()
	}
	if v.F, err = filledWith(before, url.Values{"receiver": {by.Name}}, nil); err != nil {
		return err
	}
	return w.render(c, before.status(), "file-transfers", v)
}

// transferPage is how many files are offered to be handed over at a time.
const transferPage = 50

// handOver records that files are handed over.
func (w *Web) handOver(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	k, err := w.d.Filing.HandOver(c.Request().Context(), by, filing.Transfer{
		Giver: f.Get("giver"), Receiver: f.Get("receiver"), Condition: f.Get("condition"), Files: f["files"],
	})
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askTransfer(c, by, before) })
	}
	return seeOther(c, "/ho-so/nop-luu/"+url.PathEscape(k.ID)+"?xong=nop-luu")
}

type transferView struct {
	area
	Kept  workflow.Kept[filing.Transfer]
	Files []filing.File
}

// showTransfer shows the minutes of a transfer.
func (w *Web) showTransfer(c echo.Context, by *documents.Account) error {
	k, files, err := w.d.Filing.Transfer(c.Request().Context(), by, c.Param("id"))
	if err != nil {
		return err
	}
	v := transferView{w.filingArea(c, by, "/ho-so/nop-luu", "Giao nhận hồ sơ ngày "+k.Value.On.Short()), k, files}
	v.Wide = true
	return w.render(c, http.StatusOK, "file-transfer", v)
}
