package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"vanthu/workflow"
)

// registerCSV writes entries with the columns of the register of outgoing
// documents (sổ đăng ký văn bản đi, Phụ lục IV), for a spreadsheet: UTF-8 with
// its mark, so that Vietnamese text opens rightly.
func registerCSV(entries []workflow.Entry) []byte {
	var out bytes.Buffer
	out.WriteString("\uFEFF")
	w := csv.NewWriter(&out)
	rows := [][]string{{
		"Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
		"Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
	}}
	for _, e := range entries {
		rows = append(rows, []string{
			e.Reference.String(), e.Date.Short(), strings.TrimSpace(e.Kind.Name() + " " + oneLine(e.Abstract)), e.Signatory,
			strings.Join(e.Recipients, "; "), e.KeptBy, copies(e.Copies), "", "", note(e),
		})
	}
	_ = w.WriteAll(rows) // a bytes.Buffer takes everything
	return out.Bytes()
}

func copies(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// note says what the book must say of the line: that the paper was signed by
// hand, or that the number is void and why.
func note(e workflow.Entry) string {
	if e.Void != "" {
		return "Đã hủy: " + e.Void
	}
	return modeNotes[e.Mode]
}

// modeNotes say in the book how a document was signed.
var modeNotes = map[workflow.Mode]string{workflow.Paper: "Ký trên bản giấy", workflow.Electronic: "Bản điện tử, ký số"}

// modeTexts say below a history what the document is.
var modeTexts = map[workflow.Mode]string{
	workflow.Paper:      "Văn bản được ký trên bản giấy; chương trình ghi nhận việc ký và không tạo chữ ký số.",
	workflow.Electronic: "Hình thức: bản điện tử, có chữ ký số của người có thẩm quyền và của cơ quan, tổ chức (Điều 5).",
}

// historyText writes the history of r for people, a line an act, with the
// article and the file each act was on.
func historyText(flow *workflow.Flow, r *workflow.Record) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s: %s\n%s\n\n", r.Document.Kind.Name(), oneLine(r.Document.Abstract), r.Document.NumberLine())
	for i, ev := range r.History {
		fmt.Fprintf(&out, "%2d. %s.\n", i+1, workflow.SayEvent(ev))
		if path := flow.Path(ev); path != "" {
			fmt.Fprintf(&out, "    Bước: %s", path)
			if ev.Article != "" {
				fmt.Fprintf(&out, " (%s)", ev.Article)
			}
			fmt.Fprintln(&out)
		}
		if ev.File != "" {
			fmt.Fprintf(&out, "    Tệp: SHA-256 %s\n", ev.File)
		}
	}
	fmt.Fprintf(&out, "\n%s\n", modeTexts[r.Mode])
	return out.Bytes()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
