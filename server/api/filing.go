package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
	"vanthu/workflow/filing/csip"
)

// fileView is a work file (hồ sơ công việc).
type fileView struct {
	ID          string              `json:"id"`
	Code        string              `json:"code"`
	Year        int                 `json:"year"`
	Notation    string              `json:"notation"`
	Title       string              `json:"title"`
	Period      string              `json:"period"` // "20 năm", "Vĩnh viễn"; "" for none yet
	Keeper      documents.AccountID `json:"keeper"`
	Division    string              `json:"division"`
	Planned     bool                `json:"planned"`
	Opened      documents.Date      `json:"opened"`
	Ended       documents.Date      `json:"ended"`
	Due         documents.Date      `json:"due"` // at the archive
	Certificate string              `json:"certificate"`
	Items       []fileItemView      `json:"items"`
}

type fileItemView struct {
	Ordinal  int               `json:"ordinal"`
	Document workflow.RecordID `json:"document"`
}

func viewFile(f filing.File) fileView {
	return fileView{
		ID: f.ID(), Code: f.Code(), Year: f.Year, Notation: f.Notation, Title: f.Title, Period: f.Period.String(), Keeper: f.Keeper,
		Division: f.Division, Planned: f.Planned, Opened: f.Opened, Ended: f.Ended, Due: f.Due(), Certificate: f.Certificate,
		Items: viewed(f.In(), func(i filing.Item) fileItemView { return fileItemView{i.Ordinal, i.Record} }),
	}
}

// filePageView is a page of files.
type filePageView struct {
	Items []fileView `json:"items"`
	Next  string     `json:"next"` // the after of the next page; "" on the last
}

// showKept answers with a file at its version.
func (a *API) showKept(c echo.Context, status int, k filing.Seen) error {
	c.Response().Header().Set("ETag", etag(workflow.Version(k.Version)))
	return c.JSON(status, viewFile(k.Value))
}

// listFiles shows a page of the files of a year.
func (a *API) listFiles(c echo.Context, by *documents.Account) error {
	year, err := number(c, "year", span{1900, 9999, a.d.Engine.Today().Year})
	if err != nil {
		return err
	}
	limit, err := number(c, "limit", span{1, workflow.MaxPage - 1, workflow.DefaultPage})
	if err != nil {
		return err
	}
	mark, err := base64.RawURLEncoding.DecodeString(c.QueryParam("after"))
	if err != nil {
		return wrongQuery("after", "next của trang trước")
	}
	page, err := a.d.Filing.Page(c.Request().Context(), by, filing.Query{Year: year, After: string(mark), Limit: limit})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, filePageView{viewed(page.Files, viewFile), base64.RawURLEncoding.EncodeToString([]byte(page.Next))})
}

// filesOfDocument shows the files that a document is in.
func (a *API) filesOfDocument(c echo.Context, by *documents.Account) error {
	r, err := a.record(c, by)
	if err != nil {
		return err
	}
	all, err := a.d.Filing.Of(c.Request().Context(), by, r.ID)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, itemsView[fileView]{viewed(all, viewFile)})
}

// fileBody is what is said of a file.
type fileBody struct {
	Year     int                 `json:"year"`
	Notation string              `json:"notation"`
	Title    string              `json:"title"`
	Period   string              `json:"period"`
	Keeper   documents.AccountID `json:"keeper"`
}

// openFile opens a file, of the list of its year or outside it.
func (a *API) openFile(c echo.Context, by *documents.Account) error {
	var body fileBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	period, err := filing.ParsePeriod("period", body.Period)
	if err != nil {
		return err
	}
	k, err := a.d.Filing.Open(c.Request().Context(), by, filing.Opening{Year: body.Year, Notation: body.Notation, Title: body.Title, Period: period, Keeper: body.Keeper})
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/files/"+url.PathEscape(k.ID))
	return a.showKept(c, http.StatusCreated, k)
}

// showFile shows a file.
func (a *API) showFile(c echo.Context, by *documents.Account) error {
	k, err := a.d.Filing.Get(c.Request().Context(), by, c.Param("id"))
	if err != nil {
		return err
	}
	return a.showKept(c, http.StatusOK, k)
}

// filePackage answers with a whole file as a package.
func (a *API) filePackage(c echo.Context, by *documents.Account) error {
	p, err := a.d.Filing.Package(c.Request().Context(), by, c.Param("id"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := csip.Write(&out, p); err != nil {
		return err
	}
	return attach(c, p.ID+".zip", "application/zip", out.Bytes())
}

// fileActBody is what an act on a file needs.
type fileActBody struct {
	Document workflow.RecordID `json:"document"` // put, take_out
	Reason   string            `json:"reason"`   // take_out, reopen
	On       documents.Date    `json:"on"`       // close: the day the work ended
}

// fileActs are the acts on a file.
var fileActs = map[string]func(ctx context.Context, a *API, by *documents.Account, at fileAct) (filing.Seen, error){
	"put": func(ctx context.Context, a *API, by *documents.Account, at fileAct) (filing.Seen, error) {
		return a.d.Filing.Put(ctx, by, at.seen.ID, at.body.Document)
	},
	"take_out": func(ctx context.Context, a *API, by *documents.Account, at fileAct) (filing.Seen, error) {
		return a.d.Filing.TakeOut(ctx, by, at.seen.ID, filing.Item{Record: at.body.Document, Out: at.body.Reason})
	},
	"close": func(ctx context.Context, a *API, by *documents.Account, at fileAct) (filing.Seen, error) {
		return a.d.Filing.Close(ctx, by, at.seen, at.body.On)
	},
	"reopen": func(ctx context.Context, a *API, by *documents.Account, at fileAct) (filing.Seen, error) {
		return a.d.Filing.Reopen(ctx, by, at.seen.ID, at.body.Reason)
	},
}

// A fileAct is an act on a file as it was seen.
type fileAct struct {
	seen filing.Seen
	body fileActBody
}

// actOnFile does an act on a file, on the version that If-Match names.
func (a *API) actOnFile(c echo.Context, by *documents.Account) error {
	version, err := seen(c)
	if err != nil {
		return err
	}
	var body fileActBody
	if err := readBody(c, smallBody, &body); err != nil {
		return err
	}
	ctx, act := c.Request().Context(), fileActs[c.Param("action")]
	if act == nil {
		return documents.ErrNotFound
	}
	now, err := a.d.Filing.Get(ctx, by, c.Param("id"))
	switch {
	case err != nil:
		return err
	case now.Version != int64(version):
		return documents.ErrConflict
	}
	k, err := act(ctx, a, by, fileAct{now, body})
	if err != nil {
		return err
	}
	return a.showKept(c, http.StatusOK, k)
}
