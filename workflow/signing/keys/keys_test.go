package keys_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/keys"
)

// open are the ways to keys that are far away.
var open = map[string]func(keys.Account) (signing.Key, error){
	"SmartCA": func(a keys.Account) (signing.Key, error) { return keys.NewSmartCA(a) },
	"MySign":  func(a keys.Account) (signing.Key, error) { return keys.NewMySign(a) },
	"MySign1": func(a keys.Account) (signing.Key, error) { return keys.NewMySign1(a) },
}

// refused makes sure that err is a refusal of a rule.
func refused(t *testing.T, err error, want documents.Rule) {
	t.Helper()
	var refusal *workflow.Refusal
	if !errors.As(err, &refusal) || refusal.Rule != want {
		t.Errorf("got %v, want a refusal of %s", err, want)
	}
}

func TestSigns(t *testing.T) {
	t.Parallel()
	for name, open := range open {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			s.waits = 3
			key, err := open(s.account())
			must(t, err)
			chain, err := key.Chain(t.Context())
			must(t, err)
			if len(chain) < 2 || !chain[0].Equal(s.key.Certificates[0]) || !chain[1].Equal(s.key.Certificates[1]) {
				t.Errorf("the chain is %d certificates, not the person's", len(chain))
			}
			values, err := keys.Await(t.Context(), key, jobs(), time.Millisecond)
			must(t, err)
			s.proven(t, values)
			if name != "MySign1" && s.waits >= 0 {
				t.Error("it did not wait for the person")
			}
		})
	}
}

// TestAnotherServerPolls: all that Poll needs is in the transaction.
func TestAnotherServerPolls(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"SmartCA", "MySign"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			first, err := open[name](s.account())
			must(t, err)
			started, err := first.Start(t.Context(), jobs())
			must(t, err)
			if started.Progress != signing.Pending || strings.Contains(started.Transaction, secret) {
				t.Errorf("started as %+v", started)
			}
			second, err := open[name](s.account())
			must(t, err)
			answer, err := second.Poll(t.Context(), started.Transaction)
			must(t, err)
			s.proven(t, answer.Signatures)
			for _, wrong := range []string{"", "x", `{"id":"../../secret"}`} {
				if _, err := second.Poll(t.Context(), wrong); !errors.Is(err, signing.ErrNoTransaction) {
					t.Errorf("%q: %v", wrong, err)
				}
			}
		})
	}
}

// TestSaysOnTheTelephone: the person reads what they sign.
func TestSaysOnTheTelephone(t *testing.T) {
	t.Parallel()
	s := newService(t)
	key, err := keys.NewSmartCA(s.account())
	must(t, err)
	_, err = key.Start(t.Context(), jobs())
	must(t, err)
	asked := s.calls["sca/sp769/v1/signatures/sign"][0]
	if title := fmt.Sprint(asked["transaction_desc"]); !strings.HasPrefix(title, "Báo cáo kết quả") || len(title) > 200 {
		t.Errorf("the title is %q", title)
	}
	if asked["time_stamp"] != "20251125020000Z" {
		t.Errorf("the time is %v", asked["time_stamp"])
	}
}

func TestEnds(t *testing.T) {
	t.Parallel()
	for says, want := range map[code]documents.Rule{
		"4001": workflow.RuleKeyExpired, "4002": workflow.RuleKeyDeclined, "4004": workflow.RuleKeyService,
		"4005": workflow.RuleKeySpent, "50000": workflow.RuleKeyService,
	} {
		s := newService(t)
		s.says = says
		key, err := keys.NewMySign(s.account())
		must(t, err)
		_, err = keys.Await(t.Context(), key, jobs(), time.Millisecond)
		refused(t, err, want)
	}
	s := newService(t)
	s.says = "denied"
	key, err := keys.NewMySign1(s.account())
	must(t, err)
	_, err = keys.Await(t.Context(), key, jobs(), time.Millisecond)
	refused(t, err, workflow.RuleKeyDeclined)

	s = newService(t)
	s.waits = 1 << 30
	smart, err := keys.NewSmartCA(s.account())
	must(t, err)
	soon, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = keys.Await(soon, smart, jobs(), time.Hour)
	refused(t, err, workflow.RuleKeyExpired)
}

func TestWhichCertificate(t *testing.T) {
	t.Parallel()
	for name, open := range open {
		for what, c := range map[string]struct {
			change func(*service, *keys.Account)
			want   documents.Rule
		}{
			"another serial": {func(_ *service, a *keys.Account) { a.Serial = "ab12" }, workflow.RuleKeyNone},
			"no serial":      {func(_ *service, a *keys.Account) { a.Serial = "không" }, workflow.RuleKeyNone},
			"over":           {func(s *service, _ *keys.Account) { s.key = s.old }, workflow.RuleKeyNone},
			"two":            {func(s *service, _ *keys.Account) { s.old = s.key }, workflow.RuleKeySeveral},
		} {
			s := newService(t)
			a := s.account()
			c.change(s, &a)
			key, err := open(a)
			must(t, err)
			_, err = key.Chain(t.Context())
			t.Log(name, what)
			refused(t, err, c.want)
		}
		s := newService(t)
		a := s.account()
		a.Serial = s.key.Certificates[0].SerialNumber.Text(16)
		key, err := open(a)
		must(t, err)
		if _, err := key.Chain(t.Context()); err != nil {
			t.Errorf("%s by its serial number: %v", name, err)
		}
	}
}

// TestOnlyRSA: the services sign with RSA as in PKCS#1 v1.5.
func TestOnlyRSA(t *testing.T) {
	t.Parallel()
	for _, open := range open {
		s := newService(t)
		key, err := open(s.account())
		must(t, err)
		other := jobs()
		other[1].Algorithm = cms.PSS
		_, err = key.Start(t.Context(), other)
		refused(t, err, workflow.RuleKeyUnfit)
		if len(s.calls) != 0 {
			t.Error("the service was asked all the same")
		}
	}
}

// TestSecretsStay holds that no error has a secret in it, and that none goes to
// another place than the service.
func TestSecretsStay(t *testing.T) {
	t.Parallel()
	var strayed atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { strayed.Add(1) }))
	defer elsewhere.Close()
	echo := `{"message":"` + secret + " " + client + " " + person + " " + bearer + `"`
	for name, open := range open {
		for what, c := range map[string]struct {
			answer func(http.ResponseWriter)
			want   documents.Rule
		}{
			"unknown account": {status(http.StatusUnauthorized, echo+`}`), workflow.RuleKeyAccount},
			"a fault of it":   {status(http.StatusInternalServerError, echo+`}`), workflow.RuleKeyService},
			"half an answer":  {status(http.StatusOK, echo), workflow.RuleKeyService},
			"a page":          {status(http.StatusOK, "<html>"+secret), workflow.RuleKeyService},
			"an endless one":  {status(http.StatusOK, `"`+strings.Repeat(secret, 1<<17)+`"`), workflow.RuleKeyService},
			"to somewhere": {func(w http.ResponseWriter) {
				w.Header().Set("Location", elsewhere.URL+"/?"+secret)
				w.WriteHeader(http.StatusTemporaryRedirect)
			}, workflow.RuleKeyService},
			"another language": {status(http.StatusOK, `{"access_token":"`+bearer+`","data":{"user_certificates":[{"cert_data":"`+secret+`"}]}}`), ""},
		} {
			site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { c.answer(w) }))
			a := keys.Account{Base: site.URL, Client: client, Secret: secret, User: person, Now: func() time.Time { return morning }}
			key, err := open(a)
			must(t, err)
			_, chainErr := key.Chain(t.Context())
			_, startErr := key.Start(t.Context(), jobs())
			for _, err := range []error{chainErr, startErr} {
				told(t, name+", "+what, err)
				if c.want != "" {
					refused(t, err, c.want)
				}
			}
			site.Close()
			_, err = key.Chain(t.Context())
			told(t, name+", gone", err)
			refused(t, err, workflow.RuleKeyService)
		}
	}
	if strayed.Load() != 0 {
		t.Errorf("%d requests went elsewhere", strayed.Load())
	}
}

func status(code int, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

// told makes sure that an error is one and says no secret.
func told(t *testing.T, what string, err error) {
	t.Helper()
	if err == nil {
		t.Errorf("%s: no error", what)
		return
	}
	for _, word := range []string{secret, client, person, bearer} {
		if strings.Contains(err.Error(), word) || strings.Contains(fmt.Sprintf("%+v", err), word) || strings.Contains(workflow.Say(err).Detail, word) {
			t.Errorf("%s: %q is in the error %v", what, word, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for name, open := range open {
		for address, good := range map[string]bool{
			"": true, "https://gwsca.vnpt.vn": true, "http://127.0.0.1:9": true, "http://[::1]:9": true,
			"http://gwsca.vnpt.vn": false, "http://localhost.vn": false, "ftp://a": false, "gwsca": false, "https://a:b@c": false, "http://10.0.0.1": false,
		} {
			_, err := open(keys.Account{Base: address})
			if good && err != nil {
				t.Errorf("%s at %q: %v", name, address, err)
			}
			if !good {
				refused(t, err, workflow.RuleKeyAddress)
			}
		}
	}
}
