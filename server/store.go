package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/server/auth"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/moving"
	"vanthu/workflow/sqlitestore"
	"vanthu/workflow/sweeping"
)

// A store keeps everything of an installation but its files, part by part.
// Only this file knows which one it is.
type store struct {
	workflow.Records
	workflow.Books
	workflow.Outbox
	workflow.Directory
	workflow.Powers
	workflow.AddressBook
	workflow.Templates
	workflow.Workbench
	workflow.Cabinet
	workflow.Notes
	workflow.Moving
	sweeping.Store
	auth.Vault
	io.Closer

	warnings []string                        // for whoever starts the program
	index    func(ctx context.Context) error // makes search fast again after much was brought; nil where it always is
}

// A place is where a store keeps its data: the folder of an embedded one, or a
// database of MongoDB.
type place struct{ folder, uri string }

// parsePlace reads what -store says; without it the data folder is the place.
// Its errors do not repeat a URI, for that holds a password.
func parsePlace(data, text string) (place, error) {
	if text == "" {
		return place{folder: data}, nil
	}
	if folder, ok := strings.CutPrefix(text, "sqlite:"); ok && folder != "" {
		return place{folder: folder}, nil
	}
	scheme, rest, _ := strings.Cut(text, "://")
	if scheme != "mongodb" && scheme != "mongodb+srv" {
		return place{}, usage("nơi lưu trữ “%s” không đúng; hãy ghi sqlite:THƯ_MỤC hoặc mongodb://MÁY/TÊN", strings.SplitN(text, ":", 2)[0])
	}
	if rest == "" || strings.HasPrefix(rest, "/") {
		return place{}, usage("nơi lưu trữ %s:// thiếu tên máy; hãy ghi mongodb://MÁY/TÊN", scheme)
	}
	return place{uri: text}, nil
}

// shownURI matches a well-formed URI. What is shown of it, hosts and database,
// can hold no part of a user's name, a password or an option.
var shownURI = regexp.MustCompile(`^(mongodb(?:\+srv)?://)(?:[^/?#@]*@)?([\w.\-]+(?::\d+)?(?:,[\w.\-]+(?::\d+)?)*)(/[\w.\-]*)?(?:\?[^@#]*)?$`)

// String names the place for people, without a password.
func (p place) String() string {
	if p.uri == "" {
		return "sqlite:" + p.folder
	}
	if m := shownURI.FindStringSubmatch(p.uri); m != nil {
		return m[1] + m[2] + m[3]
	}
	scheme, _, _ := strings.Cut(p.uri, "://")
	return scheme + "://…"
}

// mustExist refuses a folder without a database: a mistyped one must not come
// into being.
func (p place) mustExist() error {
	if p.uri != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(p.folder, sqlitestore.FileName)); err != nil {
		return fileFault("Không mở được kho dữ liệu trong thư mục "+p.folder, err)
	}
	return nil
}

// openStore opens the store at p. Close it.
func openStore(ctx context.Context, p place) (*store, error) {
	if p.uri != "" {
		return openMongo(ctx, p)
	}
	s, err := sqlitestore.Open(ctx, p.folder)
	if err != nil {
		return nil, storeFault(p.folder, err)
	}
	return &store{s, s, s, s, s, s, s, s, s, s, s, s, s, s, nil, nil}, nil
}

func openMongo(ctx context.Context, p place) (*store, error) {
	s, err := mongostore.Open(ctx, p.uri)
	if err != nil {
		return nil, mongoFault(p, err)
	}
	index := func(ctx context.Context) error {
		_, err := s.CatchUp(ctx, time.Now())
		return err
	}
	return &store{s, s, s, s, s, s, s, s, s, s, s, s, s, s, s.Warnings(), index}, nil
}

// mongoFault is an error of opening a database of MongoDB. What the driver says
// of a URI that it cannot read may hold a password, and is not shown.
func mongoFault(p place, err error) error {
	return &outsideError{"Không mở được kho dữ liệu " + p.String(), err, []reason{
		{mongostore.ErrAddress, "địa chỉ không đúng. Hãy ghi mongodb://NGƯỜI_DÙNG:MẬT_KHẨU@MÁY:CỔNG/TÊN?TÙY_CHỌN; ký tự đặc biệt trong mật khẩu phải mã hóa (@ là %40, / là %2F)."},
		{mongostore.ErrDenied, "tên hoặc mật khẩu không đúng, hoặc người dùng này không có quyền đọc và ghi cơ sở dữ liệu đó. Hãy kiểm tra lại, cả authSource."},
		{mongostore.ErrForeign, "cơ sở dữ liệu đó không phải của Vanthu. Hãy ghi tên khác sau tên máy."},
		{mongostore.ErrNewer, "dữ liệu do một bản Vanthu mới hơn ghi. Hãy chạy bản mới hơn đó."},
		{documents.ErrUnavailable, "máy chủ MongoDB không trả lời. Hãy kiểm tra máy chủ, địa chỉ, đường mạng, và replicaSet, tls trong địa chỉ."},
	}, "máy chủ MongoDB không cho làm việc này. Hãy báo quản trị."}
}

// makeIndex makes search fast again after much was brought.
func (s *store) makeIndex(ctx context.Context) error {
	if s.index == nil {
		return nil
	}
	return s.index(ctx)
}

// errUnfinished means that not all is there yet.
var errUnfinished = errors.New("a copy to this store is not finished")

// openWhole opens the store at p to work with it: not one that is being copied
// to.
func openWhole(ctx context.Context, p place) (*store, error) {
	s, err := openStore(ctx, p)
	if err != nil {
		return nil, err
	}
	unfinished, err := moving.Unfinished(ctx, s)
	if err == nil && unfinished {
		err = &outsideError{what: "Không làm việc được trên kho dữ liệu " + p.String(), err: errUnfinished, known: []reason{
			{errUnfinished, "kho này đang được chép hoặc khôi phục dở. Hãy chạy lại đúng lệnh copy hoặc restore cho đến khi xong."},
		}}
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}
