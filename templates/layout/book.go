package layout

// A BookForm is the printed form of one of the books of văn thư (Phụ lục IV).
type BookForm struct {
	Name     string // of its files
	Title    string // as its cover has it, without capitals
	Article  string
	Columns  []BookColumn
	Numbered bool // its cover says from which number to which
}

// A BookColumn is one of the contents that a book has at least.
type BookColumn struct {
	Heading string
	Width   float64 // in mm; together as wide as a sheet on its long side
}

// The names of the books.
const (
	OutgoingBook = "so-van-ban-di"
	IncomingBook = "so-van-ban-den"
	PostingBook  = "so-gui-buu-dien"
	LoanBook     = "so-su-dung-ban-luu"
	FollowUpBook = "so-theo-doi-giai-quyet"
)

// Books returns the five books, in the order of Phụ lục IV.
func Books() []BookForm {
	return []BookForm{
		{OutgoingBook, "Sổ đăng ký văn bản đi", "Phụ lục IV, mục I", []BookColumn{
			{"Số, ký hiệu văn bản", 27}, {"Ngày tháng văn bản", 21}, {"Tên loại và trích yếu nội dung văn bản", 50}, {"Người ký", 23},
			{"Nơi nhận văn bản", 38}, {"Đơn vị, người nhận bản lưu", 20}, {"Số lượng bản", 13}, {"Ngày chuyển", 21}, {"Ký nhận", 20}, {"Ghi chú", 19},
		}, true},
		{PostingBook, "Sổ gửi văn bản đi bưu điện", "Phụ lục IV, mục III", []BookColumn{
			{"Ngày chuyển", 26}, {"Số, ký hiệu văn bản", 50}, {"Nơi nhận văn bản", 70}, {"Số lượng bì", 20},
			{"Ký nhận và dấu bưu điện", 46}, {"Ghi chú", 40},
		}, true},
		{LoanBook, "Sổ sử dụng bản lưu", "Phụ lục IV, mục IV", []BookColumn{
			{"Ngày tháng", 21}, {"Họ và tên người sử dụng", 32}, {"Số, ký hiệu, ngày tháng văn bản", 34},
			{"Tên loại và trích yếu nội dung văn bản", 52}, {"Số và ký hiệu hồ sơ", 22}, {"Ký nhận", 23},
			{"Ngày trả", 21}, {"Người cho phép sử dụng", 27}, {"Ghi chú", 20},
		}, true},
		{IncomingBook, "Sổ đăng ký văn bản đến", "Phụ lục IV, mục VI", []BookColumn{
			{"Ngày đến", 21}, {"Số đến", 15}, {"Tác giả", 34}, {"Số, ký hiệu văn bản", 27}, {"Ngày tháng văn bản", 21},
			{"Tên loại và trích yếu nội dung văn bản", 50}, {"Đơn vị hoặc người nhận", 27}, {"Ngày chuyển", 21}, {"Ký nhận", 19}, {"Ghi chú", 17},
		}, true},
		{FollowUpBook, "Sổ theo dõi giải quyết văn bản đến", "Phụ lục IV, mục VIII", []BookColumn{
			{"Số đến", 18}, {"Tên loại, số, ký hiệu, ngày tháng và cơ quan ban hành văn bản", 76}, {"Đơn vị hoặc người nhận", 38},
			{"Thời hạn giải quyết", 26}, {"Tiến độ giải quyết", 34}, {"Số, ký hiệu văn bản trả lời", 34}, {"Ghi chú", 26},
		}, false},
	}
}

// Book returns the form of the book with that name.
func Book(name string) (BookForm, bool) {
	for _, b := range Books() {
		if b.Name == name {
			return b, true
		}
	}
	return BookForm{}, false
}
