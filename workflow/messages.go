package workflow

import (
	"errors"
	"fmt"
	"strings"

	"vanthu/documents"
)

// A Message is what a person is told of an error: what happened, why (the
// article) and what to do. Kind is for programs.
type Message struct {
	Kind    string // invalid, not_found, forbidden, not_allowed, exists, conflict, unavailable, internal
	Title   string
	Detail  string
	Article string
	Fields  []FieldMessage
}

// A FieldMessage is what a person is told of one field. Name is what people
// call it ("Họ tên người ký"), Field its path for programs.
type FieldMessage struct {
	Field   string         `json:"field"`
	Name    string         `json:"-"`
	Rule    documents.Rule `json:"rule"`
	Detail  string         `json:"detail"`
	Article string         `json:"article,omitempty"`
}

// kindTexts are the kinds of errors in the order they are looked for.
var kindTexts = [...]struct {
	err           error
	kind          string
	title, detail string
}{
	{documents.ErrForbidden, "forbidden", "Không có quyền", "Bạn không có quyền làm việc này. Hãy nhờ người có thẩm quyền."},
	{documents.ErrConflict, "conflict", "Đã có người sửa trước", "Văn bản đã thay đổi từ lúc bạn mở. Hãy mở lại bản mới nhất rồi làm lại."},
	{documents.ErrExists, "exists", "Đã có rồi", "Mục này đã có từ trước. Hãy dùng mục đã có hoặc đặt tên khác."},
	{documents.ErrNotFound, "not_found", "Không tìm thấy", "Không tìm thấy mục này trong đơn vị của bạn. Hãy kiểm tra lại đường dẫn hoặc tìm lại trong danh sách."},
	{documents.ErrNotAllowed, "not_allowed", "Chưa làm được bước này", "Luồng xử lý chưa cho phép việc này. Hãy xem văn bản đang ở bước nào."},
	{documents.ErrInvalid, "invalid", "Dữ liệu chưa đúng", "Có chỗ chưa đúng. Hãy sửa các chỗ được nêu rồi làm lại."},
	{documents.ErrUnavailable, "unavailable", "Tạm thời chưa phục vụ được", "Máy chủ đang bận hoặc nơi lưu trữ chưa sẵn sàng; chưa có gì bị mất. Hãy thử lại sau ít phút."},
}

// ruleTexts are the sentences of the rules: what is wrong, and what to do. {}
// stands for what was found or what may stand there.
var ruleTexts = map[documents.Rule]struct{ what, do string }{
	documents.RuleUnknownField:    {"Không có trường này", "Hãy bỏ đi hoặc sửa tên trường{? (có phải “{}”?)}."},
	documents.RuleFieldType:       {"Giá trị không đúng loại", "Hãy sửa lại{?: cần {}}."},
	documents.RuleDateForm:        {"Ngày{? “{}”} không đúng dạng", "Hãy ghi năm-tháng-ngày, ví dụ 2025-11-25."},
	documents.RuleReferenceForm:   {"Số, ký hiệu{? “{}”} không đúng dạng", "Hãy ghi như 01/BC-UBND: số dưới 10 có số 0 ở trước, không có dấu cách."},
	documents.RuleSecret:          {"Văn bản có dấu chỉ độ mật", "Văn bản mật không được soạn thảo, gửi hoặc lưu ở đây, và nội dung vừa nhập không được lưu lại. Hãy xử lý theo quy định về bí mật nhà nước."},
	documents.RuleTooLong:         {"Nội dung quá dài", "Hãy rút gọn hoặc tách thành phụ lục."},
	documents.RuleBlockForm:       {"Đoạn này không đúng dạng", "Hãy kiểm tra loại đoạn, cấp đề mục và nội dung của đoạn."},
	documents.RuleMomentForm:      {"Thời điểm “{}” không đúng dạng", "Hãy ghi như 2025-11-25T09:15:30+07:00."},
	documents.RulePictureForm:     {"Hình ảnh không dùng được", "Hãy dùng ảnh PNG hoặc JPEG không quá 2 MB và 40 triệu điểm ảnh, ghi bằng base64."},
	documents.RuleNotInForm:       {"Mẫu của loại văn bản này không có phần đó", "Hãy bỏ đi, hoặc đưa nội dung vào các trường của mẫu."},
	documents.RuleCirculation:     {"Chỉ dẫn phạm vi lưu hành không đúng", "Hãy để trống hoặc ghi LƯU HÀNH NỘI BỘ, XEM XONG TRẢ LẠI."},
	documents.RuleCopyForm:        {"Hình thức sao không đúng", "Hãy chọn SY, TrS hoặc SL."},
	documents.RuleTitle:           {"Phần, chương, mục, tiểu mục chưa có tiêu đề", "Hãy ghi tiêu đề ở dòng ngay dưới."},
	documents.RuleRequired:        {"Còn để trống", "Hãy điền đủ rồi làm lại."},
	documents.RuleKind:            {"Loại này không có trong 29 loại văn bản hành chính", "Hãy chọn loại trong danh mục, ví dụ BC là báo cáo."},
	documents.RuleTemplate:        {"Loại văn bản{? “{}”} chưa có mẫu", "Hãy chọn loại đã có mẫu, hoặc nhờ quản trị thêm mẫu."},
	documents.RuleCapacity:        {"Quyền hạn ký không đúng", "Hãy chọn TM (thay mặt), KT (ký thay), TL (thừa lệnh), TUQ (thừa ủy quyền) hoặc Q (quyền)."},
	documents.RuleUrgency:         {"Độ khẩn không đúng", "Hãy để trống hoặc ghi KHẨN, THƯỢNG KHẨN hay HỎA TỐC."},
	documents.RuleAddresseesKind:  {"Chỉ công văn, tờ trình và báo cáo có Kính gửi", "Hãy bỏ Kính gửi và ghi các cơ quan đó ở Nơi nhận."},
	documents.RuleAsAbove:         {"“Như trên” không chỉ đến ai vì không có Kính gửi", "Hãy thêm Kính gửi hoặc ghi rõ tên nơi nhận."},
	documents.RuleCollectiveFirst: {"TM. phải là dòng đầu của quyền hạn ký", "Hãy đưa TM. lên trước KT., TL. hoặc TUQ."},
	documents.RuleDeputyTitle:     {"Thiếu chức vụ của người ký", "Hãy ghi chức vụ, ví dụ Phó Chủ tịch."},
	documents.RuleDuplicate:       {"Nơi này đã có ở Kính gửi hoặc ở dòng trên", "Hãy bỏ dòng lặp lại; nơi đã ghi ở Kính gửi thì dùng “Như trên”."},
	documents.RuleGivenByClerk:    {"Số và ngày do văn thư cấp khi vào sổ", "Hãy để trống."},

	documents.RuleNoAuthority:     {"“{}” không có thẩm quyền ký văn bản này", "Hãy chọn người khác, hoặc nhờ quản trị nhập quyết định giao ký, giao ký thừa lệnh hay ủy quyền."},
	documents.RuleSignerAbsent:    {"Người ký đang vắng mặt{?, đến hết ngày {}}", "Hãy trình người được giao ký thay, hoặc đợi người ký trở lại."},
	documents.RuleIssuerUnknown:   {"Đơn vị không có cơ quan ban hành “{}”", "Hãy chọn cơ quan ban hành trong danh sách, hoặc nhờ quản trị thêm."},
	documents.RulePassedOn:        {"Người được ủy quyền không được ủy quyền lại cho người khác ký", "Hãy trình chính người được ủy quyền, hoặc người ủy quyền."},
	documents.RuleCapacityUnfit:   {"Chức vụ không hợp với quyền hạn ký này{?: {}}", "Hãy giao KT. cho cấp phó của người được ký thay, TL. và TUQ. cho người đứng đầu phòng, văn phòng, trung tâm."},
	documents.RuleAuthorityKind:   {"Việc giao ký không gồm loại văn bản này{?: {}}", "Hãy trình người có thẩm quyền, hoặc nhờ quản trị xem lại phạm vi giao ký."},
	documents.RuleAuthorityField:  {"Việc giao ký không gồm lĩnh vực này{?: {}}", "Hãy trình người phụ trách lĩnh vực, hoặc nhờ quản trị xem lại phạm vi giao ký."},
	documents.RuleAuthorityBegins: {"Việc giao ký chưa có hiệu lực{?: chỉ từ ngày {}}", "Hãy đợi đến ngày đó hoặc trình người có thẩm quyền hôm nay."},
	documents.RuleAuthorityEnded:  {"Việc giao ký đã hết hiệu lực{?: ngày cuối là {}}", "Hãy trình người có thẩm quyền hôm nay, hoặc nhờ quản trị nhập quyết định mới."},
	documents.RuleHeadPresent:     {"Việc giao ký này chỉ có hiệu lực khi người giao{? ({})} vắng mặt", "Hãy trình chính người đó, hoặc nhờ quản trị ghi việc vắng mặt."},
	documents.RuleHolder:          {"Chưa rõ ai được giao ký", "Hãy ghi đúng một trong hai, người hoặc chức vụ; ủy quyền và giao quyền cấp trưởng phải ghi rõ người."},
	documents.RuleGround:          {"Thiếu căn cứ giao ký", "Hãy ghi loại văn bản, số, ký hiệu và ngày của quyết định, quy chế hoặc giấy ủy quyền."},
	documents.RuleScope:           {"Thừa lệnh và thừa ủy quyền phải giới hạn nội dung", "Hãy ghi rõ các loại văn bản hoặc lĩnh vực được ký."},
	documents.RuleEndMissing:      {"Ủy quyền phải có thời hạn", "Hãy ghi ngày cuối của việc ủy quyền."},
	documents.RulePeriod:          {"Ngày cuối ở trước ngày đầu", "Hãy sửa lại khoảng thời gian."},
	documents.RulePosition:        {"Không có chức vụ này ở đơn vị đã ghi", "Hãy chọn chức vụ trong danh sách, kèm ký hiệu phòng, trung tâm hoặc ban (trừ lãnh đạo UBND, HĐND)."},
	documents.RuleAuthorship:      {"Chỉ UBND và HĐND có văn bản riêng của người đứng đầu", "Hãy để trống, hoặc ghi head cho văn bản của Chủ tịch."},
	documents.RuleIssuerKind:      {"Không rõ đây là cơ quan nào", "Hãy ghi tên đầy đủ, bắt đầu bằng Ủy ban nhân dân, Hội đồng nhân dân, Văn phòng, Phòng, Trung tâm, Ban, Tổ hoặc Hội đồng."},

	documents.RuleAgencyCode:    {"Mã định danh điện tử không đúng dạng", "Hãy ghi mã theo QĐ 20/2020/QĐ-TTg như H49.61.8, chữ in hoa và chữ số, nhiều nhất 35 ký tự."},
	documents.RuleLevel:         {"Không có cấp này", "Hãy ghi trung ương, cấp tỉnh, cấp xã, trong cơ quan hoặc khác (central, province, commune, internal, other)."},
	documents.RuleChannel:       {"Kênh gửi không dùng được", "Hãy ghi mã định danh cho trục liên thông (edxml), địa chỉ cho thư điện tử (mail) và thư mục (folder), hoặc chọn bản giấy (paper)."},
	documents.RuleSuccessor:     {"Cơ quan kế thừa chưa rõ", "Hãy ghi ngày kết thúc của cơ quan cũ và chọn một cơ quan khác làm cơ quan kế thừa."},
	documents.RuleAgencyUnknown: {"Sổ địa chỉ không có mục “{}”", "Hãy chọn trong sổ địa chỉ, hoặc nhờ văn thư thêm."},
	documents.RuleAgencyEnded:   {"“{}” không còn hoạt động và chưa có cơ quan kế thừa trong sổ địa chỉ", "Hãy chọn cơ quan khác, hoặc nhờ văn thư ghi cơ quan kế thừa."},
	documents.RuleGroupUnknown:  {"Sổ địa chỉ không có nhóm “{}”", "Hãy chọn nhóm trong sổ địa chỉ, hoặc nhờ văn thư thêm."},
	documents.RuleAsArticle:     {"Chỉ nghị quyết và quyết định có “Như Điều …” ở nơi nhận", "Hãy ghi “Như trên” hoặc tên nơi nhận."},

	documents.RuleOldLevel:       {"Còn ghi “{}”, là cấp hoặc loại đơn vị không còn từ ngày 01/7/2025", "Hãy sửa theo tên xã, phường, đặc khu hiện nay."},
	documents.RuleAsAboveMissing: {"Có Kính gửi mà nơi nhận không có “Như trên”", "Hãy thêm dòng “Như trên” ở đầu nơi nhận."},
	documents.RuleArticleMissing: {"Nơi nhận của nghị quyết, quyết định thường bắt đầu bằng “Như Điều …”", "Hãy ghi số của điều giao trách nhiệm thi hành."},
	documents.RuleTwiceInGroup:   {"Nơi nhận này cũng nằm trong một nhóm đã ghi", "Văn bản chỉ gửi một lần; hãy bỏ dòng này nếu không cần nêu riêng."},
	documents.RuleCollective:     {"Văn bản của tập thể ký thay mà chưa có dòng TM.", "Hãy thêm TM. trước KT. hoặc Q., hoặc ghi đây là văn bản của Chủ tịch."},

	documents.RuleFileOld:     {"Tệp là văn bản Word kiểu cũ (đuôi doc)", "Hãy mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (*.docx), rồi tải lên lại."},
	documents.RuleFileLocked:  {"Tệp có đặt mật khẩu", "Hãy mở bằng Word, bỏ mật khẩu (File, Info, Protect Document), lưu rồi tải lên lại."},
	documents.RuleFileMacro:   {"Tệp có macro", "Hãy lưu lại dạng Word Document (*.docx), không phải *.docm; Word sẽ bỏ macro."},
	documents.RuleFileKind:    {"Tệp không phải văn bản Word (.docx){?; đây là tệp {}}", "Hãy mở bằng Word hoặc LibreOffice và lưu lại dạng Word Document (*.docx)."},
	documents.RuleFileStrict:  {"Tệp được lưu theo dạng Strict Open XML", "Hãy lưu lại dạng Word Document (*.docx), không phải Strict Open XML."},
	documents.RuleFileLarge:   {"Tệp hoặc một phần của tệp quá lớn", "Hãy thu nhỏ ảnh, bỏ nội dung thừa hoặc tách phụ lục thành tệp riêng."},
	documents.RuleFileDamaged: {"Tệp bị hỏng hoặc không do Word lưu", "Hãy mở bằng Word, sửa theo đề nghị của Word và lưu thành tệp mới."},

	documents.RuleIDForm:           {"Tên này không dùng được", "Hãy dùng 2 đến 40 chữ thường không dấu, chữ số, dấu chấm, gạch nối hoặc gạch dưới."},
	documents.RuleSymbolForm:       {"Ký hiệu không đúng dạng", "Hãy ghi liền, bắt đầu bằng chữ cái, như UBND, VHXH; không có dấu cách."},
	documents.RuleTwice:            {"Mục này đã có ở trên", "Hãy bỏ mục lặp lại hoặc sửa cho khác nhau."},
	documents.RuleChecker:          {"Không rõ ai kiểm tra thể thức", "Hãy chọn Văn phòng (để trống) hoặc văn thư (clerk)."},
	documents.RuleDirector:         {"Không rõ ai phân phối văn bản đến", "Hãy chọn Chánh Văn phòng (để trống) hoặc Chủ tịch (chair)."},
	documents.RuleArchivePattern:   {"Mẫu dòng Lưu không đúng", "Hãy chỉ dùng {unit}, {drafter}, {initials}, {copies}; mỗi ngoặc vuông phải đóng lại và không lồng nhau."},
	documents.RuleRole:             {"Không có vai trò này", "Hãy chọn soạn thảo (drafter), duyệt (reviewer), ký (signatory), văn thư (clerk) hoặc quản trị (admin)."},
	documents.RuleDivisionUsed:     {"Phòng “{}” còn người nên không bỏ được", "Hãy chuyển những người đó sang phòng khác trước."},
	documents.RulePasswordShort:    {"Mật khẩu quá ngắn", "Hãy đặt ít nhất 10 ký tự, ví dụ vài từ không liên quan đến nhau."},
	documents.RulePasswordLong:     {"Mật khẩu quá dài", "Hãy đặt nhiều nhất 200 ký tự."},
	documents.RulePasswordGuess:    {"Mật khẩu dễ đoán vì chứa tên đăng nhập hoặc chỉ lặp vài ký tự", "Hãy đặt mật khẩu khác."},
	documents.RulePasswordMistaken: {"Mật khẩu hiện tại không đúng", "Hãy nhập lại mật khẩu đang dùng."},

	RuleNoSuchAct:       {"Ở bước hiện tại không làm được việc này", "Hãy mở lại văn bản để xem đang ở bước nào và được làm những việc gì."},
	RuleNoOriginal:      {"Chưa có bản PDF để ký số", "Hãy đợi ít giây rồi mở lại; nếu vẫn vậy, hãy báo quản trị, hoặc in ra ký trên giấy."},
	RuleNoKey:           {"Chưa có chứng thư số để ký", "Hãy nhờ quản trị gắn chứng thư số vào tài khoản của người ký hoặc vào con dấu của cơ quan."},
	RuleNoSigner:        {"Máy chủ này chưa ký số được", "Hãy nhờ người vận hành cài LibreOffice (xem lời báo khi máy chủ khởi động); ký trên giấy vẫn làm được."},
	RuleSignatureLate:   {"Chữ ký đến quá muộn so với lúc bắt đầu ký", "Hãy mở lại văn bản và ký lại; chữ ký muộn không được dùng."},
	RuleScanCoarse:      {"Bản quét chưa dùng được{? ({})}", "Hãy quét lại mọi trang thành PDF màu, từ 200 dpi trở lên, đúng kích thước trang giấy."},
	RuleNotPaper:        {"Chưa có văn bản giấy đã cấp số để quét", "Chỉ quét văn bản ký trên giấy, đã cấp số và đóng dấu; hãy mở lại văn bản để xem đang ở bước nào."},
	RuleNotSealable:     {"Văn bản không chờ đóng dấu số", "Hãy mở lại văn bản: chỉ bản đã được ký số và đã cấp số mới đóng dấu số được."},
	RuleNotYours:        {"Văn bản đang chờ người khác xử lý", "Hãy đợi đến lượt hoặc liên hệ người đang giữ."},
	RuleNotDrafter:      {"Chỉ người có nhiệm vụ soạn thảo được lập dự thảo", "Hãy nhờ chuyên viên lập, hoặc nhờ quản trị thêm nhiệm vụ soạn thảo."},
	RuleNotDraft:        {"Văn bản không còn là dự thảo nên không sửa được", "Nếu cần sửa, hãy đề nghị người đang giữ trả lại."},
	RuleHeld:            {"{} đang soạn văn bản này", "Hãy đợi, hoặc chọn “Nhận soạn tiếp” để nhận lại từ người đó; chữ bạn đã gõ vẫn được giữ."},
	RuleReason:          {"Chưa ghi lý do", "Hãy ghi rõ lý do; lý do được lưu cùng văn bản."},
	RuleShown:           {"Bản bạn đã xem không phải bản hiện tại", "Hãy mở và đọc bản hiện tại rồi làm lại."},
	RuleDateFuture:      {"Ngày của văn bản sau ngày hôm nay", "Hãy ghi ngày hôm nay hoặc để trống."},
	RuleDateBeforeSign:  {"Ngày của văn bản trước ngày ký", "Hãy ghi ngày ký hoặc một ngày sau đó."},
	RuleBookClosed:      {"Sổ{? {}} đã đóng nên không cấp số nữa", "Hãy ghi ngày văn bản của năm nay để lấy số ở sổ đang mở; số đã bỏ qua không cấp bù."},
	RuleBookYear:        {"Sổ chỉ đóng từ ngày 31 tháng 12 của năm đó", "Số của năm kết thúc vào ngày 31 tháng 12; hãy đóng sổ khi hết năm."},
	RuleBookMoved:       {"Sổ đã có thêm số từ lúc bạn xem{?: nay đến số {}}", "Hãy xem lại sổ rồi đóng."},
	RuleNotRegistrar:    {"Chỉ văn thư giữ các sổ này", "Hãy nhờ văn thư."},
	RuleHeldCount:       {"Mỗi lần chỉ giữ từ 1 đến 20 số", "Hãy ghi lại số lượng; cần nhiều hơn thì làm nhiều lần."},
	RulePosted:          {"Văn bản{? {}} gửi nơi này đã có trong sổ gửi bưu điện", "Hãy bỏ chọn dòng đó; cần gửi lại thì ghi ở cột Ghi chú của dòng đã có."},
	RuleNotFiled:        {"Văn bản chưa phát hành hoặc chưa vào sổ nên chưa có bản lưu", "Hãy đợi văn bản xong rồi cho mượn bản lưu."},
	RuleOnLoan:          {"Bản lưu đang có người mượn{?: {}}", "Hãy ghi ngày trả của lần mượn trước rồi cho mượn tiếp."},
	RuleDueBefore:       {"Ngày này trước ngày cho mượn", "Hãy ghi ngày từ ngày cho mượn trở đi."},
	RuleCopyOfCopy:      {"Văn bản này là bản sao{?, không làm {} được}", "Hãy sao từ bản gốc, bản chính; bản sao y thì chỉ sao lục được."},
	RuleCopyNeedsCopy:   {"Sao lục chỉ làm từ bản sao y", "Văn bản này là bản gốc, bản chính thì hãy chọn sao y; là bản sao khác thì không sao tiếp."},
	RuleCopyFileToFile:  {"Không có{? {}} từ văn bản điện tử sang văn bản điện tử", "Hãy gửi thẳng bản gốc điện tử; cần bản giấy thì sao sang giấy."},
	RuleCopyNoScan:      {"Chưa có bản quét của văn bản giấy để sao thành bản điện tử", "Hãy đưa bản quét (PDF màu, từ 200 dpi) vào văn bản đã ký, đóng dấu; văn bản đến thì kèm bản quét khi đăng ký. Nếu không, hãy sao sang giấy."},
	RuleExtractAsFile:   {"Trích sao thành bản điện tử chưa lập được ở đây", "Hãy trích sao sang giấy."},
	RuleNoSeal:          {"Cơ quan chưa có chứng thư số của con dấu nên chưa ký số bản sao được", "Hãy nhờ quản trị gắn chứng thư số của cơ quan (Quản trị, Đơn vị), hoặc sao sang giấy."},
	RuleNoExtract:       {"Chưa chọn phần nội dung để trích", "Hãy chọn ít nhất một đoạn; văn bản đến không có nội dung trong chương trình thì không trích sao được ở đây."},
	RuleNoSuffix:        {"Không cấp số có chữ kèm theo{? như “{}”}", "Số chèn (10a) chỉ còn ở sổ cũ; hãy lấy số tiếp theo của sổ."},
	RuleDateBeforeLast:  {"Sổ đã có văn bản mang ngày muộn hơn{?: {}}", "Hãy ghi từ ngày đó trở đi; không cấp số lùi ngày."},
	RuleReferenceTaken:  {"Số tiếp theo{? với ký hiệu {}} đã có trong một sổ khác của năm nay", "Cách chia sổ đã được đổi giữa năm; hãy nhờ quản trị đặt lại như đầu năm."},
	RuleFileNotReady:    {"Bản có số và ngày chưa tạo xong", "Hãy đợi ít giây rồi làm lại; nếu vẫn vậy, hãy báo quản trị."},
	RuleLinesChanged:    {"Người ký hoặc quyền hạn ký ghi trong văn bản không khớp với thẩm quyền của bạn hôm nay", "Hãy trả lại để sửa phần ký."},
	RuleSignerUnknown:   {"“{}” không phải người có thẩm quyền ký trong đơn vị", "Hãy chọn người ký trong danh sách."},
	RuleNotAsked:        {"Nơi gửi không đề nghị thu hồi văn bản này", "Hãy mở lại văn bản; nếu gửi nhầm, hãy trả lại nơi gửi và ghi lý do."},
	RuleNotReceiver:     {"Chỉ văn thư được tiếp nhận, đăng ký văn bản đến", "Hãy chuyển văn bản cho văn thư."},
	RuleArrivedBefore:   {"Văn bản này có vẻ đã đến rồi{?: {}}", "Hãy mở văn bản đã có để so; nếu là văn bản khác, hãy đánh dấu vẫn nhập rồi đăng ký."},
	RuleHandlerUnknown:  {"“{}” không phải phòng hoặc người của đơn vị", "Hãy chọn trong danh sách."},
	RuleNotAdmin:        {"Chỉ quản trị được làm việc này", "Hãy nhờ quản trị của đơn vị."},
	RuleFounded:         {"Việc thiết lập đã được bắt đầu cho một đơn vị và tài khoản quản trị khác{?: {}}", "Hãy đăng nhập bằng tài khoản đó; nếu chưa được, hãy thiết lập lại với đúng mã đơn vị và tài khoản ấy."},
	RuleOwnAdmin:        {"Không thể tự bỏ quyền quản trị của mình", "Hãy nhờ một quản trị khác làm việc này."},
	RuleTemplateChanged: {"Bản mẫu này đã thay đổi từ lúc bạn mở", "Hãy xem lại danh sách mẫu rồi làm lại."},
	RuleTemplateIdle:    {"Bản mẫu này không được dùng nên không ngừng dùng được", "Hãy xem lại danh sách mẫu."},
	RuleNoTemplateAct:   {"Không có việc này với bản mẫu", "Hãy dùng activate (đưa vào dùng) hoặc retire (ngừng dùng)."},
	RuleBeforeSent:      {"Ngày này trước ngày gửi", "Hãy ghi ngày gửi ({}) hoặc một ngày sau đó."},
	RuleDeadlinePast:    {"Ngày{? {}} đã qua", "Hãy chọn hôm nay hoặc một ngày sau hôm nay, hay để trống nếu không có hạn."},
	RuleFromPast:        {"Ngày bắt đầu dùng đã qua", "Hãy ghi hôm nay, một ngày sau hôm nay, hoặc để trống."},
	RuleNotKeeper:       {"Chỉ văn thư hoặc quản trị được sửa sổ địa chỉ", "Hãy nhờ văn thư thêm hoặc sửa nơi nhận này."},
	RuleLineTwice:       {"Dòng này lặp lại một dòng ở trên{?, dòng {}}", "Hãy bỏ một trong hai dòng."},
	RuleLineAmbiguous:   {"Sổ địa chỉ có nhiều mục tên “{}”", "Hãy ghi mã định danh hoặc mã trong sổ để biết là mục nào."},
	RuleLineAlias:       {"Tên này là tên ngắn hoặc tên gọi khác của “{}” đã có trong sổ", "Hãy ghi tên đầy đủ của mục đó, hoặc bỏ dòng này."},
	RuleLineConflict:    {"Tên là của một mục, mã định danh lại của “{}”", "Hãy sửa tên hoặc mã định danh cho khớp."},
	RuleNoPrinter:       {"Máy chủ chưa chuyển được sang PDF{?: {}}", "Hãy nhờ quản trị làm như docs/operating.md chỉ dẫn; in tệp Word và ký trên giấy vẫn làm được như thường."},
	RulePrinterBusy:     {"Nhiều văn bản đang được chuyển sang PDF", "Hãy thử lại sau ít phút."},
	RulePrinterSlow:     {"Tệp này chuyển sang PDF quá lâu nên đã dừng", "Hãy thử lại khi máy chủ rảnh; nếu vẫn vậy, hãy bớt ảnh lớn, bảng lồng nhau hoặc tách phụ lục."},
	RulePrinterBroken:   {"Chương trình chuyển sang PDF không trả lời", "Hãy thử lại; nếu vẫn vậy, hãy báo quản trị."},
	RulePrinterFonts:    {"Nơi chuyển sang PDF thiếu phông chữ nên văn bản sẽ bị đổi chữ{?: {}}", "Hãy dùng Times New Roman, hoặc nhờ quản trị cài phông còn thiếu (Times New Roman: gói fonts-liberation2)."},
	RulePrinterRefuses:  {"Chương trình chuyển sang PDF không đọc được tệp này", "Hãy mở bằng Word, lưu thành tệp mới rồi làm lại."},
	RuleDivisionUnknown: {"Đơn vị không có phòng mang ký hiệu “{}”", "Hãy chọn phòng trong danh sách, hoặc nhờ quản trị thêm."},

	RuleSendUnreachable: {"Không kết nối được với nơi nhận hoặc trục liên thông{? ({})}", "Chương trình sẽ tự gửi lại; nếu vẫn vậy, hãy báo quản trị xem đường mạng."},
	RuleSendSlow:        {"Bên kia không trả lời kịp", "Chương trình sẽ tự gửi lại; nếu vẫn vậy, hãy báo quản trị xem đường mạng hoặc gọi điện cho bên kia."},
	RuleSendBusy:        {"Bên kia đang bận hoặc có sự cố{? ({})}", "Chương trình sẽ tự gửi lại; nếu vẫn vậy, hãy gọi điện cho bên kia."},
	RuleSendBroken:      {"Chưa gửi được vì một lỗi của chương trình hoặc của kho tệp", "Chương trình sẽ tự gửi lại; nếu vẫn vậy, hãy báo quản trị xem nhật ký máy chủ."},
	RuleSendCredentials: {"Bên kia không nhận tài khoản kết nối của cơ quan{? ({})}", "Hãy báo người vận hành kiểm tra mã hệ thống, khóa và token, rồi gửi lại."},
	RuleSendSender:      {"Bên kia chưa có cơ quan ta trong danh bạ{? ({})}", "Hãy nhờ quản trị kiểm tra mã định danh của đơn vị và đăng ký với trục liên thông, rồi gửi lại."},
	RuleSendReceiver:    {"Không có nơi nhận này trên kênh đó{? ({})}", "Hãy sửa mã định danh hoặc địa chỉ trong sổ địa chỉ rồi gửi lại, hoặc chuyển sang gửi bản giấy."},
	RuleSendLocked:      {"Nơi nhận đang bị khóa trên trục liên thông{? ({})}", "Hãy liên hệ nơi nhận, hoặc chuyển sang gửi bản giấy."},
	RuleSendAddress:     {"Địa chỉ nơi nhận không dùng được{? ({})}", "Hãy sửa địa chỉ trong sổ địa chỉ rồi gửi lại, hoặc chuyển sang gửi bản giấy."},
	RuleSendMessage:     {"Bên kia không đọc được gói tin hoặc tệp{? ({})}", "Hãy báo quản trị kèm lời của bên kia; trong lúc đó có thể gửi bản giấy."},
	RuleSendLarge:       {"Tệp lớn hơn mức kênh này cho phép{? ({})}", "Hãy chuyển sang gửi bản giấy, hoặc đổi kênh trong sổ địa chỉ rồi gửi lại."},
	RuleSendRefused:     {"Bên kia từ chối nhận{? ({})}", "Hãy liên hệ nơi nhận, rồi gửi lại hoặc chuyển sang gửi bản giấy."},
	RuleSendNoChannel:   {"Máy chủ này không còn kênh gửi đó{?: {}}", "Hãy nhờ người vận hành mở lại kênh rồi gửi lại, hoặc chuyển sang gửi bản giấy."},
	RuleSendNoCode:      {"Đơn vị chưa có mã định danh điện tử", "Hãy nhờ quản trị ghi mã định danh ở trang Đơn vị rồi gửi lại."},
	RuleNotIssued:       {"Văn bản chưa phát hành nên không đính chính, thay thế được", "Hãy sửa dự thảo, hoặc đề nghị người đang giữ trả lại."},
	RuleNoDetour:        {"Việc gửi đến nơi này không cần xử lý như vậy", "Hãy mở lại văn bản để xem việc gửi đang ở đâu."},

	RuleEdXMLSyntax:  {"Gói tin không phải XML đúng cú pháp", "Hãy đề nghị nơi gửi xuất lại gói tin."},
	RuleEdXMLBefore:  {"Có ký tự ở trước dòng khai báo XML", "Hãy đề nghị nơi gửi xuất lại gói tin, bắt đầu bằng <?xml."},
	RuleEdXMLPrefix:  {"Tiền tố “{}” không được khai báo ở đâu trong gói tin", "Hãy đề nghị nơi gửi khai báo xmlns của tiền tố đó."},
	RuleEdXMLDoctype: {"Gói tin có khai báo DOCTYPE, có thể lấy nội dung từ nơi khác", "Hãy đề nghị nơi gửi bỏ khai báo đó."},
	RuleEdXMLLarge:   {"Gói tin hoặc tệp trong đó quá lớn, quá nhiều hoặc quá phức tạp", "Hãy đề nghị nơi gửi chia nhỏ hoặc gửi cách khác."},
	RuleEdXMLKind:    {"Tệp không phải gói tin edXML", "Hãy chọn đúng tệp có đuôi edxml."},
	RuleEdXMLMissing: {"Gói tin còn thiếu{? {}}", "Hãy đề nghị nơi gửi ghi đủ rồi gửi lại."},
	RuleEdXMLTwice:   {"Gói tin ghi hai lần{? {}} nên không rõ cái nào đúng", "Hãy đề nghị nơi gửi chỉ ghi một lần."},
	RuleEdXMLValue:   {"Gói tin có giá trị không đúng{? ở {}}", "Hãy đề nghị nơi gửi sửa lại."},
	RuleEdXMLFile:    {"Tệp kèm theo{? “{}”} thiếu hoặc không giải mã được", "Hãy đề nghị nơi gửi gửi lại."},

	RulePDFKind:       {"Tệp không phải PDF", "Hãy chọn đúng tệp PDF."},
	RulePDFDamaged:    {"Tệp PDF hỏng hoặc sai cấu trúc", "Hãy xuất lại tệp từ phần mềm soạn thảo; chương trình không sửa tệp thay vì như vậy chữ ký sẽ hỏng."},
	RulePDFLocked:     {"Tệp PDF có mật khẩu hoặc bị khóa chỉnh sửa", "Hãy xuất lại tệp không đặt mật khẩu."},
	RulePDFForm:       {"Tệp PDF có dạng chưa ký được ở đây{?: {}}", "Hãy xuất lại tệp dạng PDF/A từ phần mềm soạn thảo."},
	RulePDFLarge:      {"Tệp PDF quá lớn hoặc quá phức tạp", "Hãy thu nhỏ ảnh trong tệp hoặc tách phụ lục thành tệp riêng."},
	RulePDFWords:      {"Không đọc được chữ trên trang PDF{?: {}}", "Hãy báo quản trị: máy chủ cần chương trình pdftotext (gói poppler-utils)."},
	RuleWordMissing:   {"Không tìm thấy “{}” đúng chỗ trên trang", "Hãy kiểm tra mẫu văn bản: chỗ để số, ngày tháng và khối chữ ký phải đúng thể thức."},
	RuleWordTwice:     {"“{}” có ở nhiều chỗ nên không rõ đặt ở đâu", "Hãy sửa văn bản để chỉ còn một chỗ như vậy."},
	RulePrinted:       {"Chỗ sau “{}” đã có chữ", "Hãy để trống số và ngày tháng khi trình ký; văn thư ghi khi vào sổ."},
	RuleFieldMissing:  {"Tệp PDF không có ô “{}”", "Hãy tạo lại bản trình ký từ dự thảo."},
	RuleFieldThere:    {"Tệp PDF đã có ô “{}”", "Hãy dùng tệp chưa đặt ô, hoặc ký vào ô đã có."},
	RuleFieldFilled:   {"Ô “{}” đã được ghi", "Số và ngày chỉ ghi một lần; nếu sai, hãy thu hồi và ban hành văn bản khác."},
	RuleFieldSigned:   {"Ô “{}” đã được ký", "Hãy mở lại văn bản để xem chữ ký đã có."},
	RuleFieldSmall:    {"Chỗ trống không đủ{?: {}}", "Hãy chừa chỗ rộng hơn trong mẫu, hoặc dùng nội dung ngắn hơn."},
	RuleLetterMissing: {"Phông chữ của chương trình không có ký tự “{}”", "Hãy bỏ hoặc thay ký tự đó."},
	RuleForbidden:     {"Chữ ký đã có trong tệp không cho phép việc này{?: {}}", "Hãy giữ nguyên tệp; nếu cần, đề nghị bên ký phát hành bản khác."},
	RuleKeyUnfit:      {"Chứng thư số này không dùng để ký được{?: {}}", "Hãy dùng chứng thư số còn hiệu lực, khóa RSA từ 2048 bit hoặc ECDSA từ 256 bit."},
	RuleKeyPassword:   {"Mật khẩu của khóa không đúng", "Hãy nhập lại mật khẩu."},
	RuleKeyRevoked:    {"Chứng thư số của “{}” đã bị thu hồi", "Hãy nhờ quản trị gắn chứng thư còn hiệu lực; trong lúc đó có thể ký trên giấy."},
	RuleKeyUntrusted:  {"Chứng thư số của “{}” không thuộc gốc tin cậy nào của máy chủ, hoặc không còn hiệu lực", "Hãy nhờ người vận hành khai chứng thư gốc (-roots), hoặc gắn chứng thư còn hiệu lực."},
	RuleKeyElsewhere:  {"Khóa nằm trên máy của người ký", "Hãy ký trên trang văn bản, ở máy có phần mềm ký và USB của người ký."},
	RuleKeyFile:       {"Tệp khóa không đọc được", "Hãy chọn đúng tệp p12 hoặc pfx có cả khóa và chứng thư số."},
	RuleKeyNone:       {"Không có chứng thư số còn hiệu lực{?: {}}", "Hãy kiểm tra tài khoản ký số, thiết bị và thời hạn của chứng thư số."},
	RuleKeySeveral:    {"Người ký có nhiều chứng thư số{?: {}}", "Hãy nhờ quản trị ghi số sê-ri của chứng thư số được dùng."},
	RuleKeyService:    {"Dịch vụ ký số không trả lời hoặc trả lời sai", "Văn bản giữ nguyên; hãy thử lại sau ít phút, hoặc ký trên giấy."},
	RuleKeyAccount:    {"Dịch vụ ký số không nhận tài khoản của cơ quan hoặc của người ký", "Hãy nhờ quản trị kiểm tra lại tài khoản đã đăng ký với dịch vụ."},
	RuleKeyAddress:    {"Địa chỉ dịch vụ ký số không dùng được{?: {}}", "Hãy nhờ quản trị ghi địa chỉ bắt đầu bằng https://."},
	RuleKeySpent:      {"Tài khoản ký số đã hết lượt ký", "Hãy nhờ quản trị gia hạn với dịch vụ, hoặc ký trên giấy."},
	RuleKeyDeclined:   {"Người ký đã từ chối trên điện thoại", "Văn bản giữ nguyên; khi muốn ký hãy bấm ký lại."},
	RuleKeyExpired:    {"Chưa nhận được xác nhận trên điện thoại", "Văn bản giữ nguyên; hãy mở sẵn ứng dụng ký số rồi bấm ký lại."},
	RuleKeyToken:      {"Không dùng được thiết bị ký PKCS#11 của máy chủ{?: {}}", "Hãy nhờ quản trị kiểm tra thiết bị, thư viện và mã PIN."},
	RuleSignature:     {"Chữ ký nhận được không khớp với chứng thư số và văn bản", "Hãy ký lại; nếu vẫn vậy, hãy kiểm tra thiết bị hoặc dịch vụ ký."},
	RuleStamp:         {"Chưa lấy được dấu thời gian{?: {}}", "Chữ ký vẫn có hiệu lực. Hãy thử lại sau, hoặc báo quản trị xem địa chỉ dịch vụ dấu thời gian."},
	RuleEvidence:      {"Chưa lấy được tình trạng chứng thư số{? của {}}", "Hãy thử lại sau, hoặc báo quản trị xem máy chủ có ra được mạng không."},
	RuleBase:          {"Tệp đã khác bản được chuẩn bị để ký", "Hãy mở lại văn bản và ký lại từ đầu."},
}

// Say returns what a person is told of err. Its own words never reach a
// person: an error of no known kind is "internal".
func Say(err error) Message {
	m := Message{
		Kind: "internal", Title: "Có lỗi của chương trình",
		Detail: "Việc này chưa làm được vì một lỗi của chương trình; dữ liệu đã lưu không bị mất. Hãy thử lại, nếu vẫn vậy hãy báo quản trị.",
	}
	for _, k := range kindTexts {
		if errors.Is(err, k.err) {
			m.Kind, m.Title, m.Detail = k.kind, k.title, k.detail
			break
		}
	}
	var refusal *Refusal
	var syntax *documents.SyntaxError
	var stale *Stale
	var refused *documents.TemplateError
	switch {
	case errors.As(err, &refused):
		m.Title, m.Detail = "Tệp chưa dùng làm mẫu được", sayReport(&refused.Report)
	case errors.As(err, &refusal):
		m.Detail, m.Article = ruleText(refusal.Rule, refusal.Got, refusal.Article), refusal.Article
	case errors.As(err, &syntax):
		m.Detail = syntaxText(syntax)
	case errors.As(err, &stale):
		m.Detail = staleText(stale)
	default:
		m.Fields = sayFields(err)
	}
	switch n := len(m.Fields); {
	case n == 1:
		m.Article, m.Detail = m.Fields[0].Article, m.Fields[0].Detail
		if name := m.Fields[0].Name; name != "" {
			m.Detail = name + ": " + m.Detail
		}
	case n > 1:
		m.Detail = fmt.Sprintf("Có %d chỗ chưa đúng. Hãy sửa các chỗ được nêu rồi làm lại.", n)
	}
	return m
}

// syntaxText tells where a text cannot be read.
func syntaxText(s *documents.SyntaxError) string {
	if s.Line == 0 {
		return "Không đọc được vì sai cú pháp. Hãy kiểm tra cách viết rồi làm lại."
	}
	return fmt.Sprintf("Không đọc được vì sai cú pháp ở dòng %d, cột %d. Hãy sửa chỗ đó rồi làm lại.", s.Line, s.Column)
}

// sayReport says how many faults a template has, and the first.
func sayReport(r *documents.TemplateReport) string {
	faults := 0
	for _, f := range r.Findings {
		if f.Severity == documents.SeverityError {
			faults++
		}
	}
	first := r.Findings[0].String()
	if faults == 1 {
		return first
	}
	return fmt.Sprintf("Có %d chỗ phải sửa trong tệp. Chỗ đầu tiên: %s", faults, first)
}

// staleText tells what was done since the person looked.
func staleText(s *Stale) string {
	text := fmt.Sprintf("Văn bản đã thay đổi từ lúc bạn mở (bạn xem bản %d, nay là bản %d)", s.Seen, s.Now)
	var since []string
	for _, ev := range s.Since {
		since = append(since, SayEvent(ev))
	}
	if len(since) > 0 {
		text += ": " + strings.Join(since, "; ")
	}
	return text + ". Hãy mở lại bản mới nhất rồi làm lại."
}

// SayAll returns the sentence of each fault: for warnings, which are no error.
func SayAll(faults documents.FieldErrors) []FieldMessage { return sayFields(faults) }

// sayFields returns the sentence of every field error in err.
func sayFields(err error) []FieldMessage {
	var many documents.FieldErrors
	if one := (*documents.FieldError)(nil); !errors.As(err, &many) && errors.As(err, &one) {
		many = documents.FieldErrors{one}
	}
	out := make([]FieldMessage, 0, len(many))
	for _, f := range many {
		out = append(out, FieldMessage{
			Field: f.Field, Name: fieldName(f.Field), Rule: f.Rule, Detail: ruleText(f.Rule, f.Got, f.Article), Article: f.Article,
		})
	}
	return out
}

// ruleText returns the sentence of a rule with its article.
func ruleText(rule documents.Rule, got, article string) string {
	text, ok := ruleTexts[rule]
	if !ok {
		text, ok = filingTexts[rule]
	}
	if !ok {
		return "Chưa đúng quy tắc " + string(rule) + "."
	}
	what := fill(text.what, got)
	if article != "" {
		what += " (" + article + ")"
	}
	return what + ". " + fill(text.do, got)
}

// fill puts got for {} and drops a part {?…} that has nothing to say.
func fill(text, got string) string {
	if before, rest, ok := strings.Cut(text, "{?"); ok {
		end := strings.LastIndex(rest, "}")
		part := rest[:end]
		if got == "" {
			part = ""
		}
		text = before + part + rest[end+1:]
	}
	return strings.ReplaceAll(text, "{}", got)
}
