package documents

import "strings"

// A Body is the content of a document as a sequence of blocks.
type Body []Block

// A Block is one paragraph or table of a body. Which fields it uses depends on
// its type:
//
//	heading    Level 1 (I.), 2 (1.), 3 (a)); Mark; Text
//	item       Level 2 (1.), 3 (a)); Mark; Text: a numbered paragraph of running text
//	paragraph  Text
//	bullet     Level 1 (-), 2 (+); Text
//	table      Rows, Header, Columns
//	image      Image; Text says what is to be seen on it
//	part, chapter, section, subsection
//	           Mark ("Chương I"); Text: its title
//	article    Level 1: Text is a title; 2: running text; Mark ("Điều 1.")
type Block struct {
	Type      BlockType     `json:"type"`
	Level     int           `json:"level,omitempty"`
	Mark      string        `json:"mark,omitempty"` // as typed: "I.", "1.", "a)", "Chương I"
	Text      Text          `json:"text,omitempty"`
	Header    bool          `json:"header,omitempty"` // the first row is the table's head
	Rows      [][]Text      `json:"rows,omitempty"`
	Columns   []ColumnAlign `json:"columns,omitempty"`   // of a table; none: as their content wants
	Image     Picture       `json:"image,omitempty"`     // PNG or JPEG
	Landscape bool          `json:"landscape,omitempty"` // stands on a sheet that lies on its long side
}

// A BlockType says what a block is.
type BlockType string

// The types of blocks.
const (
	Heading   BlockType = "heading"
	Item      BlockType = "item"
	Paragraph BlockType = "paragraph"
	Bullet    BlockType = "bullet"
	Table     BlockType = "table"
	Image     BlockType = "image"

	// Of texts in articles (phần, chương, mục, tiểu mục, điều; Phụ lục I, ô 6).
	// Their khoản and điểm are items and headings.
	Part       BlockType = "part"
	Chapter    BlockType = "chapter"
	Section    BlockType = "section"
	Subsection BlockType = "subsection"
	Article    BlockType = "article"
)

// A ColumnAlign says how the cells of a column stand.
type ColumnAlign string

// The alignments of columns.
const (
	AsContent  ColumnAlign = "" // figures at the right, other text at the left
	ColumnLeft ColumnAlign = "left"
	ColumnMid  ColumnAlign = "centre"
	ColumnEnd  ColumnAlign = "right"
)

// A Text is a line of runs; a "\n" in it is a line break.
type Text []Run

// A Run is a stretch of text in one style.
type Run struct {
	Text   string `json:"text" keep:"spaces"`
	Bold   bool   `json:"bold,omitempty"`
	Italic bool   `json:"italic,omitempty"`
}

// Plain returns the characters of t without style.
func (t Text) Plain() string {
	if len(t) == 1 {
		return t[0].Text
	}
	var out strings.Builder
	for _, r := range t {
		out.WriteString(r.Text)
	}
	return out.String()
}
