package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"vanthu/documents"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// backup saves database and files into one file, while servers run on them.
func backup(ctx context.Context, e env) error {
	return withData(e, "backup", func(c config, files *blobs.Store, name string) error {
		m, err := sqlitestore.Backup(ctx, c.store, files, name)
		if err != nil {
			return aboutBackup(c, name, err)
		}
		fmt.Fprintf(e.stdout, "Đã sao lưu vào %s: %d văn bản, %d dòng sổ, %d tệp.\n", name, m.Records, m.Entries, m.Files)
		for _, lacking := range m.Lacking {
			fmt.Fprintf(e.stdout, "  Thiếu hoặc hỏng từ trước: %s\n", lacking)
		}
		return nil
	})
}

// restore brings back what a backup holds, while servers run.
func restore(ctx context.Context, e env) error {
	return withData(e, "restore", func(c config, files *blobs.Store, name string) error {
		done, err := sqlitestore.Restore(ctx, c.store, files, name)
		if err != nil {
			return aboutBackup(c, name, err)
		}
		m := done.Manifest
		fmt.Fprintf(e.stdout, "Đã khôi phục từ %s: %d văn bản, %d dòng sổ, %d tệp. Mọi người cần đăng nhập lại.\n",
			name, m.Records, m.Entries, m.Files)
		if done.Kept != "" {
			fmt.Fprintf(e.stdout, "Dữ liệu ngay trước khi khôi phục được giữ ở %s.\n", done.Kept)
		}
		warnBehind(e.stdout, done.Behind)
		return nil
	})
}

// warnBehind says which numbers were given after the backup was made: papers
// may carry them (Điều 15).
func warnBehind(w io.Writer, books []sqlitestore.Behind) {
	for _, b := range books {
		fmt.Fprintf(w, "CHÚ Ý: sổ %s năm %d đã cấp đến số %d, bản sao lưu chỉ đến số %d. "+
			"Hãy đối chiếu văn bản giấy trước khi cấp số tiếp.\n", b.Book.Series, b.Book.Year, b.Before, b.Now)
	}
}

// withData reads the command line of a command that takes one file, and opens
// the files of documents for it.
func withData(e env, name string, do func(config, *blobs.Store, string) error) (err error) {
	c, rest, err := parseConfig(e)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usage("%s cần đúng một tệp: %s [-data D] FILE", name, name)
	}
	files, err := blobs.Open(blobDir(c))
	if err != nil {
		return &fileError{"Không mở được thư mục tệp " + blobDir(c), err}
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	return do(c, files, rest[0])
}

// aboutBackup says of an error what the person at the keyboard can do.
func aboutBackup(c config, name string, err error) error {
	for _, known := range [...]struct {
		err  error
		text string
	}{
		{documents.ErrExists, "Tệp " + name + " đã có. Hãy ghi tên tệp khác; bản sao lưu không ghi đè"},
		{documents.ErrNotFound, "Không có dữ liệu trong " + c.store + " hoặc không có tệp " + name + ". Hãy kiểm tra -data và tên tệp"},
		{sqlitestore.ErrDamaged, "Bản sao lưu " + name + " bị hỏng hoặc không đầy đủ; dữ liệu hiện tại không bị thay đổi. Hãy dùng bản khác"},
		{sqlitestore.ErrNewer, "Dữ liệu này do bản Vanthu mới hơn ghi; không có gì bị thay đổi. Hãy nâng cấp chương trình"},
		{sqlitestore.ErrBroken, "Cơ sở dữ liệu đang dùng bị hỏng. Hãy dừng máy chủ, chuyển vanthu.db cùng -wal, -shm đi nơi khác rồi khôi phục lại"},
	} {
		if errors.Is(err, known.err) {
			return &plainError{known.text, err}
		}
	}
	return err
}

// A plainError has its sentence for the person already.
type plainError struct {
	text string
	err  error
}

func (e *plainError) Error() string { return e.text }
func (e *plainError) Unwrap() error { return e.err }
