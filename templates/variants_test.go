package templates_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates"
)

const seed = "bao-cao-duc-pho"

// example returns the seed report as the office loads it.
func example(t testing.TB) *documents.Document {
	t.Helper()
	text, err := templates.Example(seed)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := documents.Load(text)
	if err != nil {
		t.Fatal(err)
	}
	return &doc
}

// registered gives the document the number and date of the demonstration.
func registered(d *documents.Document) {
	d.Reference = documents.Reference{Number: 1, Symbol: "BC-UBND"}
	d.Date = documents.Date{Year: 2025, Month: time.November, Day: 25}
}

// A variant is the seed report with something changed. pages is how many it
// takes, 0 where that is not the point.
type variant struct {
	name  string
	edit  func(*documents.Document)
	pages int
}

var variants = [...]variant{
	{"no-number-yet", func(*documents.Document) {}, 3},
	{"registered", registered, 3},
	{"vice-chair", func(d *documents.Document) {
		registered(d)
		d.Signatory = documents.Signatory{Name: "Nguyễn Thị Bích Hạnh", Title: "Phó Chủ tịch", Mandates: []documents.Mandate{
			{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}, {Capacity: documents.ForHead, Of: "Chủ tịch"},
		}}
	}, 0},
	{"no-addressee", func(d *documents.Document) { registered(d); d.Addressees = nil; d.Recipients = d.Recipients[1:] }, 0},
	{"several-addressees", func(d *documents.Document) {
		registered(d)
		d.Addressees = []documents.Addressee{
			{Name: "Ủy ban nhân dân tỉnh Quảng Ngãi"}, {Name: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"},
			{Name: "Ban Chỉ đạo về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Quảng Ngãi"},
		}
	}, 0},
	{"division", func(d *documents.Document) {
		registered(d)
		d.Issuer = documents.Issuer{Parent: "UBND phường Đức Phổ", Name: "Phòng Kinh tế, Hạ tầng và Đô thị", Symbol: "KTHTĐT"}
		d.Reference = documents.Reference{Number: 123, Symbol: "BC-KTHTĐT"}
		d.Signatory = documents.Signatory{Name: "Võ Đình Khôi", Title: "Trưởng phòng"}
	}, 0},
	{"board", func(d *documents.Document) {
		registered(d)
		d.Issuer = documents.Issuer{Parent: "UBND phường Đức Phổ", Name: "Ban Chỉ đạo Chuyển đổi số", Symbol: "BCĐ", Seal: true}
		d.Reference = documents.Reference{Number: 3, Symbol: "BC-BCĐ"}
		d.Signatory = documents.Signatory{Name: "Trần Quang Minh", Title: "Trưởng ban", Post: "Chủ tịch UBND phường Đức Phổ"}
	}, 0},
	{"long-names", func(d *documents.Document) {
		registered(d)
		d.Issuer.Name = "Ủy ban nhân dân phường Tam Kỳ Quảng Phú An Mỹ"
		d.Place = "Phường Điện Biên Phủ"
		d.Signatory.Name = "Công Tằng Tôn Nữ Thị Ngọc Hương Giang"
		d.Recipients = append(d.Recipients, documents.Recipient{
			Name:    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Quảng Ngãi",
			Purpose: "để phối hợp theo dõi, đôn đốc"})
	}, 0},
	{"long-abstract", func(d *documents.Document) {
		registered(d)
		d.Abstract = "Kết quả triển khai thực hiện Kế hoạch nâng cao năng lực quản lý nhà nước về tiêu chuẩn, đo lường, " +
			"chất lượng và nhiệm vụ trọng tâm về chuyển đổi số, cải cách hành chính trên địa bàn phường trong sáu tháng cuối năm 2025"
	}, 0},
	{"twelve-pages", func(d *documents.Document) { registered(d); grow(d, 7) }, 12},
	{"table", func(d *documents.Document) {
		registered(d)
		d.Body = append(d.Body[:9:9], budget(60), d.Body[len(d.Body)-1])
	}, 0},
	{"table-last", func(d *documents.Document) { registered(d); d.Body = append(d.Body[:4:4], budget(3)) }, 0},
	{"urgency", func(d *documents.Document) { registered(d); d.Urgency = documents.AtOnce }, 0},
	{"bases", func(d *documents.Document) {
		registered(d)
		d.Bases = []string{"Căn cứ Luật Tổ chức chính quyền địa phương", "Căn cứ Kế hoạch số 21/KH-UBND ngày 09/8/2025 của UBND tỉnh Quảng Ngãi"}
	}, 0},
	{"hostile", func(d *documents.Document) {
		registered(d)
		d.Abstract = `Kết quả "A & B" <của> {{x}} và {{trich_yeu}}`
		d.Body = append(documents.Body{paragraph(`Giá trị 5 < 7 && "x" > 'y' {{ho_ten}} {{#can_cu}}`)}, d.Body...)
	}, 0},
	{"everything", func(d *documents.Document) {
		registered(d)
		d.Issuer.Parent = "UBND tỉnh Quảng Ngãi"
		d.Urgency = documents.VeryUrgent
		d.Addressees = append(d.Addressees, documents.Addressee{Name: "Sở Nội vụ <&> {{x}}"})
		d.Bases = []string{"Căn cứ Luật Đo lường"}
		emphasis := documents.Text{{Text: "Đậm", Bold: true}, {Text: ", nghiêng", Italic: true}, {Text: " và cả hai\nhai dòng", Bold: true, Italic: true}}
		d.Body = append(d.Body, documents.Block{Type: documents.Bullet, Level: 2, Text: words("Dấu cộng.")},
			documents.Block{Type: documents.Heading, Level: 3, Mark: "a)", Text: words("Đề mục chữ cái")},
			documents.Block{Type: documents.Item, Level: 3, Mark: "b)", Text: words("Điểm chữ cái.")},
			documents.Block{Type: documents.Paragraph, Text: emphasis}, budget(2), budget(1))
	}, 0},
}

// grow repeats the sections of the report.
func grow(d *documents.Document, times int) {
	body := d.Body
	last := len(body) - 1
	middle := body[2:last]
	d.Body = body[:2:2]
	for range times {
		d.Body = append(d.Body, middle...)
	}
	d.Body = append(d.Body, body[last])
}

func paragraph(text string) documents.Block {
	return documents.Block{Type: documents.Paragraph, Text: words(text)}
}

func words(s string) documents.Text { return documents.Text{{Text: s}} }

// budget returns a table with a head and n rows.
func budget(n int) documents.Block {
	b := documents.Block{Type: documents.Table, Header: true, Rows: [][]documents.Text{
		{words("TT"), words("Nội dung công việc"), words("Đơn vị thực hiện"), words("Kinh phí (đồng)")},
	}}
	for i := range n {
		b.Rows = append(b.Rows, []documents.Text{
			words(fmt.Sprint(i + 1)), words("Tập huấn " + strings.Repeat("nghiệp vụ ", i%4+1)), words("Phòng Văn hóa - Xã hội"), words("1.500.000"),
		})
	}
	return b
}
