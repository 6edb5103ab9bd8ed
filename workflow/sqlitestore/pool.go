package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"sync"
)

// readers is the size of the read pool: more would only wait for the disk.
const readers = 8

// A pool are the connections that read. Queries that are always the same are
// prepared once: reading one record takes less than preparing to.
type pool struct {
	*sql.DB
	stmts sync.Map // query → *sql.Stmt
}

func openPool(path string) (*pool, error) {
	db, err := sql.Open("sqlite", dsn(path, url.Values{"_query_only": {"1"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return &pool{DB: db}, nil
}

// prepared returns the statement of a query, which is one of few. Closing the
// pool closes it.
func (p *pool) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := p.stmts.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := p.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare %.40q: %w", query, err)
	}
	if first, taken := p.stmts.LoadOrStore(query, stmt); taken {
		_ = stmt.Close() //nolint:sqlclosecheck // another prepared the same meanwhile
		return first.(*sql.Stmt), nil
	}
	return stmt, nil
}

// kept asks a pool with statements that it keeps: for queries that come again
// and again.
type kept struct{ *pool }

// QueryContext runs a query.
func (k kept) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := k.prepared(ctx, query) //nolint:sqlclosecheck // kept for the next time; closing the pool closes it
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// QueryRowContext runs a query of one row.
func (k kept) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := k.prepared(ctx, query) //nolint:sqlclosecheck // kept for the next time; closing the pool closes it
	if err != nil {
		return k.DB.QueryRowContext(ctx, query, args...) // tells why
	}
	return stmt.QueryRowContext(ctx, args...)
}

// keptIn asks a transaction that reads, with statements that the pool keeps. What
// the pool does not have yet is asked without: to prepare it takes a connection of
// its own, and as many transactions as there are connections, each waiting for one
// more, would wait for ever. The pool prepares it once the transaction has ended.
type keptIn struct {
	*sql.Tx
	of     *pool
	missed []string
}

// QueryContext runs a query.
func (k *keptIn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if stmt := k.known(ctx, query); stmt != nil { //nolint:sqlclosecheck // the end of the transaction closes it
		return stmt.QueryContext(ctx, args...)
	}
	return k.Tx.QueryContext(ctx, query, args...)
}

// QueryRowContext runs a query of one row.
func (k *keptIn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := k.known(ctx, query); stmt != nil { //nolint:sqlclosecheck // the end of the transaction closes it
		return stmt.QueryRowContext(ctx, args...)
	}
	return k.Tx.QueryRowContext(ctx, query, args...)
}

// known returns the statement of a query in this transaction, nil when the pool
// does not have it.
func (k *keptIn) known(ctx context.Context, query string) *sql.Stmt {
	if stmt, ok := k.of.stmts.Load(query); ok {
		return k.StmtContext(ctx, stmt.(*sql.Stmt))
	}
	k.missed = append(k.missed, query)
	return nil
}

// end ends the transaction and has the pool prepare what it did not have.
func (k *keptIn) end(ctx context.Context) {
	_ = k.Rollback() // it read only
	for _, query := range k.missed {
		_, _ = k.of.prepared(ctx, query) //nolint:sqlclosecheck // kept; what fails is prepared the next time
	}
}
