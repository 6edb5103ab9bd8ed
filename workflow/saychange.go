package workflow

import (
	"strings"

	"vanthu/documents"
)

// changeTexts say what became of a part of a draft.
var changeTexts = map[documents.ChangeKind]string{
	documents.Added:   "thêm mới",
	documents.Removed: "bỏ",
	documents.Edited:  "sửa",
	documents.Altered: "giữ nguyên chữ, đổi cách trình bày",
}

// SayChange returns where a change is and what it did, without the words:
// "Nội dung, đoạn 5: thêm mới". What was removed is told by its place in the
// earlier round.
func SayChange(c documents.Change) string {
	where, what := fieldName(c.Field), changeTexts[c.Kind]
	if c.Kind == documents.Altered && (strings.Contains(c.Field, "recipients[") || strings.Contains(c.Field, "addressees[")) {
		what = "giữ nguyên tên, đổi mục trong sổ địa chỉ"
	}
	if c.Kind == documents.Removed && c.Old >= 0 && c.New < 0 && inList.MatchString(c.Field) {
		where += " của bản trước"
	}
	return where + ": " + what
}
