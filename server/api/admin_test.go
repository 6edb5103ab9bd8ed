package api_test

import (
	"net/http"
	"strings"
	"testing"

	"vanthu/server/api"
)

func TestSetUp(t *testing.T) {
	t.Parallel()
	w := emptyWorld(t, false)
	token, err := w.auth.FirstStart(t.Context())
	w.must(err)
	body := func(token, password string) string {
		return `{"token":"` + token + `","password":"` + password + `",
			"unit":{"id":"duc-pho","issuer":{"name":"Ủy ban nhân dân phường Đức Phổ","symbol":"UBND"},"place":"Đức Phổ",
				"divisions":[{"symbol":"VP","name":"Văn phòng","office":true}],"settings":{}},
			"account":{"id":"quantri","name":"Huỳnh Tấn Phát","division":"VP"}}`
	}
	setup := func(body string) answer {
		return w.do(call{method: http.MethodPost, path: api.Base + "/setup", body: body})
	}
	needed := func(want string) {
		t.Helper()
		a := w.do(call{method: http.MethodGet, path: api.Base + "/setup"}).want(http.StatusOK)
		if got := strings.TrimSpace(string(a.body)); got != `{"needed":`+want+`}` {
			t.Errorf("got %s, want needed %s", got, want)
		}
	}
	needed("true")
	setup(body("wrong", password)).problem(http.StatusUnauthorized, "unauthenticated")
	setup(body(token, "ngắn")).problem(http.StatusUnprocessableEntity, "invalid")
	setup(body(token, password)).want(http.StatusCreated)
	needed("false")
	setup(body(token, password)).problem(http.StatusNotFound, "not_found")
	w.get("quantri", "/accounts", nil)
	if strings.Contains(w.log.String(), token) {
		t.Error("the log has the token")
	}
}

func TestAccounts(t *testing.T) {
	w := newWorld(t)
	put := func(t *testing.T, id, body string) answer {
		t.Helper()
		return w.in(t).do(call{as: "quantri", method: http.MethodPut, path: api.Base + "/accounts/" + id, body: body})
	}
	t.Run("WhatIsShownCanBeSentBack", func(t *testing.T) {
		w := w.in(t)
		shown := w.get("quantri", "/accounts/chutich", nil)
		if back := put(t, "chutich", string(shown.body)).want(http.StatusOK); string(back.body) != string(shown.body) {
			t.Errorf("got %s, want %s", back.body, shown.body)
		}
		unit := w.get("quantri", "/unit", nil)
		back := w.do(call{as: "quantri", method: http.MethodPut, path: api.Base + "/unit", body: string(unit.body)}).want(http.StatusOK)
		if string(back.body) != string(unit.body) {
			t.Errorf("got %s, want %s", back.body, unit.body)
		}
	})
	t.Run("IDAndUnitStay", func(t *testing.T) {
		put(t, "chutich", `{"id":"vanthu","name":"Minh","roles":["signatory"]}`).problem(http.StatusUnprocessableEntity, "invalid")
		put(t, "chutich", `{"unit":"pho-vinh","name":"Minh","roles":["signatory"]}`).problem(http.StatusUnprocessableEntity, "invalid")
	})
	t.Run("WithoutRoleNobody", func(t *testing.T) {
		w := w.in(t)
		w.token("vanthu")
		put(t, "vanthu", `{"name":"Đỗ Thị Mai","division":"VP","roles":[]}`).want(http.StatusOK)
		w.do(call{as: "vanthu", method: http.MethodGet, path: api.Base + "/me"}).problem(http.StatusUnauthorized, "unauthenticated")
		w.do(call{method: http.MethodPost, path: api.Base + "/login", body: loginBody}).problem(http.StatusUnauthorized, "unauthenticated")
	})
	t.Run("OneAdminStays", func(t *testing.T) {
		put(t, "quantri", `{"name":"Huỳnh Tấn Phát","roles":["clerk"]}`).problem(http.StatusConflict, "not_allowed")
	})
	t.Run("NewPasswordEndsSessions", func(t *testing.T) {
		w := w.in(t)
		w.token("chutich")
		w.do(call{as: "quantri", method: http.MethodPut, path: api.Base + "/accounts/chutich/password", body: `{"password":"mẹ ru con ngủ"}`}).
			want(http.StatusNoContent)
		w.do(call{as: "chutich", method: http.MethodGet, path: api.Base + "/me"}).problem(http.StatusUnauthorized, "unauthenticated")
	})
	t.Run("SettingsWork", func(t *testing.T) {
		w := w.in(t)
		body := `{"issuer":{"name":"Ủy ban nhân dân phường Đức Phổ","symbol":"UBND"},"place":"Đức Phổ",
			"divisions":[{"symbol":"VP","name":"Văn phòng","office":true},{"symbol":"VHXH","name":"Phòng Văn hóa - Xã hội"}],
			"settings":{"checker":"clerk","archive":"VT[, {unit}-{drafter}].","series":{"BC":"chung"}}}`
		w.do(call{as: "quantri", method: http.MethodPut, path: api.Base + "/unit", body: body}).want(http.StatusOK)
		if r := w.carry("check"); r.Desk != "clerk" {
			t.Errorf("form is checked at %s", r.Desk)
		}
	})
}
