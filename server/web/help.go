package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
)

// A helpTopic is one page of help: what one kind of person does all day.
type helpTopic struct{ Path, Name string }

// helpTopics in the order in which a document meets these people.
var helpTopics = [...]helpTopic{
	{"soan-thao", "Chuyên viên soạn thảo"},
	{"duyet", "Trưởng phòng và Văn phòng"},
	{"ky", "Lãnh đạo ký"},
	{"van-thu", "Văn thư"},
	{"quan-tri", "Quản trị"},
}

type helpView struct {
	shell
	Topics []helpTopic
	Topic  string // path of the one shown; "" for the list
}

// showHelp shows the topics, or one of them.
func (w *Web) showHelp(c echo.Context, by *documents.Account) error {
	view := helpView{shell: w.shellFor(c, by, "Trợ giúp"), Topics: helpTopics[:], Topic: c.Param("topic")}
	if view.Topic == "" {
		return w.render(c, http.StatusOK, "help", view)
	}
	for _, t := range helpTopics {
		if t.Path == view.Topic {
			view.Title = "Trợ giúp: " + t.Name
			return w.render(c, http.StatusOK, "help", view)
		}
	}
	return fmt.Errorf("help on %q: %w", view.Topic, documents.ErrNotFound)
}
