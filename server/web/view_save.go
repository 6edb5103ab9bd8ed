package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// A savedView is a filter of the list of documents that a person gave a name.
type savedView struct {
	Name  string `json:"name"`
	Query string `json:"query"` // as listFilter.values writes it
	Here  bool   `json:"-"`     // it is what the page shows
}

// Address is where the list is.
func (v savedView) Address() string { return "/van-ban?" + v.Query }

// What one person may save.
const (
	mostViews    = 20
	longestName  = 60
	longestQuery = 500
)

var (
	errViewName = &fault{
		"invalid", "Bộ lọc chưa có tên",
		"Hãy đặt cho bộ lọc một tên ngắn, không quá 60 chữ, ví dụ “Báo cáo quá hạn”.",
	}
	errViewEmpty = &fault{
		"invalid", "Chưa lọc gì để lưu",
		"Hãy chọn bước, loại, hạn hoặc gõ từ cần tìm, bấm Lọc, rồi mới lưu bộ lọc.",
	}
	errViewsFull = &fault{
		"invalid", "Đã lưu đủ 20 bộ lọc",
		"Hãy mở một bộ lọc không còn dùng, bấm Bỏ bộ lọc này, rồi lưu lại.",
	}
)

func viewsKey(by *documents.Account) string { return (&workflow.Views{Account: by.ID}).Note() }

// savedViews returns the filters that a person saved, in order of their names.
func (w *Web) savedViews(ctx context.Context, by *documents.Account) ([]savedView, error) {
	views, _, err := w.readViews(ctx, by)
	return views, err
}

// readViews also returns the note as it stands.
func (w *Web) readViews(ctx context.Context, by *documents.Account) (views []savedView, note string, err error) {
	if note, err = w.d.Notes.Note(ctx, viewsKey(by)); err != nil {
		return nil, "", fmt.Errorf("read the saved filters of %s: %w", by.ID, err)
	}
	if note == "" {
		return nil, "", nil
	}
	if err := json.Unmarshal([]byte(note), &views); err != nil {
		return nil, "", fmt.Errorf("read the saved filters of %s: %w", by.ID, err)
	}
	return views, note, nil
}

// changeViews stores what change makes of a person's filters.
func (w *Web) changeViews(ctx context.Context, by *documents.Account, change func([]savedView) ([]savedView, error)) error {
	views, note, err := w.readViews(ctx, by)
	if err != nil {
		return err
	}
	if views, err = change(views); err != nil {
		return err
	}
	slices.SortFunc(views, func(a, b savedView) int { return compareNames(a.Name, b.Name) })
	text, err := json.Marshal(views)
	if err == nil {
		err = w.d.Notes.SwapNote(ctx, viewsKey(by), note, string(text))
	}
	if err != nil {
		return fmt.Errorf("store the filters of %s: %w", by.ID, err)
	}
	return nil
}

// saveView gives the filter of a page a name. One of the same name is replaced.
func (w *Web) saveView(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	asked, err := url.ParseQuery(f.Get("loc"))
	if err != nil {
		return errForm
	}
	filter := w.readFilter(asked)
	v := savedView{Name: documents.OneLine(f.Get("ten")), Query: filter.values().Encode()}
	switch {
	case v.Query == "":
		return errViewEmpty
	case v.Name == "" || len([]rune(v.Name)) > longestName:
		return errViewName
	case len(v.Query) > longestQuery:
		return errTooLarge
	}
	if err := documents.RefuseSecret("ten", v.Name+"\n"+filter.Text); err != nil {
		return err
	}
	err = w.changeViews(c.Request().Context(), by, func(views []savedView) ([]savedView, error) {
		views = without(views, v.Name)
		if len(views) >= mostViews {
			return nil, errViewsFull
		}
		return append(views, v), nil
	})
	if err != nil {
		return err
	}
	return seeOther(c, v.Address()+"&xong=loc")
}

// dropView forgets a filter.
func (w *Web) dropView(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	err = w.changeViews(c.Request().Context(), by, func(views []savedView) ([]savedView, error) {
		return append([]savedView{}, without(views, documents.OneLine(f.Get("ten")))...), nil
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/van-ban?xong=bo-loc")
}

func without(views []savedView, name string) []savedView {
	return slices.DeleteFunc(views, func(v savedView) bool { return v.Name == name })
}

// compareNames puts names in the order of their letters without marks.
func compareNames(a, b string) int {
	return slices.Compare([]string{documents.Fold(a), a}, []string{documents.Fold(b), b})
}
