package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/workflow"
)

type previewView struct {
	area
	File       string
	Save       int64
	Ignored    []string
	Verdicts   []verdictTab
	Rows       []changeRow
	Next, Back string // addresses of the pages beside; "" for none
	Does       int    // lines that change the book
}

// A verdictTab is one verdict with how many lines it has.
type verdictTab struct {
	Text, Path string
	Count      int
	Here       bool
}

// A changeRow is a line of the list and what becomes of it.
type changeRow struct {
	workflow.BookChange
	Text, Tone string
	Why        []workflow.FieldMessage
	What       []string // the fields that change, in words
}

// verdicts are in the order of the tabs, by the word in the address.
var verdicts = [...]struct {
	word       string
	verdict    workflow.Verdict
	text, tone string
}{
	{"", "", "Tất cả", ""},
	{"tu-choi", workflow.LineRefused, "Từ chối", "bad"},
	{"them", workflow.LineMade, "Thêm mới", "good"},
	{"sua", workflow.LineChanged, "Sửa", "wait"},
	{"giu", workflow.LineSame, "Đã có, không đổi", ""},
}

// previewPage is how many lines a page of the preview has.
const previewPage = 100

// previewBook shows what each line of the kept list would do.
func (w *Web) previewBook(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	list, reader, lines, err := w.keptBook(c, by)
	if errors.Is(err, documents.ErrNotFound) {
		return seeOther(c, "/so-dia-chi/nhap")
	}
	if err != nil {
		return err
	}
	changes, err := w.d.Engine.PlanBook(ctx, by, lines)
	if err != nil {
		return err
	}
	view := previewView{
		area: w.bookArea(c, by, "/so-dia-chi/nhap", "Xem trước khi nhập"), File: list.File, Save: list.Save, Ignored: reader.Ignored,
	}
	view.show(changes, c.QueryParam("loai"), c.QueryParam("trang"))
	return w.render(c, http.StatusOK, "book-preview", view)
}

// importBook does what the person has seen and confirmed.
func (w *Web) importBook(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	list, _, lines, err := w.keptBook(c, by)
	if err != nil {
		return err
	}
	if f.Get("save") != strconv.FormatInt(list.Save, 10) {
		return errOtherList
	}
	if _, err := w.d.Engine.ImportBook(c.Request().Context(), by, lines); err != nil {
		return err
	}
	return seeOther(c, "/so-dia-chi/nhap/xem?xong=nhap")
}

var errOtherList = &fault{
	"conflict", "Danh sách đã khác",
	"Từ lúc bạn xem, bạn đã tải lên một tệp khác. Chưa có gì được nhập. Hãy mở lại trang Nhập từ tệp để xem danh sách đó.",
}

// keptBook returns the list that the person uploaded last and its lines.
func (w *Web) keptBook(c echo.Context, by *documents.Account) (*workflow.BookList, *bookReader, []workflow.BookLine, error) {
	list, err := w.d.Engine.BookList(c.Request().Context(), by)
	if err != nil {
		return nil, nil, nil, err
	}
	rows := make([]sheet.Row, len(list.Rows))
	for i, text := range list.Rows {
		if err := json.Unmarshal([]byte(text), &rows[i]); err != nil {
			return nil, nil, nil, fmt.Errorf("read row %d of the kept list: %w", i, err)
		}
	}
	reader, lines, err := readBookRows(rows)
	return list, reader, lines, err
}

// show counts the verdicts and takes a page of the lines of one.
func (v *previewView) show(changes []workflow.BookChange, word, page string) {
	counts := map[workflow.Verdict]int{"": len(changes)}
	for _, c := range changes {
		counts[c.Verdict]++
	}
	v.Does = counts[workflow.LineMade] + counts[workflow.LineChanged]
	var only workflow.Verdict
	for _, d := range verdicts {
		if d.word == word {
			only = d.verdict
		}
		v.Verdicts = append(v.Verdicts, verdictTab{d.text, previewPath(d.word, 1), counts[d.verdict], d.word == word})
	}
	n, err := strconv.Atoi(page)
	if err != nil || n < 1 {
		n = 1
	}
	at := 0
	for _, c := range changes {
		if only != "" && c.Verdict != only {
			continue
		}
		if at++; at > (n-1)*previewPage && at <= n*previewPage {
			v.Rows = append(v.Rows, newChangeRow(c))
		}
	}
	if at > n*previewPage {
		v.Next = previewPath(word, n+1)
	}
	if n > 1 {
		v.Back = previewPath(word, n-1)
	}
}

func previewPath(word string, page int) string {
	return "/so-dia-chi/nhap/xem?" + url.Values{"loai": {word}, "trang": {strconv.Itoa(page)}}.Encode()
}

func newChangeRow(c workflow.BookChange) changeRow {
	row := changeRow{BookChange: c, Why: workflow.SayAll(c.Faults)}
	for _, d := range verdicts {
		if d.verdict == c.Verdict {
			row.Text, row.Tone = d.text, d.tone
		}
	}
	for _, field := range c.Fields {
		for _, col := range columns {
			if col.field == field {
				row.What = append(row.What, col.heading)
			}
		}
	}
	return row
}
