package doctor

import (
	"errors"
	"strings"

	"vanthu/documents"
	"vanthu/templates/docx"
	"vanthu/templates/layout"
	"vanthu/templates/ooxml"
)

// A rule is one row of the table of what may be found, with its sentences: what
// is wrong, and what to do. {} stands for what it is about; hint is said
// instead of do when there is a name that may have been meant, usage when it is
// known how the field is written.
type rule struct {
	err      error
	rule     documents.Rule
	severity documents.Severity
	what, do string
	hint     string
	usage    string
	article  string
}

const (
	fail = documents.SeverityError
	warn = documents.SeverityWarn
	info = documents.SeverityInfo
)

// absent is the rule of a field that must be there.
const absent documents.Rule = "template_field_absent"

// rules are those of reading, compiling and filling a file. The first whose
// error is in the chain speaks.
var rules = [...]rule{
	{err: docx.ErrOldFormat, rule: "template_old_format", severity: fail, what: "Tệp là .doc kiểu cũ hoặc có đặt mật khẩu",
		do: "Hãy mở bằng Word, bỏ mật khẩu và lưu lại dạng Word Document (*.docx)."},
	{err: docx.ErrMacro, rule: "template_macro", severity: fail, what: "Tệp có macro",
		do: "Hãy lưu lại dạng Word Document (*.docx), không phải *.docm; Word sẽ bỏ macro."},
	{err: docx.ErrNotDocx, rule: "template_not_docx", severity: fail, what: "Tệp không phải văn bản Word (.docx)",
		do: "Hãy mở bằng Word và lưu lại dạng Word Document (*.docx)."},
	{err: docx.ErrTooLarge, rule: "template_too_large", severity: fail, what: "Tệp hoặc một phần của tệp quá lớn",
		do: "Hãy thu nhỏ ảnh, bỏ nội dung thừa rồi lưu lại."},
	{err: ooxml.ErrTooLarge, rule: "template_too_large", severity: fail, what: "Một phần của tệp quá lớn hoặc lồng nhau quá sâu",
		do: "Hãy bỏ nội dung thừa; mẫu chỉ cần một bộ khung."},
	{err: docx.ErrPartName, rule: "template_part_name", severity: fail, what: "Tệp có phần mang tên sai hoặc trùng nhau",
		do: "Tệp này không do Word lưu. Hãy mở bằng Word và lưu thành tệp mới."},
	{err: docx.ErrDamaged, rule: "template_damaged", severity: fail, what: "Tệp bị hỏng",
		do: "Hãy mở bằng Word, sửa theo đề nghị của Word và lưu thành tệp mới, hoặc tải lại tệp."},
	{err: ooxml.ErrMalformed, rule: "template_damaged", severity: fail, what: "Một phần của tệp bị hỏng, không đọc được",
		do: "Hãy mở bằng Word và lưu thành tệp mới."},
	{err: ooxml.ErrForbidden, rule: "template_damaged", severity: fail, what: "Tệp có khai báo không được phép trong văn bản Word",
		do: "Tệp này không do Word lưu. Hãy mở bằng Word và lưu thành tệp mới."},
	{err: ooxml.ErrPrefix, rule: "template_strict", severity: fail, what: "Tệp được lưu theo một dạng Open XML khác",
		do: "Hãy lưu lại dạng Word Document (*.docx), không phải Strict Open XML."},
	{err: docx.ErrExternal, rule: "template_external", severity: fail, what: "Tệp lấy nội dung từ nơi khác: “{}”",
		do: "Hãy chèn hẳn ảnh hoặc nội dung vào tệp. Nếu đó là mẫu gắn kèm, trong Word chọn Developer, Document Template, gõ Normal."},
	{err: docx.ErrTracked, rule: "template_tracked", severity: fail, what: "Tệp còn sửa đổi được theo dõi hoặc nhận xét",
		do: "Trong Word, ở thẻ Review: chấp nhận hoặc bỏ mọi sửa đổi, xóa mọi nhận xét, tắt Track Changes rồi lưu lại."},
	{err: docx.ErrSyntax, rule: "template_mark_form", severity: fail, what: "“{}” không phải một dấu trường viết đúng",
		do:   "Tên trường chỉ gồm chữ, chữ số và dấu _, ví dụ {{so_ky_hieu}}.",
		hint: "Hãy sửa tên trường thành {}."},
	{err: docx.ErrUnclosed, rule: "template_mark_open", severity: fail, what: "Có {{ mà không có }}, hoặc có }} mà không có {{",
		do: "Hãy ghi đủ {{ và }} trong cùng một đoạn, ở giữa không xuống dòng và không có ảnh."},
	{err: docx.ErrUnbalanced, rule: "template_mark_pair", severity: fail, what: "Dấu mở và dấu đóng của “{}” không khớp nhau",
		do: "Mỗi {{#{}}}, {{?{}}} hay {{^{}}} cần đúng một {{/{}}} ở sau, trong cùng phần của văn bản; cặp ở trong phải đóng trước cặp ở ngoài."},
	{err: docx.ErrPlace, rule: "template_mark_place", severity: fail, what: "Dấu của trường “{}” không đứng được ở đây",
		do: "{{@…}} phải đứng một mình trong đoạn. Cặp {{#…}} {{/…}} lặp nhiều đoạn thì mỗi dấu đứng một mình trong đoạn; lặp hàng của bảng thì đặt ở ô đầu và ô cuối của hàng."},
	{err: docx.ErrUse, rule: "template_mark_use", severity: fail, what: "Trường “{}” không viết như thế này được",
		do: "Hãy xem cách viết trong danh sách trường.", usage: "Hãy viết {}."},
	{err: docx.ErrAbsent, rule: absent, severity: fail, what: "Mẫu thiếu trường bắt buộc “{}”",
		do: "Hãy thêm trường này vào chỗ của nó.", usage: "Hãy thêm {} vào chỗ của nó.", article: "Điều 8"},
	{err: docx.ErrUnknown, rule: "template_field_unknown", severity: fail, what: "Không có trường “{}”",
		do: "Hãy bỏ đi hoặc dùng một trường trong danh sách.", hint: "Hãy sửa thành “{}” nếu đó là trường bạn muốn dùng."},
	{err: docx.ErrStyle, rule: "template_style", severity: fail, what: "Kiểu chữ (style) “{}” được dùng mà không có trong tệp",
		do: "Trong Word, hãy chọn lại kiểu cho đoạn này rồi lưu lại."},
	{err: docx.ErrMissing, rule: "template_fill", severity: fail, what: "Điền thử không được vì thiếu giá trị của “{}”",
		do: "Hãy bỏ trường này khỏi mẫu."},
	{err: docx.ErrKind, rule: "template_fill", severity: fail, what: "Điền thử không được ở trường “{}”",
		do: "Hãy xem cách viết trường này trong danh sách trường."},
}

// other is for an error that is in no row: a fault of the program.
var other = rule{rule: "template_unread", severity: fail, what: "Không đọc được tệp này làm mẫu",
	do: "Hãy mở bằng Word và lưu thành tệp mới; nếu vẫn vậy, hãy báo quản trị."}

// The rules of what the doctor sees by itself.
var (
	active = rule{rule: "template_active", severity: fail, what: "Tệp có thành phần nhúng hoặc lệnh lấy nội dung từ nơi khác: {}",
		do: "Hãy bỏ thành phần này; nếu là hình thì chèn dưới dạng ảnh."}
	secret = rule{rule: documents.RuleSecret, severity: fail, what: "Tệp có dấu chỉ độ mật", article: "Luật Bảo vệ bí mật nhà nước",
		do: "Văn bản mật không được soạn thảo, gửi hoặc lưu ở đây; tệp này không được lưu lại."}
	paper = rule{rule: "template_paper", severity: warn, what: "Khổ giấy {}", article: annex(layout.A4().Article),
		do: "Trong Word chọn Layout, Size, A4."}
	margin = rule{rule: "template_margin", severity: warn, what: "Lề {}", article: annex(layout.A4().Article),
		do: "Trong Word chọn Layout, Margins, Custom Margins."}
	font = rule{rule: "template_font", severity: warn, what: "Phông chữ {}", article: annex("mục I, khoản 4"),
		do: "Hãy chọn phần chữ này và đổi sang " + layout.Font + "."}
	size = rule{rule: "template_size", severity: warn, what: "{}",
		do: "Hãy sửa cỡ chữ của kiểu hoặc của phần chữ này."}
	cut = rule{rule: "template_field_cut", severity: info, what: "Word đã cắt rời các trường {}; chương trình tự nối lại",
		do: "Không phải làm gì."}
	lacking = rule{rule: "template_style_lacking", severity: info, what: "Tệp không có kiểu chữ (style) “{}”; nội dung sẽ dùng kiểu của chương trình",
		do: "Muốn tự định dạng, hãy tạo kiểu mang đúng tên này."}
	unsound = rule{rule: "template_unsound", severity: warn, what: "Văn bản điền thử có chỗ mà Word có thể báo hỏng: {}",
		do: "Hãy mở mẫu bằng Word, lưu thành tệp mới rồi thử lại."}
)

// annex names a clause of the form in full.
func annex(clause string) string { return "Phụ lục I, " + clause }

// ruleOf returns the row that speaks for err.
func ruleOf(err error) rule {
	for _, r := range rules {
		if errors.Is(err, r.err) {
			return r
		}
	}
	return other
}

// fill puts got for {}, but not in the {{}} of a mark.
func fill(sentence, got string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(sentence, "{}")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		out.WriteString(got)
		sentence = rest
	}
}
