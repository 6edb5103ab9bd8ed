package signing

import (
	"fmt"
	"strings"
	"time"
)

// What a person reads of a verdict.
var (
	integrityTexts = map[Integrity]string{
		Intact:     "nguyên vẹn",
		Altered:    "ĐÃ BỊ SỬA sau khi ký",
		Forged:     "KHÔNG phải chữ ký của chứng thư số này",
		Uncovered:  "chữ ký KHÔNG bao trùm toàn bộ tệp lúc ký",
		Unreadable: "không đọc được chữ ký",
	}
	standingTexts = map[Standing]string{
		Trusted:   "tin cậy",
		Untrusted: "KHÔNG thuộc tổ chức chứng thực được tin cậy",
		Outdated:  "HẾT HẠN hoặc chưa có hiệu lực, và không có dấu thời gian chứng minh ký trong thời hạn",
		Revoked:   "ĐÃ BỊ THU HỒI, và không có gì chứng minh là ký trước đó",
	}
	changeTexts = map[ChangeKind]string{
		ChangedFilled:   "ghi ô %s",
		ChangedRefilled: "SỬA ô đã ghi %s",
		ChangedSigned:   "ký ô %s",
		ChangedStamped:  "thêm dấu thời gian %s",
		ChangedEvidence: "thêm tình trạng chứng thư số để lưu trữ",
		ChangedMetadata: "sửa thông tin mô tả của tệp",
		ChangedFields:   "thêm, bỏ hoặc sửa ô %s",
		ChangedPage:     "sửa trang %s",
		ChangedOther:    "sửa phần khác của tệp (%s)",
	}
	fieldTexts = map[string]string{
		FieldNumber: "số", FieldDay: "ngày", FieldMonth: "tháng", FieldYear: "năm",
		FieldApproval: "người có thẩm quyền", FieldSeal: "cơ quan",
	}
)

// A Line is one thing that a person is told of a signature.
type Line struct {
	Name, Text string
	Good       bool
}

// Say returns what a person is told of a signature, in Vietnamese.
func (v *Verdict) Say(zone *time.Location) []Line {
	certificate := standingTexts[v.Trust]
	if v.Issuer != "" {
		certificate += fmt.Sprintf(" (do %s cấp)", v.Issuer)
	}
	if v.Trust == Trusted && !v.Checked {
		certificate += "; chưa rõ có bị thu hồi không"
	}
	if v.Weak {
		certificate += "; dùng SHA-1, thuật toán cũ có thể bị giả"
	}
	after, refused := v.sayChanges()
	lines := []Line{
		{"Người ký", v.Signer, v.Signer != ""},
		{"Thời điểm", v.sayTime(zone), !v.Time.IsZero()},
		{"Nội dung được ký", integrityTexts[v.Integrity], v.Integrity == Intact},
		{"Chứng thư số", certificate, v.Trust == Trusted},
		{"Sau khi ký", after, true},
	}
	if refused != "" {
		lines = append(lines, Line{"KHÔNG ĐƯỢC PHÉP", refused, false})
	}
	return lines
}

// Title names a signature.
func (v *Verdict) Title() string {
	switch {
	case v.TimeStamp:
		return "Dấu thời gian “" + v.Field + "”"
	case fieldTexts[v.Field] != "":
		return "Chữ ký của " + fieldTexts[v.Field]
	}
	return "Chữ ký “" + v.Field + "”"
}

func (v *Verdict) sayTime(zone *time.Location) string {
	if v.Time.IsZero() {
		return "không rõ"
	}
	text := v.Time.In(zone).Format("02/01/2006 15:04:05 -07:00")
	if v.Proven {
		return text + " (có dấu thời gian)"
	}
	return text + " (theo máy của người ký)"
}

func (v *Verdict) sayChanges() (after, refused string) {
	var good, bad []string
	for _, c := range v.ChangesAfter {
		text := changeTexts[c.Kind]
		if strings.Contains(text, "%s") {
			name := fieldTexts[c.Name]
			if name == "" {
				name = c.Name
			}
			text = fmt.Sprintf(text, name)
		}
		if c.Allowed {
			good = append(good, text)
		} else {
			bad = append(bad, text)
		}
	}
	if after = strings.Join(good, ", "); after == "" {
		after = "không có gì thêm"
	}
	if len(bad) > 0 && len(good) == 0 {
		after = "tệp đã bị thay đổi"
	}
	return after, strings.Join(bad, ", ")
}
