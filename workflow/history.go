package workflow

import (
	"fmt"
	"strings"

	"vanthu/documents"
)

// acts are what people call the acts: as a button, and as what was done. They
// are words for the actions of the flow tables and of the engine itself.
var acts = map[Action]struct{ do, done string }{
	created:      {"Lập dự thảo", "lập dự thảo"},
	revised:      {"Lưu dự thảo", "sửa dự thảo"},
	remarked:     {"Góp ý", "góp ý"},
	settled:      {"Đã sửa theo góp ý", "xác nhận đã sửa theo góp ý"},
	outcomeNoted: {"Ghi kết quả gửi", "ghi kết quả gửi"},
	mended:       {"Soạn văn bản sửa sai", "bắt đầu văn bản đính chính, thay thế"},
	askedFor:     {"Đề nghị lấy lại", "nhận đề nghị thu hồi, lấy lại của nơi gửi"},
	keptBack:     {"Không đồng ý trả lại", "không đồng ý để nơi gửi thu hồi, lấy lại"},
	rerouted:     {"Xử lý việc gửi", "xử lý việc gửi"},
	recalled:     {"Thu hồi", "thu hồi văn bản"},
	superseded:   {"Thay thế", "ghi văn bản đã được thay thế"},
	deadlineSet:  {"Đổi hạn xử lý", "đổi hạn xử lý"},
	"submit":     {"Trình duyệt", "trình dự thảo"},
	"approve":    {"Đồng ý", "đồng ý và chuyển tiếp"},
	"return":     {"Trả lại", "trả lại để sửa"},
	"refuse":     {"Từ chối", "từ chối, kết thúc xử lý"},
	"withdraw":   {"Rút lại", "rút văn bản"},
	"sign":       {"Ghi nhận đã ký", "ghi nhận đã ký trên bản giấy"},
	"register":   {"Cấp số, vào sổ", "cấp số và vào sổ"},
	originated:   {"Tạo bản PDF để ký số", "tạo bản PDF để ký số"},
	stamped:      {"Gắn dấu thời gian", "gắn dấu thời gian và bằng chứng chứng thư số để lưu trữ lâu dài"},
	sealed:       {"Đóng dấu số", "ghi số, ngày và ký số của cơ quan, tổ chức"},
	linked:       {"Ghi liên kết", "ghi liên kết"},
	brought:      {"Thêm tệp", "thêm bản quét, tệp của văn bản đến"},
	arrived:      {"Tiếp nhận", "tiếp nhận văn bản đến"},
	progressed:   {"Ghi tiến độ", "ghi tiến độ"},
	assigned:     {"Giao người giải quyết", "giao người giải quyết"},
	"send_back":  {"Trả lại nơi gửi", "trả lại nơi gửi"},
	"give_back":  {"Đồng ý thu hồi", "đồng ý cho nơi gửi thu hồi"},
	"distribute": {"Phân phối, chỉ đạo", "phân phối, chỉ đạo giải quyết"},
	"pass_on":    {"Chuyển thẳng", "chuyển giải quyết theo quy chế"},
	"annul":      {"Hủy đăng ký nhầm", "hủy đăng ký"},
	"finish":     {"Kết thúc giải quyết", "kết thúc giải quyết"},
	"hand_back":  {"Trả lại để phân phối lại", "trả lại để phân phối lại"},
	"redirect":   {"Thu về, phân phối lại", "thu về để phân phối lại"},
	"reopen":     {"Giải quyết tiếp", "cho giải quyết tiếp"},
	finalFiled:   {"Tạo bản có số", "tạo bản có số và ngày để in, đóng dấu"},
	"send":       {"Phát hành", "ghi nhận đã đóng dấu và phát hành bản giấy"},
	makeCopy:     {"Sao văn bản", "lập bản sao"},
	askHold:      {"Xin giữ số", "xin giữ số"},
	sealCopy:     {"Ký số bản sao", "ký số của cơ quan, tổ chức vào bản sao điện tử"},

	"register_file": {"Cấp số, vào sổ", "cấp số và vào sổ"},

	authorise:  {"Ký bản sao", "ghi nhận đã ký bản sao"},
	holdNumber: {"Giữ số", "giữ số"},
	"drop":     {"Thôi giữ số", "thôi giữ số"},
	voidedHeld: {"Ghi số giữ", "ghi số giữ thành số hủy trong sổ"},
	closeBook:  {"Đóng sổ", "đóng sổ"},
	"cancel":   {"Hủy", "hủy văn bản"},
	scanned:    {"Đưa bản quét vào", "đưa bản quét của văn bản giấy đã ký, đóng dấu vào hồ sơ"},
}

// electronically is what was done where a document is signed and sent as a file.
var electronically = map[Action]string{"sign": "ký số", "send": "phát hành bản điện tử"}

// SayStage returns what people call a stage of the original.
func SayStage(s Stage) string {
	return map[Stage]string{Placed: "chờ ký số", Approved: "đã ký số", Sealed: "đã ký số, đóng dấu số", Archived: "đã đóng dấu số, có dấu thời gian", Scanned: "bản quét, chờ ký số"}[s]
}

// whoTexts are what people call the roles of the flow tables.
var whoTexts = map[string]string{
	"drafter": "người soạn thảo", "reviewer": "trưởng đơn vị soạn thảo", "checker": "người kiểm tra thể thức",
	"signatory": "người ký", "clerk": "văn thư", "program": "chương trình", "director": "người chỉ đạo giải quyết", "handler": "đơn vị, người chủ trì",
	"copier": "người ký bản sao",
}

// Button returns what a person presses for action.
func Button(action Action) string {
	if a, ok := acts[action]; ok {
		return a.do
	}
	return string(action)
}

// SayEvent returns an event as a sentence without its full stop: when, who,
// what, why.
func SayEvent(ev Event) string {
	who := ev.Name
	if ev.Title != "" {
		who += " (" + ev.Title + ")"
	}
	done := string(ev.Action)
	if a, ok := acts[ev.Action]; ok {
		done = a.done
	}
	if electronic, ok := electronically[ev.Action]; ok && ev.Mode == Electronic {
		done = electronic
	}
	text := fmt.Sprintf("%s, %s %s", ev.At.In(Zone).Format("15:04 02/01/2006"), who, done)
	for _, b := range ev.For {
		text += ", " + sayBehalf(b)
	}
	if number, came := strings.CutSuffix(ev.Number, "/"+IncomingSymbol); came {
		text += ", số đến " + number
	} else if ev.Number != "" {
		text += ", số " + ev.Number
	}
	if ev.Comment != "" {
		text += ": “" + ev.Comment + "”"
	}
	return text
}

// capacityTexts are the capacities as running text has them.
var capacityTexts = map[documents.Capacity]string{
	documents.ForHead: "ký thay", documents.ByOrder: "thừa lệnh", documents.BySubMandate: "thừa ủy quyền", documents.Acting: "quyền",
}

// sayBehalf says for whom and by what: "ký thay Chủ tịch Trần Quang Minh theo
// Quyết định số 05/QĐ-UBND ngày 02/01/2026".
func sayBehalf(b documents.Behalf) string {
	text := capacityTexts[b.Capacity] + " " + b.Title
	if b.Name != "" {
		text += " " + b.Name
	}
	return text + " theo " + b.Ground.String()
}
