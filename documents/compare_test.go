package documents_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

// show writes changes as a test can hold them: [-removed-] and [+added+].
func show(changes []documents.Change) []string {
	var out []string
	for _, c := range changes {
		text := ""
		for _, s := range c.Text {
			switch s.Kind {
			case documents.Added:
				text += "[+" + s.Text + "+]"
			case documents.Removed:
				text += "[-" + s.Text + "-]"
			default:
				text += s.Text
			}
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", c.Field, c.Kind, text)))
	}
	return out
}

func TestCompareBodies(t *testing.T) {
	t.Parallel()
	long := "UBND phường đã tổ chức quán triệt đến toàn thể cán bộ, công chức, viên chức về công tác đo lường."
	for _, row := range []struct {
		name, old, now string
		want           []string
	}{
		{"Nothing", "", "", nil},
		{"Same", "một\nhai", "một\nhai", []string{"body[0]  một", "body[1]  hai"}},
		{"Added", "một\nba", "một\nhai\nba", []string{"body[0]  một", "body[1] added [+hai+]", "body[2]  ba"}},
		{"Removed", "một\nhai\nba", "một\nba", []string{"body[0]  một", "body[1] removed [-hai-]", "body[1]  ba"}},
		{"Edited", long, strings.Replace(long, "toàn thể cán bộ", "các cán bộ", 1), []string{
			"body[0] edited UBND phường đã tổ chức quán triệt đến [-toàn thể-][+các+] cán bộ, công chức, viên chức về công tác đo lường.",
		}},
		{"EditedAmongOthers", "một\n" + long + "\nba", "một\nmới tinh\n" + strings.Replace(long, "đo lường", "chất lượng", 1) + "\nba", []string{
			"body[0]  một", "body[1] added [+mới tinh+]",
			"body[2] edited UBND phường đã tổ chức quán triệt đến toàn thể cán bộ, công chức, viên chức về công tác [-đo lường-][+chất lượng+].", "body[3]  ba",
		}},
		{"Rewritten", long, "Kinh phí năm 2026 lấy từ nguồn dự phòng ngân sách tỉnh.", []string{
			"body[0] removed [-" + long + "-]", "body[0] added [+Kinh phí năm 2026 lấy từ nguồn dự phòng ngân sách tỉnh.+]",
		}},
		{"Number", "cử 02 lượt công chức", "cử 03 lượt công chức", []string{"body[0] edited cử [-02-][+03+] lượt công chức"}},
		{"StopOnly", "báo cáo", "báo cáo./.", []string{"body[0] edited báo cáo[+./.+]"}},
		{"SeveralWordsAreOneChange", "Trưởng phòng một hai ba chịu trách nhiệm", "Trưởng phòng bốn năm sáu chịu trách nhiệm", []string{
			"body[0] edited Trưởng phòng [-một hai ba-][+bốn năm sáu+] chịu trách nhiệm",
		}},
		{"Renumbered", "1. Mở lớp học;\n2. Báo cáo sau;", "1. Báo cáo sau;", []string{"body[0] removed [-1. Mở lớp học;-]", "body[0] edited [-2-][+1+]. Báo cáo sau;"}},
		{"Bold", "cử **02** lượt", "cử 02 lượt", []string{"body[0] altered cử 02 lượt"}},
		{"TypeOfBlock", "Mở lớp", "- Mở lớp", []string{"body[0] altered Mở lớp"}},
		{"Moved", "một\nhai\nba", "ba\nmột\nhai", []string{"body[0] added [+ba+]", "body[1]  một", "body[2]  hai", "body[2] removed [-ba-]"}},
		{"Cell", "|TT|Nội dung|\n|-|-|\n|1|Đo lường|\n|2|Chất lượng|", "|TT|Nội dung|\n|-|-|\n|1|Đo lường năm 2025|\n|2|Chất lượng|", []string{
			"body[0].rows[0]  TT | Nội dung", "body[0].rows[1] edited 1 | Đo lường[+ năm 2025+]", "body[0].rows[2]  2 | Chất lượng",
		}},
		{"RowAdded", "|1|Đo lường|\n|3|Chất lượng|", "|1|Đo lường|\n|2|Hoàn toàn mới|\n|3|Chất lượng|", []string{
			"body[0].rows[0]  1 | Đo lường", "body[0].rows[1] added [+2 | Hoàn toàn mới+]", "body[0].rows[2]  3 | Chất lượng",
		}},
		{"HeadOfTable", "|a|\n|-|\n|b|", "|a|\n|b|", []string{"body[0].rows[0] altered a", "body[0].rows[1]  b"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := show(documents.CompareBodies(documents.ParseBody(row.old), documents.ParseBody(row.now)))
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompareBlocks(t *testing.T) {
	t.Parallel()
	table := func(columns ...documents.ColumnAlign) documents.Block {
		return documents.Block{Type: documents.Table, Header: true, Columns: columns, Rows: [][]documents.Text{{plain("a")}}}
	}
	turned := para("a")
	turned.Landscape = true
	for name, pair := range map[string][2]documents.Block{
		"Level": {bullet(1, "a"), bullet(2, "a")}, "Landscape": {para("a"), turned}, "Columns": {table(documents.ColumnEnd), table(documents.ColumnMid)},
	} {
		got := documents.CompareBodies(documents.Body{pair[0]}, documents.Body{pair[1]})
		if len(got) != 1 || got[0].Kind != documents.Altered {
			t.Errorf("%s: got %q", name, show(got))
		}
	}
}

func TestComparePictures(t *testing.T) {
	t.Parallel()
	body := func(picture string) documents.Body {
		return documents.Body{{Type: documents.Image, Image: documents.Picture(picture), Text: plain("Sơ đồ")}}
	}
	if got := show(documents.CompareBodies(body("x"), body("y"))); !cmp.Equal(got, []string{"body[0] edited [-Hình: Sơ đồ-][+Hình: Sơ đồ+]"}) {
		t.Errorf("another picture: got %q", got)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	base := func() *documents.Document {
		return &documents.Document{
			Kind: documents.Report, Abstract: "Kết quả năm 2025", Bases: []string{"Căn cứ Luật A", "Căn cứ Luật B"},
			Addressees: []documents.Addressee{{Name: "Sở A"}},
			Recipients: []documents.Recipient{{AsAbove: true}, {Name: "Sở B", Purpose: "để b/c"}},
			Archive:    documents.Archive{Unit: "VHXH"},
			Signatory:  documents.Signatory{Name: "Trần Quang Minh", Title: "Chủ tịch", Mandates: []documents.Mandate{{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}}},
			Attachments: []documents.Attachment{
				{Title: "Danh sách", Body: documents.ParseBody("một\nhai")},
			},
			Details: documents.Details{"host": {"Ông A"}},
		}
	}
	for _, row := range []struct {
		name string
		edit func(*documents.Document)
		want []string
	}{
		{"Nothing", func(*documents.Document) {}, nil},
		{"Kind", func(d *documents.Document) { d.Kind = "KH" }, []string{"kind edited [-Báo cáo-][+Kế hoạch+]"}},
		{"Abstract", func(d *documents.Document) { d.Abstract = "Kết quả năm 2026" }, []string{"abstract edited Kết quả năm [-2025-][+2026+]"}},
		{"Date", func(d *documents.Document) { d.Date = documents.Date{Year: 2026, Month: time.May, Day: 4} }, []string{"date added [+04/5/2026+]"}},
		{"Basis", func(d *documents.Document) { d.Bases = d.Bases[1:] }, []string{"bases[0] removed [-Căn cứ Luật A-]"}},
		{"Purpose", func(d *documents.Document) { d.Recipients[1].Purpose = "để biết" }, []string{"recipients[1] edited Sở B (để [-b/c-][+biết+])"}},
		{"AsAbove", func(d *documents.Document) { d.Recipients[0] = documents.Recipient{AsArticle: 3} }, []string{"recipients[0] edited Như [-trên-][+Điều 3+]"}},
		{"OtherBodyOfSameName", func(d *documents.Document) { d.Addressees[0].Agency = "s-a" }, []string{"addressees[0] altered Sở A"}},
		{"Signer", func(d *documents.Document) {
			d.Signatory = documents.Signatory{Name: "Võ Thị Thanh Hà", Title: "Phó Chủ tịch", Mandates: append(d.Signatory.Mandates, documents.Mandate{Capacity: documents.ForHead, Of: "Chủ tịch"})}
		}, []string{"signatory.mandates edited TM. ỦY BAN NHÂN DÂN\n[+KT. CHỦ TỊCH\nPHÓ +]CHỦ TỊCH", "signatory.name edited [-Trần Quang Minh-][+Võ Thị Thanh Hà+]"}},
		{"Detail", func(d *documents.Document) { d.Details = documents.Details{"time": {"8 giờ"}} }, []string{"details.host removed [-Ông A-]", "details.time added [+8 giờ+]"}},
		{"Annex", func(d *documents.Document) { d.Attachments[0].Body = documents.ParseBody("một\nba bốn") }, []string{
			"attachments[0].body[1] removed [-hai-]", "attachments[0].body[1] added [+ba bốn+]",
		}},
		{"AnnexBefore", func(d *documents.Document) {
			d.Attachments = append([]documents.Attachment{{Title: "Sơ đồ", Body: documents.ParseBody("x")}}, d.Attachments...)
		}, []string{"attachments[0] added [+Sơ đồ+]", "attachments[0].body[0] added [+x+]"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			d := base()
			row.edit(d)
			if diff := cmp.Diff(row.want, show(documents.Compare(base(), d))); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

// unseen are the fields that may change without a change on the page or in who
// gets the document.
var unseen = map[string]bool{
	".Issuer.Kind": true, ".Issuer.Seal": true, ".Signatory.Account": true, ".Signatory.For": true,
	".Body[]": true, ".Attachments[].Body[]": true, // as TestCompareBodies has them
	".Recipients[].AsAbove": true, ".Recipients[].AsArticle": true, ".Copy.Recipients[].AsAbove": true, ".Copy.Recipients[].AsArticle": true, // have no name
	".Copy.Issuer.Kind": true, ".Copy.Issuer.Seal": true, ".Copy.Issuer.Parent": true, ".Copy.Signatory.Account": true, ".Copy.Signatory.For": true,
}

// TestCompareSeesEverything changes each field of a document in turn.
func TestCompareSeesEverything(t *testing.T) {
	t.Parallel()
	full := func() *documents.Document {
		d := &documents.Document{}
		populate(reflect.ValueOf(d).Elem())
		d.Recipients[0].AsAbove, d.Recipients[0].AsArticle, d.Copy.Recipients[0].AsAbove, d.Copy.Recipients[0].AsArticle = false, 0, false, 0
		d.Archive.Pattern, d.Copy.Archive.Pattern = "VT, {unit}. {drafter}.({copies})", "VT, {unit}. {drafter}.({copies})"
		return d
	}
	var visit func(path string, at func(reflect.Value) reflect.Value, v reflect.Value)
	visit = func(path string, at func(reflect.Value) reflect.Value, v reflect.Value) {
		if unseen[path] {
			return
		}
		if v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[documents.Moment]() {
			for i := range v.NumField() {
				visit(path+"."+v.Type().Field(i).Name, func(r reflect.Value) reflect.Value { return at(r).Field(i) }, v.Field(i))
			}
			return
		}
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 && v.Len() > 0 {
			visit(path+"[]", func(r reflect.Value) reflect.Value { return at(r).Index(0) }, v.Index(0))
		}
		changed := full()
		at(reflect.ValueOf(changed).Elem()).SetZero()
		if got := documents.Compare(full(), changed); len(got) == 0 {
			t.Errorf("%s was emptied, and nothing seen", path)
		}
	}
	visit("", func(v reflect.Value) reflect.Value { return v }, reflect.ValueOf(full()).Elem())
	if got := documents.Compare(full(), full()); len(got) > 0 {
		t.Errorf("two of one: %q", show(got))
	}
}

// populate gives every field of v a value of its own kind.
func populate(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if m, ok := reflect.TypeAssert[*documents.Moment](v.Addr()); ok {
			m.Time = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
			return
		}
		for _, field := range v.Fields() {
			populate(field)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		populate(v.Index(0))
	case reflect.Map:
		v.Set(reflect.ValueOf(documents.Details{"host": {"Ông A"}}))
	case reflect.String:
		v.SetString("chữ")
		switch v.Addr().Interface().(type) {
		case *documents.Kind:
			v.SetString("BC")
		case *documents.Authorship:
			v.SetString(string(documents.OfHead))
		case *documents.BlockType:
			v.SetString(string(documents.Table))
		case *documents.CopyForm:
			v.SetString(string(documents.FullCopy))
		}
	case reflect.Int:
		v.SetInt(3)
	case reflect.Uint8:
		v.SetUint(7)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// rounds returns two rounds of a body of n paragraphs, one in every so many of
// which was edited, removed or added.
func rounds(n, every int) (old, now documents.Body) {
	m := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("phường báo cáo kết quả thực hiện nhiệm vụ trên địa bàn theo kế hoạch của tỉnh về đo lường chất lượng năm nay và các năm sau")
	sentence := func() string {
		var out []string
		for range 60 {
			out = append(out, words[m.IntN(len(words))])
		}
		return strings.Join(out, " ") + "."
	}
	for i := range n {
		s := sentence()
		old = append(old, para(s))
		switch {
		case i%every != 0:
			now = append(now, para(s))
		case i%3 == 0:
			now = append(now, para(strings.Replace(s, "phường", "xã", 2)))
		case i%3 == 1:
			now = append(now, para(s), para(sentence()))
		}
	}
	return old, now
}

func BenchmarkCompareBodies(b *testing.B) {
	for _, size := range []int{1000, 10000} {
		for _, every := range []int{20, 1} {
			old, now := rounds(size, every)
			b.Run(fmt.Sprintf("%d blocks, one in %d changed", size, every), func(b *testing.B) {
				for b.Loop() {
					documents.CompareBodies(old, now)
				}
			})
		}
	}
}

// Whatever two bodies are, the changes lead from the one to the other.
func FuzzCompareBodies(f *testing.F) {
	f.Add("một\nhai\n|a|b|", "một\nhai ba\n|a|c|")
	f.Add("1. a\n2. b", "1. b")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, now := documents.ParseBody(a), documents.ParseBody(b)
		var was, is []string
		changes := documents.CompareBodies(old, now)
		for _, c := range changes {
			before, after := "", ""
			for _, s := range c.Text {
				if s.Kind != documents.Added {
					before += s.Text
				}
				if s.Kind != documents.Removed {
					after += s.Text
				}
			}
			if c.Kind != documents.Added {
				was = append(was, before)
			}
			if c.Kind != documents.Removed {
				is = append(is, after)
			}
		}
		if diff := cmp.Diff(lines(old), was); diff != "" {
			t.Errorf("the old text (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(lines(now), is); diff != "" {
			t.Errorf("the now text (-want +got):\n%s", diff)
		}
	})
}

// lines returns the paragraphs and rows of a body.
func lines(body documents.Body) []string {
	var out []string
	for _, b := range body {
		if b.Type != documents.Table {
			out = append(out, strings.TrimSpace(b.Mark+" "+b.Text.Plain()))
		}
		for _, row := range b.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, cell.Plain())
			}
			out = append(out, strings.Join(cells, " | "))
		}
	}
	return out
}
