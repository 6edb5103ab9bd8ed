package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/documents"
)

// The fields that only one form has, from Document.Details.
var detailFields = [...]field{
	text("ten_co_quan", pages{"1.6", "1.7", "1.8", "1.10"}, issuedAs),
	list("noi_nhan_dien", pages{"1.6"}, func(p page) []string { return closed(p.Detail("receivers")) }),

	text("kinh_moi", pages{"1.7"}, single("invited")),
	list("kinh_moi_nhieu", pages{"1.7"}, several("invited")),
	detail("toi_du", "1.7", "event"),
	text("chu_tri", pages{"1.7"}, oneLine("host")),
	text("chu_tri", pages{"1.9"}, oneLine("chair")),
	detail("thoi_gian", "1.7", "time"),
	text("dia_diem", pages{"1.7", "1.9"}, oneLine("venue")),

	text("ong_ba", slips, oneLine("person")),
	text("chuc_vu", slips, oneLine("title")),
	detail("cu_den", "1.8", "sent_to"),
	text("het_gia_tri", pages{"1.8"}, day("valid_until")),

	detail("bat_dau", "1.9", "start"),
	text("thanh_phan", pages{"1.9"}, single("attendance")),
	list("thanh_phan_nhieu", pages{"1.9"}, several("attendance")),
	detail("thu_ky", "1.9", "secretary"),
	text("thu_ky_chuc_vu", pages{"1.9"}, secretary),
	text("cuoc_hop", pages{"1.9"}, meeting),
	text("cuoc_hop_thuong", pages{"1.9"}, func(p page) string { return lowerFirst(meeting(p)) }),
	detail("ket_thuc", "1.9", "end"),

	text("ngay_don", pages{"1.10"}, day("requested")),
	detail("thoi_gian_nghi", "1.10", "duration"),
	text("tu_ngay", pages{"1.10"}, day("from")),
	text("den_ngay", pages{"1.10"}, day("to")),
	detail("noi_nghi", "1.10", "venue"),
	detail("tinh_vao", "1.10", "counted_as"),

	list("ben_a", pages{documents.Agreement}, func(p page) []string { return p.Detail("party_a") }),
	list("ben_b", pages{documents.Agreement}, func(p page) []string { return p.Detail("party_b") }),
	detail("nguoi_ky_ben_b", documents.Agreement, "signatory_b"),
	text("chuc_vu_ben_b", pages{documents.Agreement}, func(p page) string { return documents.Upper(p.Detail("signatory_b_title").String()) }),

	detail("loi_chao", documents.OpenLetter, "salutation"),
}

// detail is a field of one form that shows one of its details in one line.
func detail(name string, form documents.FormID, from string) field {
	return text(name, pages{form}, oneLine(from))
}

func oneLine(name string) func(page) string {
	return func(p page) string { return p.Detail(name).String() }
}

// day shows a day in figures.
func day(name string) func(page) string {
	return func(p page) string { return p.Detail(name).Date().Short() }
}

// single is the only line of a detail, which stands behind its label; several
// stand below it.
func single(name string) func(page) string {
	return func(p page) string {
		if lines := p.Detail(name); len(lines) == 1 {
			return lines[0]
		}
		return ""
	}
}

func several(name string) func(page) []string {
	return func(p page) []string {
		if lines := p.Detail(name); len(lines) > 1 {
			return closed(lines)
		}
		return nil
	}
}

// issuedAs is who speaks on the page: a body or its head.
func issuedAs(p page) string {
	if given := p.Detail("issued_as"); len(given) > 0 {
		return given.String()
	}
	return p.Issuer.Name
}

func secretary(p page) string {
	return strings.Join(append([]string{p.Detail("secretary").String()}, p.Detail("secretary_title")...), ", ")
}

func meeting(p page) string {
	if given := p.Detail("meeting"); len(given) > 0 {
		return given.String()
	}
	return "Cuộc họp"
}

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}
