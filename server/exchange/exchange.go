// Package exchange is the door for messages of other agencies, in the shape of a
// provincial connector: POST /lien-thong/v1/sendEdoc.
package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch"
	"vanthu/workflow/dispatch/edxml"
	"vanthu/workflow/dispatch/lgsp"
)

// Base begins the addresses of the door.
const Base = "/lien-thong/"

// A Partner is a system that may bring messages, and what it proves itself by.
type Partner struct {
	System string   `json:"system"`
	Secret string   `json:"secret"`
	Token  string   `json:"token"`
	Organs []string `json:"organs"` // identifiers it may bring messages from; none is all
}

// shortest is how long a secret has to be.
const shortest = 16

var errPartner = errors.New("a partner needs a system, and a secret and a token of 16 characters each")

// ParsePartners reads what an operator says of the partners.
func ParsePartners(text []byte) ([]Partner, error) {
	var all []Partner
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil {
		return nil, fmt.Errorf("read the partners: %w", err)
	}
	for _, p := range all {
		if p.System == "" || len(p.Secret) < shortest || len(p.Token) < shortest {
			return nil, errPartner
		}
	}
	return all, nil
}

// A Door takes messages in.
type Door struct {
	Inbox    *dispatch.Inbox
	Partners []Partner
	Log      *slog.Logger
}

// maxBody is how large a request may be: a message and the fields around it.
const maxBody = edxml.MaxSize + 1<<20

// Handler returns the door as a handler below Base.
func (d *Door) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+Base+"v1/sendEdoc", d.send)
	return mux
}

// send takes one message in and answers with its code.
func (d *Door) send(w http.ResponseWriter, r *http.Request) {
	from, known := d.partner(r)
	if !known {
		d.reply(w, Answer{Code: lgsp.CodeCredentials, Message: "Sai mã hệ thống, khóa hoặc token."})
		return
	}
	file, err := message(http.MaxBytesReader(w, r.Body, maxBody), r)
	if err != nil {
		d.reply(w, Answer{Code: lgsp.CodeFile, Message: "Không có tệp gói tin, hoặc tệp quá lớn."})
		return
	}
	d.reply(w, d.take(r.Context(), from, file))
}

func (d *Door) take(ctx context.Context, from Partner, file []byte) Answer {
	id, err := d.Inbox.Take(ctx, dispatch.Partner{Name: from.System, Organs: from.Organs}, file)
	a := Judge(err)
	if a.ID = id; a.Code == lgsp.CodeSystem {
		d.Log.Error("message", "from", from.System, "error", err)
	} else if err != nil {
		d.Log.Warn("message", "from", from.System, "code", a.Code)
	}
	return a
}

// partner returns who asks. All are looked at, so that time tells nothing.
func (d *Door) partner(r *http.Request) (found Partner, known bool) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	for _, p := range d.Partners {
		if same(p.System, r.Header.Get("X-SystemId"))&same(p.Secret, r.Header.Get("X-SecretKey"))&same(p.Token, token) == 1 {
			found, known = p, true
		}
	}
	return found, known
}

func same(a, b string) int {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:])
}

var errNoFile = errors.New("no part is called file")

// message returns the part of a form that is the message. Nothing of it lies on a disk.
func message(body io.ReadCloser, r *http.Request) ([]byte, error) {
	r.Body = body
	form, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, errNoFile
		}
		if err != nil {
			return nil, err
		}
		if part.FormName() == "file" {
			return io.ReadAll(part)
		}
	}
}

// An Answer is what the other side is told.
type Answer struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	ID      string `json:"id,omitempty"`
}

// verdicts are the codes of what cannot be taken in, in the order they are looked for.
var verdicts = [...]struct {
	err  error
	code string
	says string
}{
	{dispatch.ErrReceiver, lgsp.CodeReceiver, "Không có cơ quan nhận mang mã định danh này."},
	{dispatch.ErrSender, lgsp.CodeSender, "Cơ quan gửi chưa được đăng ký cho hệ thống này."},
	{dispatch.ErrFile, lgsp.CodeFile, "Gói tin có tệp thuộc loại không nhận."},
	{documents.ErrNotFound, lgsp.CodeMessage, "Không có văn bản mà gói tin nói đến, hoặc văn bản không gửi cho nơi này."},
	{documents.ErrUnavailable, lgsp.CodeSystem, "Máy chủ đang bận. Hãy gửi lại sau."},
}

// Judge returns the answer to a message that was taken in with err.
func Judge(err error) Answer {
	if err == nil {
		return Answer{Code: lgsp.CodeDone, Message: "Đã nhận."}
	}
	if refused := (*edxml.Refused)(nil); errors.As(err, &refused) {
		return Answer{Code: lgsp.CodeMessage, Message: workflow.Say(err).Detail}
	}
	for _, v := range verdicts {
		if errors.Is(err, v.err) {
			return Answer{Code: v.code, Message: v.says}
		}
	}
	if errors.Is(err, documents.ErrInvalid) {
		return Answer{Code: lgsp.CodeProcessing, Message: workflow.Say(err).Detail}
	}
	return Answer{Code: lgsp.CodeSystem, Message: "Máy chủ có sự cố. Hãy gửi lại sau."}
}

func (d *Door) reply(w http.ResponseWriter, a Answer) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(a); err != nil {
		d.Log.Warn("message", "answer", a.Code, "error", err)
	}
}
