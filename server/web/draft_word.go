package web

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/taking"
	"vanthu/templates/intake"
	"vanthu/workflow"
)

// mostWord is the largest Word file that is read, in bytes.
const mostWord = 16 << 20

// wordView is the page by which a draft that was edited in Word comes back: it
// asks for the file, and shows what taking it would change.
type wordView struct {
	shell
	broughtBack
	Failure *failure
	Changes []documents.Change
	Body    []documents.Change
	Faults  []check // against taking it
}

// broughtBack is a draft with the file that came back to it.
type broughtBack struct {
	*workflow.Draft
	Upload  *workflow.Upload // nil while there is none
	Held    string           // who else is writing
	Unsaved string           // when the person typed what is not saved
	Unread  []string
	taken   documents.Document
}

// showWord shows the page.
func (w *Web) showWord(c echo.Context, by *documents.Account) error {
	return w.askWord(c, by, attempt{})
}

func (w *Web) askWord(c echo.Context, by *documents.Account, before attempt) error {
	back, err := w.broughtBack(c, by)
	if err != nil {
		return err
	}
	view := wordView{shell: w.shellFor(c, by, "Bản sửa trong Word"), broughtBack: back, Failure: before.failure}
	if back.Upload != nil {
		old := &back.Record.Document
		view.Changes, view.Body = documents.Compare(old, &back.taken), documents.CompareBodies(old.Body, back.taken.Body)
		tried, err := w.d.Engine.Try(c.Request().Context(), by, back.Record.ID, back.taken)
		if err != nil {
			return err
		}
		view.Faults = checksOf(tried.Faults)
	}
	return w.render(c, before.status(), "word", view)
}

// broughtBack opens the draft and reads the file that the person brought to it.
func (w *Web) broughtBack(c echo.Context, by *documents.Account) (broughtBack, error) {
	ctx := c.Request().Context()
	d, err := w.d.Engine.Open(ctx, by, workflow.RecordID(c.Param("id")), false)
	if err != nil {
		return broughtBack{}, err
	}
	back := broughtBack{Draft: d}
	if !d.Mine(by) {
		back.Held = d.Hold.Name
	}
	if s := d.Scratch; s != nil && s.Base == d.Record.Version && !saysThe(&d.Record.Document, s.Fields) {
		back.Unsaved = moment(s.At)
	}
	back.Upload, err = w.d.Engine.Upload(ctx, by, d.Record.ID)
	if errors.Is(err, documents.ErrNotFound) {
		return back, nil
	}
	if err != nil {
		return back, err
	}
	return back, w.read(ctx, by, &back)
}

// read makes the draft that the file means.
func (w *Web) read(ctx context.Context, by *documents.Account, back *broughtBack) error {
	own, err := w.fileOf(ctx, by, back.Record)
	if err != nil && !errors.Is(err, documents.ErrInvalid) { // its kind has no page
		return err
	}
	groups, err := w.d.Engine.Groups(ctx, by)
	if err != nil {
		return err
	}
	t, err := taking.Back(taking.Edited{File: back.Upload.File, Own: own, Draft: &back.Record.Document, Groups: groups})
	if err != nil {
		return err
	}
	back.taken = t.Document()
	back.Unread = t.Unread(&back.taken)
	return nil
}

// saysThe reports whether a form says nothing else than the document.
func saysThe(doc *documents.Document, typed url.Values) bool {
	saved := writeDraft(doc)
	plain := func(f url.Values, name string) string {
		return strings.TrimRight(strings.ReplaceAll(f.Get(name), "\r\n", "\n"), "\n")
	}
	for _, f := range []url.Values{saved, typed} {
		for name := range f {
			if name != unreadField && plain(saved, name) != plain(typed, name) {
				return false
			}
		}
	}
	return true
}

// bringWord keeps a file that can be read, and goes on to what it would change.
func (w *Web) bringWord(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostWord)
	if err == nil {
		_, err = intake.Read(up.File)
	}
	if err == nil {
		err = w.d.Engine.KeepUpload(c.Request().Context(), by, workflow.RecordID(c.Param("id")), workflow.Upload{Name: documents.OneLine(up.Name), File: up.File})
	}
	if err != nil {
		return retry(up.Values, err, func(before attempt) error { return w.askWord(c, by, before) })
	}
	return seeOther(c, wordPath(c))
}

// dropWord forgets the file.
func (w *Web) dropWord(c echo.Context, by *documents.Account) error {
	if err := w.d.Engine.DropUpload(c.Request().Context(), by, workflow.RecordID(c.Param("id"))); err != nil {
		return err
	}
	return seeOther(c, wordPath(c))
}

func wordPath(c echo.Context) string { return "/van-ban/" + c.Param("id") + "/soan/word" }

var (
	errOtherFile = &fault{
		"conflict", "Tệp đã khác",
		"Từ lúc bạn xem, tệp này đã được lấy, bị bỏ, hoặc bạn đã đưa về một tệp khác. Dự thảo chưa đổi. Hãy xem lại phần so sánh rồi làm lại.",
	}
	errUnsaved = &fault{
		"conflict", "Còn phần đã gõ mà chưa lưu",
		"Lấy bản Word thì phần bạn đã gõ ở trang soạn sẽ mất. Dự thảo chưa đổi. Hãy lưu hoặc bỏ phần đó ở trang soạn, rồi lấy bản Word.",
	}
)

// takeWord saves what the file says as the next version of the draft: the one
// that the person has compared, and nothing over what he has not seen.
func (w *Web) takeWord(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	if err := w.saveWord(c, by, f); err != nil {
		return retry(f, err, func(before attempt) error { return w.askWord(c, by, before) })
	}
	return seeOther(c, "/van-ban/"+c.Param("id")+"/soan?xong=word")
}

func (w *Web) saveWord(c echo.Context, by *documents.Account, f url.Values) error {
	seen, err := seenIn(f)
	if err != nil {
		return err
	}
	back, err := w.broughtBack(c, by)
	switch {
	case err != nil:
		return err
	case back.Upload == nil || f.Get("save") != strconv.FormatInt(back.Upload.Save, 10):
		return errOtherFile
	case back.Unsaved != "":
		return errUnsaved
	}
	ctx := c.Request().Context()
	r, err := w.d.Engine.Revise(ctx, by, back.Record.ID, seen, back.taken)
	if err != nil {
		return err
	}
	if err := w.keepUnread(ctx, by, r, back.Unread); err != nil {
		return err
	}
	return w.d.Engine.DropUpload(ctx, by, r.ID)
}
