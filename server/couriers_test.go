package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	server "vanthu/server"
)

// TestChannels holds what stands in the options of sending; no secret is in a flag or
// in what is said of one.
func TestChannels(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := file("partners.json", `[{"system":"lgsp","secret":"0123456789abcdef","token":"0123456789abcdef"}]`)
	secrets := map[string]string{"VANTHU_LGSP_SECRET": "khóa", "VANTHU_LGSP_TOKEN": "thẻ", "VANTHU_SMTP_PASSWORD": "mật khẩu"}
	for _, c := range []struct {
		values map[string]string
		fault  string
	}{
		{nil, ""},
		{map[string]string{"lgsp": "https://vt@lgsp.example/tinh", "lgsp-shape": file("s.json", `{"recall":"status"}`), "lgsp-fetch": "1", "partners": good}, ""},
		{map[string]string{"smtp": "smtp://vt@mail.example?from=vt@phuong.example"}, ""},
		{map[string]string{"smtp": "smtps://vt@mail.example:465?from=vt@phuong.example", "drop": dir}, ""},
		{map[string]string{"lgsp": "https://lgsp.example"}, "cần địa chỉ như https://MÃ_HỆ_THỐNG"},
		{map[string]string{"lgsp": "https://vt:kin@lgsp.example"}, "không ghi mật khẩu trong -lgsp"},
		{map[string]string{"lgsp": "http://vt@lgsp.example"}, "bắt đầu bằng https://"},
		{map[string]string{"lgsp": "https://vt@lgsp.example", "lgsp-shape": file("bad.json", `{"recall":"no"}`)}, "của -lgsp-shape không đúng"},
		{map[string]string{"lgsp-fetch": "1"}, "chỉ dùng cùng -lgsp"},
		{map[string]string{"partners": file("short.json", `[{"system":"a","secret":"kin","token":"b"}]`)}, "từ 16 ký tự"},
		{map[string]string{"smtp": "http://mail.example"}, "-smtp cần địa chỉ như"},
		{map[string]string{"smtp": "smtp://vt:kin@mail.example?from=a@b.vn"}, "không ghi mật khẩu trong -smtp"},
		{map[string]string{"smtp": "smtp://vt@mail.example?from=không phải"}, "-smtp không dùng được"},
		{map[string]string{"drop": filepath.Join(dir, "none")}, "Không mở được thư mục"},
	} {
		err := server.OpenChannels(c.values, func(name string) string { return secrets[name] })
		var said strings.Builder
		code := server.Report(&said, err)
		if c.fault == "" && err != nil || c.fault != "" && (code == 0 || !strings.Contains(said.String(), c.fault) || strings.Contains(said.String(), "kin@") || strings.Contains(said.String(), ":kin")) {
			t.Errorf("%v: %d %s", c.values, code, said.String())
		}
	}
	err := server.OpenChannels(map[string]string{"smtp": "smtp://vt@mail.example?from=a@b.vn"}, func(string) string { return "" })
	if server.Report(new(strings.Builder), err) != 2 {
		t.Errorf("without a password: %v", err)
	}
}
