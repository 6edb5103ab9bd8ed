package mongostore

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology"

	"vanthu/documents"
)

// ErrAddress means that a URI cannot be read or its host not be found.
var ErrAddress = errors.New("no address of a database")

// ErrDenied means that user or password are wrong, or that the user may not
// work on the database.
var ErrDenied = errors.New("the server does not let this user in")

// unreadable returns what can be said of an error of a URI: its own words may
// repeat a password.
func unreadable(err error) error {
	if lookup := (*net.DNSError)(nil); errors.As(err, &lookup) {
		return fmt.Errorf("%w: %w", ErrAddress, lookup)
	}
	return ErrAddress
}

// letIn says of an error whether the server does not let us in.
func letIn(err error) error {
	const unauthorized, authenticationFailed = 13, 18
	for _, code := range mongo.ErrorCodes(err) {
		if code == unauthorized || code == authenticationFailed {
			return fmt.Errorf("%w: %w", ErrDenied, err)
		}
	}
	return err
}

// notReady are the codes with which a server says that it cannot do it now and
// another, or itself later, can. After such an answer a write may have been
// done all the same.
func notReady() []int {
	return []int{
		1, 8, // InternalError, UnknownError: also all that is wrong below FerretDB, a database that restarts or a deadlock
		6, 7, 89, 9001, // HostUnreachable, HostNotFound, NetworkTimeout, SocketException
		24, 50, 112, 202, 262, // LockTimeout, MaxTimeMSExpired, WriteConflict, NetworkInterfaceExceededTimeLimit, ExceededTimeLimit
		64, 91, 100, 133, 134, // WriteConcernFailed, ShutdownInProgress, UnsatisfiableWriteConcern, FailedToSatisfyReadPreference, ReadConcernMajorityNotAvailableYet
		189, 10107, 13435, 13436, // PrimarySteppedDown, NotWritablePrimary, NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary
		11600, 11601, 11602, // InterruptedAtShutdown, Interrupted, InterruptedDueToReplStateChange
		14031, 371, // OutOfDiskSpace, UserWritesBlocked
	}
}

// kind says which kind an error of the driver is. What is of none is internal.
func kind(err error) error {
	if mongo.IsDuplicateKeyError(err) {
		return documents.ErrExists
	}
	if errors.Is(err, mongo.ErrNoDocuments) {
		return documents.ErrNotFound
	}
	gone := errors.Is(err, mongo.ErrClientDisconnected) || mongo.IsNetworkError(err) || mongo.IsTimeout(err) ||
		errors.As(err, new(topology.ServerSelectionError)) || errors.As(err, new(topology.WaitQueueTimeoutError)) ||
		errors.As(err, new(topology.ConnectionError)) || errors.As(err, new(driver.RetryablePoolError)) || isUnconfirmed(err)
	if gone || slices.ContainsFunc(mongo.ErrorCodes(err), func(code int) bool { return slices.Contains(notReady(), code) }) {
		return documents.ErrUnavailable
	}
	return nil
}

// isUnconfirmed reports whether a write was done, but not by a majority yet.
func isUnconfirmed(err error) bool {
	var e mongo.WriteException
	return errors.As(err, &e) && e.WriteConcernError != nil && len(e.WriteErrors) == 0
}

// translate gives an error of the driver its kind. Others stay as they are.
func translate(err error) error {
	if err == nil || hasKind(err) {
		return err
	}
	if k := kind(err); k != nil {
		return fmt.Errorf("%w: %w", k, err)
	}
	return err
}

// hasKind reports whether an error was translated already.
func hasKind(err error) bool {
	return slices.ContainsFunc([]error{
		documents.ErrInvalid, documents.ErrNotFound, documents.ErrForbidden, documents.ErrNotAllowed,
		documents.ErrExists, documents.ErrConflict, documents.ErrUnavailable,
	}, func(k error) bool { return errors.Is(err, k) })
}

// fault translates an error of a read: that of a cancelled context stands for
// whatever the driver made of it.
func (s *Store) fault(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return translate(err)
}

func errClosed() error { return fmt.Errorf("store is closed: %w", documents.ErrUnavailable) }
