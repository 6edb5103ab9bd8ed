package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A fileError says that a file of the person's own could not be used.
type fileError struct {
	what string // for the person, with the name of the file
	err  error
}

func (e *fileError) Error() string { return fmt.Sprintf("%s: %v", e.what, e.err) }
func (e *fileError) Unwrap() error { return e.err }

// why is the reason in the person's words.
func (e *fileError) why() string {
	for _, known := range [...]struct {
		err  error
		text string
	}{
		{fs.ErrNotExist, "không có tệp hoặc thư mục này. Hãy kiểm tra đường dẫn."},
		{fs.ErrPermission, "không có quyền. Hãy kiểm tra quyền của tệp và thư mục."},
		{syscall.ENOSPC, "đĩa đã đầy. Hãy giải phóng chỗ rồi làm lại."},
		{syscall.EISDIR, "đây là thư mục. Hãy ghi tên một tệp."},
		{syscall.EADDRINUSE, "cổng này đang có chương trình khác dùng. Hãy chọn -addr khác."},
	} {
		if errors.Is(e.err, known.err) {
			return known.text
		}
	}
	return e.err.Error()
}

// writeWhole writes a file so that a reader sees all of it or none.
func writeWhole(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".vanthu-*")
	if err != nil {
		return &fileError{"Không ghi được tệp " + name, err}
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
		return &fileError{"Không ghi được tệp " + name, err}
	}
	return nil
}
