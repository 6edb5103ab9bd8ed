package intake_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/intake"
)

// The parts of a page as an office types it: a header in a table without lines,
// a drawn line below the names.
var (
	names = []string{
		p(mid, r("ỦY BAN NHÂN DÂN", bold)) + p(mid, r("PHƯỜNG ĐỨC PHỔ", bold)) + p(mid, shape("line", "")),
		p(mid, r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)) + p(mid, r("Độc lập - Tự do - Hạnh phúc", bold)),
	}
	reportHead = tbl(false, names, []string{p(mid, "Số: 15/BC-UBND"), p(mid, r("Đức Phổ, ngày 05 tháng 3 năm 2026", italic))})
	reportName = p(mid, r("BÁO CÁO", bold)) + p(mid, r("Kết quả đào tạo ", bold), r("năm 2025", bold)) + p(mid, shape("line", ""))
	foot       = tbl(false, []string{
		p("", r("Nơi nhận:", bold, italic)) + paras("- Như trên;", "- CT, các PCT UBND phường;", "- Sở Nội vụ (để b/c);", "- Lưu: VT, VHXH(Hiếu)."),
		p(mid, r("TM. ỦY BAN NHÂN DÂN", bold)) + p(mid, r("KT. CHỦ TỊCH", bold)) + p(mid, r("PHÓ CHỦ TỊCH", bold)) + p("") + p(mid, r("Võ Thị Thanh Hà", bold)),
	})
)

// report is what reportHead, reportName, a Kính gửi and foot say.
func report(change func(*documents.Document)) documents.Document {
	d := documents.Document{
		Kind: documents.Report, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, Place: "Đức Phổ",
		Abstract: "Kết quả đào tạo năm 2025", Addressees: []documents.Addressee{{Name: "Sở Khoa học và Công nghệ"}},
		Body:       documents.ParseBody("UBND phường báo cáo./."),
		Recipients: []documents.Recipient{{AsAbove: true}, {Name: "CT, các PCT UBND phường"}, {Name: "Sở Nội vụ", Purpose: "để b/c"}},
		Archive:    documents.Archive{Pattern: documents.ParenArchive, Unit: "VHXH", Drafter: "Hiếu"},
		Signatory: documents.Signatory{Name: "Võ Thị Thanh Hà", Title: "Phó Chủ tịch", Mandates: []documents.Mandate{
			{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}, {Capacity: documents.ForHead, Of: "Chủ tịch"},
		}},
	}
	if change != nil {
		change(&d)
	}
	return d
}

const to, text = "Kính gửi: Sở Khoa học và Công nghệ", "UBND phường báo cáo./."

func TestPage(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, content string
		want          documents.Document
	}{
		{"Report", reportHead + reportName + paras(to, text) + foot, report(nil)},
		{"EmptyLinesBetween", p("") + reportHead + p("") + reportName + p("") + paras(to, "", text, "") + foot + p(""), report(nil)},
		{"HeaderOfSpaces", paras("ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHƯỜNG ĐỨC PHỔ\tĐộc lập - Tự do - Hạnh phúc", "Số:      /BC-UBND\t\tĐức Phổ, ngày   tháng   năm 2026") +
			reportName + paras(to, text) + foot, report(nil)},
		{"HeaderOfLines", paras("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỨC PHỔ", "-------", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "Số: 15/BC-UBND", "Đức Phổ, ngày 5 tháng 3 năm 2026") +
			reportName + paras(to, text) + foot, report(nil)},
		{"HeaderOfOneRow", tbl(false, []string{names[0] + paras("Số: 15 /BC - UBND"), names[1] + paras("Đức Phổ, ngày … tháng … năm 2026")}) + reportName + paras(to, text) + foot, report(nil)},
		{"BrokenCells", tbl(false, []string{p("", r("ỦY BAN NHÂN DÂN|PHƯỜNG ĐỨC PHỔ|Số: 15/BC-UBND")), p("", r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Đức Phổ, ngày 05 tháng 3 năm 2026"))}) +
			reportName + paras(to, text) + foot, report(nil)},
		{"NameAndAbstractInOneParagraph", reportHead + p(mid, r("BÁO CÁO|Kết quả đào tạo năm 2025", bold)) + paras(to, text) + foot, report(nil)},
		{"AbstractOfTwoLines", reportHead + p(mid, r("BÁO CÁO", bold)) + p(mid, r("Kết quả đào tạo", bold)) + p(mid, r("năm 2025", bold)) + paras(to, text) + foot,
			report(func(d *documents.Document) { d.Abstract = "Kết quả đào tạo\nnăm 2025" })},
		{"Urgent", tbl(false, names, []string{paras("Số: 15/BC-UBND") + tbl(true, []string{"HOẢ TỐC"}) + p(""), paras("Đức Phổ, ngày 05 tháng 3 năm 2026")}) + reportName + paras(to, text) + foot,
			report(func(d *documents.Document) { d.Urgency = documents.AtOnce })},
		{"UrgentInTextBox", reportHead + p("", shape("rect", "KHẨN")) + reportName + paras(to, text) + foot, report(func(d *documents.Document) { d.Urgency = documents.Urgent })},
		{"SeveralAddressees", reportHead + reportName + paras("Kính gửi:", "- Sở Khoa học và Công nghệ;", "- Ủy ban nhân dân tỉnh.", "- Gạch đầu dòng của nội dung;", text) + foot,
			report(func(d *documents.Document) {
				d.Addressees = append(d.Addressees, documents.Addressee{Name: "Ủy ban nhân dân tỉnh"})
				d.Body = documents.ParseBody("- Gạch đầu dòng của nội dung;\n" + text)
			})},
		{"AddresseesInTable", reportHead + reportName + tbl(false, []string{"Kính gửi:", paras("- Sở Khoa học và Công nghệ;", "- Ủy ban nhân dân tỉnh.")}) + paras(text) + foot,
			report(func(d *documents.Document) {
				d.Addressees = append(d.Addressees, documents.Addressee{Name: "Ủy ban nhân dân tỉnh"})
			})},
		{"Bases", reportHead + reportName + paras(to, "Căn cứ Luật Đo lường;", "Thực hiện Kế hoạch số 21/KH-UBND;", "Căn cứ tình hình thực tế, UBND phường báo cáo như sau:", text) + foot,
			report(func(d *documents.Document) {
				d.Bases = []string{"Căn cứ Luật Đo lường", "Thực hiện Kế hoạch số 21/KH-UBND"}
				d.Body = documents.ParseBody("Căn cứ tình hình thực tế, UBND phường báo cáo như sau:\n" + text)
			})},
		{"FootOfLines", reportHead + reportName + paras(to, text, "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN", "- Như trên;\tKT. CHỦ TỊCH", "- CT, các PCT UBND phường;\tPHÓ CHỦ TỊCH", "- Sở Nội vụ (để b/c);", "- Lưu: VT, VHXH(Hiếu).\tVõ Thị Thanh Hà"), report(nil)},
		{"FootOneBelowTheOther", reportHead + reportName + paras(to, text, "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Võ Thị Thanh Hà", "Nơi nhận:", "- Như trên;", "- CT, các PCT UBND phường;", "- Sở Nội vụ (để b/c);", "- Lưu: VT, VHXH(Hiếu)."), report(nil)},
		{"NameInCapitals", reportHead + reportName + paras(to, text) + strings.ReplaceAll(foot, "Võ Thị Thanh Hà", "VÕ THỊ THANH HÀ"), report(nil)},
		{"NoFoot", reportHead + reportName + paras(to, text), report(func(d *documents.Document) {
			d.Recipients, d.Archive, d.Signatory = nil, documents.Archive{}, documents.Signatory{}
		})},
		{"Annexes", reportHead + reportName + paras(to, text) + foot + p(mid, r("PHỤ LỤC I", bold)) + p(mid, r("DANH SÁCH", bold)) + p(mid, r("(Kèm theo Báo cáo số 15/BC-UBND ngày 05/3/2026)", italic)) + paras("1. Bà A;") +
			p(mid, r("Phụ lục 02|Kinh phí", bold)) + tbl(true, []string{"TT", "Số tiền"}, []string{"1", "5.000"}),
			report(func(d *documents.Document) {
				d.Attachments = []documents.Attachment{{Title: "Danh sách", Body: documents.ParseBody("1. Bà A;")}, {Title: "Kinh phí", Body: documents.ParseBody("|TT|Số tiền|\n|-|-|\n|1|5.000|")}}
			})},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			found, err := intake.Read(file(t, row.content))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, found.Document, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
			for _, n := range found.Notes {
				if n.Kind != intake.GivenLater {
					t.Errorf("note: %s", n)
				}
			}
			if !found.Whole {
				t.Error("the header was not seen")
			}
		})
	}
}

func TestOtherForms(t *testing.T) {
	t.Parallel()
	decided := tbl(false, names, []string{"Số: 218/QĐ-UBND", "Đức Phổ, ngày 05 tháng 3 năm 2026"}) + p(mid, r("QUYẾT ĐỊNH", bold)) + p(mid, r("Về việc thành lập Tổ công tác", bold))
	foot := tbl(false, []string{paras("Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."), paras("CHỦ TỊCH", "", "Trần Quang Minh")})
	articles := paras("Điều 1. Thành lập Tổ công tác.", "Điều 2. Văn phòng thi hành Quyết định này./.")
	for _, row := range []struct {
		name, content string
		want          documents.Document
	}{
		{"DecisionOfTheChair", decided + p(mid, r("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC PHỔ", bold)) + paras("Căn cứ Luật Tổ chức chính quyền địa phương;", "Xét đơn của ông A;", "Theo đề nghị của Chánh Văn phòng.") + p(mid, r("QUYẾT ĐỊNH:", bold)) + articles + foot, documents.Document{
			Kind: documents.Decision, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, Place: "Đức Phổ", Of: documents.OfHead,
			Abstract: "Về việc thành lập Tổ công tác", Bases: []string{"Căn cứ Luật Tổ chức chính quyền địa phương", "Xét đơn của ông A"},
			Details: documents.Details{"proposer": {"Chánh Văn phòng"}}, Recipients: []documents.Recipient{{AsArticle: 2}},
			Body:      documents.ParseBody("Điều 1. Thành lập Tổ công tác.\nĐiều 2. Văn phòng thi hành Quyết định này./."),
			Signatory: documents.Signatory{Name: "Trần Quang Minh", Title: "Chủ tịch"},
		}},
		{"Letter", tbl(false, []string{p("", "UBND PHƯỜNG ĐỨC PHỔ") + p("", r("PHÒNG VĂN HÓA - XÃ HỘI", bold)), names[1]}, []string{paras("Số:    /VHXH-TH", "V/v rà soát hộ nghèo", "năm 2026"), "Đức Phổ, ngày   tháng   năm 2026"}) +
			paras("Kính gửi: Các khu phố", "Phòng đề nghị rà soát./.") + tbl(false, []string{paras("Nơi nhận:", "- Như trên;", "- Lưu: VT, TH."), paras("TRƯỞNG PHÒNG", "Nguyễn Thị Lan")}), documents.Document{
			Kind: documents.Official, Issuer: documents.Issuer{Parent: "UBND phường Đức Phổ", Name: "Phòng Văn hóa - Xã hội", Symbol: "VHXH"}, Place: "Đức Phổ", Drafting: documents.Drafting{Symbol: "TH"},
			Abstract: "rà soát hộ nghèo năm 2026", Addressees: []documents.Addressee{{Name: "Các khu phố"}}, Body: documents.ParseBody("Phòng đề nghị rà soát./."),
			Recipients: []documents.Recipient{{AsAbove: true}}, Archive: documents.Archive{Unit: "TH"}, Signatory: documents.Signatory{Name: "Nguyễn Thị Lan", Title: "Trưởng phòng"},
		}},
		{"AnnexAlone", p(mid, r("Phụ lục", bold)) + p(mid, r("DANH SÁCH", bold)) + paras("(Kèm theo Báo cáo)", "1. Bà A."), documents.Document{
			Attachments: []documents.Attachment{{Title: "Danh sách", Body: documents.ParseBody("1. Bà A.")}},
		}},
		{"BodyWithName", p(mid, r("KẾ HOẠCH", bold)) + p(mid, r("Tuyên truyền năm 2026", bold)) + paras("I. MỤC ĐÍCH", "Nâng cao nhận thức."), documents.Document{
			Kind: "KH", Abstract: "Tuyên truyền năm 2026", Body: documents.ParseBody("I. MỤC ĐÍCH\nNâng cao nhận thức."),
		}},
		{"BodyThatNamesKinds", paras("BÁO CÁO", "Số: xem dưới", "Kính thưa quý vị", "Nơi nhận hồ sơ tại bộ phận một cửa."), documents.Document{
			Body: documents.ParseBody("BÁO CÁO\nSố: xem dưới\nKính thưa quý vị\nNơi nhận hồ sơ tại bộ phận một cửa."),
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			found, err := intake.Read(file(t, row.content))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, found.Document, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("document (-want +got):\n%s\n%v", diff, found.Notes)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	word := file(t, paras("một"))
	for _, row := range []struct {
		name string
		file []byte
		rule documents.Rule
		got  string
		kind error
	}{
		{"Empty", nil, documents.RuleFileKind, "", docx.ErrNotDocx},
		{"OldWord", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\x00o\x00r\x00d\x00"), documents.RuleFileOld, "", docx.ErrOldFormat},
		{"Locked", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), documents.RuleFileLocked, "", docx.ErrOldFormat},
		{"OpenDocument", parts{"mimetype": "application/vnd.oasis.opendocument.text"}.zip(t), documents.RuleFileKind, "", docx.ErrNotDocx},
		{"PDF", []byte("%PDF-1.7"), documents.RuleFileKind, "PDF", docx.ErrNotDocx},
		{"RTF", []byte(`{\rtf1 x}`), documents.RuleFileKind, "RTF", docx.ErrNotDocx},
		{"CutOff", word[:len(word)-200], documents.RuleFileDamaged, "", docx.ErrDamaged},
		{"Strict", []byte(strings.ReplaceAll(string(parts{"a": "b"}.zip(t)), "a", "b")), documents.RuleFileKind, "", docx.ErrNotDocx},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := intake.Read(row.file)
			field := (*documents.FieldError)(nil)
			if !errors.As(err, &field) || field.Field != intake.Upload || field.Rule != row.rule || field.Got != row.got {
				t.Errorf("got %v, want %s %q", err, row.rule, row.got)
			}
			if !errors.Is(err, row.kind) || !errors.Is(err, documents.ErrInvalid) {
				t.Errorf("got %v, want %v", err, row.kind)
			}
		})
	}
}

func TestSecretsAreRefused(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{
		"Line":    file(t, paras("MẬT", "một")),
		"Hidden":  file(t, p("", r("TỐI MẬT", `<w:vanish/>`))),
		"Deleted": file(t, p("", `<w:del><w:r><w:delText>TUYỆT MẬT</w:delText></w:r></w:del>`)),
		"TextBox": file(t, p("", shape("rect", "MẬT"))),
		"Header":  file(t, paras("một"), "header", root("hdr", paras("TỐI MẬT"))),
		"Comment": file(t, paras("một"), "comments", root("comments", `<w:comment w:id="1">`+paras("TUYỆT MẬT")+`</w:comment>`)),
		"Cell":    file(t, tbl(true, []string{"MẬT", "b"})),
		"Runs":    file(t, p("", r("TỐI "), r("MẬT"))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := intake.Read(content)
			fields := documents.FieldErrors(nil)
			if !errors.As(err, &fields) || fields[0].Rule != documents.RuleSecret {
				t.Errorf("got %v", err)
			}
			if diff := cmp.Diff(intake.Found{}, found); diff != "" {
				t.Errorf("something was returned: %s", diff)
			}
		})
	}
}

func TestNoteSaysWhere(t *testing.T) {
	t.Parallel()
	found, err := intake.Read(file(t, paras("một", "hai")+p("", r("Kết quả đạt được", `<w:u w:val="single"/>`))))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := found.Notes[0].String(), "Đoạn 3, gần “Kết quả đạt được”: gạch chân được bỏ."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNotesAreBounded(t *testing.T) {
	t.Parallel()
	found, err := intake.Read(file(t, strings.Repeat(p("", r("a", `<w:u w:val="single"/>`)), 70)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(found.Notes); n != 51 || found.Notes[50].What != "gạch chân được bỏ: còn 20 chỗ khác cùng loại" {
		t.Errorf("%d notes, the last %v", n, found.Notes[n-1])
	}
}
