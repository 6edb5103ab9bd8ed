package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"vanthu/documents"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// backup saves database and files into one file, while servers run on them.
func backup(ctx context.Context, e env) error {
	return withData(e, "backup", func(c config, files *blobs.Store, name string) error {
		m, err := sqlitestore.Backup(ctx, c.store, files, name)
		if err != nil {
			return aboutBackup("Không sao lưu được vào "+name, c, err)
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
			return aboutBackup("Không khôi phục được từ "+name, c, err)
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
	if _, err := os.Stat(c.data); err != nil && name == "backup" { // a mistyped folder must not come into being
		return fileFault("Không mở được thư mục dữ liệu "+c.data, err)
	}
	files, err := blobs.Open(blobDir(c))
	if err != nil {
		return fileFault("Không mở được thư mục tệp "+blobDir(c), err)
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	return do(c, files, rest[0])
}

// aboutBackup says of an error what the person at the keyboard can do.
func aboutBackup(what string, c config, err error) error {
	known := append([]reason{
		{documents.ErrExists, "tệp này đã có. Hãy ghi tên tệp khác; bản sao lưu không ghi đè."},
		{documents.ErrNotFound, "không có tệp này, hoặc không có dữ liệu trong " + c.store + ". Hãy kiểm tra tên tệp và -data."},
		{sqlitestore.ErrDamaged, "bản sao lưu bị hỏng hoặc không đầy đủ; dữ liệu hiện tại không bị thay đổi. Hãy dùng bản khác."},
		{sqlitestore.ErrNewer, "dữ liệu này do bản Vanthu mới hơn ghi; không có gì bị thay đổi. Hãy nâng cấp chương trình."},
		{sqlitestore.ErrBroken, "cơ sở dữ liệu đang dùng bị hỏng. Hãy dừng máy chủ, chuyển vanthu.db cùng -wal, -shm đi nơi khác rồi khôi phục lại."},
	}, fileReasons()...)
	return &outsideError{what, err, known, "máy không cho làm việc này. Hãy báo quản trị."}
}
