package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// NeedsReason reports whether the act wants a comment.
func (s Step) NeedsReason() bool { return slices.Contains(s.Guards, "reason") }

// GivesNumber reports whether the act gives number and date, and so may be
// told a date.
func (s Step) GivesNumber() bool {
	return slices.Contains(s.Effects, "number") || slices.Contains(s.Effects, "enter")
}

// Directs reports whether the act says who handles what came.
func (s Step) Directs() bool { return slices.Contains(s.Guards, "directed") }

// Asked reports whether the act answers a sender who asks for his document back.
func (s Step) Asked() bool { return slices.Contains(s.Guards, "asked_back") }

// Settles reports whether the act ends the handling of what came: it wants a reason
// where no document answers it.
func (s Step) Settles() bool { return slices.Contains(s.Guards, "settled") }

// Actor returns who does the act, in words.
func (s Step) Actor() string { return whoTexts[s.Who] }

// Conditions returns in words what must hold for the act.
func (s Step) Conditions() []string { return inWords(guardTexts, s.Guards) }

// Consequences returns in words what the program does with the act.
func (s Step) Consequences() []string { return inWords(effectTexts, s.Effects) }

// guardTexts are what the guards of the tables ask for.
var guardTexts = map[string]string{
	"complete": "văn bản đủ và đúng thể thức", "reason": "ghi lý do", "shown": "đã xem đúng bản hiện tại", "may_sign": "có thẩm quyền ký hôm nay", "may_copy": "có thẩm quyền ký bản sao hôm nay",
	"not_future": "ngày không sau hôm nay", "not_before_signature": "ngày không trước ngày ký", "file_ready": "bản có số đã tạo xong",
	"directed": "ghi đơn vị hoặc người chủ trì", "settled": "đã có văn bản trả lời, hoặc ghi lý do không cần", "asked_back": "nơi gửi đã đề nghị",
	"on_paper": "bản sao giấy", "as_file": "bản sao điện tử",
}

// effectTexts are what the effects of the tables do.
var effectTexts = map[string]string{
	"round": "lưu một lần dự thảo", "original": "tạo bản PDF để ký số", "sign": "ghi việc ký", "unsign": "bỏ việc ký đã ghi", "number": "cấp số và ngày, vào sổ", "void": "ghi số đã hủy trong sổ",
	"final_file": "tạo bản có số", "void_held": "ghi số hủy trong sổ",
	"sign_copy": "ghi việc ký bản sao", "number_copy": "cấp số chung của các bản sao, vào sổ", "copy_file": "tạo bản sao có số", "seal_copy": "ghi dòng ô 14, ký số của cơ quan vào bản quét", "consign": "lập danh sách nơi nhận", "hand_over": "gửi các nơi nhận, mỗi nơi theo kênh trong sổ địa chỉ", "ask_back": "đề nghị các nơi đã nhận trả lại",
	"enter": "cấp số đến, ghi sổ đăng ký văn bản đến", "direct": "ghi ý kiến phân phối, hạn giải quyết", "undirect": "bỏ ý kiến phân phối", "conclude": "ghi kết quả giải quyết", "agree": "ngừng giải quyết, báo nơi gửi đã đồng ý",
	"tell_refused": "báo nơi gửi đã từ chối", "tell_registered": "báo nơi gửi đã tiếp nhận", "tell_assigned": "báo nơi gửi đã phân công", "tell_done": "báo nơi gửi đã hoàn thành",
}

func inWords(texts map[string]string, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = texts[name]
	}
	return out
}

// Mermaid returns the flow as a Mermaid state diagram, in the order of the
// table.
func (f *Flow) Mermaid() string {
	var out strings.Builder
	out.WriteString("stateDiagram-v2\n")
	for _, s := range f.states {
		fmt.Fprintf(&out, "    state %q as %s\n", f.Text(s.State), s.State)
	}
	fmt.Fprintf(&out, "    [*] --> %s\n", f.start)
	for _, s := range f.steps {
		fmt.Fprintf(&out, "    %s --> %s : %s (%s)\n", s.From, s.To, Button(s.Action), whoTexts[s.Who])
	}
	for _, s := range f.states {
		switch {
		case s.End:
			fmt.Fprintf(&out, "    %s --> [*]\n", s.State)
		case s.Rest:
			fmt.Fprintf(&out, "    %s --> [*] : %s\n", s.State, restMark)
		}
	}
	return out.String()
}
