package main_test

import (
	"slices"
	"strings"
	"testing"

	"vanthu/documents"
	server "vanthu/server"
)

// TestKeyPlaces holds what stands in the options of keys that are elsewhere.
func TestKeyPlaces(t *testing.T) {
	t.Parallel()
	secrets := map[string]string{"VANTHU_SMARTCA_SECRET": "bí mật", "VANTHU_MYSIGN_SECRET": "kín đáo"}
	for _, c := range []struct {
		options []string // name, value
		fault   string   // "" for none
		kinds   []documents.KeyKind
		first   bool
	}{
		{nil, "", nil, false},
		{[]string{"smartca", "https://4184-6.apps.example@gwsca.vnpt.vn"}, "", []documents.KeyKind{documents.KeySmart}, false},
		{[]string{"mysign", "https://vp@remotesigning.viettel.vn?profile=adss:ras:profile:001"}, "", []documents.KeyKind{documents.KeyMySign}, false},
		{[]string{"mysign", "https://vp@remotesigning.viettel.vn/adss?profile=p", "pkcs11", "/lib/hsm.so?token=phuong"}, "", []documents.KeyKind{documents.KeyMySign, documents.KeyToken}, true},
		{[]string{"smartca", "gwsca.vnpt.vn"}, "cần địa chỉ như", nil, false},
		{[]string{"smartca", "https://gwsca.vnpt.vn"}, "cần địa chỉ như", nil, false},
		{[]string{"mysign", "https://vp:kin@remotesigning.viettel.vn"}, "không ghi mật khẩu", nil, false},
		{[]string{"pkcs11", "/lib/hsm.so"}, "?token=TÊN", nil, false},
	} {
		values := map[string]string{}
		for i := 0; i < len(c.options); i += 2 {
			values[c.options[i]] = c.options[i+1]
		}
		s, err := server.ParseKeyPlaces(values, func(name string) string { return secrets[name] })
		var said strings.Builder
		if code := server.Report(&said, err); c.fault != "" && (code != 2 || !strings.Contains(said.String(), c.fault) || strings.Contains(said.String(), "kin@")) || c.fault == "" && err != nil {
			t.Errorf("%q: %d, %s", c.options, code, said.String())
			continue
		}
		if s == nil {
			if c.kinds != nil {
				t.Errorf("%q: nothing", c.options)
			}
			continue
		}
		if got := s.Kinds(); !slices.Equal(got, c.kinds) || s.First != c.first {
			t.Errorf("%q: %q, first %t", c.options, got, s.First)
		}
	}
	_, err := server.ParseKeyPlaces(map[string]string{"smartca": "https://a@gwsca.vnpt.vn"}, func(string) string { return "" })
	if code := server.Report(new(strings.Builder), err); code != 2 {
		t.Errorf("without a secret: %v", err)
	}
}
