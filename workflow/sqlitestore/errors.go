package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"vanthu/documents"
)

// kind says which kind an error of SQLite is: by its extended code, else by
// its primary one. What is not here is internal.
func kind(code int) error {
	switch code {
	case codes.SQLITE_CONSTRAINT_UNIQUE, codes.SQLITE_CONSTRAINT_PRIMARYKEY, codes.SQLITE_CONSTRAINT_ROWID:
		return documents.ErrExists
	}
	switch code & 0xff {
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED, codes.SQLITE_PROTOCOL, codes.SQLITE_FULL, codes.SQLITE_READONLY,
		codes.SQLITE_IOERR, codes.SQLITE_CANTOPEN, codes.SQLITE_NOMEM:
		return documents.ErrUnavailable
	}
	return nil
}

// translate gives an error of the driver its kind. Others stay as they are.
func translate(err error) error {
	var e *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return documents.ErrNotFound
	case errors.As(err, &e) && kind(e.Code()) != nil:
		return fmt.Errorf("%w: %w", kind(e.Code()), err)
	}
	return err
}

// isBroken reports whether SQLite says that a file is damaged or no database.
func isBroken(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == codes.SQLITE_CORRUPT || e.Code()&0xff == codes.SQLITE_NOTADB)
}

// readError translates an error of the read pool, where a cancelled context
// interrupts the statement and a closed pool has no error of its own.
func (s *Store) readError(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case s.isClosed():
		return errClosed()
	}
	return translate(err)
}
