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
	"syscall"

	"vanthu/workflow"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
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
}

// commands in the order of the help; the first is what runs without a name.
func commands() []command {
	return []command{
		{"serve", "[-addr A] [-data D] [-store S] [-demo]", "phục vụ (mặc định khi không ghi lệnh)", serve},
		{"demo", "-out DIR", "đưa báo cáo mẫu qua cả vòng đời, ghi mọi tệp vào DIR", demo},
		{"fill", "IN.yaml OUT.docx", "điền một văn bản (YAML hoặc JSON) vào mẫu", fill},
		{"backup", "[-data D] FILE", "sao lưu dữ liệu, kể cả khi đang phục vụ", backup},
		{"restore", "[-data D] FILE", "khôi phục từ bản sao lưu, kể cả khi đang phục vụ", restore},
		{"help", "", "in trang này", help},
	}
}

// run does what args ask for. Its error is for report.
func run(ctx context.Context, args []string, getenv func(string) string, stdout io.Writer) error {
	name := "serve"
	if len(args) > 0 && (len(args[0]) == 0 || args[0][0] != '-') {
		name, args = args[0], args[1:]
	}
	if len(args) > 0 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help") {
		name = "help"
	}
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, env{args, getenv, stdout})
		}
	}
	return usage("không có lệnh “%s”", name)
}

// A usageError says that the command line is wrong; exit code 2.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usage(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// report tells a person of err and returns the exit code: 0 all was done, 1 it
// could not be done, 2 the command line is wrong.
func report(w io.Writer, err error) int {
	var wrong *usageError
	var file *fileError
	var plain *plainError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintf(w, "vanthu: %s. Xem: server help\n", wrong.text)
		return 2
	case errors.As(err, &plain):
		fmt.Fprintf(w, "vanthu: %s.\n", plain.text)
		return 1
	case errors.As(err, &file):
		fmt.Fprintf(w, "vanthu: %s: %s\n", file.what, file.why())
		return 1
	}
	m := workflow.Say(err)
	fmt.Fprintf(w, "vanthu: %s\n", m.Detail)
	if len(m.Fields) > 1 {
		for _, f := range m.Fields {
			fmt.Fprintf(w, "  %s: %s\n", f.Name, f.Detail)
		}
	}
	if m.Kind == "internal" {
		fmt.Fprintf(w, "  chi tiết cho quản trị: %v\n", err)
	}
	return 1
}

func help(_ context.Context, e env) error {
	fmt.Fprintln(e.stdout, "Vanthu: quy trình văn bản hành chính của xã, phường, đặc khu (Nghị định 30/2020/NĐ-CP)")
	fmt.Fprintln(e.stdout)
	for _, c := range commands() {
		fmt.Fprintf(e.stdout, "  server %-8s %-40s %s\n", c.name, c.args, c.does)
	}
	fmt.Fprint(e.stdout, `
  -addr   địa chỉ phục vụ, mặc định 127.0.0.1:8080      (hoặc VANTHU_ADDR)
  -data   thư mục dữ liệu, mặc định ./data              (hoặc VANTHU_DATA)
  -store  nơi lưu trữ, mặc định sqlite trong thư mục đó (hoặc VANTHU_STORE)
  -demo   nạp phường mẫu với bảy tài khoản; mật khẩu in ra hoặc VANTHU_DEMO_PASSWORD

Mã thoát: 0 xong, 1 không làm được, 2 sai cách gọi.
`)
	return nil
}
