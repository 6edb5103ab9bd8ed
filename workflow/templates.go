package workflow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"vanthu/documents"
)

// A Blank is a Word file that an office wants to fill its documents into.
type Blank struct {
	Name  string           // of the template: "bao-cao"
	Form  documents.FormID // "" is that of the first kind
	Kinds []documents.Kind // of that form
	Note  string
	File  []byte
}

// AddTemplate keeps a new version of a template of the administrator's unit,
// which is not in use yet, and returns it with what the doctor found. A
// *Refusal for anybody else; documents.FieldErrors; *documents.TemplateError
// for a file that cannot be used, of which nothing is kept; ErrExists when the
// unit has this very file under that name.
func (e *Engine) AddTemplate(ctx context.Context, by *documents.Account, b Blank) (*documents.TemplateVersion, documents.TemplateReport, error) {
	none := documents.TemplateReport{}
	if err := keepsTemplates(by, documents.AddTemplate); err != nil {
		return nil, none, err
	}
	sum := sha256.Sum256(b.File)
	hash := hex.EncodeToString(sum[:])
	ev := documents.TemplateEvent{Action: documents.AddTemplate, Note: documents.Clean(b.Note)}
	if b.Form == "" && len(b.Kinds) > 0 {
		b.Form = (&documents.Document{Kind: b.Kinds[0]}).Page()
	}
	v := &documents.TemplateVersion{
		Unit: by.Unit, Version: documents.TemplateID(b.Name, hash), File: hash, Size: len(b.File), Form: b.Form, Kinds: b.Kinds,
	}
	if err := append(v.Check(), ev.Check()...).Err(); err != nil {
		return nil, none, err
	}
	if err := documents.RefuseSecret("note", ev.Note); err != nil {
		return nil, none, err
	}
	report := e.d.Renderer.Examine(b.File, b.Form, b.Kinds)
	if !report.Usable() {
		return nil, none, &documents.TemplateError{Report: report}
	}
	v = e.noted(v, by, ev)
	if _, err := e.d.Blobs.Put(ctx, by.Unit, b.File); err != nil {
		return nil, none, fmt.Errorf("keep the file of template %s: %w", v.Version, err)
	}
	if err := e.d.Templates.CreateTemplate(ctx, v); err != nil {
		return nil, none, fmt.Errorf("add template %s: %w", v.Version, err)
	}
	return v, report, nil
}

// A TemplateAct is what an administrator asks to be done with a template
// version. Seen is the count of writes that was on the screen. From is for the
// activation: the first day of its use, zero for today.
type TemplateAct struct {
	Version string
	Action  documents.TemplateAction
	Seen    int64
	From    documents.Date
	Note    string
}

// ActOnTemplate activates or retires a template version of the administrator's
// unit. A *Refusal for anybody else, for an act that does not fit, and, with
// the kind ErrConflict, when the version was changed since it was seen;
// documents.FieldErrors; ErrNotFound.
func (e *Engine) ActOnTemplate(ctx context.Context, by *documents.Account, act TemplateAct) (*documents.TemplateVersion, error) {
	if err := keepsTemplates(by, act.Action); err != nil {
		return nil, err
	}
	v, err := e.d.Templates.Template(ctx, by.Unit, act.Version)
	if err != nil {
		return nil, fmt.Errorf("read template %s: %w", act.Version, err)
	}
	refuse := func(rule documents.Rule, kind error) error {
		return &Refusal{Action: Action(act.Action), Rule: rule, Kind: kind}
	}
	if v.Writes != act.Seen {
		return nil, refuse(RuleTemplateChanged, documents.ErrConflict)
	}
	next := *v
	switch act.Action {
	case documents.ActivateTemplate:
		if next.From = act.From; act.From.IsZero() {
			next.From = e.Today()
		}
		if next.From.Before(e.Today()) {
			return nil, documents.FieldErrors{{Field: "from", Rule: RuleFromPast}}
		}
	case documents.RetireTemplate:
		if v.From.IsZero() {
			return nil, refuse(RuleTemplateIdle, documents.ErrNotAllowed)
		}
		next.From = documents.Date{}
	default:
		return nil, refuse(RuleNoTemplateAct, documents.ErrNotAllowed)
	}
	ev := documents.TemplateEvent{Action: act.Action, From: next.From, Note: documents.Clean(act.Note)}
	if err := ev.Check().Err(); err != nil {
		return nil, err
	}
	if err := documents.RefuseSecret("note", ev.Note); err != nil {
		return nil, err
	}
	stored := e.noted(&next, by, ev)
	if err := e.d.Templates.SwapTemplate(ctx, stored, v.Writes); err != nil {
		if errors.Is(err, documents.ErrConflict) {
			return nil, refuse(RuleTemplateChanged, documents.ErrConflict)
		}
		return nil, fmt.Errorf("%s template %s: %w", act.Action, act.Version, err)
	}
	return stored, nil
}

// keepsTemplates refuses who does not keep the office's settings.
func keepsTemplates(by *documents.Account, action documents.TemplateAction) error {
	if by.Has(documents.Admin) {
		return nil
	}
	return &Refusal{Action: Action(action), Rule: RuleNotAdmin, Kind: documents.ErrForbidden}
}

// noted returns v one write on, with the event.
func (e *Engine) noted(v *documents.TemplateVersion, by *documents.Account, ev documents.TemplateEvent) *documents.TemplateVersion {
	next := *v
	next.Writes++
	ev.At, ev.By, ev.Name = e.now(), by.ID, by.Name
	next.History = append(slices.Clone(v.History), ev)
	return &next
}

// Templates returns the templates of the person's unit: its own versions in
// the order in which they were added, then the program's.
func (e *Engine) Templates(ctx context.Context, by *documents.Account) ([]documents.TemplateVersion, error) {
	own, err := e.d.Templates.TemplateVersions(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("list the templates of %s: %w", by.Unit, err)
	}
	return append(own, e.d.Renderer.Builtin()...), nil
}

// Template returns a template version, of the person's unit or of the program,
// with its file; ErrNotFound.
func (e *Engine) Template(ctx context.Context, by *documents.Account, version string) (*documents.TemplateVersion, []byte, error) {
	v, err := e.d.Templates.Template(ctx, by.Unit, version)
	if err == nil {
		file, err := e.templateFile(ctx, v)
		return v, file, err
	}
	if !errors.Is(err, documents.ErrNotFound) {
		return nil, nil, fmt.Errorf("read template %s: %w", version, err)
	}
	for _, v := range e.d.Renderer.Builtin() {
		if v.Version == version {
			file, err := e.d.Renderer.BuiltinFile(version)
			return &v, file, err
		}
	}
	return nil, nil, fmt.Errorf("read template %s: %w", version, documents.ErrNotFound)
}

// Examine returns what the doctor finds in the file of a version now.
func (e *Engine) Examine(v *documents.TemplateVersion, file []byte) documents.TemplateReport {
	return e.d.Renderer.Examine(file, v.Form, v.Kinds)
}

// templateFile returns the file of a version of a unit's own.
func (e *Engine) templateFile(ctx context.Context, v *documents.TemplateVersion) ([]byte, error) {
	file, err := e.d.Blobs.Get(ctx, v.Unit, Hash(v.File))
	if err != nil {
		return nil, fmt.Errorf("read the file of template %s: %w", v.Version, err)
	}
	return file, nil
}
