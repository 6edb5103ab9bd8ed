package bucket_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/bucket"
	"vanthu/workflow/storetest"
)

// A fault answers a request wrongly, or has the storage answer a wrong one.
type fault func(w http.ResponseWriter, r *http.Request, behind http.Handler)

// A line is the way to the storage. It goes wrong for the requests of a method
// while times is above 0.
type line struct {
	method string
	fault  fault
	times  atomic.Int32
}

func (l *line) between(behind http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == l.method && l.times.Add(-1) >= 0 {
			l.fault(w, r, behind)
			return
		}
		behind.ServeHTTP(w, r)
	})
}

// refuse answers with an error of the S3 protocol.
func refuse(status int, code string) fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<Error><Code>"+code+"</Code><Message>try later</Message></Error>")
	}
}

// hangUp breaks the connection off.
func hangUp(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }

// loseAnswer breaks it off when the storage has done its work.
func loseAnswer(w http.ResponseWriter, r *http.Request, behind http.Handler) {
	behind.ServeHTTP(httptest.NewRecorder(), r)
	hangUp(w, r, behind)
}

// cutRequest breaks it off in the middle of what is sent.
func cutRequest(w http.ResponseWriter, r *http.Request, behind http.Handler) {
	half := io.LimitReader(r.Body, r.ContentLength/2)
	r.Body = io.NopCloser(io.MultiReader(half, brokenOff{}))
	behind.ServeHTTP(w, r)
}

type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// cutAnswer breaks it off in the middle of what comes.
func cutAnswer(w http.ResponseWriter, r *http.Request, behind http.Handler) {
	whole := httptest.NewRecorder()
	behind.ServeHTTP(whole, r)
	w.Header().Set("Content-Length", strconv.Itoa(whole.Body.Len()))
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
	hangUp(w, r, behind)
}

// spoilAnswer changes one byte of what comes.
func spoilAnswer(w http.ResponseWriter, r *http.Request, behind http.Handler) {
	whole := httptest.NewRecorder()
	behind.ServeHTTP(whole, r)
	whole.Body.Bytes()[whole.Body.Len()/2] ^= 1
	w.Header().Set("Content-Length", strconv.Itoa(whole.Body.Len()))
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes())
}

// spoilRequest changes one byte of what is sent.
func spoilRequest(w http.ResponseWriter, r *http.Request, behind http.Handler) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	body[len(body)/2] ^= 1
	r.Body = io.NopCloser(bytes.NewReader(body))
	behind.ServeHTTP(w, r)
}

// wait answers nothing until the other end gives up, which is seen once all that
// it sent is read.
func wait(_ http.ResponseWriter, r *http.Request, _ http.Handler) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// file is what is put and got: larger than any buffer on the way.
func file() []byte { return bytes.Repeat([]byte("văn bản "), 100_000) }

// through returns a store of its own, at the other end of a line.
func through(t *testing.T, s3 *storetest.S3, l *line, attempt time.Duration) *bucket.Store {
	t.Helper()
	c, _ := config(t, s3)
	c.Endpoint, c.Attempt = s3.Front(t, l.between), attempt
	return open(t, c)
}

// faultsThatPass: a call goes on where a fault ends in time.
func faultsThatPass(t *testing.T, s3 *storetest.S3) {
	for _, c := range []struct {
		name, method string
		fault        fault
	}{
		{"Put/SlowDown", http.MethodPut, refuse(http.StatusServiceUnavailable, "SlowDown")},
		{"Put/InternalError", http.MethodPut, refuse(http.StatusInternalServerError, "InternalError")},
		{"Put/ConnectionBreaksOffAtOnce", http.MethodPut, hangUp},
		{"Put/ConnectionBreaksOffInTheMiddle", http.MethodPut, cutRequest},
		{"Put/AnswerIsLost", http.MethodPut, loseAnswer},
		{"Get/SlowDown", http.MethodGet, refuse(http.StatusServiceUnavailable, "SlowDown")},
		{"Get/ConnectionBreaksOffAtOnce", http.MethodGet, hangUp},
		{"Get/ConnectionBreaksOffInTheMiddle", http.MethodGet, cutAnswer},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := &line{method: c.method, fault: c.fault}
			s := through(t, s3, l, 5*time.Second)
			if c.method == http.MethodPut {
				l.times.Store(2)
			}
			hash, err := s.Put(t.Context(), "phuong", file())
			if err != nil {
				t.Fatal(err)
			}
			if c.method == http.MethodGet {
				l.times.Store(2)
			}
			got, err := s.Get(t.Context(), "phuong", hash)
			if err != nil || !bytes.Equal(got, file()) {
				t.Errorf("got %d bytes and error %v", len(got), err)
			}
			if l.times.Load() > 0 {
				t.Error("the fault was not met")
			}
		})
	}
}

// faultsThatStay: a call ends, says that it could not be done, and leaves
// nothing half done.
func faultsThatStay(t *testing.T, s3 *storetest.S3) {
	for _, c := range []struct {
		name, method string
		fault        fault
	}{
		{"Put/SlowDown", http.MethodPut, refuse(http.StatusServiceUnavailable, "SlowDown")},
		{"Put/ConnectionBreaksOffInTheMiddle", http.MethodPut, cutRequest},
		{"Put/ContentIsSpoiledOnTheWay", http.MethodPut, spoilRequest},
		{"Put/NoAnswer", http.MethodPut, wait},
		{"Get/SlowDown", http.MethodGet, refuse(http.StatusServiceUnavailable, "SlowDown")},
		{"Get/ConnectionBreaksOffInTheMiddle", http.MethodGet, cutAnswer},
		{"Get/NoAnswer", http.MethodGet, wait},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := &line{method: c.method, fault: c.fault}
			s := through(t, s3, l, 2*time.Second)
			hash := blobs.HashOf(file())
			if c.method == http.MethodGet {
				if _, err := s.Put(t.Context(), "phuong", file()); err != nil {
					t.Fatal(err)
				}
			}
			l.times.Store(1 << 20)
			err := call(t.Context(), s, c.method, hash)
			l.times.Store(0)
			if !errors.Is(err, documents.ErrUnavailable) || errors.Is(err, documents.ErrNotFound) {
				t.Errorf("got error %v, want %v", err, documents.ErrUnavailable)
			}
			got, err := s.Get(t.Context(), "phuong", hash)
			if c.method == http.MethodPut && !errors.Is(err, documents.ErrNotFound) {
				t.Errorf("got %d bytes and error %v of what was not put", len(got), err)
			}
			if c.method == http.MethodGet && !bytes.Equal(got, file()) {
				t.Errorf("got %d bytes and error %v afterwards", len(got), err)
			}
		})
	}
}

// call puts or gets the file.
func call(ctx context.Context, s *bucket.Store, method string, hash workflow.Hash) error {
	if method == http.MethodPut {
		_, err := s.Put(ctx, "phuong", file())
		return err
	}
	_, err := s.Get(ctx, "phuong", hash)
	return err
}

func spoiledIsNotGivenOut(t *testing.T, s3 *storetest.S3) {
	l := &line{method: http.MethodGet, fault: spoilAnswer}
	s := through(t, s3, l, 5*time.Second)
	hash, err := s.Put(t.Context(), "phuong", file())
	if err != nil {
		t.Fatal(err)
	}
	l.times.Store(1)
	if got, err := s.Get(t.Context(), "phuong", hash); err == nil || errors.Is(err, documents.ErrNotFound) {
		t.Errorf("got %d bytes and error %v", len(got), err)
	}
}

func callOffEnds(t *testing.T, s3 *storetest.S3, method string) {
	ctx, cancel := context.WithCancel(t.Context())
	l := &line{method: method, fault: func(w http.ResponseWriter, r *http.Request, behind http.Handler) {
		cancel()
		wait(w, r, behind)
	}}
	s := through(t, s3, l, time.Minute)
	l.times.Store(1 << 20)
	err := call(ctx, s, method, blobs.HashOf(file()))
	if !errors.Is(err, context.Canceled) || errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
}

func openSaysWhatIsWrong(t *testing.T, s3 *storetest.S3) {
	l := &line{method: http.MethodGet, fault: refuse(http.StatusForbidden, "RequestTimeTooSkewed")}
	sound, _ := config(t, s3)
	sound.Endpoint = s3.Front(t, l.between)
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secure.Close)
	other := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(other.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for _, c := range []struct {
		name string
		turn func(*bucket.Config)
		want error
	}{
		{"ErrNoBucket", func(c *bucket.Config) { c.Bucket = "khac" }, bucket.ErrNoBucket},
		{"ErrDenied/Secret", func(c *bucket.Config) { c.Secret = "sai" }, bucket.ErrDenied},
		{"ErrDenied/Key", func(c *bucket.Config) { c.Key = "sai" }, bucket.ErrDenied},
		{"ErrRegion", func(c *bucket.Config) { c.Region = "ap-southeast-1" }, bucket.ErrRegion},
		{"ErrClock", func(*bucket.Config) { l.times.Store(1) }, bucket.ErrClock},
		{"ErrNoTLS", func(c *bucket.Config) { c.Insecure = false }, bucket.ErrNoTLS},
		{"ErrCertificate", func(c *bucket.Config) { c.Endpoint, c.Insecure = secure.Listener.Addr().String(), false }, bucket.ErrCertificate},
		{"ErrUnreachable/NobodyThere", func(c *bucket.Config) { c.Endpoint = gone.Listener.Addr().String() }, bucket.ErrUnreachable},
		{"ErrUnreachable/NoStorage", func(c *bucket.Config) { c.Endpoint = other.Listener.Addr().String() }, bucket.ErrUnreachable},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := sound
			c.turn(&bad)
			s, err := bucket.Open(t.Context(), bad)
			if s != nil || !errors.Is(err, c.want) || !errors.Is(err, documents.ErrUnavailable) {
				t.Errorf("got error %v, want %v", err, c.want)
			}
		})
	}
}

func secretIsInNoError(t *testing.T, s3 *storetest.S3) {
	c, _ := config(t, s3)
	for _, region := range []string{"", "ap-southeast-1"} {
		c.Secret, c.Region = "rất bí mật", region
		if _, err := bucket.Open(t.Context(), c); err == nil || strings.Contains(err.Error(), c.Secret) {
			t.Errorf("got error %v", err)
		}
	}
}
