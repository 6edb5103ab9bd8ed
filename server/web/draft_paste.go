package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/templates/intake"
)

// pastedView is what a script puts into the form of a draft.
type pastedView struct {
	Text   string
	Unread []string
}

// pasteText answers a script with what was pasted as a field takes it, and tells
// what was not understood. Nothing is stored.
func (w *Web) pasteText(c echo.Context, _ *documents.Account) error {
	f, err := form(c, bigForm)
	if err != nil {
		return err
	}
	body, notes, err := intake.FromHTML([]byte(f.Get("html")))
	if err != nil {
		return err
	}
	text, lost := documents.FormatPasted(body)
	view := pastedView{Text: text}
	for _, n := range notes {
		view.Unread = append(view.Unread, pastedNote(n))
	}
	for _, b := range lost {
		view.Unread = append(view.Unread, lostText(b))
	}
	return w.render(c, http.StatusOK, "editor#pasted", view)
}

// pastedNote tells where in the draft a note is about: the paragraphs of a paste
// have other numbers there.
func pastedNote(n intake.Note) string {
	if n.Paragraph = 0; n.Near == "" {
		return "Phần đã dán: " + n.String()
	}
	return "Phần đã dán, " + n.String()
}

// lostText says what a field could not take of a block.
func lostText(b documents.Block) string {
	about := quote(b.Text.Plain())
	switch {
	case b.Type == documents.Image && about == "":
		return "Ảnh không dán được vào ô chữ; hãy chèn ảnh trong Word rồi đưa tệp về."
	case b.Type == documents.Image:
		return fmt.Sprintf("Ảnh “%s” không dán được vào ô chữ; hãy chèn ảnh trong Word rồi đưa tệp về.", about)
	case b.Type == documents.Table:
		return "Chữ đậm, nghiêng trong một bảng được bỏ."
	default:
		return fmt.Sprintf("Gần “%s”: chữ đậm, nghiêng trong đoạn được bỏ.", about)
	}
}
