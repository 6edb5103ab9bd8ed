package web

import (
	"errors"
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

type receiptView struct {
	shell
	F         filled
	Kinds     []choice
	Urgencies []choice
	Sources   []choice
	Before    []row // what it seems to have come as
}

// otherKind is chosen for a type that the decree does not know.
const otherKind = "khac"

// showReceipt asks for what stands on a document that came.
func (w *Web) showReceipt(c echo.Context, by *documents.Account) error {
	return w.askReceipt(c, by, receiptAttempt{})
}

// A receiptAttempt is a receipt that was refused, and what it may have come as.
type receiptAttempt struct {
	attempt
	before *workflow.Before
}

func (w *Web) askReceipt(c echo.Context, by *documents.Account, tried receiptAttempt) error {
	f, err := filledWith(tried.attempt, url.Values{
		"kind": {string(documents.Official)}, "source": {string(workflow.ByPaper)}, "day": {w.d.Engine.Today().String()},
	}, nil)
	if err != nil {
		return err
	}
	view := receiptView{
		shell: w.shellFor(c, by, "Đăng ký văn bản đến"), F: f, Urgencies: []choice{{Value: "", Text: "Thường"}},
		Sources: []choice{{Value: string(workflow.ByPaper), Text: "Bản giấy, bản quét"}, {Value: string(workflow.ByFile), Text: "Tệp PDF gửi đến (thư điện tử, cổng thông tin)"}},
	}
	for _, k := range documents.Kinds() {
		view.Kinds = append(view.Kinds, choice{Value: string(k.Kind), Text: k.Name})
	}
	view.Kinds = append(view.Kinds, choice{Value: otherKind, Text: "Loại khác, ghi ở dưới"})
	for _, u := range []documents.Urgency{documents.Urgent, documents.VeryUrgent, documents.AtOnce} {
		view.Urgencies = append(view.Urgencies, choice{Value: string(u), Text: string(u)})
	}
	if tried.before != nil {
		if view.Before, err = w.rows(c.Request().Context(), by, tried.before.Items); err != nil {
			return err
		}
	}
	return w.render(c, tried.status(), "incoming-new", view)
}

// enterReceipt registers a document that came.
func (w *Web) enterReceipt(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostPDF)
	if errors.Is(err, errNoFile) { // there need be none
		err = nil
	}
	if err != nil {
		return err
	}
	receipt, faults := readReceipt(up)
	var r *workflow.Record
	if err = faults.Err(); err == nil {
		r, err = w.d.Engine.Enter(c.Request().Context(), by, receipt)
	}
	if err != nil {
		return retry(up.Values, err, func(before attempt) error {
			tried := receiptAttempt{attempt: before}
			errors.As(err, &tried.before)
			return w.askReceipt(c, by, tried)
		})
	}
	return seeOther(c, incomingPath+string(r.ID)+"?xong=den")
}

// readReceipt reads the form of a receipt and its file.
func readReceipt(up uploaded) (workflow.Receipt, documents.FieldErrors) {
	f := up.Values
	days := dayReader{f: f}
	in := workflow.Receipt{
		Kind: documents.Kind(f.Get("kind")), Type: f.Get("type"), Author: f.Get("author"), Notation: f.Get("notation"),
		Abstract: f.Get("abstract"), Signer: f.Get("signer"), Urgency: documents.Urgency(f.Get("urgency")), Note: f.Get("note"),
		Date: days.day("date"), Due: days.day("due"), Day: days.day("day"),
		Source: workflow.Source(f.Get("source")), Confirmed: f.Get("confirmed") != "",
	}
	if in.Kind == otherKind {
		in.Kind = ""
	} else {
		in.Type = ""
	}
	if in.Source != workflow.ByFile {
		in.Source = workflow.ByPaper
	}
	if len(up.File) > 0 {
		in.Files = []workflow.Brought{{Name: up.Name, Type: pdfType, Data: up.File}}
	}
	return in, days.faults
}
