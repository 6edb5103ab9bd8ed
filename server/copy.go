package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/moving"
	"vanthu/workflow/sqlitestore"
)

// copyOptions in the order of the help.
func copyOptions() options {
	return options{
		{"from", "S", "", "nơi lưu trữ nguồn, ghi như -store"},
		{"to", "S", "", "nơi lưu trữ đích, còn trống hoặc đang chép dở, ghi như -store"},
		{"files-from", "F", "", "nơi giữ tệp nguồn, ghi như -files; không ghi thì tệp ở nguyên chỗ cũ"},
		{"files-to", "F", "", "nơi giữ tệp đích, ghi như -files"},
	}
}

// A journey is where a copy comes from and goes to. Without places of files
// they stay where they are.
type journey struct {
	from, to           place
	filesFrom, filesTo *filesPlace
}

// parseJourney reads the command line of a copy.
func parseJourney(e env) (journey, error) {
	v, rest, err := copyOptions().parse(e)
	switch {
	case err != nil:
		return journey{}, err
	case len(rest) > 0:
		return journey{}, usage("copy không hiểu “%s”", rest[0])
	case v["from"] == "" || v["to"] == "":
		return journey{}, usage("copy cần nguồn và đích: copy -from S -to S")
	case (v["files-from"] == "") != (v["files-to"] == ""):
		return journey{}, usage("muốn chép cả tệp thì ghi cả hai: -files-from F -files-to F")
	}
	var j journey
	if j.from, err = parsePlace("", v["from"]); err != nil {
		return j, err
	}
	if j.to, err = parsePlace("", v["to"]); err != nil || v["files-from"] == "" {
		return j, err
	}
	from, err := parseFilesPlace(j.from, "", v["files-from"], e.getenv)
	if err != nil {
		return j, err
	}
	to, err := parseFilesPlace(j.to, "", v["files-to"], e.getenv)
	j.filesFrom, j.filesTo = &from, &to
	return j, err
}

// copyStore carries everything of one store to another and proves that both are
// equal.
func copyStore(ctx context.Context, e env) (err error) {
	j, err := parseJourney(e)
	if err != nil {
		return err
	}
	if err := j.from.mustExist(); err != nil {
		return err
	}
	from, err := openStore(ctx, j.from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := openStore(ctx, j.to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	what := fmt.Sprintf("Không chép xong từ %s sang %s", j.from, j.to)
	name, err := moving.NameOf(ctx, from)
	if err != nil {
		return aboutCopy(what, err)
	}
	fmt.Fprintf(e.stdout, "Chép từ %s sang %s.\n", j.from, j.to)
	c := moving.Copy{From: from, To: to, Of: name, Tell: teller(e.stdout)}
	if j.filesFrom != nil {
		c.First = func(ctx context.Context) error { return copyFiles(ctx, e.stdout, j) }
	}
	report, err := c.Run(ctx)
	if err != nil {
		return aboutCopy(what, err)
	}
	tellProof(e.stdout, report)
	return to.makeIndex(ctx)
}

// tellEvery is after how many things or files a line is printed.
const tellEvery = 2_000

// teller returns what prints how far a copy has come.
func teller(w io.Writer) func(moving.Progress) {
	return func(p moving.Progress) {
		verb := "đã chép"
		if p.Check {
			verb = "đã đối chiếu"
		}
		if p.Done >= p.All || p.Done%tellEvery == 0 {
			fmt.Fprintf(w, "  %s: %s %d/%d\n", partNames[p.Part], verb, p.Done, p.All)
		}
	}
}

// tellProof prints what a copy has proven.
func tellProof(w io.Writer, report moving.Report) {
	fmt.Fprintln(w, "Đã chép xong, hai nơi giống hệt nhau:")
	for _, sum := range report.Sums {
		fmt.Fprintf(w, "  %s: %d, SHA-256 %s\n", partNames[sum.Part], sum.Count, sum.SHA256)
	}
	tellFaults(w, report.Faults)
	fmt.Fprintln(w, "Mọi người cần đăng nhập lại. Nay hãy chạy máy chủ trên đích; đừng chạy trên nguồn nữa.")
}

// tellFaults prints what an audit found in number books.
func tellFaults(w io.Writer, faults []string) {
	for _, f := range faults {
		fmt.Fprintf(w, "CHÚ Ý: %s\n", f)
	}
}

// partNames are what people call the parts of a store.
var partNames = map[workflow.Part]string{
	workflow.SlipPart:   "phiếu hồ sơ",
	workflow.RecordPart: "văn bản", workflow.BookPart: "sổ", workflow.EntryPart: "dòng sổ", workflow.TemplatePart: "mẫu của cơ quan",
	workflow.GroupPart: "nhóm nơi nhận", workflow.AgencyPart: "nơi nhận", workflow.AbsencePart: "việc vắng mặt",
	workflow.AuthorityPart: "việc giao ký", workflow.CredentialPart: "mật khẩu", workflow.ViewsPart: "bộ lọc đã lưu", workflow.AccountPart: "tài khoản", workflow.UnitPart: "đơn vị",
}

// copyFiles copies the files of a journey.
func copyFiles(ctx context.Context, w io.Writer, j journey) (err error) {
	from, err := openFiles(ctx, *j.filesFrom)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := openFiles(ctx, *j.filesTo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	done, err := moving.CopyFiles(ctx, from, to, func(f moving.FileReport) {
		if n := f.Copied + f.There; n > 0 && n%tellEvery == 0 {
			fmt.Fprintf(w, "  tệp: %d\n", n)
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "  tệp: đã chép %d, có sẵn %d\n", done.Copied, done.There)
	for _, name := range done.Damaged {
		fmt.Fprintf(w, "CHÚ Ý: tệp hỏng ngay ở nguồn, không chép được: %s\n", name)
	}
	return nil
}

// aboutCopy says of an error what the person at the keyboard can do, with
// special reasons before the usual ones. An error that says so itself stays as it
// is.
func aboutCopy(what string, err error, special ...reason) error {
	if said := (*outsideError)(nil); errors.As(err, &said) {
		return err
	}
	var differs *moving.Difference
	if errors.As(err, &differs) {
		what += fmt.Sprintf(", khác nhau ở %s %s", partNames[differs.Part], differs.Place)
	}
	var bad *workflow.BadItem
	if errors.As(err, &bad) && differs == nil {
		what += fmt.Sprintf(", không đọc được %s %s", partNames[bad.Part], bad.Place)
		err = errors.Join(errBadItem, err)
	}
	if differs != nil && differs.Side == moving.Target && !errors.Is(err, moving.ErrUsed) {
		err = errors.Join(moving.ErrTaken, err)
	}
	return &outsideError{what, err, append(special, []reason{
		{context.Canceled, "đã dừng theo yêu cầu. Hãy chạy lại đúng lệnh này: việc chép đi tiếp từ chỗ dừng."},
		{moving.ErrEmpty, "nguồn không có gì. Hãy kiểm tra -from."},
		{moving.ErrTaken, "đích có dữ liệu mà nguồn không có. Không có gì bị ghi đè. Hãy chọn một đích mới, còn trống."},
		{moving.ErrUsed, "đã chép xong từ trước, sau đó có người làm việc ở nguồn hoặc ở đích. Không có gì bị ghi đè. Muốn chép lại, hãy chọn một đích mới, còn trống."},
		{moving.ErrBusy, "nguồn thay đổi trong khi chép. Hãy dừng mọi máy chủ đang chạy trên nguồn rồi chạy lại đúng lệnh này; chỉ chỗ khác nhau được chép lại."},
		{moving.ErrRival, "một lệnh chép khác đang ghi vào đích này. Hãy đợi lệnh đó xong."},
		{errBadItem, "dữ liệu đó bị hỏng ở nguồn; những gì đã chép vẫn còn ở đích. Hãy báo quản trị để khôi phục nguồn từ bản sao lưu rồi chép lại."},
		{sqlitestore.ErrDamaged, "bản sao lưu bị hỏng hoặc không đầy đủ."},
		{documents.ErrUnavailable, "nguồn hoặc đích tạm thời không trả lời, hoặc hết chỗ. Hãy chạy lại đúng lệnh này: việc chép đi tiếp từ chỗ dừng."},
	}...), "việc chép dừng lại vì một lỗi. Hãy chạy lại đúng lệnh này; nếu vẫn vậy, hãy báo quản trị."}
}

// errBadItem means that the source holds something that cannot be read.
var errBadItem = errors.New("damaged in the source")
