package mail_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"net"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/mail"
)

type shelf map[workflow.Hash]string

func (s shelf) Put(context.Context, documents.UnitID, []byte) (workflow.Hash, error) {
	return "", documents.ErrUnavailable
}

func (s shelf) Get(_ context.Context, _ documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if file, ok := s[hash]; ok {
		return []byte(file), nil
	}
	return nil, documents.ErrNotFound
}

// An office is a mail server that keeps what it is given, and refuses as it is told.
type office struct {
	mu    sync.Mutex
	mails []string
	rcpt  error
}

func (o *office) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{o}, nil }

type session struct{ o *office }

func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Rcpt(string, *smtp.RcptOptions) error { return s.o.rcpt }
func (s *session) AuthMechanisms() []string             { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "vanthu" || password != "mat-khau" {
			return &smtp.SMTPError{Code: 535, Message: "no"}
		}
		return nil
	}), nil
}

func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	s.o.mu.Lock()
	defer s.o.mu.Unlock()
	s.o.mails = append(s.o.mails, string(data))
	return err
}

// serve returns a server with STARTTLS or TLS, and how to reach it.
func serve(t *testing.T, o *office, implicit bool) mail.Config {
	t.Helper()
	web := httptest.NewTLSServer(nil) // for its certificate
	t.Cleanup(web.Close)
	roots := x509.NewCertPool()
	roots.AddCert(web.Certificate())
	s := smtp.NewServer(o)
	s.TLSConfig = &tls.Config{Certificates: web.TLS.Certificates, MinVersion: tls.VersionTLS12}
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().(*net.TCPAddr)
	if implicit {
		l = tls.NewListener(l, s.TLSConfig)
	}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	return mail.Config{
		Host: at.IP.String(), Port: at.Port, Implicit: implicit, User: "vanthu", Password: "mat-khau", From: "vanthu@mau.example",
		TLS: &tls.Config{RootCAs: roots, ServerName: "example.com", MinVersion: tls.VersionTLS12}, Files: shelf{"docx": "PK Word", "pdf": "%PDF ký"},
	}
}

func letter(errand workflow.Errand, mode workflow.Mode) *workflow.Letter {
	r := &workflow.Record{
		ID: "01", Unit: "p", Mode: mode, Final: &workflow.File{Hash: "docx"},
		Original: &workflow.Original{Copies: []workflow.Copy{{Stage: workflow.Approved, File: "x"}, {Stage: workflow.Sealed, File: "pdf"}}},
		Document: documents.Document{
			Kind: documents.Report, Reference: documents.Reference{Number: 5, Symbol: "BC-UBND"}, Date: documents.Date{Year: 2026, Month: 11, Day: 22}, Abstract: "Kết quả",
		},
	}
	return &workflow.Letter{
		ID: "send:01-1", Errand: errand, Record: r, Address: "snv@tinh.example", At: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC), Text: "Nhầm số liệu",
		From: documents.Agency{Name: "UBND phường Mẫu"}, To: documents.Agency{Name: "Sở Nội vụ"},
	}
}

func deliver(t *testing.T, c mail.Config, l *workflow.Letter) (string, error) {
	t.Helper()
	post, err := mail.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return post.Deliver(t.Context(), l)
}

func TestMailsArrive(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		implicit bool
		errand   workflow.Errand
		mode     workflow.Mode
		file     string
		subject  string
	}{
		{"StartTLS", false, workflow.Issuing, workflow.Electronic, "05-BC-UBND.pdf", "Báo cáo số 05/BC-UBND ngày 22/11/2026: Kết quả"},
		{"TLS", true, workflow.Issuing, workflow.Paper, "05-BC-UBND.docx", "Báo cáo số 05/BC-UBND ngày 22/11/2026: Kết quả"},
		{"Recall", true, workflow.Recalling, workflow.Electronic, "", "Thu hồi văn bản: Báo cáo số 05/BC-UBND ngày 22/11/2026: Kết quả"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := &office{}
			config := serve(t, o, c.implicit)
			var ids []string
			for range 2 {
				id, err := deliver(t, config, letter(c.errand, c.mode))
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, id)
			}
			if ids[0] != ids[1] || o.mails[0] != o.mails[1] {
				t.Errorf("a retry is another mail: %q\n%s\n%s", ids, o.mails[0], o.mails[1])
			}
			m, err := netmail.ReadMessage(strings.NewReader(o.mails[0]))
			if err != nil {
				t.Fatal(err)
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
			if err != nil || subject != c.subject || m.Header.Get("Message-Id") != ids[0] {
				t.Errorf("got %q %q %v", subject, m.Header.Get("Message-Id"), err)
			}
			if has := strings.Contains(o.mails[0], c.file); !has || strings.Contains(o.mails[0], "attachment") != (c.file != "") {
				t.Errorf("want the file %q in\n%s", c.file, o.mails[0])
			}
		})
	}
}

func TestMailsThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		rcpt   error
		change func(*mail.Config, *workflow.Letter)
		rule   documents.Rule
		again  bool
	}{
		{"NoSuchBox", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no"}, nil, workflow.RuleSendAddress, false},
		{"ComeAgain", &smtp.SMTPError{Code: 451, Message: "later"}, nil, workflow.RuleSendBusy, true},
		{"Password", nil, func(k *mail.Config, _ *workflow.Letter) { k.Password = "khac" }, workflow.RuleSendCredentials, true},
		{"Address", nil, func(_ *mail.Config, l *workflow.Letter) { l.Address = "không phải" }, workflow.RuleSendAddress, false},
		{"Untrusted", nil, func(k *mail.Config, _ *workflow.Letter) { k.TLS = nil }, workflow.RuleSendUnreachable, true},
		{"Large", nil, func(k *mail.Config, _ *workflow.Letter) { k.Files = shelf{"pdf": strings.Repeat("x", 18<<20)} }, workflow.RuleSendLarge, false},
		{"Gone", nil, func(k *mail.Config, _ *workflow.Letter) { k.Port = 1 }, workflow.RuleSendUnreachable, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := &office{rcpt: c.rcpt}
			config, l := serve(t, o, false), letter(workflow.Issuing, workflow.Electronic)
			if c.change != nil {
				c.change(&config, l)
			}
			_, err := deliver(t, config, l)
			refusal := (*workflow.Refusal)(nil)
			if !errors.As(err, &refusal) || refusal.Rule != c.rule || errors.Is(err, documents.ErrUnavailable) != c.again {
				t.Errorf("got %v %+v, want %s", err, refusal, c.rule)
			}
			if len(o.mails) > 0 || strings.Contains(err.Error(), config.Password) {
				t.Errorf("kept %q, said %v", o.mails, err)
			}
		})
	}
	if _, err := mail.New(mail.Config{Host: "mau.example", Port: 587, From: "không phải"}); err == nil {
		t.Error("a sender that is none is taken")
	}
}
