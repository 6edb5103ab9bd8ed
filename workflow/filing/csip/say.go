package csip

import "strings"

// A Finding is one thing that is wrong with a package. Path is the file, "" for
// the whole.
type Finding struct {
	Path  string `json:"path,omitempty"`
	Fault Fault  `json:"fault"`
	Got   string `json:"got,omitempty"`
}

// A Fault is a way in which a package is not as it was written.
type Fault string

// The faults.
const (
	Entries      Fault = "entries"
	Path         Fault = "path"
	Special      Fault = "special"
	Twice        Fault = "twice"
	Locked       Fault = "locked"
	Bomb         Fault = "bomb"
	Damaged      Fault = "damaged"
	NoManifest   Fault = "no_manifest"
	ManifestLine Fault = "manifest_line"
	Missing      Fault = "missing"
	Extra        Fault = "extra"
	Changed      Fault = "changed"
	NoMETS       Fault = "no_mets"
	BadMETS      Fault = "bad_mets"
	OtherPackage Fault = "other_package"
	Size         Fault = "size"
	MissingMETS  Fault = "missing_mets"
	ExtraMETS    Fault = "extra_mets"
	ChangedMETS  Fault = "changed_mets"
	Signature    Fault = "signature"
)

// faultTexts say what is wrong and what to do; {} stands for what was found.
var faultTexts = map[Fault]string{
	Entries:      "Gói không có tệp nào hoặc có quá nhiều tệp ({}). Hãy lấy lại gói từ nơi đã xuất.",
	Path:         "Tên hoặc đường dẫn của tệp ra ngoài thư mục của gói hoặc không dùng được. Gói này không do Vanthu làm; đừng giải nén.",
	Special:      "Đây không phải một tệp thường (là thư mục, liên kết hoặc thiết bị). Gói này không do Vanthu làm; đừng giải nén.",
	Twice:        "Tệp có hai lần trong gói. Hãy lấy lại gói từ nơi đã xuất.",
	Locked:       "Tệp có mật khẩu. Hãy lấy lại gói từ nơi đã xuất.",
	Bomb:         "Tệp phình ra quá lớn khi giải nén. Đừng giải nén gói này.",
	Damaged:      "Tệp bị hỏng, không đọc được đến hết. Hãy lấy lại gói từ nơi đã xuất.",
	NoManifest:   "Gói thiếu bảng kê mã băm. Hãy lấy lại gói từ nơi đã xuất.",
	ManifestLine: "Bảng kê mã băm có dòng không đúng{? (dòng {})}. Bảng kê đã bị sửa; hãy lấy lại gói từ nơi đã xuất.",
	Missing:      "Thiếu tệp có trong bảng kê. Hãy lấy lại gói từ nơi đã xuất.",
	Extra:        "Tệp không có trong bảng kê: được thêm vào sau. Hãy lấy lại gói từ nơi đã xuất.",
	Changed:      "Nội dung tệp khác với bảng kê. Tệp hoặc bảng kê đã bị sửa; hãy lấy lại gói từ nơi đã xuất.",
	NoMETS:       "Gói thiếu tệp mô tả METS.xml. Hãy lấy lại gói từ nơi đã xuất.",
	BadMETS:      "Tệp mô tả không đúng dạng METS{? (dòng {})}. Hãy lấy lại gói từ nơi đã xuất.",
	OtherPackage: "Tệp mô tả là của gói khác{? (“{}”)}. Hãy lấy lại gói từ nơi đã xuất.",
	Size:         "Độ dài của tệp khác với tệp mô tả (phải là {} byte). Hãy lấy lại gói từ nơi đã xuất.",
	MissingMETS:  "Thiếu tệp được nêu trong METS.xml. Hãy lấy lại gói từ nơi đã xuất.",
	ExtraMETS:    "Tệp không được nêu trong METS.xml. Hãy lấy lại gói từ nơi đã xuất.",
	ChangedMETS:  "Nội dung tệp khác với METS.xml. Hãy lấy lại gói từ nơi đã xuất.",
	Signature:    "Chữ ký số trong tệp không đạt{?: {}}. Hãy xem từng chữ ký bằng lệnh verify.",
}

// Say returns the finding as a sentence.
func (f Finding) Say() string {
	text := faultTexts[f.Fault]
	if before, rest, ok := strings.Cut(text, "{?"); ok {
		part, after, _ := strings.Cut(rest, "}.") // the part only stands with a value
		if f.Got == "" {
			part = ""
		}
		text = before + part + "." + after
	}
	text = strings.ReplaceAll(text, "{}", f.Got)
	if f.Path != "" {
		return f.Path + ": " + text
	}
	return text
}
