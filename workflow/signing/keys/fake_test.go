package keys_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"vanthu/workflow/signing"
	"vanthu/workflow/signing/cms"
	"vanthu/workflow/signing/keys"
	"vanthu/workflow/signing/trial"
)

// What must never be in an error.
const (
	client = "4184-test.apps.example"
	secret = "bí-mật-NGNhMzdm"
	person = "0131930813216"
	bearer = "eyJhbGciOiJ.the-token"
)

var morning = time.Date(2025, 11, 25, 2, 0, 0, 0, time.UTC)

// A service is a fake of a signing service: it answers on loopback as the
// documents of the real one and programs of others say that it does.
type service struct {
	t    *testing.T
	key  *signing.LocalKey // the person's
	old  *signing.LocalKey // one of theirs that is over
	site *httptest.Server

	mu    sync.Mutex
	waits int  // calls for the state before the person has confirmed
	says  code // what the state is instead of that
	calls map[string][]map[string]any
}

type code string

// theKeys are the person's key and one that is over, made once.
var theKeys = sync.OnceValues(func() (both [2]*signing.LocalKey, err error) {
	for i, day := range []time.Time{morning, morning.AddDate(-9, 0, 0)} {
		authority, err := trial.New(day)
		if err != nil {
			return both, err
		}
		if both[i], err = authority.RSA("Trần Quang Minh"); err != nil {
			return both, err
		}
	}
	return both, nil
})

func newService(t *testing.T) *service {
	t.Helper()
	both, err := theKeys()
	must(t, err)
	s := &service{t: t, key: both[0], old: both[1], calls: map[string][]map[string]any{}}
	s.site = httptest.NewServer(s)
	t.Cleanup(s.site.Close)
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *service) account() keys.Account {
	return keys.Account{
		Base: s.site.URL, Client: client, Secret: secret, Profile: "adss:ras:profile:001", User: person,
		Now: func() time.Time { return morning },
	}
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body map[string]any
	data, _ := io.ReadAll(r.Body)
	if err := json.Unmarshal(data, &body); err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
		s.t.Errorf("%s %s: %v in %q", r.Method, r.URL, err, data)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	path := strings.Trim(r.URL.Path, "/")
	s.calls[path] = append(s.calls[path], body)
	answer, status := s.answer(path, body, r.Header.Get("Authorization") == "Bearer "+bearer)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		s.t.Error(err)
	}
}

type object map[string]any

// answer is what each of the three interfaces says.
func (s *service) answer(path string, body map[string]any, known bool) (any, int) {
	switch {
	case strings.HasPrefix(path, "sca/sp769/v1/"):
		return s.smartCA(strings.TrimPrefix(path, "sca/sp769/v1/"), body)
	case strings.HasSuffix(path, "/login"):
		if body["client_id"] != client || body["client_secret"] != secret || body["user_id"] != person || body["profile_id"] == "" {
			return object{"error": "86024", "error_description": "sai " + secret}, http.StatusUnauthorized
		}
		return object{"access_token": bearer, "refresh_token": "", "token_type": "Bearer", "expires_in": "3600"}, http.StatusOK
	case !known:
		return object{"error": "invalid_token"}, http.StatusUnauthorized
	case strings.HasPrefix(path, "vtss/service/"):
		return s.gateway(strings.TrimPrefix(path, "vtss/service/"), body)
	default:
		return s.csc(strings.TrimPrefix(path, "adss/service/ras/csc/v1/"), body)
	}
}

func (s *service) smartCA(path string, body map[string]any) (any, int) {
	if !strings.HasSuffix(path, "/status") && (body["sp_id"] != client || body["sp_password"] != secret || body["user_id"] != person || body["transaction_id"] == "") {
		return object{"status_code": 401, "message": "SP_CREDENTIAL_INVALID " + secret}, http.StatusUnauthorized
	}
	switch path {
	case "credentials/get_certificate":
		one := func(k *signing.LocalKey) object {
			return object{
				"service_type": "SMARTCA", "serial_number": k.Certificates[0].SerialNumber.Text(16), "cert_data": broken(k.Certificates[0].Raw),
				"chain_data": object{"ca_cert": broken(k.Certificates[1].Raw), "root_cert": nil},
			}
		}
		return object{"status_code": 200, "message": "Success", "data": object{"user_certificates": []object{one(s.old), one(s.key)}}}, http.StatusOK
	case "signatures/sign":
		return object{"status_code": 200, "message": "sig_wait_for_user_confirm", "data": object{"transaction_id": body["transaction_id"], "tran_code": "acd9be84-60e7"}}, http.StatusOK
	case "signatures/sign/acd9be84-60e7/status": // by the other name nothing is known, as one source has it
		if s.waits--; s.waits >= 0 {
			return object{"status_code": 0, "message": "", "data": object{"signatures": nil}}, http.StatusOK
		}
		var out []object
		for _, f := range list(s.calls["sca/sp769/v1/signatures/sign"][0]["sign_files"]) {
			digest, err := hex.DecodeString(f["data_to_be_signed"].(string))
			if err != nil || strings.ToLower(f["data_to_be_signed"].(string)) != f["data_to_be_signed"] {
				s.t.Errorf("the digest is %v", f["data_to_be_signed"])
			}
			out = append([]object{{"doc_id": f["doc_id"], "signature_value": s.sign(digest), "timestamp_signature": nil}}, out...) // in another order
		}
		return object{"status_code": 200, "data": object{"signatures": out}}, http.StatusOK
	}
	return object{"status_code": 400, "message": "BAD_REQUEST"}, http.StatusBadRequest
}

func list(of any) (all []map[string]any) {
	for _, one := range of.([]any) {
		all = append(all, one.(map[string]any))
	}
	return all
}

func (s *service) gateway(path string, body map[string]any) (any, int) {
	switch path {
	case "certificates/info":
		return []object{s.credential(s.old, "cũ"), s.credential(s.key, "0123456789_2482540")}, http.StatusOK
	case "signHash":
		if body["credentialID"] != "0123456789_2482540" || body["client_secret"] != secret || body["hashAlgo"] != "2.16.840.1.101.3.4.2.1" ||
			body["signAlgo"] != "1.2.840.113549.1.1.1" || body["async"] != 1.0 || body["numSignatures"] != float64(len(body["hash"].([]any))) {
			s.t.Errorf("signHash is asked %v", body)
		}
		for _, d := range append(list(body["documents"]), map[string]any{"document_name": body["description"]}) {
			name := d["document_name"].(string)
			if _, err := base64.StdEncoding.DecodeString(name); err != nil || len(name) >= 100 {
				s.t.Errorf("the name %q is no short base64", name)
			}
		}
		return object{"transactionId": "de67f948-0498"}, http.StatusOK
	case "requests/status":
		if body["transactionId"] != "de67f948-0498" {
			return object{"error": "unknown"}, http.StatusBadRequest
		}
		if s.waits--; s.waits >= 0 {
			return object{"status": map[bool]string{true: "4000", false: "6000"}[s.waits > 0]}, http.StatusOK
		}
		if s.says != "" {
			return object{"status": s.says}, http.StatusOK
		}
		return object{"status": "1", "signatures": s.values(s.calls["vtss/service/signHash"][0])}, http.StatusOK
	}
	return object{}, http.StatusNotFound
}

func (s *service) csc(path string, body map[string]any) (any, int) {
	switch path {
	case "credentials/list":
		return object{"credentialIDs": []string{"cũ", "mới"}}, http.StatusOK
	case "credentials/info":
		if body["certificates"] != "chain" {
			s.t.Errorf("info is asked %v", body)
		}
		c := s.credential(map[any]*signing.LocalKey{"cũ": s.old, "mới": s.key}[body["credentialID"]], "")
		delete(c, "credential_id")
		return c, http.StatusOK
	case "credentials/authorize":
		if s.says != "" {
			return object{"error": "access_denied", "error_description": secret}, http.StatusBadRequest
		}
		return object{"SAD": "allowed", "expiresIn": 300}, http.StatusOK
	case "signatures/signHash":
		if body["SAD"] != "allowed" || body["credentialID"] != "mới" || body["hashAlgo"] != "2.16.840.1.101.3.4.2.1" || body["signAlgo"] != "1.2.840.113549.1.1.1" {
			s.t.Errorf("signHash is asked %v", body)
		}
		return object{"signatures": s.values(body)}, http.StatusOK
	}
	return object{}, http.StatusNotFound
}

func (s *service) credential(k *signing.LocalKey, id string) object {
	var chain []string
	for _, c := range k.Certificates {
		chain = append(chain, broken(c.Raw))
	}
	return object{"credential_id": id, "cert": object{"status": "valid", "certificates": chain}}
}

// values signs what a request has under hash.
func (s *service) values(body map[string]any) (out []string) {
	for _, text := range body["hash"].([]any) {
		digest, err := base64.StdEncoding.DecodeString(text.(string))
		if err != nil || len(digest) != sha256.Size {
			s.t.Errorf("hash %v is no SHA-256 in base64", text)
		}
		out = append(out, s.sign(digest))
	}
	return out
}

func (s *service) sign(digest []byte) string {
	value, err := s.key.Signer.Sign(rand.Reader, digest, crypto.SHA256)
	if err != nil {
		s.t.Error(err)
	}
	return brokenText(base64.StdEncoding.EncodeToString(value))
}

func broken(der []byte) string { return brokenText(base64.StdEncoding.EncodeToString(der)) }

// brokenText has an end of line after each 64 letters, as some services do it.
func brokenText(text string) string {
	var out strings.Builder
	for len(text) > 64 {
		out.WriteString(text[:64] + "\r\n")
		text = text[64:]
	}
	return out.String() + text
}

// jobs are two digests to be signed.
func jobs() (out []signing.Job) {
	for _, title := range []string{"Báo cáo kết quả thực hiện Kế hoạch số 21/KH-UBND ngày 09/8/2025 của UBND tỉnh Quảng Ngãi", "Tờ trình"} {
		sum := sha256.Sum256([]byte(title))
		out = append(out, signing.Job{Title: title, Digest: sum[:], Algorithm: cms.RSA})
	}
	return out
}

// proven makes sure that the values are the person's over the jobs, in order.
func (s *service) proven(t *testing.T, values [][]byte) {
	t.Helper()
	if len(values) != len(jobs()) {
		t.Fatalf("%d values", len(values))
	}
	for i, j := range jobs() {
		if err := rsa.VerifyPKCS1v15(s.key.Certificates[0].PublicKey.(*rsa.PublicKey), crypto.SHA256, j.Digest, values[i]); err != nil {
			t.Errorf("value %d: %v", i, err)
		}
	}
}
