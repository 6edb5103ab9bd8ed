package web

import (
	"slices"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/workflow"
)

// A column is one that a list of the address book may have: its field, its
// heading as we write it, and all headings it is known by, folded.
type column struct {
	field, heading string
	known          []string
}

// columns stand in the order in which we write them.
var columns = [...]column{
	{"id", "Mã trong sổ", []string{"ma trong so", "ma muc", "id"}},
	{"name", "Tên", []string{"ten", "ten co quan", "ten day du", "ten don vi", "ten co quan don vi", "ten co quan to chuc", "co quan", "don vi", "noi nhan", "name", "full name", "agency", "organization", "organisation"}},
	{"short", "Tên ngắn", []string{"ten ngan", "ten viet tat", "viet tat", "ten rut gon", "short", "short name", "abbreviation"}},
	{"code", "Mã định danh", []string{"ma dinh danh", "ma dinh danh dien tu", "ma co quan", "ma don vi", "ma", "code", "identifier"}},
	{"level", "Cấp", []string{"cap", "cap hanh chinh", "level"}},
	{"parent", "Cơ quan cấp trên", []string{"co quan cap tren", "cap tren", "co quan chu quan", "truc thuoc", "thuoc", "parent"}},
	{"channels", "Kênh gửi", []string{"kenh gui", "cach gui", "kenh", "channels", "channel"}},
	{"mail", "Thư điện tử", []string{"thu dien tu", "email", "e mail", "hop thu", "hop thu cong vu", "mail"}},
	{"post", "Địa chỉ", []string{"dia chi", "dia chi buu dien", "dia chi tru so", "address"}},
	{"aliases", "Tên gọi khác", []string{"ten goi khac", "ten khac", "aliases", "other names"}},
	{"from", "Ngày bắt đầu", []string{"ngay bat dau", "tu ngay", "ngay dau", "from"}},
	{"until", "Ngày cuối", []string{"ngay cuoi", "ngay ket thuc", "den ngay", "until"}},
	{"successor", "Nơi kế thừa", []string{"noi ke thua", "co quan ke thua", "ke thua", "successor"}},
}

// counters are columns that only number the lines.
var counters = []string{"stt", "tt", "so tt", "so thu tu", "no"}

var errNoHeading = &fault{
	"invalid", "Không thấy cột tên",
	"Một trong mười dòng đầu phải là tiêu đề, có cột Tên (Tên cơ quan, Tên đơn vị, Name). Hãy tải tệp mẫu, chép dữ liệu vào rồi nhập lại.",
}

// A bookReader reads the lines of a list under its headings.
type bookReader struct {
	fields  []string // of the columns, "" for one that is not known
	Ignored []string // headings that are not known
}

// readBookRows finds the headings among the first rows and reads what is below.
func readBookRows(rows []sheet.Row) (*bookReader, []workflow.BookLine, error) {
	for i, row := range rows[:min(len(rows), 10)] {
		r := newBookReader(row.Cells)
		if !slices.Contains(r.fields, "name") {
			continue
		}
		lines := make([]workflow.BookLine, 0, len(rows)-i-1)
		for _, row := range rows[i+1:] {
			lines = append(lines, r.line(row))
		}
		return r, lines, nil
	}
	return nil, nil, errNoHeading
}

func newBookReader(headings []string) *bookReader {
	r := &bookReader{fields: make([]string, len(headings))}
	for i, heading := range headings {
		key := strings.TrimSpace(documents.FoldedWords(heading))
		for _, c := range columns {
			if slices.Contains(c.known, key) && !slices.Contains(r.fields, c.field) {
				r.fields[i] = c.field
			}
		}
		if r.fields[i] == "" && key != "" && !slices.Contains(counters, key) {
			r.Ignored = append(r.Ignored, documents.OneLine(heading))
		}
	}
	return r
}

// line reads one row.
func (r *bookReader) line(row sheet.Row) workflow.BookLine {
	cells := map[string]string{}
	for i, field := range r.fields {
		if field != "" && i < len(row.Cells) {
			cells[field] = row.Cells[i]
		}
	}
	one := func(field string) string { return documents.OneLine(cells[field]) }
	l := workflow.BookLine{Line: row.Line, Mail: one("mail"), Post: one("post"), Parent: one("parent"), Successor: one("successor")}
	l.Agency = documents.Agency{
		ID: documents.AgencyID(one("id")), Name: one("name"), Short: one("short"), Code: one("code"), Aliases: listed(cells["aliases"]),
	}
	fault := func(field string, rule documents.Rule, got string) {
		l.Faults = append(l.Faults, &documents.FieldError{Field: field, Rule: rule, Got: got})
	}
	var ok bool
	if l.Agency.Level, ok = readLevel(one("level")); !ok {
		fault("level", documents.RuleLevel, one("level"))
	}
	for _, text := range listed(cells["channels"]) {
		ch, ok := readChannel(text)
		if l.Agency.Channels = append(l.Agency.Channels, ch); !ok {
			fault("channels", documents.RuleChannel, text)
		}
	}
	for field, day := range map[string]*documents.Date{"from": &l.Agency.From, "until": &l.Agency.Until} {
		if *day, ok = readDay(one(field)); !ok {
			fault(field, documents.RuleDateForm, one(field))
		}
	}
	return l
}

// listed returns the parts of a cell: its lines, or what semicolons part.
func listed(cell string) []string {
	if !strings.Contains(cell, "\n") {
		cell = strings.ReplaceAll(cell, ";", "\n")
	}
	return textLines(cell)
}

// levelWords are how lists name the levels, folded.
var levelWords = map[string]documents.Level{
	"": "", "trung uong": documents.Central, "tw": documents.Central, "bo nganh": documents.Central, "central": documents.Central,
	"cap tinh": documents.Province, "tinh": documents.Province, "thanh pho": documents.Province, "province": documents.Province,
	"cap xa": documents.Commune, "xa": documents.Commune, "phuong": documents.Commune, "commune": documents.Commune,
	"trong co quan": documents.Internal, "noi bo": documents.Internal, "internal": documents.Internal,
	"khac": documents.Outside, "other": documents.Outside,
}

func readLevel(text string) (documents.Level, bool) {
	level, ok := levelWords[strings.TrimSpace(documents.FoldedWords(text))]
	return level, ok
}

// readChannel reads one way to reach a body: "thư điện tử: vt@sonoivu.gov.vn".
func readChannel(text string) (documents.Channel, bool) {
	name, address, _ := strings.Cut(text, ":")
	address = strings.TrimSpace(address)
	for _, m := range [...]struct {
		medium documents.Medium
		begins []string
	}{
		{documents.ByEdXML, []string{"truc", "edxml", "lien thong"}},
		{documents.ByFolder, []string{"thu muc", "folder"}},
		{documents.ByMail, []string{"thu dien tu", "email", "e mail", "mail"}},
		{documents.OnPaper, []string{"ban giay", "giay", "buu dien", "paper"}},
	} {
		for _, begin := range m.begins {
			if strings.HasPrefix(documents.FoldedWords(name), " "+begin) {
				return documents.Channel{Medium: m.medium, Address: address}, true
			}
		}
	}
	if strings.Contains(text, "@") {
		return documents.Channel{Medium: documents.ByMail, Address: text}, true
	}
	return documents.Channel{}, false
}

// readDay reads a day as people and Excel write it.
func readDay(text string) (documents.Date, bool) {
	if text == "" {
		return documents.Date{}, true
	}
	for _, form := range []string{time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006"} {
		if t, err := time.Parse(form, text); err == nil {
			return documents.DateOf(t), true
		}
	}
	t, ok := sheet.Day(text)
	if !ok {
		return documents.Date{}, false
	}
	return documents.DateOf(t), true
}
