package web

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// actOnTemplate puts a version to use or takes it out of use, as it was seen.
func (w *Web) actOnTemplate(action documents.TemplateAction) handler {
	return func(c echo.Context, by *documents.Account) error {
		f, err := form(c, smallForm)
		if err != nil {
			return err
		}
		writes, err := strconv.ParseInt(f.Get("writes"), 10, 64)
		if err != nil {
			return errForm
		}
		days := dayReader{f: f}
		act := workflow.TemplateAct{Version: templateName(c), Action: action, Seen: writes, From: days.day("from"), Note: f.Get("note")}
		if err = days.faults.Err(); err == nil {
			_, err = w.d.Engine.ActOnTemplate(c.Request().Context(), by, act)
		}
		if err != nil {
			return retry(f, err, func(before attempt) error { return w.askTemplate(c, by, before) })
		}
		return seeOther(c, "/quan-tri/mau?xong=luu")
	}
}
