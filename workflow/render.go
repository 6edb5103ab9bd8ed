package workflow

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// render returns the record's document as a file, and the exact version of the
// template it was filled into: the one the record keeps, and before its first
// round the one in use for its kind today.
func (e *Engine) render(ctx context.Context, r *Record) (docx []byte, used string, err error) {
	pinned := e.pinned(r)
	own, err := e.ownTemplate(ctx, r, pinned)
	if err != nil {
		return nil, "", fmt.Errorf("find the template of document %s: %w", r.ID, err)
	}
	if own == nil {
		docx, used, err = e.d.Renderer.Render(&r.Document, pinned)
	} else {
		docx, err = e.fillOwn(ctx, r, own)
		used = own.Version
	}
	if err != nil {
		return nil, "", fmt.Errorf("render document %s: %w", r.ID, err)
	}
	return docx, used, nil
}

func (e *Engine) fillOwn(ctx context.Context, r *Record, own *documents.TemplateVersion) ([]byte, error) {
	file, err := e.templateFile(ctx, own)
	if err != nil {
		return nil, err
	}
	return e.d.Renderer.RenderOwn(&r.Document, own.Version, file)
}

// pinned returns the version that r keeps, "" for none. One written before
// records kept it has that of its file, unless it can be written anew.
func (e *Engine) pinned(r *Record) string {
	if shown := r.Shown(); r.Template == "" && shown != nil && !e.FlowOf(r).Editable(r.State) {
		return shown.Template
	}
	return r.Template
}

// ownTemplate returns the version of the unit's own that r is filled into; nil
// when it is one of the program's.
func (e *Engine) ownTemplate(ctx context.Context, r *Record, pinned string) (*documents.TemplateVersion, error) {
	if pinned == "" {
		all, err := e.d.Templates.TemplateVersions(ctx, r.Unit)
		if err != nil {
			return nil, err
		}
		if v, ok := documents.InUse(all, documents.TemplatePage{Form: r.Document.Page(), Kind: r.Document.Kind}, e.Today()); ok {
			return &v, nil
		}
		return nil, nil
	}
	v, err := e.d.Templates.Template(ctx, r.Unit, pinned)
	if errors.Is(err, documents.ErrNotFound) {
		return nil, nil // the Renderer knows it, or says that it does not
	}
	return v, err
}
