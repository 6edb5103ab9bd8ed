// Package bucket keeps the files of an installation in a bucket of storage that
// speaks the S3 protocol, so that several servers have the same files. It
// implements workflow.Blobs; objects have the names that package blobs gives to
// files, so that a folder can be copied into a bucket as it is.
package bucket

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
)

// How often a request is made at most, how long one may take, and how many of
// those times a whole call may.
const (
	tries       = 4
	attemptTime = 15 * time.Second
	longest     = 3
)

// A Config says which bucket, and in whose name.
type Config struct {
	Endpoint string // host:port
	Bucket   string
	Prefix   string // before each name, without a slash at its ends; may be empty
	Region   string // "" is us-east-1, by which most storage but Amazon's goes
	Insecure bool   // HTTP without TLS
	Key      string
	Secret   string
	Attempt  time.Duration // how long one request may take; 0 is 15 seconds
}

// A Store is a bucket of files, or what stands under a prefix of one. Its
// methods are safe for concurrent use, by several processes too.
type Store struct {
	client *s3.Client
	http   *http.Client
	bucket string
	prefix string        // ends with a slash, if it is not empty
	limit  time.Duration // of a whole call
}

// Open looks whether the bucket is there and may be listed. ErrNoBucket,
// ErrDenied, ErrRegion, ErrClock, ErrNoTLS, ErrCertificate or ErrUnreachable;
// each is also ErrUnavailable.
func Open(ctx context.Context, c Config) (*Store, error) {
	s := newStore(c)
	if _, err := s.page(ctx, s3.ListObjectsV2Input{Bucket: &s.bucket, Prefix: &s.prefix, MaxKeys: aws.Int32(1)}); err != nil {
		return nil, fmt.Errorf("open bucket %s at %s: %w", c.Bucket, c.Endpoint, err)
	}
	return s, nil
}

func newStore(c Config) *Store {
	attempt := cmp.Or(c.Attempt, attemptTime)
	scheme := "https://"
	if c.Insecure {
		scheme = "http://"
	}
	client := newHTTP(attempt)
	s := &Store{http: client, bucket: c.Bucket, limit: longest * attempt}
	if c.Prefix != "" {
		s.prefix = c.Prefix + "/"
	}
	s.client = s3.New(s3.Options{
		BaseEndpoint: aws.String(scheme + c.Endpoint),
		Region:       cmp.Or(c.Region, "us-east-1"),
		Credentials:  credentials.NewStaticCredentialsProvider(c.Key, c.Secret, ""),
		UsePathStyle: true, // a host's own storage has no name for each bucket
		HTTPClient:   client,
		Retryer: retry.AddWithErrorCodes(retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts, o.MaxBackoff = tries, attempt/16
		}), passingCodes()...),
		// Sums of other kinds are Amazon's own; the SHA-256 of what is sent is
		// signed, and that of what comes is its name.
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired,
	})
	return s
}

// newHTTP returns a client with connections of its own, for requests that take
// no longer than attempt, body and all.
func newHTTP(attempt time.Duration) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = transport.MaxIdleConns // there is one host
	return &http.Client{
		Transport: transport, Timeout: attempt,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Close gives the connections back.
func (s *Store) Close() error {
	s.http.CloseIdleConnections()
	return nil
}

// Put stores data and returns its hash; see workflow.Blobs. A file that is
// there already is read, and written again only if it was damaged. ErrInvalid
// for a unit that cannot name a folder.
func (s *Store) Put(ctx context.Context, unit documents.UnitID, data []byte) (workflow.Hash, error) {
	hash := blobs.HashOf(data)
	name, ok := blobs.Place(unit, hash)
	if !ok {
		return "", fmt.Errorf("store file: unit %q: %w", unit, documents.ErrInvalid)
	}
	there, err := s.read(ctx, name)
	if errors.Is(err, documents.ErrNotFound) || err == nil && !bytes.Equal(there, data) {
		err = s.write(ctx, name, data)
	}
	if err != nil {
		return "", fmt.Errorf("store file %s of %s: %w", hash, unit, err)
	}
	return hash, nil
}

// Get returns a file; see workflow.Blobs. A file whose content is not that of
// its hash any more is an internal error. What was set aside is still given: a
// record may come to name a file that a sweep has just chosen.
func (s *Store) Get(ctx context.Context, unit documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := s.copy(ctx, s.read, unit, hash)
	if err != nil {
		return nil, fmt.Errorf("read file %s of %s: %w", hash, unit, err)
	}
	if blobs.HashOf(data) != hash {
		return nil, fmt.Errorf("read file %s of %s: its content has changed in the bucket", hash, unit)
	}
	return data, nil
}

// Walk calls visit for each file that is in its place, in order of the names of
// units and files, until it returns an error. Files that come meanwhile may be
// left out.
func (s *Store) Walk(ctx context.Context, visit func(documents.UnitID, workflow.Hash) error) error {
	return s.Stored(ctx, func(f workflow.StoredFile) error { return visit(f.Unit, f.Hash) })
}

// list calls visit for each object whose name begins so, with its size and time.
func (s *Store) list(ctx context.Context, begin string, visit func(name string, f workflow.StoredFile) error) error {
	in := s3.ListObjectsV2Input{Bucket: &s.bucket, Prefix: aws.String(s.prefix + begin)}
	for more := true; more; {
		page, err := s.page(ctx, in)
		if err != nil {
			return fmt.Errorf("list bucket %s: %w", s.bucket, err)
		}
		for _, object := range page.Contents {
			name := strings.TrimPrefix(aws.ToString(object.Key), s.prefix)
			f := workflow.StoredFile{Size: aws.ToInt64(object.Size), At: aws.ToTime(object.LastModified)}
			if err := visit(name, f); err != nil {
				return err
			}
		}
		in.ContinuationToken, more = page.NextContinuationToken, aws.ToBool(page.IsTruncated)
	}
	return nil
}

// page returns one answer of names.
func (s *Store) page(ctx context.Context, in s3.ListObjectsV2Input) (out *s3.ListObjectsV2Output, err error) {
	err = s.within(ctx, func(ctx context.Context) error {
		out, err = s.client.ListObjectsV2(ctx, &in)
		return err
	})
	return out, err
}

// read returns an object.
func (s *Store) read(ctx context.Context, name string) ([]byte, error) {
	return s.get(ctx, s3.GetObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + name)})
}

// heading returns the beginning of an object that is not empty.
func (s *Store) heading(ctx context.Context, name string) ([]byte, error) {
	within := fmt.Sprintf("bytes=0-%d", blobs.HeadSize-1)
	return s.get(ctx, s3.GetObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + name), Range: &within})
}

// get returns what is asked of an object. An answer that breaks off is asked for
// again; other faults the client has met with further tries already.
func (s *Store) get(ctx context.Context, in s3.GetObjectInput) (data []byte, err error) {
	err = s.within(ctx, func(ctx context.Context) error {
		var err error
		for range tries {
			out, refused := s.client.GetObject(ctx, &in)
			if refused != nil {
				return refused
			}
			data, err = io.ReadAll(out.Body)
			if err = errors.Join(err, out.Body.Close()); err == nil || ctx.Err() != nil {
				break
			}
		}
		return err
	})
	return data, err
}

func (s *Store) write(ctx context.Context, name string, data []byte) error {
	in := s3.PutObjectInput{Bucket: &s.bucket, Key: aws.String(s.prefix + name), Body: bytes.NewReader(data)}
	return s.within(ctx, func(ctx context.Context) error {
		_, err := s.client.PutObject(ctx, &in)
		return err
	})
}

// within does one call in the time it may take and returns its error as one of
// ours.
func (s *Store) within(ctx context.Context, do func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	err := do(limited)
	if gone := ctx.Err(); err != nil && gone != nil {
		return gone
	}
	return translate(err)
}
