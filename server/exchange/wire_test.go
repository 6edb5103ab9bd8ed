package exchange_test

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"

	"vanthu/workflow/dispatch/edxml"
)

// A fault is what happens to one message on its way.
type fault string

// faults are all that are tried.
var faults = [...]fault{
	"none", "cut before", "cut after", "half an answer", "twice", "late, after the next ones", "server error",
	"receiver crashes before", "receiver crashes after", "sender crashes before", "sender crashes after",
}

// A wire carries the requests of one side. The first message that Hit knows meets its
// fault, and what is to crash then is noted for the test, which lets it.
type wire struct {
	mu    sync.Mutex
	fault fault
	hit   func(*edxml.Message) bool // nil when no fault is to come
	met   bool
	held  []*http.Request
	die   func() // has the sender crash: his work ends here
	crash func() // has the receiver crash
}

// arm has the next message that hit knows meet the fault.
func (w *wire) arm(f fault, hit func(*edxml.Message) bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault, w.hit, w.met = f, hit, f == "none"
}

var errCut = &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}

// RoundTrip sends a request, or has it meet its fault.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	send := func() (*http.Response, error) { return http.DefaultTransport.RoundTrip(again(req, body)) }
	f := w.meets(message(req, body))
	switch f {
	case "cut before":
		return nil, errCut
	case "cut after":
		discard(send())
		return nil, errCut
	case "half an answer":
		res, err := send()
		if err == nil {
			res.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"code":"`), failing{}))
		}
		return res, err
	case "twice":
		discard(send())
	case "late, after the next ones":
		w.mu.Lock()
		w.held = append(w.held, again(req, body))
		w.mu.Unlock()
		return nil, errCut
	case "server error":
		return &http.Response{StatusCode: http.StatusBadGateway, Body: io.NopCloser(strings.NewReader("502")), Header: http.Header{}, Request: req}, nil
	case "receiver crashes before":
		w.crash()
		return nil, errCut
	case "receiver crashes after":
		discard(send())
		w.crash()
		return nil, errCut
	case "sender crashes before":
		w.die()
		return nil, errCut
	case "sender crashes after":
		discard(send())
		w.die()
		return nil, errCut
	}
	return send()
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errCut }

func discard(res *http.Response, err error) {
	if err == nil {
		_ = res.Body.Close()
	}
}

// again is the request anew, which outlives who sent it.
func again(req *http.Request, body []byte) *http.Request {
	next := req.Clone(context.WithoutCancel(req.Context()))
	next.Body = io.NopCloser(bytes.NewReader(body))
	return next
}

// meets returns the fault of a message, "none" mostly.
func (w *wire) meets(m *edxml.Message) fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.met || w.hit == nil || !w.hit(m) {
		return "none"
	}
	w.met = true
	return w.fault
}

// release delivers what was late.
func (w *wire) release() {
	w.mu.Lock()
	late := w.held
	w.held = nil
	w.mu.Unlock()
	for _, req := range late {
		discard(http.DefaultTransport.RoundTrip(req))
	}
}

// message reads what a request carries.
func message(req *http.Request, body []byte) *edxml.Message {
	_, params, err := mime.ParseMediaType(req.Header.Get("Content-Type"))
	if err != nil {
		return &edxml.Message{}
	}
	form := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return &edxml.Message{}
		}
		if part.FormName() == "file" {
			file, _ := io.ReadAll(part)
			m, err := edxml.Read(file)
			if err != nil {
				return &edxml.Message{}
			}
			return m
		}
	}
}
