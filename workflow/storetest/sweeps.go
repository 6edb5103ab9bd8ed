package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/sweeping"
)

// Swept is a store of files that is swept.
type Swept interface {
	sweeping.Place
	Walk(ctx context.Context, visit func(documents.UnitID, workflow.Hash) error) error
}

// RunSweep holds a store of files to what a sweep and those who work meanwhile
// need of it. open returns a fresh, empty one.
func RunSweep(t *testing.T, open func(t *testing.T) Swept) {
	for _, p := range []struct {
		name string
		keep func(t *testing.T, f Swept)
	}{
		{"Stored/TellsSizeAndTime", storedTells},
		{"Head/BeginsTheFile", headBegins},
		{"SetAside/IsStillGiven", asideIsGiven},
		{"SetAside/AgainConflicts", func(t *testing.T, f Swept) {
			file := storedOne(t, f, "một")
			must(t, f.SetAside(t.Context(), file, sweepTime(1)))
			wantKind(t, "again", f.SetAside(t.Context(), file, sweepTime(2)), documents.ErrConflict)
			same(t, "aside", len(listed(t, f.Aside)), 1)
		}},
		{"Put/PutsBackWhatLiesAside", putPutsBack},
		{"Remove/IsGone", func(t *testing.T, f Swept) {
			file := setAsideOne(t, f, "một")
			must(t, f.Remove(t.Context(), file))
			must(t, f.Remove(t.Context(), file))
			_, err := f.Get(t.Context(), home, file.Hash)
			wantKind(t, "get", err, documents.ErrNotFound)
			_, err = f.Head(t.Context(), home, file.Hash)
			wantKind(t, "head", err, documents.ErrNotFound)
			same(t, "aside", len(listed(t, f.Aside)), 0)
			storedOne(t, f, "một")
			wantBlob(t, f, file.Hash, []byte("một"))
		}},
		{"Remove/KeepsWhatWasPutSince", func(t *testing.T, f Swept) {
			file := setAsideOne(t, f, "một")
			storedOne(t, f, "một")
			must(t, f.Remove(t.Context(), file))
			wantBlob(t, f, file.Hash, []byte("một"))
			same(t, "stored", len(listed(t, f.Stored)), 1)
		}},
		{"Remove/KeepsWhatWasSetAsideSince", func(t *testing.T, f Swept) {
			file := setAsideOne(t, f, "một")
			must(t, f.SetAside(t.Context(), storedOne(t, f, "một"), sweepTime(2)))
			must(t, f.Remove(t.Context(), file))
			wantBlob(t, f, file.Hash, []byte("một"))
		}},
		{"Walk/SeesNothingAsideButAllDoes", walkAllSees},
		{"Walk/AllSeesWhatMovesMeanwhile", walkAllSeesMoves},
		{"Sweep/TakesInTwoGraces", sweepsInTwo},
		{"Sweep/PutsBackWhatIsNamedByThen", sweepPutsBack},
		{"Sweep/RaceLosesNothing", raceLosesNothing},
		{"Sweep/EndsAnywhere", sweepEndsAnywhere},
	} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			p.keep(t, open(t))
		})
	}
}

// grace is that of the sweeps of these tests.
const grace = 30 * 24 * time.Hour

// begun is when these tests began.
var begun = time.Now()

// sweepTime is so many graces, and a day each, after the tests began: what is put
// now is old at 1, what is set aside at 1 has lain there for long enough at 2.
func sweepTime(n int) time.Time {
	return begun.Add(time.Duration(n) * (grace + 24*time.Hour)).UTC().Truncate(time.Millisecond)
}

// listed returns what Stored or Aside tells of.
func listed(t *testing.T, list func(context.Context, func(workflow.StoredFile) error) error) (all []workflow.StoredFile) {
	t.Helper()
	must(t, list(t.Context(), func(f workflow.StoredFile) error {
		all = append(all, f)
		return nil
	}))
	return all
}

// storedOne puts a text and returns the file as Stored tells of it.
func storedOne(t *testing.T, f Swept, text string) workflow.StoredFile {
	t.Helper()
	hash, err := f.Put(t.Context(), home, []byte(text))
	must(t, err)
	for _, file := range listed(t, f.Stored) {
		if file.Hash == hash {
			return file
		}
	}
	t.Fatalf("%q is not told of", text)
	return workflow.StoredFile{}
}

// setAsideOne puts a text, sets it aside and returns the file as Aside tells of it.
func setAsideOne(t *testing.T, f Swept, text string) workflow.StoredFile {
	t.Helper()
	must(t, f.SetAside(t.Context(), storedOne(t, f, text), sweepTime(1)))
	all := listed(t, f.Aside)
	if len(all) != 1 {
		t.Fatalf("aside are %v", all)
	}
	return all[0]
}

func storedTells(t *testing.T, f Swept) {
	before := time.Now().Add(-2 * time.Second) // some storage tells whole seconds
	file := storedOne(t, f, "bốn byte")
	if after := time.Now().Add(2 * time.Second); file.At.Before(before) || file.At.After(after) {
		t.Errorf("stored at %v, want from %v to %v", file.At, before, after)
	}
	same(t, "unit", file.Unit, home)
	same(t, "size", file.Size, int64(len("bốn byte")))
}

func headBegins(t *testing.T, f Swept) {
	for text, want := range map[string]byte{"{}": '{', "x": 'x', fmt.Sprintf("%0400000d", 1): '0'} {
		file := storedOne(t, f, text)
		for range 2 {
			head, err := f.Head(t.Context(), home, file.Hash)
			must(t, err)
			if len(head) == 0 || head[0] != want {
				t.Errorf("%.10q begins with %q", text, head)
			}
			if err := f.SetAside(t.Context(), file, sweepTime(1)); err != nil { // once more, from aside
				wantKind(t, "set aside", err, documents.ErrConflict)
			}
		}
	}
	_, err := f.Head(t.Context(), home, hashOf([]byte("hai")))
	wantKind(t, "unknown", err, documents.ErrNotFound)
}

func asideIsGiven(t *testing.T, f Swept) {
	file := setAsideOne(t, f, "một")
	wantBlob(t, f, file.Hash, []byte("một"))
	same(t, "stored", len(listed(t, f.Stored)), 0)
	same(t, "aside since", file.At.UTC(), sweepTime(1))
	same(t, "size", file.Size, int64(len("một")))
	_, err := f.Get(t.Context(), other, file.Hash)
	wantKind(t, "of another unit", err, documents.ErrNotFound)
}

func putPutsBack(t *testing.T, f Swept) {
	file := setAsideOne(t, f, "một")
	again := storedOne(t, f, "một")
	same(t, "hash", again.Hash, file.Hash)
	wantBlob(t, f, file.Hash, []byte("một"))
}

func walkAllSees(t *testing.T, f Swept) {
	setAsideOne(t, f, "một")
	storedOne(t, f, "hai")
	same(t, "walked", walked(t, f), map[string]int{string(home) + "/" + string(hashOf([]byte("hai"))): 1})
	all := map[workflow.Hash]int{}
	must(t, workflow.WalkAll(t.Context(), f, func(_ documents.UnitID, h workflow.Hash) error { all[h]++; return nil }))
	same(t, "walked all", all, map[workflow.Hash]int{hashOf([]byte("một")): 1, hashOf([]byte("hai")): 1})
}

// walkAllSeesMoves: while the first file is visited, those in their places are set
// aside, and what lay aside is put back.
func walkAllSeesMoves(t *testing.T, f Swept) {
	all := map[workflow.Hash]int{setAsideOne(t, f, "đã để riêng").Hash: 0}
	for i := range 5 {
		all[storedOne(t, f, fmt.Sprint("tệp ", i)).Hash] = 0
	}
	moved := false
	must(t, workflow.WalkAll(t.Context(), f, func(_ documents.UnitID, h workflow.Hash) error {
		if all[h]++; moved {
			return nil
		}
		moved = true
		for _, file := range listed(t, f.Stored) {
			must(t, f.SetAside(t.Context(), file, sweepTime(1)))
		}
		storedOne(t, f, "đã để riêng")
		return nil
	}))
	for h, times := range all {
		if times == 0 {
			t.Errorf("%s was not visited", h)
		}
	}
}

// A naming is a store that holds nothing but names of files.
type naming struct {
	lock  sync.Mutex
	names map[workflow.Hash]bool
}

func (n *naming) name(h workflow.Hash) {
	n.lock.Lock()
	defer n.lock.Unlock()
	if n.names == nil {
		n.names = map[workflow.Hash]bool{}
	}
	n.names[h] = true
}

// Texts gives the names as they are at one moment.
func (n *naming) Texts(_ context.Context, visit func([]byte) error) error {
	n.lock.Lock()
	defer n.lock.Unlock()
	for h := range n.names {
		if err := visit([]byte(`{"file":"` + h + `"}`)); err != nil {
			return err
		}
	}
	return nil
}

// sweepAt sweeps at sweepTime(n).
func sweepAt(t *testing.T, f sweeping.Place, names *naming, n int) (sweeping.Report, error) {
	t.Helper()
	return sweeping.Sweep{Store: names, Files: f, Grace: grace, Now: func() time.Time { return sweepTime(n) }, Most: true}.Run(t.Context())
}

func swept(t *testing.T, f sweeping.Place, names *naming, n int) sweeping.Report {
	t.Helper()
	r, err := sweepAt(t, f, names, n)
	must(t, err)
	return r
}

func sweepsInTwo(t *testing.T, f Swept) {
	names := &naming{}
	names.name(storedOne(t, f, "có tên").Hash)
	lost := storedOne(t, f, "vô danh")
	one, nine := sweeping.Count{Files: 1, Bytes: lost.Size}, sweeping.Count{Files: 1, Bytes: int64(len("có tên"))}
	both := sweeping.Count{Files: 2, Bytes: one.Bytes + nine.Bytes}
	same(t, "young", swept(t, f, names, 0), sweeping.Report{Stored: both, Named: nine, Young: one})
	same(t, "old", swept(t, f, names, 1), sweeping.Report{Stored: both, Named: nine, Put: one})
	wantBlob(t, f, lost.Hash, []byte("vô danh"))
	same(t, "at once", swept(t, f, names, 1), sweeping.Report{Stored: nine, Named: nine, Aside: one})
	same(t, "later", swept(t, f, names, 2), sweeping.Report{Stored: nine, Named: nine, Gone: one})
	_, err := f.Get(t.Context(), home, lost.Hash)
	wantKind(t, "get", err, documents.ErrNotFound)
	same(t, "again", swept(t, f, names, 3), sweeping.Report{Stored: nine, Named: nine})
	wantBlob(t, f, hashOf([]byte("có tên")), []byte("có tên"))
}

func sweepPutsBack(t *testing.T, f Swept) {
	names := &naming{}
	late := storedOne(t, f, "muộn")
	same(t, "set aside", swept(t, f, names, 1).Put.Files, 1)
	names.name(late.Hash) // by a record whose file was there when it was put
	same(t, "put back", swept(t, f, names, 2).Back.Files, 1)
	same(t, "stored", len(listed(t, f.Stored)), 1)
	same(t, "aside", len(listed(t, f.Aside)), 0)
	same(t, "left alone", swept(t, f, names, 3).Named.Files, 1)
	wantBlob(t, f, late.Hash, []byte("muộn"))
}

// atWork is a store of files whose unfinished files are of today, whatever the
// time of a sweep is.
type atWork struct{ sweeping.Place }

// ClearDrafts does nothing.
func (atWork) ClearDrafts(context.Context, time.Time, bool) (int, int64, error) { return 0, 0, nil }

// raceLosesNothing: people put files, many of them old ones that nothing named,
// and name some; sweeps go on all the time, several at once. Between a Put and the
// record there is never a grace, for all that was begun ends before the next one.
func raceLosesNothing(t *testing.T, f Swept) {
	names, texts := &naming{}, 12
	act := func(round, worker, i int) error {
		text := fmt.Appendf(nil, "tệp %d", (worker+i)%texts)
		hash, err := f.Put(t.Context(), home, text)
		if err != nil {
			return err
		}
		if (worker+i)%texts < round { // in the first round nothing is named, in each one more
			names.name(hash)
		}
		_, err = f.Get(t.Context(), home, hash)
		return err
	}
	for round := range 5 {
		errs := together(6, func(worker int) error {
			for i := range long(8) {
				if worker < 2 {
					if _, err := sweepAt(t, atWork{f}, names, round); err != nil {
						return fmt.Errorf("sweep: %w", err)
					}
				} else if err := act(round, worker, i); err != nil {
					return err
				}
			}
			return nil
		})
		must(t, errors.Join(errs...))
		for i := range round {
			text := fmt.Appendf(nil, "tệp %d", i)
			if names.names[hashOf(text)] {
				wantBlob(t, f, hashOf(text), text)
			}
		}
	}
}

// errDied ends a sweep.
var errDied = errors.New("the process died")

// A dying store of files does some of what it is asked to, and then no more.
type dying struct {
	sweeping.Place
	left int
}

func (d *dying) die() error {
	if d.left--; d.left < 0 {
		return errDied
	}
	return nil
}

// SetAside does it, unless the process died before.
func (d *dying) SetAside(ctx context.Context, f workflow.StoredFile, at time.Time) error {
	return errors.Join(d.die(), d.unless(func() error { return d.Place.SetAside(ctx, f, at) }))
}

// Put does it, unless the process died before.
func (d *dying) Put(ctx context.Context, unit documents.UnitID, data []byte) (h workflow.Hash, err error) {
	if err := d.die(); err != nil {
		return "", fmt.Errorf("%w: %w", documents.ErrUnavailable, err)
	}
	return d.Place.Put(ctx, unit, data)
}

// Remove does it, unless the process died before.
func (d *dying) Remove(ctx context.Context, f workflow.StoredFile) error {
	return errors.Join(d.die(), d.unless(func() error { return d.Place.Remove(ctx, f) }))
}

func (d *dying) unless(do func() error) error {
	if d.left < 0 {
		return nil
	}
	return do()
}

// sweepEndsAnywhere: a sweep that has all to do dies after each of its steps, and
// the next comes to the same end.
func sweepEndsAnywhere(t *testing.T, f Swept) {
	names := &naming{}
	back, gone := storedOne(t, f, "trả lại"), storedOne(t, f, "bỏ hẳn")
	swept(t, f, names, 1)
	names.name(back.Hash)
	late := []string{"để riêng 1", "để riêng 2", "để riêng 3"}
	for _, text := range late {
		storedOne(t, f, text)
	}
	died := 0
	for n := 0; ; n++ {
		_, err := sweepAt(t, &dying{f, n}, names, 2)
		if err == nil {
			break
		}
		if !errors.Is(err, errDied) && !errors.Is(err, documents.ErrUnavailable) {
			t.Fatal(err)
		}
		died++
		wantBlob(t, f, back.Hash, []byte("trả lại"))
		for _, text := range late {
			wantBlob(t, f, hashOf([]byte(text)), []byte(text))
		}
	}
	if died < 3 {
		t.Errorf("it died %d times only", died)
	}
	same(t, "stored", len(listed(t, f.Stored)), 1)
	same(t, "aside", len(listed(t, f.Aside)), len(late))
	wantBlob(t, f, back.Hash, []byte("trả lại"))
	_, err := f.Get(t.Context(), home, gone.Hash)
	wantKind(t, "get", err, documents.ErrNotFound)
}
