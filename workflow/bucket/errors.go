package bucket

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"

	"github.com/aws/smithy-go"

	"vanthu/documents"
)

// Why a bucket cannot be used, where somebody can mend it. Each comes with
// documents.ErrUnavailable.
var (
	ErrNoBucket    = errors.New("no such bucket")
	ErrDenied      = errors.New("the key is unknown, its secret wrong, or it may not do this")
	ErrRegion      = errors.New("the bucket is in another region")
	ErrClock       = errors.New("the clocks differ too much")
	ErrNoTLS       = errors.New("the storage does not speak TLS")
	ErrCertificate = errors.New("the certificate of the storage is not trusted")
	ErrUnreachable = errors.New("the storage does not answer, or not as it should")
)

// passingCodes are the codes of what passes, beside those that the client knows.
func passingCodes() []string {
	return []string{
		"OperationAborted",          // Amazon, of two that write at once
		"ExistingObjectIsDirectory", // versitygw, that removes a folder which another object left empty
	}
}

// translate returns an error of the client as one of our kinds: by its code,
// never by its text.
func translate(err error) error {
	var answer smithy.APIError
	var certificate *tls.CertificateVerificationError
	reason := ErrUnreachable
	switch {
	case err == nil:
		return nil
	case errors.As(err, &answer):
		reason = codes(answer.ErrorCode())
	case errors.Is(err, http.ErrSchemeMismatch):
		reason = ErrNoTLS
	case errors.As(err, &certificate):
		reason = ErrCertificate
	}
	if errors.Is(reason, documents.ErrNotFound) {
		return fmt.Errorf("%w: %w", reason, err)
	}
	return fmt.Errorf("%w: %w: %w", documents.ErrUnavailable, reason, err)
}

// codes returns what an error code of the S3 protocol means to us.
func codes(code string) error {
	switch code {
	case "NoSuchKey":
		return documents.ErrNotFound
	case "NoSuchBucket":
		return ErrNoBucket
	case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch",
		"XAdminUserNotFound": // versitygw, of a key it does not know
		return ErrDenied
	case "AuthorizationHeaderMalformed", "PermanentRedirect":
		return ErrRegion
	case "RequestTimeTooSkewed":
		return ErrClock
	}
	return ErrUnreachable
}
