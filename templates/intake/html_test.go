package intake_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/templates/intake"
)

// A clipboard of Word: its head, conditional comments, lists whose marks are
// written out.
const ofWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} @list l0:level1 {mso-level-text:"%1\.";} --></style><xml><w:Zoom>0</w:Zoom></xml></head>
<body lang=VI style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoNormal style='text-align:justify'><b><span lang=EN-US style='font-size:14.0pt'>I. KẾT
QUẢ<o:p></o:p></span></b></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]><span>Đã cử <b
style='mso-bidi-font-weight:normal'>02</b> lượt <i>công chức</i>;</span></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l1 level1 lfo2'><!--[if !supportLists]--><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><!--[endif]-->Một</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level2 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Hai</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0><tr><td valign=top><p class=MsoNormal><b>TT<o:p></o:p></b></p></td><td><p class=MsoNormal><b>Nội dung</b></p></td></tr>
<tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal>Đo lường</p><p class=MsoNormal>và chất lượng</p></td></tr></table>
<!--EndFragment--></body></html>`

func TestFromHTML(t *testing.T) {
	t.Parallel()
	picture := `<img alt="Sơ đồ" src="data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(dots(t, 4, 3))) + `">`
	for _, row := range []struct {
		name, html, want string
		notes            []intake.NoteKind
	}{
		{name: "Word", html: ofWord, want: "I. KẾT QUẢ\n1. Đã cử **02** lượt *công chức*;\n- Một\n+ Hai\n| TT | Nội dung |\n| --- | --- |\n| 1 | Đo lường\\\nvà chất lượng |\n"},
		{name: "Nothing", html: "", want: ""},
		{name: "Words", html: "một hai", want: "một hai\n"},
		{name: "Entities", html: "<p>R&amp;D &lt;x&gt;&nbsp;&nbsp;m&sup2;</p>", want: "R&D <x> m²\n"},
		{name: "Blanks", html: "<p>\n  một\n\thai  </p>\n\n<p> ba</p>", want: "một hai\nba\n"},
		{name: "Break", html: "<p>một<br>hai<br></p>", want: "một\\\nhai\n"},
		{name: "PageBreak", html: "<p>một</p><br style='page-break-before:always'><p>hai</p>", want: "một\nhai\n"},
		{name: "Divs", html: "<div>một<div>hai</div>ba</div>", want: "một\nhai\nba\n"},
		{name: "GoogleDocs", html: `<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700;white-space:pre-wrap;">một</span><span style="font-weight:400;font-style:italic"> hai</span></p></b>`, want: "**một** *hai*\n"},
		{name: "Heading", html: "<h2>1. Ưu điểm</h2><h3>a) Điểm</h3>", want: "1. Ưu điểm\na) **Điểm**\n"},
		{name: "StrongAndEm", html: "<p><strong>một <em>hai</em> ba</strong></p>", want: "**một *hai* ba**\n"},
		{name: "Capitals", html: `<p style="text-transform:uppercase">ii. kết quả</p>`, want: "II. KẾT QUẢ\n"},
		{name: "Raised", html: "<p>50 m<sup>2</sup> CO<sub>2</sub></p>", want: "50 m² CO₂\n"},
		{name: "Lists", html: `<ol><li>một;</li><li>hai;<ul><li>ba</li><li><p>bốn</p></li></ul></li></ol><ol type=a start=4><li>năm;</li></ol><ul><li>sáu<ul><li>bảy</li></ul></li></ul>`,
			want: "1. một;\n2. hai;\n+ ba\n+ bốn\nd) năm;\n- sáu\n+ bảy\n"},
		{name: "WordOnlineList", html: `<div class="ListContainerWrapper"><ol start="3"><li data-aria-level="1"><p><span>ba;</span></p></li></ol></div><ul><li data-aria-level="2"><p>bốn</p></li></ul>`, want: "3. ba;\n+ bốn\n"},
		{name: "RomanList", html: `<ol style="list-style-type:upper-roman"><li>MỘT</li></ol>`, want: "I. MỘT\n"},
		{name: "ListWithoutMarks", html: `<ul><li style="list-style-type:none">một</li></ul>`, want: "một\n"},
		{name: "TableHead", html: "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td align=center>d</td></tr></tbody></table>", want: "| a | b |\n| --- | :-: |\n| c | d |\n"},
		{name: "TableSpans", html: "<table border=1><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>", want: "| a | b |  |\n|  | c | d |\n", notes: []intake.NoteKind{intake.Merged}},
		{name: "TableRagged", html: "<table border=1><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>", want: "| a |  |\n| b | c |\n"},
		{name: "TableInTable", html: "<table border=1><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", want: "| a\\\nb | c |\n", notes: []intake.NoteKind{intake.Nested}},
		{name: "Pre", html: "<pre>một\nhai</pre>", want: "một\nhai\n"},
		{name: "Picture", html: "<p>một" + picture + "</p>", want: "một\n[[hình 1: Sơ đồ]]\n"},
		{name: "PictureElsewhere", html: `<p>một<img src="file:///C:/a.png"></p>`, want: "một\n", notes: []intake.NoteKind{intake.PictureKind}},
		{name: "DrawnLine", html: `<p>một</p><p><img src="a.gif" width=137 height=2></p>`, want: "một\n"},
		{name: "Scripts", html: `<script>alert(1)</script><style>p{}</style><p onclick="x()">một</p><iframe>hai</iframe>`, want: "một\n"},
		{name: "Tracked", html: "<p>cử <del>02</del><ins>03</ins> lượt</p>", want: "cử 03 lượt\n", notes: []intake.NoteKind{intake.Tracked}},
		{name: "Hidden", html: `<p>một<span style='display:none'>hai</span></p>`, want: "một\n", notes: []intake.NoteKind{intake.Hidden}},
		{name: "LinkIsNotUnderlined", html: `<p><a href="https://x.example"><u>một</u></a></p>`, want: "một\n", notes: []intake.NoteKind{intake.Link}},
		{name: "Underlined", html: `<p><u>một</u> <s>hai</s></p>`, want: "một hai\n", notes: []intake.NoteKind{intake.Underlined, intake.Struck}},
		{name: "Footnote", html: `<p>một<a style='mso-footnote-id:ftn1' href="#_ftn1">[1]</a></p><div style='mso-element:footnote-list'><p>[1] theo báo cáo</p></div>`, want: "một\n", notes: []intake.NoteKind{intake.Footnote, intake.Footnote}},
		{name: "Comment", html: `<p>một<span style='mso-comment-continuation:1'><a class=msocomanchor href="#_msocom_1">[A1]</a></span></p><div style='mso-element:comment-list'><p>sửa lại</p></div>`, want: "một\n", notes: []intake.NoteKind{intake.Comment, intake.Comment}},
		{name: "WholePage", html: `<table><tr><td><b>ỦY BAN NHÂN DÂN<br>PHƯỜNG ĐỨC PHỔ</b></td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></td></tr><tr><td>Số: 15/BC-UBND</td><td>Đức Phổ, ngày 05 tháng 3 năm 2026</td></tr></table><p align=center><b>BÁO CÁO</b></p><p align=center><b>Kết quả</b></p><p>Nội dung./.</p><p>Nơi nhận:</p><p>- Như trên;</p>`,
			want: "Nội dung./.\n", notes: []intake.NoteKind{intake.Unknown}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			body, notes, err := intake.FromHTML([]byte(row.html))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, documents.FormatBody(body)); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
			var kinds []intake.NoteKind
			for _, n := range notes {
				kinds = append(kinds, n.Kind)
			}
			if diff := cmp.Diff(row.notes, kinds); diff != "" {
				t.Errorf("notes (-want +got):\n%s\n%v", diff, notes)
			}
		})
	}
}

func TestFromHTMLRefuses(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, html string
		rule       documents.Rule
	}{
		{"Secret", "<p>một</p><p>TỐI MẬT</p>", documents.RuleSecret},
		{"SecretInRuns", "<p><b>TỐI</b> <i>MẬT</i></p>", documents.RuleSecret},
		{"SecretInCell", "<table border=1><tr><td>MẬT</td><td>x</td></tr></table>", documents.RuleSecret},
		{"SecretHidden", "<p style='display:none'>TUYỆT MẬT</p>", documents.RuleSecret},
		{"TooLong", strings.Repeat(" ", documents.MaxText+1), documents.RuleTooLong},
		{"TooManyLines", strings.Repeat("<p>a", 20_001), documents.RuleTooLong},
		{"TooDeep", strings.Repeat("<b>", 5000), documents.RuleTooLong},
		{"TooManyCells", "<table>" + strings.Repeat("<tr><td colspan=63 rowspan=1000>", 4000), documents.RuleTooLong},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			body, notes, err := intake.FromHTML([]byte(row.html))
			fields := documents.FieldErrors(nil)
			if !errors.As(err, &fields) || fields[0].Rule != row.rule || fields[0].Field != "body" {
				t.Errorf("got %v, want %s", err, row.rule)
			}
			if body != nil || notes != nil {
				t.Error("something was returned")
			}
		})
	}
}

func FuzzFromHTML(f *testing.F) {
	f.Add([]byte(ofWord))
	f.Add([]byte("<table><tr><td colspan=2 rowspan=3>a<li>b</table><ol start=99999999999><li value=x>c"))
	f.Add([]byte("<p style='mso-list:l0 level9'><span style='mso-list:Ignore'>\u00b7</span>x<pre>a\nb"))
	f.Fuzz(func(t *testing.T, clipboard []byte) {
		body, _, err := intake.FromHTML(clipboard)
		if err != nil {
			if !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("no rule says why: %v", err)
			}
			return
		}
		d := documents.Document{Kind: documents.Report, Body: body}
		for _, fault := range d.Check() {
			if fault.Rule != documents.RuleTooLong {
				t.Errorf("%v", fault)
			}
		}
	})
}

func BenchmarkFromHTML(b *testing.B) {
	clipboard := []byte("<body>" + strings.Repeat("<p class=MsoNormal style='text-align:justify'><span lang=VI>Nội dung của <b>một đoạn</b> văn bản dài vừa phải để đo.<o:p></o:p></span></p>", 1000))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := intake.FromHTML(clipboard); err != nil {
			b.Fatal(err)
		}
	}
}
