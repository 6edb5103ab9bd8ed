// Command server is Vanthu: the document workflow engine of a ward office. It
// serves the office's people, and has commands that carry a sample report
// through its whole life, fill one document, and save or bring back the data.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"vanthu/workflow"
)

// heapGrowth is how far the heap may grow before garbage is looked for, in
// percent of what is in use. That is a few MiB here: room for five times as much
// costs little memory and saves a quarter of the CPU of an act. GOGC overrides it.
const heapGrowth = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks a second time does not want to wait
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout)
	stop()
	os.Exit(report(os.Stderr, err))
}

// A command is one thing the program does. Its args come without its name.
type command struct {
	name string
	args string // as in the help
	does string // as in the help, Vietnamese
	run  func(context.Context, env) error
}

// env is what a command knows of the world.
type env struct {
	args   []string
	getenv func(string) string
	stdout io.Writer
	now    func() time.Time
}

// commands in the order of the help; the first is what runs without a name.
func commands() []command {
	return []command{
		{"serve", "[-addr A] [-data D] [-store S] [-files F] [-pdf P] [-roots PEM] [-tsa URL] [-smartca URL] [-mysign URL] [-pkcs11 LIB] [-demo] [-proxy] …", "phục vụ (mặc định khi không ghi lệnh)", serve},
		{"demo", "[-sign] -out DIR", "đưa báo cáo mẫu qua cả vòng đời ở hai cơ quan, ghi mọi tệp vào DIR; -sign: ký số bằng khóa thử", demo},
		{"fill", "IN.yaml OUT.docx", "điền một văn bản (YAML hoặc JSON) vào mẫu", fill},
		{"template", "check FILE.docx [LOẠI] | fields [LOẠI]", "kiểm tra mẫu của cơ quan; in các trường của mẫu", template},
		{"verify", "[--json] [-roots PEM] FILE.pdf", "kiểm tra chữ ký số của một tệp PDF", verify},
		{"package", "verify [--json] [-roots PEM] FILE.zip", "kiểm tra gói hồ sơ đã xuất, không cần kho dữ liệu", verifyPackage},
		{"edxml", "[--json] FILE.edxml", "in nội dung một gói tin liên thông (QCVN 102)", readEdXML},
		{"books", "prove [-data D] [-store S] [-year Y] [-unit U]", "đối chiếu từng sổ: không thiếu số, không trùng số, khớp với văn bản", proveBooks},
		{"files", "sweep [-data D] [-store S] [-files F] [-grace N] [-dry-run]", "dọn tệp không hồ sơ nào nêu tên, kể cả khi đang phục vụ", sweepFiles},
		{"backup", "[-data D] [-store S] [-files F] FILE", "sao lưu dữ liệu, kể cả khi đang phục vụ", backup},
		{"restore", "[-data D] [-store S] [-files F] FILE", "khôi phục từ bản sao lưu, kể cả khi đang phục vụ", restore},
		{"copy", "-from S -to S [-files-from F -files-to F]", "chép mọi dữ liệu sang nơi lưu trữ khác và đối chiếu", copyStore},
		{"help", "", "in trang này", help},
	}
}

// run does what args ask for. Its error is for report.
func run(ctx context.Context, args []string, getenv func(string) string, stdout io.Writer) error {
	return env{args, getenv, stdout, time.Now}.run(ctx)
}

func (e env) run(ctx context.Context) error {
	name := "serve"
	if len(e.args) > 0 && !strings.HasPrefix(e.args[0], "-") {
		name, e.args = e.args[0], e.args[1:]
	}
	if slices.ContainsFunc(e.args, func(a string) bool { return a == "-h" || a == "-help" || a == "--help" }) {
		name = "help"
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, e)
		}
	}
	return usage("không có lệnh “%s”", name)
}

// A usageError says that the command line is wrong; exit code 2.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// report tells a person of err and returns the exit code: 0 all was done, 1 it
// could not be done, 2 the command line is wrong or verify, package
// or edxml could not read the file.
func report(w io.Writer, err error) int {
	var wrong *usageError
	var outside *outsideError
	var unreadable *unreadableError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errNotGood), errors.Is(err, errBooksDiffer):
		return 1
	case errors.As(err, &unreadable):
		report(w, unreadable.err)
		return 2
	case errors.As(err, &wrong):
		fmt.Fprintf(w, "vanthu: %s. Xem: server help\n", wrong.text)
		return 2
	case errors.Is(err, context.Canceled) && !(errors.As(err, &outside) && outside.knows(context.Canceled)):
		fmt.Fprintln(w, "vanthu: đã dừng theo yêu cầu khi việc chưa xong. Hãy chạy lại để làm từ đầu.")
		return 1
	case errors.As(err, &outside):
		why, known := outside.why()
		fmt.Fprintf(w, "vanthu: %s: %s\n", outside.what, why)
		detail(w, outside.err, !known)
		return 1
	}
	tell(w, err)
	return 1
}

// tell says what the engine or a text has against it.
func tell(w io.Writer, err error) {
	var text *textError
	where := ""
	if errors.As(err, &text) {
		where = text.name + ": "
	}
	m := workflow.Say(err)
	fmt.Fprintf(w, "vanthu: %s%s\n", where, m.Detail)
	tellFields(w, m.Fields)
	detail(w, err, m.Kind == "internal")
}

// tellFields names each field as people call it and as it is written in the
// person's file; the sentence of a single one was said before.
func tellFields(w io.Writer, fields []workflow.FieldMessage) {
	for _, f := range fields {
		name := f.Field
		if f.Name != f.Field {
			name = fmt.Sprintf("%s (%s)", f.Field, f.Name)
		}
		switch {
		case len(fields) > 1:
			fmt.Fprintf(w, "  %s: %s\n", name, f.Detail)
		case f.Name != f.Field:
			fmt.Fprintf(w, "  Trường: %s\n", f.Field)
		}
	}
}

// detail shows the error's own words where nobody but an administrator can do
// anything about it.
func detail(w io.Writer, err error, wanted bool) {
	if wanted {
		fmt.Fprintf(w, "  chi tiết cho quản trị: %v\n", err)
	}
}

func help(_ context.Context, e env) error {
	fmt.Fprintln(e.stdout, "Vanthu: quy trình văn bản hành chính của xã, phường, đặc khu (Nghị định 30/2020/NĐ-CP)")
	fmt.Fprintln(e.stdout)
	for _, c := range commands() {
		fmt.Fprintf(e.stdout, "  server %-7s %-50s %s\n", c.name, c.args, c.does)
	}
	fmt.Fprintln(e.stdout)
	for _, o := range serveOptions() {
		fmt.Fprintf(e.stdout, "  -%-10s %s (hoặc %s)\n", o.name, o.does, o.variable())
	}
	fmt.Fprintf(e.stdout, "  %s, %s: khóa của kho tệp s3://\n", bucketKey, bucketSecret)
	fmt.Fprint(e.stdout, "\nMỗi biến VANTHU_X cũng đọc được từ tệp mà VANTHU_X_FILE chỉ đến; bí mật nên để trong tệp.\n")
	fmt.Fprint(e.stdout, "\nMã thoát: 0 xong, 1 không làm được, 2 sai cách gọi; verify, package: 0 mọi thứ tốt, 1 có chỗ không, 2 không đọc được; books: 1 có sổ sai; edxml: 2 không nhận gói tin.\n")
	return nil
}
