package workflow

import "vanthu/documents"

// Rules of work files (Điều 28 to 31).
const (
	RuleFileNotation   documents.Rule = "file_notation" // no notation of a file
	RuleFilePeriod     documents.Rule = "file_period"   // no retention period
	RuleFileThere      documents.Rule = "file_there"    // the year has a file of that notation
	RuleFileEmpty      documents.Rule = "file_empty"    // nothing in it that was issued or came
	RuleFileUnfinished documents.Rule = "file_unfinished"
	RuleFileClosed     documents.Rule = "file_closed"
	RuleFileOpen       documents.Rule = "file_open"
	RuleFiled          documents.Rule = "filed" // the document is in it already
	RuleNotInFile      documents.Rule = "not_in_file"
	RuleFileFull       documents.Rule = "file_full" // the ordinal has three figures
	RuleFileKeeper     documents.Rule = "file_keeper"
	RuleFileHead       documents.Rule = "file_head"
	RuleFileHanded     documents.Rule = "file_handed"
	RuleKeepBack       documents.Rule = "keep_back"
	RuleFileKept       documents.Rule = "file_kept"      // its time is not over
	RuleNoSuchNumber   documents.Rule = "no_such_number" // no document of that number and symbol
	RuleListLine       documents.Rule = "list_line"      // a line of the list of files
	RuleListTaken      documents.Rule = "list_taken"     // issued already
	RuleListHead       documents.Rule = "list_head"
	RuleListClerk      documents.Rule = "list_clerk"
)

// filingTexts are the sentences of these rules, as ruleTexts has those of others.
var filingTexts = map[documents.Rule]struct{ what, do string }{
	RuleFileNotation:   {"Số, ký hiệu hồ sơ{? “{}”} không đúng dạng", "Hãy ghi số, dấu chấm rồi ký hiệu đề mục, như 01.TCCB, nhiều nhất 20 ký tự."},
	RuleFilePeriod:     {"Thời hạn bảo quản{? “{}”} chưa rõ", "Hãy ghi “vĩnh viễn” hoặc số năm từ 1 đến 100, như “20 năm”."},
	RuleFileThere:      {"Năm này đã có hồ sơ mang số, ký hiệu đó", "Hãy mở hồ sơ đã có, hoặc dùng số khác."},
	RuleFileEmpty:      {"Hồ sơ chưa có văn bản nào đã ban hành hoặc đã đến", "Hãy đưa văn bản vào hồ sơ trước khi kết thúc."},
	RuleFileUnfinished: {"Trong hồ sơ còn văn bản chưa xử lý xong{?: {}}", "Hãy xử lý xong, hoặc đưa văn bản đó ra khỏi hồ sơ."},
	RuleFileClosed:     {"Hồ sơ đã kết thúc", "Nếu công việc còn tiếp, hãy đề nghị trưởng đơn vị mở lại hồ sơ."},
	RuleFileOpen:       {"Hồ sơ chưa kết thúc{?: {}}", "Hãy kết thúc hồ sơ trước."},
	RuleFiled:          {"Văn bản này đã có trong hồ sơ", "Hãy xem danh sách văn bản của hồ sơ."},
	RuleNotInFile:      {"Văn bản này không có trong hồ sơ", "Hãy mở lại hồ sơ để xem danh sách văn bản."},
	RuleFileFull:       {"Hồ sơ đã đủ 999 văn bản", "Hãy kết thúc hồ sơ này và mở tập tiếp theo."},
	RuleFileKeeper:     {"Chỉ người lập hồ sơ, trưởng đơn vị của người đó, chánh văn phòng và văn thư được làm việc này", "Hãy nhờ một trong những người đó."},
	RuleFileHead:       {"Chỉ trưởng đơn vị của người lập hồ sơ và chánh văn phòng được mở lại hồ sơ", "Hãy đề nghị người đó."},
	RuleFileHanded:     {"Hồ sơ đã nộp vào lưu trữ hiện hành{?: {}}", "Hãy liên hệ người làm lưu trữ của cơ quan."},
	RuleKeepBack:       {"Hồ sơ chỉ được giữ lại nhiều nhất hai năm kể từ khi đến hạn nộp{?, đến hết ngày {}}", "Hãy ghi một ngày sau hạn nộp và trong thời gian đó."},
	RuleFileKept:       {"Thời hạn bảo quản của hồ sơ chưa hết{?: {}}", "Hãy giữ hồ sơ đến hết thời hạn."},
	RuleNoSuchNumber:   {"Không có văn bản nào mang số, ký hiệu{? “{}”} này", "Hãy ghi đủ như trên văn bản, ví dụ 12/BC-UBND, hoặc mở văn bản rồi bấm Cho vào hồ sơ."},
	RuleListLine:       {"Dòng này của danh mục không đọc được{?: “{}”}", "Hãy ghi đề mục như “I. TỔ CHỨC CÁN BỘ”, hồ sơ như “01.TCCB | Tiêu đề | 20 năm | tên đăng nhập người lập | ghi chú”."},
	RuleListTaken:      {"Danh mục hồ sơ đã ban hành", "Hãy mở hồ sơ phát sinh ở ngoài danh mục; danh mục năm sau lập từ danh mục này."},
	RuleListHead:       {"Chỉ người đứng đầu cơ quan hoặc cấp phó được ban hành danh mục hồ sơ", "Hãy trình người đó."},
	RuleListClerk:      {"Chỉ văn thư và chánh văn phòng được làm việc này", "Hãy nhờ một trong những người đó."},
}
