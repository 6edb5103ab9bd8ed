package main

import (
	"bytes"
	"fmt"
	"strings"

	"vanthu/workflow"
)

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
