// Package mail sends documents as e-mail: the signed and sealed PDF where there is one,
// else the file that the paper was printed from.
package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"vanthu/documents"
	"vanthu/workflow"
)

// Config says which server takes the office's mail. TLS is asked for always, but by a
// server on this machine that wants no password.
type Config struct {
	Host     string
	Port     int
	Implicit bool   // TLS from the first byte (465), else STARTTLS
	User     string // "" for none
	Password string
	From     string      // the address of the office
	TLS      *tls.Config // nil trusts the system's roots
	Files    workflow.Blobs
}

// A Post is a workflow.Courier over e-mail.
type Post struct{ c Config }

// sendTime is how long one mail may take: less than a task's lease.
const sendTime = 40 * time.Second

// maxFile is how large a file goes by mail: most servers take 25 MB, base64 and all.
const maxFile = 17 << 20

// New returns the post of c. An error when its addresses are none.
func New(c Config) (*Post, error) {
	p := &Post{c}
	if _, err := p.client(); err != nil {
		return nil, err
	}
	return p, gomail.NewMsg().From(c.From)
}

func (p *Post) client() (*gomail.Client, error) {
	policy := gomail.TLSMandatory
	if ip := net.ParseIP(p.c.Host); ip != nil && ip.IsLoopback() && p.c.User == "" && p.c.TLS == nil {
		policy = gomail.NoTLS
	}
	options := []gomail.Option{gomail.WithPort(p.c.Port), gomail.WithTimeout(sendTime), gomail.WithTLSPolicy(policy)}
	if p.c.Implicit {
		options = append(options, gomail.WithSSL())
	}
	if p.c.TLS != nil {
		options = append(options, gomail.WithTLSConfig(p.c.TLS))
	}
	if p.c.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(p.c.User), gomail.WithPassword(p.c.Password))
	}
	client, err := gomail.NewClient(p.c.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("set up the mail server: %w", err)
	}
	return client, nil
}

// Deliver sends the letter and returns its Message-ID, which is the same each time: who
// gets a mail twice is shown one. See workflow.Courier.
func (p *Post) Deliver(ctx context.Context, l *workflow.Letter) (string, error) {
	m, err := p.message(ctx, l)
	if err != nil {
		return "", err
	}
	client, err := p.client()
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	if err := client.DialAndSendWithContext(ctx, m); err != nil && !m.IsDelivered() { // what fails after that is the farewell
		return "", refused(err)
	}
	return m.GetMessageID(), nil
}

// message makes the mail, of nothing but the letter.
func (p *Post) message(ctx context.Context, l *workflow.Letter) (*gomail.Msg, error) {
	sum := sha256.Sum256([]byte(string(l.Record.Unit) + "\x00" + string(l.Errand) + "\x00" + l.ID + "\x00" + l.Status))
	key := hex.EncodeToString(sum[:16])
	m := gomail.NewMsg(gomail.WithBoundary("vanthu-"+key), gomail.WithNoDefaultUserAgent())
	if err := m.To(l.Address); err != nil {
		return nil, workflow.Undelivered(workflow.RuleSendAddress, l.Address)
	}
	if err := m.FromFormat(l.From.Name, p.c.From); err != nil {
		return nil, fmt.Errorf("set the sender of a mail: %w", err)
	}
	_, domain, _ := strings.Cut(p.c.From, "@")
	m.SetMessageIDWithValue(key + "@" + domain)
	m.SetDateWithValue(l.At.In(workflow.Zone))
	m.Subject(subject(l))
	m.SetBodyString(gomail.TypeTextPlain, body(l))
	if l.Errand == workflow.Recalling {
		return m, nil
	}
	return m, p.attach(ctx, m, l.Record)
}

func (p *Post) attach(ctx context.Context, m *gomail.Msg, r *workflow.Record) error {
	hash, name, err := r.Posted()
	if err != nil {
		return err
	}
	file, err := p.c.Files.Get(ctx, r.Unit, hash)
	if err != nil {
		return fmt.Errorf("read the file of document %s to send: %w", r.ID, err)
	}
	if len(file) > maxFile {
		return workflow.Undelivered(workflow.RuleSendLarge, fmt.Sprintf("%d MB", len(file)>>20))
	}
	if err := m.AttachReader(name, bytes.NewReader(file)); err != nil {
		return fmt.Errorf("attach the file of document %s: %w", r.ID, err)
	}
	return nil
}

// refused says why the server did not take a mail, by the code of its answer.
func refused(err error) error {
	sent, protocol := (*gomail.SendError)(nil), ""
	code := 0
	if errors.As(err, &sent) {
		code = sent.ErrorCode()
		protocol = fmt.Sprintf("SMTP %d %s", code, sent.EnhancedStatusCode())
	}
	if answer := (*textproto.Error)(nil); code == 0 && errors.As(err, &answer) { // before the mail itself
		code, protocol = answer.Code, fmt.Sprintf("SMTP %d", answer.Code)
	}
	switch net := net.Error(nil); {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &net) && net.Timeout():
		return workflow.Undelivered(workflow.RuleSendSlow, "")
	case code >= 400 && code < 500:
		return workflow.Undelivered(workflow.RuleSendBusy, protocol)
	case code == 530, code == 534, code == 535, errors.Is(err, gomail.ErrNoSupportedAuthDiscovered):
		return workflow.Undelivered(workflow.RuleSendCredentials, protocol)
	case code == 552:
		return workflow.Undelivered(workflow.RuleSendLarge, protocol)
	case sent != nil && sent.Reason == gomail.ErrSMTPRcptTo && code >= 500:
		return workflow.Undelivered(workflow.RuleSendAddress, protocol)
	case sent != nil && sent.Reason == gomail.ErrSMTPMailFrom && code >= 500:
		return workflow.Undelivered(workflow.RuleSendSender, protocol)
	case code >= 500:
		return workflow.Undelivered(workflow.RuleSendRefused, protocol)
	default:
		return workflow.Undelivered(workflow.RuleSendUnreachable, "")
	}
}

// errands are how the subject of a mail begins.
var errands = map[workflow.Errand]string{
	workflow.Issuing: "", workflow.Replacing: "Văn bản thay thế: ", workflow.Updating: "Đính chính: ", workflow.Recalling: "Thu hồi văn bản: ",
}

// subject is what the mail is about: "Báo cáo số 05/BC-UBND ngày 22/11/2026 …".
func subject(l *workflow.Letter) string {
	d := &l.Record.Document
	return errands[l.Errand] + d.Kind.Name() + " số " + d.Reference.String() + " ngày " + d.Date.Short() + ": " + documents.OneLine(d.Abstract)
}

// body is what the mail says.
func body(l *workflow.Letter) string {
	d := &l.Record.Document
	what := d.Kind.Name() + " số " + d.Reference.String() + " ngày " + d.Date.Short()
	lines := []string{"Kính gửi: " + l.To.Name + ".", ""}
	if l.Errand == workflow.Recalling {
		lines = append(lines, l.From.Name+" thu hồi "+what+".", "Lý do: "+l.Text, "",
			"Đề nghị quý cơ quan hủy bản đã nhận và thông báo lại (Điều 18 Nghị định 30/2020/NĐ-CP).")
	} else {
		lines = append(lines, l.From.Name+" gửi kèm thư này "+what+":", documents.OneLine(d.Abstract)+".")
		if l.Record.Mode == workflow.Paper {
			lines = append(lines, "", "Bản giấy có chữ ký và con dấu được gửi riêng; tệp kèm theo để biết trước.")
		}
	}
	return strings.Join(append(lines, "", "Văn thư "+l.From.Name, ""), "\n")
}
