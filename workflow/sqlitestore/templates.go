package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow/codec"
)

// CreateTemplate stores a new template version; see workflow.Templates.
func (s *Store) CreateTemplate(ctx context.Context, v *documents.TemplateVersion) error {
	if v.Writes != 1 {
		return fmt.Errorf("create template %s: write %d is not the first", v.Version, v.Writes)
	}
	body, err := codec.Encode(v)
	if err != nil {
		return err
	}
	return s.keep(ctx, fmt.Sprintf("create template %s of %s", v.Version, v.Unit),
		`INSERT INTO templates (unit, version, writes, body) VALUES (?, ?, ?, ?)`, v.Unit, v.Version, v.Writes, body)
}

// Template returns a template version; see workflow.Templates.
func (s *Store) Template(ctx context.Context, unit documents.UnitID, version string) (*documents.TemplateVersion, error) {
	v := new(documents.TemplateVersion)
	if err := s.load(ctx, v, `SELECT body FROM templates WHERE unit = ? AND version = ?`, unit, version); err != nil {
		return nil, fmt.Errorf("read template %s of %s: %w", version, unit, err)
	}
	return v, nil
}

// TemplateVersions returns the template versions of a unit; see workflow.Templates.
func (s *Store) TemplateVersions(ctx context.Context, unit documents.UnitID) ([]documents.TemplateVersion, error) {
	var all []documents.TemplateVersion
	rows, err := s.reads.QueryContext(ctx, `SELECT body FROM templates WHERE unit = ? ORDER BY seq`, unit)
	err = each(rows, err, func(rows *sql.Rows) error {
		var body []byte
		var v documents.TemplateVersion
		if err := rows.Scan(&body); err != nil {
			return err
		}
		if err := codec.Decode(body, &v); err != nil {
			return err
		}
		all = append(all, v)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read templates of %s: %w", unit, s.readError(ctx, err))
	}
	return all, nil
}

// SwapTemplate stores the next write of a template version; see
// workflow.Templates.
func (s *Store) SwapTemplate(ctx context.Context, v *documents.TemplateVersion, from int64) error {
	if v.Writes != from+1 {
		return fmt.Errorf("write template %s: write %d does not follow %d", v.Version, v.Writes, from)
	}
	body, err := codec.Encode(v)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error {
		var writes int64
		if err := t.row(`SELECT writes FROM templates WHERE unit = ? AND version = ?`, []any{v.Unit, v.Version}, &writes); err != nil {
			return err
		}
		if writes != from {
			return fmt.Errorf("write %d is stored, not %d: %w", writes, from, documents.ErrConflict)
		}
		return t.exec(`UPDATE templates SET writes = ?, body = ? WHERE unit = ? AND version = ?`, v.Writes, body, v.Unit, v.Version)
	})
	if err != nil {
		return fmt.Errorf("swap template %s of %s: %w", v.Version, v.Unit, err)
	}
	return nil
}
