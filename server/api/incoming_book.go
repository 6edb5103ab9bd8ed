package api

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// A linesView is a page of a book of a year.
type linesView[V any] struct {
	Year  int    `json:"year"`
	Items []V    `json:"items"`
	Next  string `json:"next"` // the after of the next page; "" on the last
}

// incomingBook shows lines of the books of what came (Phụ lục IV).
func incomingBook[V any](a *API, view func(workflow.IncomingLine) V) handler {
	return func(c echo.Context, by *documents.Account) error {
		page, err := a.readRegisterQuery(c)
		if err != nil {
			return err
		}
		lines, err := a.d.Engine.IncomingBook(c.Request().Context(), by, page)
		if err != nil {
			return err
		}
		out := linesView[V]{Year: page.Year, Items: viewed(lines, view)}
		if len(lines) == page.Limit {
			out.Next = strconv.Itoa(lines[len(lines)-1].Number.Number)
		}
		return c.JSON(http.StatusOK, out)
	}
}

// followUpView has the columns of the book that follows what came (sổ theo dõi giải
// quyết văn bản đến).
type followUpView struct {
	Record   workflow.RecordID   `json:"record"`
	Number   documents.Reference `json:"number"`
	Kind     string              `json:"kind"`
	Notation string              `json:"notation"`
	Date     documents.Date      `json:"date"`
	Author   string              `json:"author"`
	To       string              `json:"to"`
	Deadline documents.Date      `json:"deadline"`
	Progress string              `json:"progress"`
	Answer   string              `json:"answer"`
	Note     string              `json:"note"`
	Void     string              `json:"void"`
}

func viewFollowUp(l workflow.IncomingLine) followUpView {
	return followUpView{
		Record: l.Record, Number: l.Number, Kind: l.Kind, Notation: l.Notation, Date: l.Date, Author: l.Author,
		To: l.To, Deadline: l.Deadline, Progress: l.Progress, Answer: l.Answer, Note: l.Note, Void: l.Void,
	}
}
