package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
	"vanthu/workflow/sweeping"
)

func sweepOptions() options {
	return options{
		{"data", "D", "data", "thư mục dữ liệu, mặc định ./data"},
		{"store", "S", "", "nơi lưu trữ, ghi như khi phục vụ"},
		{"files", "F", "", "nơi giữ tệp, ghi như khi phục vụ"},
		{"grace", "N", "30", "số ngày một tệp không ai nêu tên được giữ, hai lần; mặc định 30"},
		{"dry-run", "", "", "chỉ nói sẽ làm gì"},
		{"most", "", "", "kể cả khi phải dọn nhiều tệp hơn số được nêu tên"},
	}
}

// sweepFiles takes away the files that nothing names, while servers run.
func sweepFiles(ctx context.Context, e env) (err error) {
	v, rest, err := sweepOptions().parse(e)
	if err != nil {
		return err
	}
	if !slices.Equal(rest, []string{"sweep"}) {
		return usage("files cần đúng một việc: files sweep")
	}
	days, err := strconv.Atoi(v["grace"])
	if err != nil || days < 1 || days > 3650 {
		return usage("-grace cần số ngày từ 1 đến 3650, không phải “%s”", v["grace"])
	}
	s, kept, err := openBoth(ctx, e, v)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close(), kept.Close()) }()
	sweep := sweeping.Sweep{
		Store: s, Files: kept.swept, Grace: time.Duration(days) * 24 * time.Hour, Now: e.now, Dry: v["dry-run"] == on, Most: v["most"] == on,
	}
	report, err := sweep.Run(ctx)
	if err == nil || report.Moved() {
		tellSweep(e.stdout, sweep, report)
	}
	if err != nil {
		return aboutSweep(err)
	}
	return nil
}

// openBoth opens a store and its files, both of which must be there: a mistyped
// folder must not come into being.
func openBoth(ctx context.Context, e env, v map[string]string) (*store, *files, error) {
	at, err := parsePlace(v["data"], v["store"])
	if err != nil {
		return nil, nil, err
	}
	place, err := parseFilesPlace(at, v["data"], v["files"], e.getenv)
	if err == nil {
		err = at.mustExist()
	}
	if err == nil && place.folder != "" {
		if _, err = os.Stat(place.folder); err != nil {
			err = fileFault("Không mở được thư mục tệp "+place.folder, err)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	s, err := openWhole(ctx, at)
	if err != nil {
		return nil, nil, err
	}
	kept, err := openFiles(ctx, place)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, kept, nil
}

// tellSweep says what a sweep found, and what it did or would do.
func tellSweep(w io.Writer, s sweeping.Sweep, r sweeping.Report) {
	days := int(s.Grace.Hours() / 24)
	did := "Đã"
	if s.Dry {
		did = "Sẽ"
	}
	fmt.Fprintf(w, "Có %s; được nêu tên: %s.\n", sayCount(r.Stored), sayCount(r.Named))
	for _, line := range []struct {
		count sweeping.Count
		text  string
	}{
		{r.Young, fmt.Sprintf("Không ai nêu tên nhưng chưa quá %d ngày, để nguyên", days)},
		{r.Put, did + " để riêng, vẫn mở được"},
		{r.Aside, fmt.Sprintf("Đang để riêng, chưa quá %d ngày", days)},
		{r.Back, did + " trả về chỗ, vì nay có nơi nêu tên"},
		{r.Gone, did + " xóa, sau khi để riêng mà vẫn không ai nêu tên"},
		{r.Drafts, did + " xóa phần ghi dở từ lâu"},
		{r.Left, "Vừa được ghi lại hoặc bị hỏng, để nguyên"},
		{r.Broken, "CHÚ Ý: để riêng, nay có nơi nêu tên nhưng đã hỏng, để nguyên"},
	} {
		if line.count.Files > 0 {
			fmt.Fprintf(w, "  %s: %s.\n", line.text, sayCount(line.count))
		}
	}
	freed := r.Gone.Bytes + r.Drafts.Bytes
	fmt.Fprintf(w, "%s giải phóng %s.\n", did, sayBytes(freed))
}

func sayCount(c sweeping.Count) string {
	return fmt.Sprintf("%d tệp (%s)", c.Files, sayBytes(c.Bytes))
}

// sayBytes writes a size as people do.
func sayBytes(n int64) string {
	const kilo = 1000
	if n < kilo {
		return fmt.Sprintf("%d byte", n)
	}
	size, units := float64(n), []string{"", "kB", "MB", "GB", "TB"}
	at := 0
	for ; size >= kilo && at < len(units)-1; at++ {
		size /= kilo
	}
	whole, tenth := int64(size*10)/10, int64(size*10)%10
	return fmt.Sprintf("%d,%d %s", whole, tenth, units[at])
}

// aboutSweep says of an error what the person at the keyboard can do.
func aboutSweep(err error) error {
	what := "Không dọn xong tệp"
	var bad *workflow.BadItem
	var file *sweeping.BadFile
	switch {
	case errors.As(err, &bad):
		name := partNames[bad.Part]
		if name == "" {
			name = string(bad.Part)
		}
		what += fmt.Sprintf(", không đọc được %s %s", name, bad.Place)
		err = errors.Join(errUnread, err)
	case errors.As(err, &file) && !errors.Is(err, documents.ErrUnavailable) && !errors.Is(err, context.Canceled):
		what += fmt.Sprintf(", không đọc được tệp %s/%s", file.Unit, file.Hash)
		err = errors.Join(errUnread, err)
	}
	return &outsideError{what, err, slices.Concat([]reason{
		{context.Canceled, "đã dừng theo yêu cầu. Chạy lại lúc nào cũng được; không tệp nào có nơi nêu tên bị mất."},
		{errUnread, "chỗ đó bị hỏng, không biết nó nêu tên những tệp nào. Không có tệp nào bị động đến. Hãy khôi phục chỗ đó từ bản sao lưu rồi chạy lại."},
		{sweeping.ErrMost, "phần lớn tệp không được nêu tên trong kho này: có lẽ -store và -files không đi cùng nhau. Không có tệp nào bị động đến. Nếu đúng là vậy, hãy chạy lại với -most."},
		{sqlitestore.ErrKept, "bản before-restore-N.zip trong thư mục dữ liệu không đọc được, không biết nó nêu tên những tệp nào. Không có tệp nào bị động đến. Hãy xem nó còn cần không; nếu không, hãy chuyển nó đi nơi khác rồi chạy lại."},
	}, bucketReasons(), []reason{
		{documents.ErrUnavailable, "kho dữ liệu hoặc nơi giữ tệp tạm thời không trả lời, hoặc hết chỗ. Hãy chạy lại lúc khác."},
	}, fileReasons()), "máy không cho làm việc này. Hãy báo quản trị."}
}

// errUnread means that something of the store or a file that names others cannot
// be read.
var errUnread = errors.New("what names files cannot be read")
