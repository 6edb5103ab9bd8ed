package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"vanthu/documents"
	"vanthu/workflow/moving"
	"vanthu/workflow/sqlitestore"
)

// backup saves database and files into one file, while servers run on them.
func backup(ctx context.Context, e env) error {
	return withData(ctx, e, "backup", func(c config, files *files, name string) error {
		save := sqlitestore.Backup
		if c.store.uri != "" {
			save = mongoBackup(e, c.store)
		}
		m, err := save(ctx, c.store.folder, files, name)
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

// mongoBackup returns what backs up a database of MongoDB, whatever the folder:
// a snapshot of it becomes an embedded store, and that is backed up. So a backup
// of either kind of store can be restored into either.
func mongoBackup(e env, p place) func(context.Context, string, sqlitestore.Files, string) (sqlitestore.Manifest, error) {
	return func(ctx context.Context, _ string, files sqlitestore.Files, name string) (m sqlitestore.Manifest, err error) {
		if _, err := os.Lstat(name); !errors.Is(err, os.ErrNotExist) {
			return m, errors.Join(documents.ErrExists, err)
		}
		room, err := os.MkdirTemp(filepath.Dir(name), ".snapshot-*") // where there will be room for the backup too
		if err != nil {
			return m, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(room)) }()
		if err := takeSnapshot(ctx, e.stdout, p, room); err != nil {
			return m, err
		}
		return sqlitestore.Backup(ctx, room, files, name)
	}
}

// takeSnapshot makes an embedded store in a folder of what is at p now.
func takeSnapshot(ctx context.Context, w io.Writer, p place, folder string) (err error) {
	from, err := openWhole(ctx, p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := openStore(ctx, place{folder: folder})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	faults, err := moving.Snapshot(ctx, from, to, teller(w))
	tellFaults(w, faults)
	return err
}

// restore brings back what a backup holds: over an embedded store, while servers
// run, or into an empty database of MongoDB.
func restore(ctx context.Context, e env) error {
	return withData(ctx, e, "restore", func(c config, files *files, name string) error {
		what := "Không khôi phục được từ " + name
		if c.store.uri != "" {
			m, err := restoreMongo(ctx, e, source{name, c.store, files})
			if err != nil {
				return aboutBackup(what, c, err)
			}
			tellRestored(e.stdout, name, m)
			fmt.Fprintf(e.stdout, "Nay hãy chạy máy chủ với -store %s. Nếu cơ sở dữ liệu cũ đã cấp số sau bản sao lưu này, "+
				"hãy đối chiếu văn bản giấy trước khi cấp số tiếp (Điều 15).\n", c.store)
			return nil
		}
		done, err := sqlitestore.Restore(ctx, c.store.folder, files, name)
		if err != nil {
			return aboutBackup(what, c, err)
		}
		tellRestored(e.stdout, name, done.Manifest)
		if done.Kept != "" {
			fmt.Fprintf(e.stdout, "Dữ liệu ngay trước khi khôi phục được giữ ở %s.\n", done.Kept)
		}
		warnBehind(e.stdout, done.Behind)
		return nil
	})
}

func tellRestored(w io.Writer, name string, m sqlitestore.Manifest) {
	fmt.Fprintf(w, "Đã khôi phục từ %s: %d văn bản, %d dòng sổ, %d tệp. Mọi người cần đăng nhập lại.\n", name, m.Records, m.Entries, m.Files)
}

// A source is a backup, and where its store and its files go.
type source struct {
	name  string
	to    place
	files *files
}

// restoreMongo brings a backup into an empty database, or goes on where it was
// cut off. Nothing is ever written over: the servers that run go on with what
// they have, until they are started on the new database.
func restoreMongo(ctx context.Context, e env, s source) (m sqlitestore.Manifest, err error) {
	room, err := os.MkdirTemp("", "vanthu-restore-")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(room)) }()
	unpacked, err := sqlitestore.Unpack(ctx, s.name, room)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, unpacked.Close()) }()
	from, err := openStore(ctx, place{folder: room})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := openStore(ctx, s.to)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	m = unpacked.Manifest()
	report, err := moving.Copy{
		From: from, To: to, Of: "backup " + m.Parts[0].SHA256, Tell: teller(e.stdout),
		First: func(ctx context.Context) error { return unpacked.PutFiles(ctx, s.files) },
	}.Run(ctx)
	if err != nil {
		return m, aboutCopy("Không khôi phục xong từ "+s.name, err,
			reason{moving.ErrTaken, "cơ sở dữ liệu đích không trống. Không có gì bị ghi đè. Hãy ghi tên một cơ sở dữ liệu mới trong -store, rồi chạy máy chủ trên đó."},
			reason{moving.ErrUsed, "bản sao lưu này đã khôi phục xong vào đây từ trước, sau đó đã có người làm việc. Không có gì bị ghi đè. Muốn khôi phục lại, hãy ghi tên một cơ sở dữ liệu mới trong -store."})
	}
	tellFaults(e.stdout, report.Faults)
	return m, to.makeIndex(ctx)
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
func withData(ctx context.Context, e env, name string, do func(config, *files, string) error) (err error) {
	c, rest, err := parseConfig(e)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usage("%s cần đúng một tệp: %s [-data D] FILE", name, name)
	}
	if _, err := os.Stat(c.data); err != nil && name == "backup" && c.usesData() { // a mistyped folder must not come into being
		return fileFault("Không mở được thư mục dữ liệu "+c.data, err)
	}
	kept, err := openFiles(ctx, c.files)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	return do(c, kept, rest[0])
}

// aboutBackup says of an error what the person at the keyboard can do.
func aboutBackup(what string, c config, err error) error {
	if said := (*outsideError)(nil); errors.As(err, &said) {
		return err
	}
	known := append([]reason{
		{documents.ErrExists, "tệp này đã có. Hãy ghi tên tệp khác; bản sao lưu không ghi đè."},
		{documents.ErrNotFound, "không có tệp này, hoặc không có dữ liệu trong " + c.where() + ". Hãy kiểm tra tên tệp, -data và -store."},
		{sqlitestore.ErrDamaged, "bản sao lưu bị hỏng hoặc không đầy đủ; dữ liệu hiện tại không bị thay đổi. Hãy dùng bản khác."},
		{sqlitestore.ErrNewer, "dữ liệu này do bản Vanthu mới hơn ghi; không có gì bị thay đổi. Hãy nâng cấp chương trình."},
		{sqlitestore.ErrBroken, "cơ sở dữ liệu đang dùng bị hỏng. Hãy dừng máy chủ, chuyển vanthu.db cùng -wal, -shm đi nơi khác rồi khôi phục lại."},
	}, slices.Concat(bucketReasons(), fileReasons())...)
	if c.store.uri != "" {
		known = append(known, reason{documents.ErrUnavailable, "máy chủ MongoDB tạm thời không trả lời. Hãy làm lại sau ít phút."})
	}
	return &outsideError{what, err, known, "máy không cho làm việc này. Hãy báo quản trị."}
}
