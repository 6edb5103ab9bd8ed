package intake

import (
	"fmt"
	"slices"
	"strings"
)

// A Note tells of one thing that was not understood, or was left out.
type Note struct {
	Kind      NoteKind `json:"kind"`
	Paragraph int      `json:"paragraph,omitempty"` // from 1 in the file; 0 for the file as a whole
	Near      string   `json:"near,omitempty"`      // the text there, cut
	What      string   `json:"what"`                // a Vietnamese sentence without its full stop
}

// String returns the note as a sentence: "Đoạn 12, gần “Kết quả…”: …."
func (n Note) String() string {
	var where []string
	if n.Paragraph > 0 {
		where = append(where, fmt.Sprintf("Đoạn %d", n.Paragraph))
	}
	if n.Near != "" {
		where = append(where, "gần “"+n.Near+"”")
	}
	if len(where) == 0 {
		return n.What + "."
	}
	return strings.Join(where, ", ") + ": " + n.What + "."
}

// A NoteKind names what a note is about.
type NoteKind string

// The kinds of notes.
const (
	Comment      NoteKind = "comment"
	Tracked      NoteKind = "tracked"
	Footnote     NoteKind = "footnote"
	TextBox      NoteKind = "text_box"
	Shape        NoteKind = "shape"
	Embedded     NoteKind = "embedded"
	Merged       NoteKind = "merged_cells"
	Nested       NoteKind = "nested_table"
	PictureKind  NoteKind = "picture"
	PictureMoved NoteKind = "picture_moved"
	FieldCode    NoteKind = "field"
	Hidden       NoteKind = "hidden"
	Struck       NoteKind = "struck"
	Underlined   NoteKind = "underlined"
	Formula      NoteKind = "formula"
	Link         NoteKind = "link"
	OldFont      NoteKind = "old_font"
	Margin       NoteKind = "header_footer"
	GivenLater   NoteKind = "given_by_clerk"
	Unknown      NoteKind = "not_understood"
	Foreign      NoteKind = "foreign_part"
	TooMany      NoteKind = "too_many"
)

// sentences say what became of each; %s stands for what it is about. Those that
// need no such words have none.
var sentences = map[NoteKind]string{
	Comment:      "nhận xét không được đưa vào: “%s”",
	Tracked:      "sửa đổi được theo dõi (Track Changes) coi như đã chấp nhận",
	Footnote:     "chú thích không được đưa vào: “%s”",
	TextBox:      "chữ trong hộp văn bản (Text Box) không được đưa vào: “%s”",
	Shape:        "hình vẽ (%s) không được đưa vào",
	Embedded:     "thành phần nhúng (%s) không được đưa vào",
	Merged:       "bảng có ô gộp; chữ của ô gộp nằm ở ô đầu, các ô còn lại để trống",
	Nested:       "bảng nằm trong ô của bảng được chuyển thành các dòng chữ",
	PictureKind:  "ảnh không được đưa vào: %s",
	PictureMoved: "ảnh nằm giữa dòng chữ được chuyển xuống dưới đoạn",
	FieldCode:    "trường tự động %s được giữ như chữ đang hiện",
	Hidden:       "chữ ẩn không được đưa vào",
	Struck:       "chữ có gạch ngang được giữ như chữ thường",
	Underlined:   "gạch chân được bỏ",
	Formula:      "công thức được chuyển thành chữ thường: “%s”",
	Link:         "liên kết được bỏ, chỉ giữ chữ",
	OldFont:      "chữ dùng phông mã cũ %s có thể hiện sai",
	Margin:       "chữ ở đầu trang hoặc chân trang không được đưa vào: “%s”",
	GivenLater:   "%s",
	Unknown:      "%s",
	Foreign:      "%s",
	TooMany:      "còn %s chỗ khác cùng loại",
}

// A notebook gathers notes: of one kind one for each paragraph, and no more in
// all than a person would read.
type notebook struct {
	notes []Note
	seen  map[string]bool
	count map[NoteKind]int
	over  map[NoteKind]int
}

// maxNotes is how many notes of one kind are told one by one.
const maxNotes = 50

// maxNear is as much of a text as a note shows, in characters.
const maxNear = 60

func newNotebook() *notebook {
	return &notebook{seen: map[string]bool{}, count: map[NoteKind]int{}, over: map[NoteKind]int{}}
}

// add notes something in a paragraph. about fills the sentence.
func (b *notebook) add(kind NoteKind, paragraph int, about string) {
	what := sentences[kind]
	if strings.Contains(what, "%s") {
		what = fmt.Sprintf(what, about)
	}
	key := fmt.Sprint(kind, paragraph, what)
	if b.seen[key] {
		return
	}
	b.seen[key] = true
	if b.count[kind]++; b.count[kind] > maxNotes {
		b.over[kind]++
		return
	}
	b.notes = append(b.notes, Note{Kind: kind, Paragraph: paragraph, What: what})
}

// all returns the notes with the text of their paragraphs, in their order.
func (b *notebook) all(text map[int]string) []Note {
	for i := range b.notes {
		b.notes[i].Near = cut(text[b.notes[i].Paragraph])
	}
	for _, n := range slices.Clone(b.notes) {
		if more := b.over[n.Kind]; more > 0 {
			b.notes = append(b.notes, Note{Kind: TooMany, What: n.What + ": " + fmt.Sprintf(sentences[TooMany], fmt.Sprint(more))})
			delete(b.over, n.Kind)
		}
	}
	return b.notes
}

// cut returns as much of s as a note shows.
func cut(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxNear {
		return string(r[:maxNear]) + "…"
	}
	return s
}
