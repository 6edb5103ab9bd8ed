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
//	table      Rows, Header
type Block struct {
	Type   BlockType `json:"type"`
	Level  int       `json:"level,omitempty"`
	Mark   string    `json:"mark,omitempty"` // as typed: "I.", "1.", "a)"
	Text   Text      `json:"text,omitempty"`
	Header bool      `json:"header,omitempty"` // the first row is the table's head
	Rows   [][]Text  `json:"rows,omitempty"`
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
	var out strings.Builder
	for _, r := range t {
		out.WriteString(r.Text)
	}
	return out.String()
}
