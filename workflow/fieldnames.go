package workflow

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"vanthu/documents"
)

// fieldNames are what people call the fields of a document, an office and an
// account. [] is a place in a list and %d its number, from 1. A field that is
// not here goes by the name of what it is part of.
var fieldNames = map[string]string{ //nolint:gosec // "password" is the name of a field here, no secret
	"kind": "Loại văn bản", "place": "Địa danh", "date": "Ngày của văn bản", "abstract": "Trích yếu", "urgency": "Độ khẩn",
	"deadline": "Hạn xử lý", "outcome": "Kết quả gửi", "on": "Ngày nhận hoặc trả lại",
	"issuer": "Cơ quan ban hành", "issuer.parent": "Cơ quan chủ quản", "issuer.name": "Tên cơ quan ban hành", "issuer.symbol": "Ký hiệu cơ quan ban hành",
	"issuer.kind": "Loại cơ quan ban hành", "issuer.seal": "Con dấu của cơ quan ban hành", "of": "Văn bản của ai",
	"reference":  "Số, ký hiệu",
	"addressees": "Kính gửi", "addressees[]": "Kính gửi, dòng %d",
	"bases": "Căn cứ", "bases[]": "Căn cứ, dòng %d",
	"body": "Nội dung", "body[]": "Nội dung, đoạn %d",
	"recipients": "Nơi nhận", "recipients[]": "Nơi nhận, dòng %d",
	"archive": "Dòng Lưu", "archive.pattern": "Mẫu dòng Lưu", "archive.unit": "Đơn vị ở dòng Lưu", "archive.drafter": "Người soạn thảo ở dòng Lưu", "archive.copies": "Số bản phát hành",
	"drafting": "Đơn vị soạn thảo", "drafting.division": "Tên đơn vị soạn thảo", "drafting.symbol": "Ký hiệu đơn vị soạn thảo", "drafting.drafter": "Người soạn thảo",
	"signatory": "Phần ký", "signatory.account": "Người ký", "signatory.name": "Họ tên người ký", "signatory.title": "Chức vụ người ký",
	"signatory.mandates": "Quyền hạn ký", "signatory.mandates[]": "Quyền hạn ký, dòng %d",
	"signatory.post": "Chức vụ khác của người ký", "signatory.for": "Ký thay cho ai", "signatory.for[]": "Ký thay cho ai, dòng %d",
	"attachments": "Phụ lục", "attachments[]": "Phụ lục thứ %d",
	"answers": "Văn bản được trả lời", "answers[]": "Văn bản được trả lời thứ %d",
	"details": "Các trường của mẫu", "circulation": "Phạm vi lưu hành", "contact": "Địa chỉ liên hệ", "electronic": "Văn bản điện tử",
	"sealed": "Thời điểm cơ quan ký số", "copy": "Bản sao", "copy.form": "Hình thức sao", "copy.signatory": "Người ký bản sao", "copy.recipients": "Nơi nhận bản sao", "paragraphs": "Phần được trích",

	"items": "Văn bản gửi", "moved": "Ngày chuyển", "lent": "Ngày mượn", "back_by": "Hạn trả", "envelopes": "Số lượng bì", "to": "Nơi nhận", "receipt": "Ký nhận và dấu bưu điện",
	"borrower": "Người sử dụng", "allowed": "Người cho phép", "returned": "Ngày trả",
	"count": "Số lượng", "volume": "Quyển số", "note": "Ghi chú",
	"author": "Tác giả", "notation": "Số, ký hiệu", "day": "Ngày đến", "type": "Tên loại", "signer": "Người ký", "due": "Hạn trả lời",
	"direction.lead": "Chủ trì", "direction.with[]": "Phối hợp, dòng %d", "direction.opinion": "Ý kiến chỉ đạo", "direction.deadline": "Hạn giải quyết", "progress": "Tiến độ",

	"title": "Tiêu đề hồ sơ", "period": "Thời hạn bảo quản", "keeper": "Người lập hồ sơ", "ended": "Ngày công việc kết thúc",
	"lines": "Danh mục hồ sơ", "lines[]": "Danh mục hồ sơ, dòng %d", "subjects": "Bảng thời hạn", "subjects[]": "Bảng thời hạn, dòng %d", "confirmed": "Văn bản xác nhận",
	"consent": "Văn bản đồng ý", "decision": "Quyết định", "giver": "Người giao", "receiver": "Người nhận", "files": "Hồ sơ", "number": "Số, ký hiệu văn bản",

	"comment": "Ý kiến", "file": "Bản đã xem", "upload": "Tệp tải lên",

	"divisions": "Các đơn vị trực thuộc", "divisions[]": "Đơn vị trực thuộc thứ %d",
	"settings": "Thiết lập", "settings.archive": "Mẫu dòng Lưu", "settings.checker": "Người kiểm tra thể thức", "settings.director": "Người phân phối văn bản đến", "settings.series": "Các dãy số",
	"settings.days": "Ngày khác lịch chung", "settings.days[]": "Ngày khác lịch chung thứ %d",
	"issuers": "Các cơ quan ban hành khác", "issuers[]": "Cơ quan ban hành khác thứ %d", "keep_class": "Giữ chữ Phường, Xã",
	"id": "Tên trong hệ thống", "name": "Tên", "short": "Tên ngắn", "position": "Chức vụ", "division": "Đơn vị", "roles": "Vai trò",
	"also": "Chức vụ kiêm nhiệm", "also[]": "Chức vụ kiêm nhiệm thứ %d", "password": "Mật khẩu",

	"capacity": "Quyền hạn ký", "account": "Người trong đơn vị", "seat": "Chức vụ được giao ký", "for": "Chức vụ giao ký", "ground": "Căn cứ giao ký",
	"kinds": "Loại văn bản được giao ký", "fields": "Lĩnh vực được giao ký", "from": "Ngày đầu", "until": "Ngày cuối", "reason": "Lý do",
	"code": "Mã định danh điện tử", "level": "Cấp", "parent": "Cơ quan cấp trên", "successor": "Cơ quan kế thừa", "aliases": "Tên gọi khác",
	"channels": "Kênh gửi", "channels[]": "Kênh gửi thứ %d", "members": "Thành viên nhóm", "members[]": "Thành viên nhóm thứ %d",
}

var inList = regexp.MustCompile(`\[(\d+)\]`)

// fieldName returns what people call the field at path, or path itself.
func fieldName(path string) string {
	if label := documents.DetailLabel(strings.TrimPrefix(path, "details.")); label != "" && strings.HasPrefix(path, "details.") {
		return label
	}
	if rest, ok := strings.CutPrefix(path, "copy."); ok && rest != "form" {
		return "Bản sao: " + fieldName(rest)
	}
	for _, whole := range [...]string{"unit.", "account."} { // of a first set-up
		if rest, ok := strings.CutPrefix(path, whole); ok {
			return fieldName(rest)
		}
	}
	key := inList.ReplaceAllString(path, "[]")
	for key != "" {
		if name, ok := fieldNames[key]; ok {
			return numbered(name, path)
		}
		key = key[:max(strings.LastIndexAny(key, ".["), 0)]
	}
	return path
}

// numbered puts the first number of path, which counts from 0, into name.
func numbered(name, path string) string {
	m := inList.FindStringSubmatch(path)
	if m == nil || !strings.Contains(name, "%d") {
		return name
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return name
	}
	return fmt.Sprintf(name, n+1)
}
