package docx

// Values are what Render puts into a template, by field. Every field that the
// template uses must be there, be it empty, and none that the schema does not
// have. Names are written in NFC.
type Values map[string]Value

// A Value is the value of one field: a Text, Number, Flag, Texts, List or Blocks.
type Value interface {
	kind() Kind
	there() bool // what {{#…}}, {{?…}} and {{^…}} ask
}

// The values, by kind.
type (
	Text   string   // a "\n" in it is a line break, a "\t" a tab
	Number int64    // written in digits
	Flag   bool     // asked, never written
	Texts  []string // each {{.}} in its turn
	List   []Values // the fields of each item
	Blocks []Block  // put where {{@…}} stands
)

func (Text) kind() Kind   { return KindText }
func (Number) kind() Kind { return KindNumber }
func (Flag) kind() Kind   { return KindFlag }
func (Texts) kind() Kind  { return KindTexts }
func (List) kind() Kind   { return KindList }
func (Blocks) kind() Kind { return KindBlocks }

func (v Text) there() bool   { return v != "" }
func (v Number) there() bool { return v != 0 }
func (v Flag) there() bool   { return bool(v) }
func (v Texts) there() bool  { return len(v) > 0 }
func (v List) there() bool   { return len(v) > 0 }
func (v Blocks) there() bool { return len(v) > 0 }
