package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"vanthu/documents"
	"vanthu/workflow/sqlitestore"
)

// An outsideError says that something of the person's machine, a file or an
// address, could not be used.
type outsideError struct {
	what  string // for the person, with its name
	err   error
	known []reason // why it may be, most special first
	other string   // what to do when it is none of them
}

func (e *outsideError) Error() string { return fmt.Sprintf("%s: %v", e.what, e.err) }
func (e *outsideError) Unwrap() error { return e.err }

// A reason is an error in the person's words: why, and what to do.
type reason struct {
	err  error
	text string
}

// why returns the reason, and whether it is known.
func (e *outsideError) why() (string, bool) {
	for _, r := range e.known {
		if errors.Is(e.err, r.err) {
			return r.text, true
		}
	}
	return e.other, false
}

// knows reports whether err is one of the reasons.
func (e *outsideError) knows(err error) bool {
	return slices.ContainsFunc(e.known, func(r reason) bool { return r.err == err }) //nolint:errorlint // the very reason
}

// fileFault is an error of a file or folder.
func fileFault(what string, err error) error {
	return &outsideError{what, err, fileReasons(), "máy không cho làm việc này. Hãy báo quản trị."}
}

func fileReasons() []reason {
	return []reason{
		{fs.ErrNotExist, "không có tệp hoặc thư mục này. Hãy kiểm tra đường dẫn."},
		{fs.ErrPermission, "không có quyền. Hãy kiểm tra quyền của tệp và thư mục."},
		{fs.ErrExist, "đã có thư mục mang tên này. Hãy ghi tên một tệp."},
		{errNoCertificate, "không có chứng thư số nào trong tệp. Hãy ghi dạng PEM."},
		{errEmpty, "tệp trống. Hãy ghi giá trị vào tệp."},
		{syscall.ENOTDIR, "một phần của đường dẫn là tệp, không phải thư mục. Hãy kiểm tra đường dẫn."},
		{syscall.EISDIR, "đây là thư mục. Hãy ghi tên một tệp."},
		{syscall.EROFS, "nơi này chỉ đọc được. Hãy chọn nơi khác."},
		{syscall.ENOSPC, "đĩa đã đầy. Hãy giải phóng chỗ rồi làm lại."},
		{syscall.ENAMETOOLONG, "tên quá dài. Hãy đặt tên ngắn hơn."},
	}
}

// storeFault is an error of opening the database in a folder.
func storeFault(folder string, err error) error {
	known := append([]reason{
		{sqlitestore.ErrForeign, "tệp vanthu.db ở đó không phải của Vanthu. Hãy chọn thư mục khác."},
		{sqlitestore.ErrNewer, "dữ liệu do một bản Vanthu mới hơn ghi. Hãy chạy bản mới hơn đó."},
	}, fileReasons()...)
	known = append(known, reason{documents.ErrUnavailable, "tệp vanthu.db không ghi được, hoặc đang bị chương trình khác giữ. Hãy kiểm tra quyền, chỗ trống của đĩa và các chương trình đang chạy."})
	return &outsideError{
		"Không mở được kho dữ liệu trong thư mục " + folder, err, known,
		"tệp vanthu.db hỏng hoặc không phải kho dữ liệu. Đừng xóa; hãy báo quản trị để khôi phục từ bản sao lưu.",
	}
}

// addressFault is an error of serving at an address.
func addressFault(addr string, err error) error {
	return &outsideError{"Không phục vụ được tại " + addr, err, []reason{
		{syscall.EADDRINUSE, "cổng này đang có chương trình khác dùng. Hãy chọn -addr khác, hoặc dừng chương trình kia."},
		{syscall.EADDRNOTAVAIL, "máy này không có địa chỉ đó. Hãy chọn -addr khác."},
		{fs.ErrPermission, "không có quyền dùng cổng này. Hãy chọn cổng từ 1024 trở lên."},
	}, "địa chỉ không dùng được. Hãy ghi MÁY:CỔNG, ví dụ -addr 127.0.0.1:8080."}
}

// writeWhole writes a file so that a reader sees all of it or none.
func writeWhole(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".vanthu-*")
	if err != nil {
		return fileFault("Không ghi được tệp "+name, err)
	}
	defer os.Remove(tmp.Name()) // after the rename there is nothing left to remove
	_, err = tmp.Write(data)
	for _, step := range []func() error{
		tmp.Sync, tmp.Close,
		func() error { return os.Chmod(tmp.Name(), 0o644) },
		func() error { return os.Rename(tmp.Name(), name) },
	} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		return fileFault("Không ghi được tệp "+name, err)
	}
	return nil
}
