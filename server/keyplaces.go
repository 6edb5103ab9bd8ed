package main

import (
	"net/url"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/keys"
)

// The variables with what an office proves itself by to its signing services.
const (
	smartCASecret = "VANTHU_SMARTCA_SECRET" //nolint:gosec // the name of a variable, not its value
	mySignSecret  = "VANTHU_MYSIGN_SECRET"  //nolint:gosec // as above
)

// How long a person is waited for who confirms on the telephone, and how often
// the service is asked whether they have.
const (
	confirmTime = 3 * time.Minute
	lookTime    = 2 * time.Second
)

// The path of MySign's address that says its first interface.
const firstMySign = "/adss"

// parseKeyPlaces reads where keys are that are in no file, from the options and
// the variables; nil when none is given.
func parseKeyPlaces(v map[string]string, getenv func(string) string) (*keys.Services, error) {
	s := &keys.Services{Accounts: map[documents.KeyKind]keys.Account{}, Look: lookTime, Patience: confirmTime}
	for _, place := range [...]struct {
		kind         documents.KeyKind
		name, secret string
	}{
		{documents.KeySmart, "smartca", smartCASecret},
		{documents.KeyMySign, "mysign", mySignSecret},
	} {
		if v[place.name] == "" {
			continue
		}
		at, err := url.Parse(v[place.name])
		if err != nil || at.Scheme == "" || at.Host == "" || at.User == nil {
			return nil, usage("-%s cần địa chỉ như https://MÃ_ỨNG_DỤNG@MÁY", place.name)
		}
		a := keys.Account{Client: at.User.Username(), Profile: at.Query().Get("profile"), Base: at.Scheme + "://" + at.Host}
		if _, given := at.User.Password(); given {
			return nil, usage("không ghi mật khẩu trong -%s; hãy đặt %s", place.name, place.secret)
		}
		if a.Secret, err = variable(getenv, place.secret); err != nil {
			return nil, err
		}
		if a.Secret == "" {
			return nil, usage("-%s cần mật khẩu của ứng dụng: hãy đặt %s, hoặc %[2]s_FILE chỉ đến tệp", place.name, place.secret)
		}
		s.First = s.First || place.kind == documents.KeyMySign && strings.TrimSuffix(at.Path, "/") == firstMySign
		s.Accounts[place.kind] = a
	}
	var err error
	if s.Token, err = parseToken(v["pkcs11"]); err != nil || len(s.Kinds()) == 0 {
		return nil, err
	}
	return s, nil
}

// parseToken reads /LIBRARY.so?token=LABEL; nil of nothing.
func parseToken(text string) (*keys.Token, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // nothing is a way to run
	}
	module, query, _ := strings.Cut(text, "?")
	label, found := strings.CutPrefix(query, "token=")
	if module == "" || !found || label == "" {
		return nil, usage("-pkcs11 cần /ĐƯỜNG/DẪN/thư-viện.so?token=TÊN")
	}
	return &keys.Token{Module: module, Token: label}, nil
}

// askFar has a signer ask keys that are in no file.
func askFar(signer *signing.Office, places *keys.Services) {
	if places == nil {
		return
	}
	for kind, a := range places.Accounts {
		a.Now = signer.Now
		places.Accounts[kind] = a
	}
	signer.Far = places
}
