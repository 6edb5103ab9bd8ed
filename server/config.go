package main

import "strings"

// config is how the program was asked to run: a flag, else its variable, else
// the default.
type config struct {
	addr  string
	data  string
	store string // folder of the embedded store
	demo  bool
	proxy bool // a proxy of ours stands in front
}

// serveOptions in the order of the help.
func serveOptions() options {
	return options{
		{"addr", "A", "127.0.0.1:8080", "địa chỉ phục vụ, mặc định 127.0.0.1:8080"},
		{"data", "D", "data", "thư mục dữ liệu, mặc định ./data"},
		{"store", "S", "", "nơi lưu trữ sqlite:THƯ_MỤC, mặc định trong thư mục dữ liệu"},
		{"demo", "", "", "nạp phường mẫu với bảy tài khoản; mật khẩu in ra hoặc VANTHU_DEMO_PASSWORD"},
		{"proxy", "", "", "có máy chủ trung gian của ta đứng trước, tin X-Forwarded-For và -Proto"},
	}
}

// parseConfig reads the flags and variables of a command and returns what is
// none.
func parseConfig(e env) (config, []string, error) {
	v, rest, err := serveOptions().parse(e)
	if err != nil {
		return config{}, nil, err
	}
	c := config{addr: v["addr"], data: v["data"], demo: v["demo"] == on, proxy: v["proxy"] == on}
	c.store, err = storeFolder(c.data, v["store"])
	return c, rest, err
}

// storeFolder returns the folder of the embedded store: that of "sqlite:DIR",
// or the data folder.
func storeFolder(data, store string) (string, error) {
	if store == "" {
		return data, nil
	}
	folder, ok := strings.CutPrefix(store, "sqlite:")
	if !ok || folder == "" {
		return "", usage("nơi lưu trữ “%s” không đúng; hãy ghi sqlite:THƯ_MỤC", store)
	}
	return folder, nil
}
