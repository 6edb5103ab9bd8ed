package edxml

import "vanthu/workflow"

// kinds are the names of the kinds and what the standard calls them.
var kinds = [...]struct {
	kind Kind
	code string
	name string
}{
	{New, "0", "Văn bản điện tử mới"},
	{Recall, "1", "Thu hồi văn bản điện tử"},
	{Update, "2", "Cập nhật văn bản điện tử"},
	{Replacement, "3", "Văn bản thay thế"},
	{Report, "", "Trạng thái xử lý văn bản"},
}

// Name returns what people call the status; "" for none.
func (s Status) Name() string { return workflow.SayStatus(string(s)) }

// Name returns what the standard calls the kind; "" for none.
func (k Kind) Name() string {
	if i := k.index(); i >= 0 {
		return kinds[i].name
	}
	return ""
}

func (k Kind) index() int {
	for i, known := range kinds {
		if known.kind == k {
			return i
		}
	}
	return -1
}

// kindOf returns the kind that a code of BussinessDocType is for.
func kindOf(code string) (Kind, bool) {
	for _, known := range kinds {
		if known.code == code && code != "" {
			return known.kind, true
		}
	}
	return New, code == ""
}

// statusOf returns the status that a code is for, "" for none.
func statusOf(code string) Status {
	if len(code) == 1 {
		code = "0" + code
	}
	if code == "14" { // of software that follows another list
		return Agreed
	}
	if Status(code).Name() == "" {
		return ""
	}
	return Status(code)
}
