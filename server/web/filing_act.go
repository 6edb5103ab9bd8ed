package web

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

// A fileAct is one thing that is done with a file from its page.
type fileAct struct {
	done string // the word of its sentence in doneTexts
	do   func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error
}

// A fileForm is what was sent of a file. Days are read; what is none is a fault.
type fileForm struct {
	id  string
	f   url.Values
	day documents.Date
}

// seen is the file as the page showed it.
func (f fileForm) seen() filing.Seen {
	version, _ := strconv.ParseInt(f.f.Get("version"), 10, 64) // 0 is no version of a file
	return filing.Seen{ID: f.id, Version: version}
}

// fileActs are the acts by the last word of their addresses.
var fileActs = map[string]fileAct{
	"sua": {"luu", func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error {
		period, err := filing.ParsePeriod("period", at.f.Get("period"))
		if err == nil {
			_, err = w.d.Filing.Change(ctx, by, at.seen(), filing.Change{Title: at.f.Get("title"), Period: period, Keeper: documents.AccountID(at.f.Get("keeper"))})
		}
		return err
	}},
	"ket-thuc": {"ket-thuc-ho-so", func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error {
		_, err := w.d.Filing.Close(ctx, by, at.seen(), at.day)
		return err
	}},
	"mo-lai": {"mo-lai-ho-so", func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error {
		_, err := w.d.Filing.Reopen(ctx, by, at.id, at.f.Get("reason"))
		return err
	}},
	"giu-lai": {"luu", func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error {
		_, err := w.d.Filing.KeepBack(ctx, by, at.id, filing.KeptBack{Until: at.day, Reason: at.f.Get("reason"), Consent: at.f.Get("consent")})
		return err
	}},
	"tieu-huy": {"luu", func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error {
		_, err := w.d.Filing.Destroy(ctx, by, at.id, filing.Destruction{Decision: at.f.Get("decision")})
		return err
	}},
	"dua-ra": {"dua-ra", func(ctx context.Context, w *Web, by *documents.Account, at fileForm) error {
		_, err := w.d.Filing.TakeOut(ctx, by, at.id, filing.Item{Record: workflow.RecordID(at.f.Get("document")), Out: at.f.Get("why")})
		return err
	}},
}

// actDays are the fields of the acts that have a day.
var actDays = map[string]string{"ket-thuc": "ended", "giu-lai": "until"}

// actOnFile does an act on a file.
func (w *Web) actOnFile(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	name := c.Param("act")
	act, ok := fileActs[name]
	if !ok {
		return documents.ErrNotFound
	}
	days := dayReader{f: f}
	at := fileForm{id: c.Param("id"), f: f}
	if field := actDays[name]; field != "" {
		at.day = days.day(field)
	}
	if err = days.faults.Err(); err == nil {
		err = act.do(c.Request().Context(), w, by, at)
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askFile(c, by, before, name) })
	}
	return seeOther(c, fileAddress(at.id)+"?xong="+act.done)
}

// A placing is a document that goes into a file, and the page that is shown then.
type placing struct{ file, record, then string }

func (w *Web) putInto(c echo.Context, by *documents.Account, p placing) error {
	if _, err := w.d.Filing.Put(c.Request().Context(), by, p.file, workflow.RecordID(p.record)); err != nil {
		return err
	}
	return seeOther(c, p.then+"?xong=cho-vao")
}

// fileDocument puts the document of a page into the file that was chosen there.
func (w *Web) fileDocument(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	return w.putInto(c, by, placing{f.Get("file"), c.Param("id"), "/van-ban/" + url.PathEscape(c.Param("id"))})
}

// addToFile puts a document into the file of the page: by its id, or by the number
// and symbol that were typed. Of several the page asks which.
func (w *Web) addToFile(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	id := f.Get("document")
	var found []workflow.Summary
	if id == "" {
		found, err = w.numbered(c.Request().Context(), by, documents.OneLine(f.Get("number")))
		if len(found) == 1 {
			id = string(found[0].ID)
		}
	}
	if err == nil && id != "" {
		if _, err = w.d.Filing.Put(c.Request().Context(), by, c.Param("id"), workflow.RecordID(id)); err == nil {
			return seeOther(c, fileAddress(c.Param("id"))+"?xong=cho-vao")
		}
	}
	if err != nil {
		return retry(f, err, func(before attempt) error { return w.askFile(c, by, before, "van-ban") })
	}
	view, err := w.viewFile(c, by, attempt{typed: f})
	if err != nil {
		return err
	}
	view.Tried, view.Found = "van-ban", found
	return w.render(c, 200, "file", view)
}

// numbered returns the documents with a number and symbol, of whatever year.
func (w *Web) numbered(ctx context.Context, by *documents.Account, number string) ([]workflow.Summary, error) {
	if number == "" {
		return nil, documents.FieldErrors{{Field: "number", Rule: documents.RuleRequired}}
	}
	page, err := w.d.Engine.List(ctx, by, workflow.Query{Text: number, Limit: workflow.MaxPage})
	if err != nil {
		return nil, err
	}
	var found []workflow.Summary
	for _, s := range page.Items {
		numbers := []string{s.Reference.String()}
		if s.Came != nil {
			numbers = []string{s.Came.Notation, s.Came.Number.String()}
		}
		for _, n := range numbers {
			if n != "" && documents.Fold(n) == documents.Fold(number) {
				found = append(found, s)
				break
			}
		}
	}
	if len(found) == 0 {
		return nil, documents.FieldErrors{{Field: "number", Rule: workflow.RuleNoSuchNumber, Got: number}}
	}
	return found, nil
}

// A filedView is what the page of a document says of the files it is in.
type filedView struct {
	Files []filing.File
	Open  []filing.File // into which the person may put it, the first of them
	More  bool          // there are more
	May   bool
}

// filedIn returns the files of a document.
func (w *Web) filedIn(ctx context.Context, by *documents.Account, id workflow.RecordID) (filedView, error) {
	v := filedView{May: w.d.Filing.MayOpen(by)}
	var err error
	if v.Files, err = w.d.Filing.Of(ctx, by, id); err != nil || !v.May {
		return v, err
	}
	page, err := w.d.Filing.Page(ctx, by, filing.Query{Which: filing.Fillers})
	v.More = page.Next != ""
	v.Open = slices.DeleteFunc(page.Files, func(open filing.File) bool {
		return slices.ContainsFunc(v.Files, func(in filing.File) bool { return in.ID() == open.ID() }) || !w.d.Filing.MayKeep(by, &open)
	})
	return v, err
}
