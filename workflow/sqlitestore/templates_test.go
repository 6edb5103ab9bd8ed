package sqlitestore_test

import (
	"path"
	"slices"
	"testing"

	"vanthu/documents"
	"vanthu/workflow/sqlitestore"
)

// TestBackupHasTemplates: the file of a template is in a backup, and one that
// is gone is told.
func TestBackupHasTemplates(t *testing.T) {
	o := openOffice(t, t.TempDir())
	hash, err := o.files.Put(t.Context(), ward, content(1))
	must(t, err)
	kept := documents.TemplateVersion{Unit: ward, Version: "bao-cao@1", File: string(hash), Writes: 1}
	lost := documents.TemplateVersion{Unit: ward, Version: "bao-cao@2", File: "00ff", Writes: 1}
	must(t, o.CreateTemplate(t.Context(), &kept))
	must(t, o.CreateTemplate(t.Context(), &lost))
	from, m := o.backup(t)
	if want := []string{path.Join(string(ward), "00ff")}; m.Files != 1 || !slices.Equal(m.Lacking, want) {
		t.Errorf("got %d files, lacking %v, want %v", m.Files, m.Lacking, want)
	}
	fresh := openOffice(t, t.TempDir())
	fresh.restore(t, from)
	if _, err := fresh.Template(t.Context(), ward, kept.Version); err != nil {
		t.Error(err)
	}
	if _, err := fresh.files.Get(t.Context(), ward, hash); err != nil {
		t.Error(err)
	}
}

// TestOpenBringsTemplatesIntoAnOldDatabase: a database of an earlier program is
// backed up as it is, and brought forward when it is opened.
func TestOpenBringsTemplatesIntoAnOldDatabase(t *testing.T) {
	dir := t.TempDir()
	o := openOffice(t, dir)
	must(t, o.enterFile(t.Context(), 1))
	edit(t, dir, beforeBench+`DROP TABLE templates; DROP TABLE notes`)
	if _, m := o.backup(t); m.Records != 1 || len(m.Lacking) != 0 {
		t.Errorf("got %+v", m)
	}
	must(t, o.Close())
	edit(t, dir, `DROP TABLE unsearched; PRAGMA user_version = 2`)
	s, err := sqlitestore.Open(t.Context(), dir)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	must(t, s.CreateTemplate(t.Context(), &documents.TemplateVersion{Unit: ward, Version: "bao-cao@1", Writes: 1}))
}
