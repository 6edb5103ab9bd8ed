package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow/codec"
)

// Unit returns a unit; see workflow.Directory.
func (s *Store) Unit(ctx context.Context, id documents.UnitID) (*documents.Unit, error) {
	u := new(documents.Unit)
	if err := s.load(ctx, u, `SELECT body FROM units WHERE id = ?`, id); err != nil {
		return nil, fmt.Errorf("read unit %s: %w", id, err)
	}
	return u, nil
}

// UnitIDs returns the ids of all units in order; none before the set-up.
func (s *Store) UnitIDs(ctx context.Context) ([]documents.UnitID, error) {
	var ids []documents.UnitID
	rows, err := s.reads.QueryContext(ctx, `SELECT id FROM units ORDER BY id`)
	err = each(rows, err, func(rows *sql.Rows) error {
		var id documents.UnitID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read units: %w", s.readError(ctx, err))
	}
	return ids, nil
}

const putUnit = `INSERT INTO units (id, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`

// PutUnit stores a unit; see workflow.Directory.
func (s *Store) PutUnit(ctx context.Context, u *documents.Unit) error {
	body, err := codec.Encode(u)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error {
		return t.exec(putUnit, u.ID, body)
	})
	if err != nil {
		return fmt.Errorf("store unit %s: %w", u.ID, err)
	}
	return nil
}

// Account returns an account; see workflow.Directory.
func (s *Store) Account(ctx context.Context, id documents.AccountID) (*documents.Account, error) {
	a := new(documents.Account)
	if err := s.load(ctx, a, `SELECT body FROM accounts WHERE id = ?`, id); err != nil {
		return nil, fmt.Errorf("read account %s: %w", id, err)
	}
	return a, nil
}

// Accounts returns the accounts of a unit; see workflow.Directory.
func (s *Store) Accounts(ctx context.Context, unit documents.UnitID) ([]documents.Account, error) {
	var accounts []documents.Account
	rows, err := kept{s.reads}.QueryContext(ctx, `SELECT body FROM accounts WHERE unit = ? ORDER BY id`, unit)
	err = each(rows, err, func(rows *sql.Rows) error {
		var body []byte
		var a documents.Account
		if err := rows.Scan(&body); err != nil {
			return err
		}
		if err := codec.Decode(body, &a); err != nil {
			return err
		}
		accounts = append(accounts, a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read accounts of %s: %w", unit, s.readError(ctx, err))
	}
	return accounts, nil
}

// PutAccount stores an account; see workflow.Directory.
func (s *Store) PutAccount(ctx context.Context, a *documents.Account) error {
	body, err := codec.Encode(a)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error {
		n, err := t.change(`INSERT INTO accounts (id, unit, body) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET body = excluded.body WHERE unit = excluded.unit`, a.ID, a.Unit, body)
		if err == nil && n == 0 {
			return fmt.Errorf("another unit has it: %w", documents.ErrExists)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("store account %s of %s: %w", a.ID, a.Unit, err)
	}
	return nil
}
