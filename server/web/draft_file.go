package web

import (
	"context"
	"errors"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/taking"
	"vanthu/workflow"
)

// unreadField holds in the form of a draft the sentences on what a file or a
// paste had and the draft has not: they go with what is typed until it is saved.
const unreadField = "unread"

// createFromFile begins a document with what a Word file says.
func (w *Web) createFromFile(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostWord)
	var r *workflow.Record
	if err == nil {
		r, err = w.begin(c.Request().Context(), by, up)
	}
	if err != nil {
		return retry(up.Values, err, func(before attempt) error { return w.askNew(c, by, before) })
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"/soan")
}

// begin makes the draft; without a kind chosen it is the one the file has.
func (w *Web) begin(ctx context.Context, by *documents.Account, up uploaded) (*workflow.Record, error) {
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return nil, err
	}
	groups, err := w.d.Engine.Groups(ctx, by)
	if err != nil {
		return nil, err
	}
	t, err := taking.New(taking.Start{File: up.File, Kind: documents.Kind(up.Get("kind")), Unit: unit, Groups: groups})
	if errors.Is(err, taking.ErrNoKind) {
		return nil, errNoKind
	}
	if err != nil {
		return nil, err
	}
	r, err := w.d.Engine.Create(ctx, by, t.Document())
	if err != nil {
		return nil, err
	}
	return r, w.keepUnread(ctx, by, r, t.Unread(&r.Document))
}

var errNoKind = &fault{
	"invalid", "Chưa rõ loại văn bản",
	"Trong tệp không thấy tên loại (Báo cáo, Kế hoạch…). Hãy chọn loại văn bản rồi chọn lại tệp.",
}

// keepUnread keeps the sentences beside a draft that was just saved.
func (w *Web) keepUnread(ctx context.Context, by *documents.Account, r *workflow.Record, unread []string) error {
	if len(unread) == 0 {
		return nil
	}
	typed := writeDraft(&r.Document)
	typed[unreadField] = unread
	_, err := w.d.Engine.KeepTyped(ctx, by, workflow.Scratch{
		ScratchKey: workflow.ScratchKey{Record: r.ID}, Base: r.Version, Fields: typed,
	})
	return err
}
