package main

import (
	"path/filepath"
	"slices"

	"vanthu/templates/pdf"
	"vanthu/workflow/signing/keys"
)

// config is how the program was asked to run: a flag, else its variable, else
// the default.
type config struct {
	addr  string
	data  string
	store place
	files filesPlace
	roots string // file of the certificates that are trusted
	tsa   string // address of the time-stamp authority
	demo  bool
	proxy bool // a proxy of ours stands in front
	pdf   string
	keys  *keys.Services // nil for none but files
	send  channels
}

// serveOptions in the order of the help.
func serveOptions() options {
	return slices.Concat(options{
		{"addr", "A", "127.0.0.1:8080", "địa chỉ phục vụ, mặc định 127.0.0.1:8080"},
		{"data", "D", "data", "thư mục dữ liệu, mặc định ./data"},
		{"store", "S", "", "nơi lưu trữ sqlite:THƯ_MỤC hoặc mongodb://MÁY/TÊN, mặc định trong thư mục dữ liệu"},
		{"files", "F", "", "nơi giữ tệp dir:THƯ_MỤC, s3://KHO?endpoint=MÁY:CỔNG hoặc gridfs, mặc định thư mục files trong thư mục dữ liệu"},
		{"pdf", "P", pdf.Auto, "chuyển sang PDF bằng libreoffice, none (không) hoặc http://MÁY:CỔNG của Gotenberg; mặc định auto: LibreOffice nếu máy có"},
		{"roots", "PEM", "", "tệp chứng thư số gốc được tin cậy khi ký số; để trống thì chỉ ký trên giấy"},
		{"smartca", "URL", "", "dịch vụ ký VNPT SmartCA: https://MÃ_ỨNG_DỤNG@gwsca.vnpt.vn; mật khẩu ứng dụng ở " + smartCASecret},
		{"mysign", "URL", "", "dịch vụ ký Viettel MySign: https://MÃ_ỨNG_DỤNG@remotesigning.viettel.vn?profile=HỒ_SƠ (giao diện cũ: /adss?profile=…); mật khẩu ở " + mySignSecret},
		{"pkcs11", "LIB", "", "thiết bị ký ở máy chủ: /ĐƯỜNG/DẪN/thư-viện.so?token=TÊN; chỉ với bản dựng có -tags pkcs11"},
		{"tsa", "URL", "", "địa chỉ dịch vụ dấu thời gian (RFC 3161) cho bản đã đóng dấu số; để trống thì không gắn"},
		{"demo", "", "", "nạp phường mẫu với bảy tài khoản; mật khẩu in ra hoặc VANTHU_DEMO_PASSWORD"},
		{"proxy", "", "", "có máy chủ trung gian của ta đứng trước, tin X-Forwarded-For và -Proto"},
	}, sendOptions())
}

// parseConfig reads the flags and variables of a command and returns what is
// none.
func parseConfig(e env) (config, []string, error) {
	v, rest, err := serveOptions().parse(e)
	if err != nil {
		return config{}, nil, err
	}
	c := config{addr: v["addr"], data: v["data"], demo: v["demo"] == on, proxy: v["proxy"] == on, pdf: v["pdf"], roots: v["roots"], tsa: v["tsa"]}
	if c.store, err = parsePlace(c.data, v["store"]); err != nil {
		return config{}, nil, err
	}
	if c.keys, err = parseKeyPlaces(v, e.getenv); err != nil {
		return config{}, nil, err
	}
	if c.send, err = parseChannels(v, e.getenv); err != nil {
		return config{}, nil, err
	}
	c.files, err = parseFilesPlace(c.store, c.data, v["files"], e.getenv)
	return c, rest, err
}

// where says for people where the data are.
func (c config) where() string {
	if c.store.uri != "" {
		return c.store.String()
	}
	return c.data
}

// usesData reports whether anything is kept in the data folder.
func (c config) usesData() bool {
	return c.store.folder != "" || c.files.folder == filepath.Join(c.data, "files")
}
