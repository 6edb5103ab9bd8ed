package workflow

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// fieldNames are what people call the fields of a document, an office and an
// account. [] is a place in a list and %d its number, from 1. A field that is
// not here goes by the name of what it is part of.
var fieldNames = map[string]string{ //nolint:gosec // "password" is the name of a field here, no secret
	"kind": "Loại văn bản", "place": "Địa danh", "date": "Ngày của văn bản", "abstract": "Trích yếu", "urgency": "Độ khẩn",
	"issuer": "Cơ quan ban hành", "issuer.parent": "Cơ quan chủ quản", "issuer.name": "Tên cơ quan ban hành", "issuer.symbol": "Ký hiệu cơ quan ban hành",
	"reference":  "Số, ký hiệu",
	"addressees": "Kính gửi", "addressees[]": "Kính gửi, dòng %d",
	"bases": "Căn cứ", "bases[]": "Căn cứ, dòng %d",
	"body": "Nội dung", "body[]": "Nội dung, đoạn %d",
	"recipients": "Nơi nhận", "recipients[]": "Nơi nhận, dòng %d",
	"archive": "Dòng Lưu", "archive.pattern": "Mẫu dòng Lưu", "archive.unit": "Đơn vị ở dòng Lưu", "archive.drafter": "Người soạn thảo ở dòng Lưu", "archive.copies": "Số bản phát hành",
	"drafting": "Đơn vị soạn thảo", "drafting.division": "Tên đơn vị soạn thảo", "drafting.symbol": "Ký hiệu đơn vị soạn thảo", "drafting.drafter": "Người soạn thảo",
	"signatory": "Phần ký", "signatory.account": "Người ký", "signatory.name": "Họ tên người ký", "signatory.title": "Chức vụ người ký",
	"signatory.mandates": "Quyền hạn ký", "signatory.mandates[]": "Quyền hạn ký, dòng %d",
	"attachments": "Phụ lục", "attachments[]": "Phụ lục thứ %d",
	"answers": "Văn bản được trả lời", "answers[]": "Văn bản được trả lời thứ %d",

	"comment": "Ý kiến", "file": "Bản đã xem",

	"divisions": "Các đơn vị trực thuộc", "divisions[]": "Đơn vị trực thuộc thứ %d",
	"settings": "Thiết lập", "settings.archive": "Mẫu dòng Lưu", "settings.checker": "Người kiểm tra thể thức", "settings.series": "Các dãy số",
	"id": "Tên trong hệ thống", "name": "Họ tên", "short": "Tên ngắn", "title": "Chức vụ", "division": "Đơn vị", "roles": "Vai trò",
	"mandates": "Quyền hạn ký", "mandates[]": "Quyền hạn ký, dòng %d", "password": "Mật khẩu",
}

var inList = regexp.MustCompile(`\[(\d+)\]`)

// fieldName returns what people call the field at path, or path itself.
func fieldName(path string) string {
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
