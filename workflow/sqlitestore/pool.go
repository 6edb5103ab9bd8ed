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

// keptIn asks a transaction that reads, with statements that the pool keeps.
type keptIn struct {
	*sql.Tx
	of *pool
}

// QueryContext runs a query.
func (k keptIn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := k.of.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return k.StmtContext(ctx, stmt).QueryContext(ctx, args...) //nolint:sqlclosecheck // the end of the transaction closes it
}

// QueryRowContext runs a query of one row.
func (k keptIn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := k.of.prepared(ctx, query)
	if err != nil {
		return k.Tx.QueryRowContext(ctx, query, args...) // tells why
	}
	return k.StmtContext(ctx, stmt).QueryRowContext(ctx, args...) //nolint:sqlclosecheck // the end of the transaction closes it
}
