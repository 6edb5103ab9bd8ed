package keys

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"vanthu/workflow"
)

// An Account is what an office has with a signing service, and who of its
// people signs. Its secret goes into requests, and into no error.
type Account struct {
	Base    string // https://HOST; plain HTTP to this machine only
	Client  string // the office's name with the service
	Secret  string
	Profile string // MySign: the profile of the office

	User   string // who signs, as the service calls them
	Serial string // which of their certificates; "" for the one there is

	Now func() time.Time
}

// A ServiceError says that a service did not answer as it should. What it said
// may hold what nobody else should read, and is not in it.
type ServiceError struct {
	Call   string // the path
	Status int    // of HTTP, 0 when there was no answer
	Code   string // of the service
	err    error
}

func (s *ServiceError) Error() string {
	text := fmt.Sprintf("signing service: %s: status %d, code %q", s.Call, s.Status, s.Code)
	if s.err != nil {
		text += ": " + s.err.Error()
	}
	return text
}

// Unwrap returns the refusal that a person reads.
func (s *ServiceError) Unwrap() []error {
	if s.Status == http.StatusUnauthorized || s.Status == http.StatusForbidden {
		return []error{refuse(workflow.RuleKeyAccount, "")}
	}
	return []error{unavailable(workflow.RuleKeyService, ""), s.err}
}

// Limits of one call.
const (
	callTime  = 20 * time.Second
	maxAnswer = 1 << 20
)

// A line carries calls to a service.
type line struct {
	base   *url.URL
	client *http.Client
}

func newLine(base string) (*line, error) {
	at, err := url.Parse(base)
	if err != nil || at.Host == "" || at.User != nil {
		return nil, refuse(workflow.RuleKeyAddress, "")
	}
	if ip := net.ParseIP(at.Hostname()); at.Scheme != "https" && (at.Scheme != "http" || ip == nil || !ip.IsLoopback()) {
		return nil, refuse(workflow.RuleKeyAddress, at.Host)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // secrets go nowhere else
	return &line{at, &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment}, CheckRedirect: stay}}, nil
}

// A call is one request.
type call struct {
	path   string
	bearer string
	body   any
	limit  time.Duration // callTime when 0
}

// post sends a call and reads the answer into answer.
func (l *line) post(ctx context.Context, c call, answer any) error {
	if c.limit == 0 {
		c.limit = callTime
	}
	ctx, cancel := context.WithTimeout(ctx, c.limit)
	defer cancel()
	body, err := json.Marshal(c.body)
	if err != nil {
		return fmt.Errorf("write a request: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.base.JoinPath(c.path).String(), bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make a request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	if c.bearer != "" {
		req.Header.Set("Authorization", "Bearer "+c.bearer)
	}
	res, err := l.client.Do(req)
	if err != nil {
		return &ServiceError{Call: c.path, err: bare(err)}
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	switch {
	case err != nil:
		return &ServiceError{Call: c.path, Status: res.StatusCode, err: bare(err)}
	case res.StatusCode != http.StatusOK, len(data) > maxAnswer:
		return &ServiceError{Call: c.path, Status: res.StatusCode, Code: codeIn(data)}
	}
	if err := json.Unmarshal(data, answer); err != nil { // its words may quote the answer
		return &ServiceError{Call: c.path, Status: res.StatusCode, err: errForm}
	}
	return nil
}

// bare returns an error of the network without the address it was met at.
func bare(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// A code is what a service says in figures, as a number or a text.
type code string

// UnmarshalJSON implements json.Unmarshaler.
func (c *code) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if len(text) > 8 || strings.Trim(text, "0123456789") != "" {
		text = "" // words, or nothing
	}
	*c = code(text)
	return nil
}

// codeIn returns the code of an answer that is an error, "" for none.
func codeIn(data []byte) string {
	var answer struct {
		Status code `json:"status_code"`
		Error  code `json:"error"`
	}
	if json.Unmarshal(data, &answer) != nil {
		return ""
	}
	return string(max(answer.Status, answer.Error))
}
