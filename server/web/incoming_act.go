package web

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// An incomingForm is a posted form about a document that came.
type incomingForm struct {
	url.Values
	id   workflow.RecordID
	seen workflow.Version
	days dayReader
}

func readIncomingForm(c echo.Context) (*incomingForm, error) {
	f, seen, err := seenForm(c)
	if err != nil {
		return nil, err
	}
	return &incomingForm{f, workflow.RecordID(c.Param("id")), seen, dayReader{f: f}}, nil
}

// actOnIncoming does one act on a document that came.
func (w *Web) actOnIncoming(c echo.Context, by *documents.Account) error {
	return w.changeIncoming(c, by, "xong", func(f *incomingForm) error {
		act := workflow.Act{Action: workflow.Action(c.Param("action")), Comment: f.Get("comment"), Seen: f.seen, Date: f.days.day("date")}
		if f.Has("direction.lead") {
			act.Direction = &workflow.Direction{
				Lead: readHandler(f.Get("direction.lead")), Opinion: f.Get("direction.opinion"), Deadline: f.days.day("direction.deadline"),
			}
			for _, value := range f.Values["direction.with"] {
				act.Direction.With = append(act.Direction.With, readHandler(value))
			}
		}
		if err := f.days.faults.Err(); err != nil {
			return err
		}
		_, err := w.d.Engine.Act(c.Request().Context(), by, f.id, act)
		return err
	})
}

// assignIncoming gives the document to a person.
func (w *Web) assignIncoming(c echo.Context, by *documents.Account) error {
	return w.changeIncoming(c, by, "giao", func(f *incomingForm) error {
		giving := workflow.Giving{
			Seen: f.seen, To: documents.AccountID(f.Get("to")), Opinion: f.Get("direction.opinion"), Deadline: f.days.day("direction.deadline"),
		}
		if err := f.days.faults.Err(); err != nil {
			return err
		}
		_, err := w.d.Engine.Assign(c.Request().Context(), by, f.id, giving)
		return err
	})
}

// noteProgress notes how far it has come.
func (w *Web) noteProgress(c echo.Context, by *documents.Account) error {
	return w.changeIncoming(c, by, "tien-do", func(f *incomingForm) error {
		_, err := w.d.Engine.NoteProgress(c.Request().Context(), by, f.id, workflow.Progress{Seen: f.seen, Text: f.Get("progress")})
		return err
	})
}

// changeIncoming does what a form asks, and shows the page again with what was typed
// where the person can mend it.
func (w *Web) changeIncoming(c echo.Context, by *documents.Account, done string, do func(*incomingForm) error) error {
	f, err := readIncomingForm(c)
	if err != nil {
		return err
	}
	if err := do(f); err != nil {
		return retry(f.Values, err, func(before attempt) error { return w.askIncoming(c, by, before) })
	}
	return seeOther(c, incomingPath+string(f.id)+"?xong="+done)
}

// bringIncoming adds a file.
func (w *Web) bringIncoming(c echo.Context, by *documents.Account) error {
	up, err := upload(c, mostPDF)
	if err != nil {
		return err
	}
	seen, err := seenIn(up.Values)
	if err != nil {
		return err
	}
	id := workflow.RecordID(c.Param("id"))
	_, err = w.d.Engine.AddReceived(c.Request().Context(), by, id, workflow.Bringing{
		Seen: seen, File: workflow.Brought{Name: up.Name, Type: pdfType, Data: up.File},
	})
	if err != nil {
		return retry(up.Values, err, func(before attempt) error { return w.askIncoming(c, by, before) })
	}
	return seeOther(c, incomingPath+string(id)+"?xong=ban-quet")
}

// answerIncoming begins a draft that answers the document.
func (w *Web) answerIncoming(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	kind := documents.Kind(f.Get("kind"))
	if kind.Name() == "" {
		return errForm
	}
	r, err := w.d.Engine.Answer(c.Request().Context(), by, workflow.RecordID(c.Param("id")), kind)
	if err != nil {
		return err
	}
	return seeOther(c, "/van-ban/"+string(r.ID)+"/soan")
}
