package lgsp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

// Config says where a connector is and who we are there. The secrets go into headers
// and nowhere else.
type Config struct {
	Base   string // https, or http on this machine
	System string
	Secret string
	Token  string
	Shape  Shape
	Files  workflow.Blobs
	Way    http.RoundTripper // nil is the usual one
}

// A Connector is a workflow.Courier over one connector.
type Connector struct {
	c    Config
	base *url.URL
	http *http.Client
}

// sendTime is how long one exchange may take: less than a task's lease.
const sendTime = 40 * time.Second

// maxAnswer is as much of an answer as is read.
const maxAnswer = 4 << 20

// New returns the connector of c. A *workflow.Refusal where its address is not one that
// secrets may be sent to.
func New(c Config) (*Connector, error) {
	base, err := url.Parse(strings.TrimSuffix(c.Base, "/"))
	if err != nil || base.Host == "" || base.User != nil || !safe(base) {
		return nil, &workflow.Refusal{Rule: workflow.RuleKeyAddress, Kind: documents.ErrInvalid}
	}
	return &Connector{c, base, &http.Client{Transport: c.Way, Timeout: sendTime, CheckRedirect: stay}}, nil
}

// safe reports whether what is sent there is read by nobody on its way.
func safe(at *url.URL) bool {
	ip := net.ParseIP(at.Hostname())
	return at.Scheme == "https" || at.Scheme == "http" && ip != nil && ip.IsLoopback()
}

// stay follows no redirect: the next host would get the secrets.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Deliver sends the letter; see workflow.Courier.
func (c *Connector) Deliver(ctx context.Context, l *workflow.Letter) (string, error) {
	m, err := c.message(ctx, l)
	if err != nil {
		return "", err
	}
	file, err := edxml.Write(m)
	if err != nil {
		return "", fmt.Errorf("write the message: %w", err)
	}
	body, kind, err := c.form(l, m, file)
	if err != nil {
		return "", err
	}
	a, err := c.ask(ctx, request{http.MethodPost, c.c.Shape.Send, kind, body})
	if err != nil {
		return "", err
	}
	return a.text(c.c.Shape.ID), nil
}

func (c *Connector) message(ctx context.Context, l *workflow.Letter) (*edxml.Message, error) {
	if l.Errand == workflow.Recalling && c.c.Shape.Recall == RecallByStatus {
		return edxml.AskBack(l), nil
	}
	return edxml.FromLetter(ctx, l, c.c.Files)
}

// form returns the parts of a sending.
func (c *Connector) form(l *workflow.Letter, m *edxml.Message, file []byte) (body []byte, kind string, err error) {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	sort := "edoc"
	if m.Kind == edxml.Report {
		sort = "status"
	}
	for _, field := range [...][2]string{{"from", l.From.Code}, {"to", l.To.Code}, {"serviceType", "eDoc"}, {"messageType", sort}, {"id", l.ID}} {
		err = errors.Join(err, w.WriteField(field[0], field[1]))
	}
	part, e := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {fmt.Sprintf(`form-data; name=%q; filename="message.edxml"`, c.c.Shape.File)}, "Content-Type": {"application/xml"},
	})
	if err = errors.Join(err, e); err == nil {
		_, err = part.Write(file)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, "", fmt.Errorf("write the form of a sending: %w", err)
	}
	return out.Bytes(), w.FormDataContentType(), nil
}

// A request is one thing asked of the connector.
type request struct {
	method, path, kind string
	body               []byte
}

// ask returns the answer to a request that the connector does.
func (c *Connector) ask(ctx context.Context, r request) (answer, error) {
	text, err := c.exchange(ctx, r, maxAnswer)
	if err != nil {
		return nil, err
	}
	a := answer{}
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, workflow.Undelivered(workflow.RuleSendUnreachable, "no JSON in the answer")
	}
	return a, c.c.Shape.refused(a)
}

// exchange returns the body of a good answer, up to a size.
func (c *Connector) exchange(ctx context.Context, r request, most int64) ([]byte, error) {
	path, query, _ := strings.Cut(r.path, "?")
	at := c.base.JoinPath(path)
	at.RawQuery = query
	req, err := http.NewRequestWithContext(ctx, r.method, at.String(), bytes.NewReader(r.body))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", r.path, err)
	}
	c.sign(req, r.kind)
	res, err := c.http.Do(req)
	if err != nil {
		return nil, unreachable(err)
	}
	text, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	_ = res.Body.Close() // all that counts was read
	switch {
	case err != nil:
		return nil, unreachable(err)
	case int64(len(text)) > most:
		return nil, workflow.Undelivered(workflow.RuleSendLarge, "")
	case res.StatusCode != http.StatusOK:
		return nil, c.failed(res.StatusCode, text)
	}
	return text, nil
}

func (c *Connector) sign(req *http.Request, kind string) {
	req.Header.Set("Accept", "application/json")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for name, value := range map[string]string{c.c.Shape.System: c.c.System, c.c.Shape.Secret: c.c.Secret} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	if c.c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.c.Token)
	}
}

// failures are what the statuses of HTTP mean where the body has no code.
var failures = map[int]documents.Rule{
	http.StatusUnauthorized: workflow.RuleSendCredentials, http.StatusForbidden: workflow.RuleSendCredentials,
	http.StatusRequestEntityTooLarge: workflow.RuleSendLarge, http.StatusTooManyRequests: workflow.RuleSendBusy,
	http.StatusBadRequest: workflow.RuleSendMessage, http.StatusUnprocessableEntity: workflow.RuleSendMessage,
}

// failed returns why a request was answered with another status than 200.
func (c *Connector) failed(status int, text []byte) error {
	a := answer{}
	if json.Unmarshal(text, &a) == nil && a.text(c.c.Shape.Code) != "" {
		if err := c.c.Shape.refused(a); err != nil {
			return err
		}
	}
	said := fmt.Sprintf("HTTP %d", status)
	switch rule, known := failures[status]; {
	case known:
		return workflow.Undelivered(rule, said)
	case status >= http.StatusInternalServerError:
		return workflow.Undelivered(workflow.RuleSendBusy, said)
	default: // a redirect, a path that is not there: the operator mends it
		return workflow.Undelivered(workflow.RuleSendUnreachable, said)
	}
}

// unreachable says why nothing came back. The library's words have the address, never
// a header.
func unreachable(err error) error {
	if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
		return workflow.Undelivered(workflow.RuleSendSlow, "")
	}
	said := ""
	if op := (*net.OpError)(nil); errors.As(err, &op) && op.Addr != nil {
		said = op.Addr.String()
	}
	return workflow.Undelivered(workflow.RuleSendUnreachable, said)
}
