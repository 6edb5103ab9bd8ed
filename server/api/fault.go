package api

// A fault is an error in how the interface was used, before anybody looked at
// what was asked.
type fault struct{ kind, title, detail string }

func (f *fault) Error() string { return f.kind + ": " + f.title }

var (
	errMethod = &fault{
		"method", "Không dùng được cách gọi này",
		"Đường dẫn này có nhưng không nhận cách gọi vừa dùng. Hãy xem openapi.json.",
	}
	errTooLarge = &fault{
		"too_large", "Dữ liệu gửi lên quá lớn",
		"Dữ liệu gửi lên vượt mức cho phép. Hãy rút gọn nội dung hoặc tách thành phụ lục.",
	}
	errMediaType = &fault{
		"media_type", "Không nhận loại dữ liệu này",
		"Nơi này chỉ nhận JSON. Hãy gửi với Content-Type: application/json.",
	}
	errQuery = &fault{
		"malformed", "Không đọc được địa chỉ",
		"Phần sau dấu ? của địa chỉ viết sai. Hãy mã hóa lại các ký tự đặc biệt.",
	}
	errNoVersion = &fault{
		"precondition_required", "Chưa nói đang xem bản nào",
		"Việc này cần biết bạn đã xem bản nào của văn bản. Hãy gửi If-Match với ETag của bản đó, ví dụ \"3\"; dấu * không được nhận.",
	}
	errVersionForm = &fault{
		"malformed", "If-Match viết sai",
		"If-Match phải là một số bản trong ngoặc kép như ETag đã nhận, ví dụ \"3\". Hãy gửi lại như vậy.",
	}
	errOtherSite = &fault{
		"forbidden", "Yêu cầu đến từ trang khác",
		"Trình duyệt gửi yêu cầu này thay cho một trang web khác nên không được nhận. Hãy mở trang của Vanthu và làm lại ở đó.",
	}
)
