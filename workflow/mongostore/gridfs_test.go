package mongostore_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/storetest"
)

func TestFilesContract(t *testing.T) {
	t.Parallel()
	storetest.RunBlobs(t, func(t *testing.T) workflow.Blobs {
		t.Helper()
		return open(t, fresh(t)).Files()
	})
	storetest.RunWalk(t, func(t *testing.T) storetest.Files {
		t.Helper()
		return open(t, fresh(t)).Files()
	})
	storetest.RunSweep(t, func(t *testing.T) storetest.Swept {
		t.Helper()
		return open(t, fresh(t)).Files()
	})
}

// put stores data for the ward and returns its hash.
func put(tb testing.TB, f *mongostore.Files, data []byte) workflow.Hash {
	tb.Helper()
	hash, err := f.Put(tb.Context(), ward, data)
	must(tb, err)
	return hash
}

// threeChunks is a file of three documents.
func threeChunks() []byte { return bytes.Repeat([]byte("văn bản "), 60_000) }

func TestDamagedFileIsFoundAndMended(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	f := open(t, uri).Files()
	chunks := raw(t, uri).Collection("fs.chunks")
	data := threeChunks()
	hash := put(t, f, data)
	second := bson.D{{Key: "n", Value: 1}}
	for name, damage := range map[string]func() error{
		"ABitIsAnother": func() error {
			_, err := chunks.UpdateOne(t.Context(), second, bson.D{{Key: "$set", Value: bson.D{{Key: "data", Value: []byte("x")}}}})
			return err
		},
		"APieceIsGone": func() error { _, err := chunks.DeleteOne(t.Context(), second); return err },
		"APieceTooMany": func() error {
			_, err := chunks.InsertOne(t.Context(), bson.D{{Key: "files_id", Value: string(ward) + "/" + string(hash)}, {Key: "n", Value: 3}, {Key: "data", Value: []byte("x")}})
			return err
		},
	} {
		must(t, damage())
		if _, err := f.Get(t.Context(), ward, hash); err == nil || errors.Is(err, documents.ErrNotFound) {
			t.Errorf("%s: got error %v of a damaged file", name, err)
		}
		put(t, f, data)
		if got, err := f.Get(t.Context(), ward, hash); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: got %d bytes and error %v after it was put again", name, len(got), err)
		}
	}
}

// TestHalfAFileIsNone: a server died between the pieces and the file.
func TestHalfAFileIsNone(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	f := open(t, uri).Files()
	data := threeChunks()
	hash := put(t, f, data)
	db := raw(t, uri)
	_, err := db.Collection("fs.files").DeleteMany(t.Context(), bson.D{})
	must(t, err)
	_, err = db.Collection("fs.chunks").DeleteOne(t.Context(), bson.D{{Key: "n", Value: 2}})
	must(t, err)
	if _, err := f.Get(t.Context(), ward, hash); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("got error %v, want %v", err, documents.ErrNotFound)
	}
	put(t, f, data)
	if got, err := f.Get(t.Context(), ward, hash); err != nil || !bytes.Equal(got, data) {
		t.Errorf("got %d bytes and error %v after it was put again", len(got), err)
	}
}

// TestPiecesWithoutAFileAreCleared: those of a crash, of an earlier program too, but
// not those that are being written.
func TestPiecesWithoutAFileAreCleared(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	f := open(t, uri).Files()
	db := raw(t, uri)
	whole := put(t, f, threeChunks())
	put(t, f, []byte("của bản cũ"))
	put(t, f, []byte("vừa dở"))
	_, err := db.Collection("fs.files").DeleteMany(t.Context(), bson.D{{Key: "_id", Value: bson.D{{Key: "$ne", Value: string(ward) + "/" + string(whole)}}}})
	must(t, err)
	_, err = db.Collection("fs.chunks").UpdateMany(t.Context(), bson.D{{Key: "data", Value: []byte("của bản cũ")}},
		bson.D{{Key: "$unset", Value: bson.D{{Key: "write", Value: ""}}}})
	must(t, err)
	for _, step := range []struct {
		before time.Duration
		dry    bool
		want   int
	}{{-time.Hour, true, 1}, {-time.Hour, false, 1}, {-time.Hour, false, 0}, {time.Hour, false, 1}} {
		n, size, err := f.ClearDrafts(t.Context(), time.Now().Add(step.before), step.dry)
		if err != nil || n != step.want || (size > 0) != (n > 0) {
			t.Errorf("%+v: got %d files, %d bytes, error %v", step, n, size, err)
		}
	}
	if got, err := f.Get(t.Context(), ward, whole); err != nil || !bytes.Equal(got, threeChunks()) {
		t.Errorf("got %d bytes and error %v of the whole one", len(got), err)
	}
}

func TestRemovalLeavesNoPieces(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	f := open(t, uri).Files()
	hash := put(t, f, threeChunks())
	var file workflow.StoredFile
	must(t, f.Stored(t.Context(), func(found workflow.StoredFile) error { file = found; return nil }))
	must(t, f.SetAside(t.Context(), file, time.Now()))
	must(t, f.Aside(t.Context(), func(found workflow.StoredFile) error { file = found; return nil }))
	must(t, f.Remove(t.Context(), file))
	n, err := raw(t, uri).Collection("fs.chunks").CountDocuments(t.Context(), bson.D{})
	if _, got := f.Get(t.Context(), ward, hash); n != 0 || err != nil || !errors.Is(got, documents.ErrNotFound) {
		t.Errorf("%d pieces are left (%v), get: %v", n, err, got)
	}
}

// TestOtherProgramsReadFiles: the driver's own GridFS finds the file.
func TestOtherProgramsReadFiles(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	data := threeChunks()
	hash := put(t, open(t, uri).Files(), data)
	var got bytes.Buffer
	_, err := raw(t, uri).GridFSBucket().DownloadToStreamByName(t.Context(), string(ward)+"/"+string(hash), &got)
	must(t, err)
	if !bytes.Equal(got.Bytes(), data) {
		t.Errorf("got %d bytes that differ", got.Len())
	}
}

func TestWalkSeesFilesInOrder(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	f := open(t, uri).Files()
	want := map[workflow.Hash]documents.UnitID{}
	for _, text := range []string{"một", "hai", "ba"} {
		want[put(t, f, []byte(text))] = ward
	}
	_, err := raw(t, uri).Collection("fs.files").InsertOne(t.Context(), bson.D{{Key: "_id", Value: "ghi-chu.txt"}})
	must(t, err)
	got, last := map[workflow.Hash]documents.UnitID{}, workflow.Hash("")
	must(t, f.Walk(t.Context(), func(unit documents.UnitID, hash workflow.Hash) error {
		if hash < last {
			t.Errorf("%s comes after %s", hash, last)
		}
		got[hash], last = unit, hash
		return nil
	}))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestFilesOfAClosedStore(t *testing.T) {
	t.Parallel()
	s := open(t, fresh(t))
	hash := put(t, s.Files(), []byte("một"))
	must(t, s.Close())
	if _, err := s.Files().Put(t.Context(), ward, []byte("hai")); !errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("put: got error %v, want %v", err, documents.ErrUnavailable)
	}
	if _, err := s.Files().Get(t.Context(), ward, hash); !errors.Is(err, documents.ErrUnavailable) {
		t.Errorf("get: got error %v, want %v", err, documents.ErrUnavailable)
	}
}

func TestFilesNeedAUnit(t *testing.T) {
	t.Parallel()
	f := open(t, fresh(t)).Files()
	for _, unit := range []documents.UnitID{"", "a/b", "/"} {
		if _, err := f.Put(t.Context(), unit, []byte("một")); !errors.Is(err, documents.ErrInvalid) {
			t.Errorf("unit %q: got error %v, want %v", unit, err, documents.ErrInvalid)
		}
	}
}

// TestUnreadableBodyIsTold: who looks for names in it would miss them.
func TestUnreadableBodyIsTold(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	s := open(t, uri)
	must(t, s.Create(t.Context(), draft(1)))
	records := raw(t, uri).Collection("records")
	for _, body := range []any{`{"id":"`, "", 7} {
		_, err := records.UpdateOne(t.Context(), bson.D{}, bson.D{{Key: "$set", Value: bson.D{{Key: "body", Value: body}}}})
		must(t, err)
		err = s.Texts(t.Context(), func([]byte) error { return nil })
		var bad *workflow.BadItem
		if !errors.As(err, &bad) || bad.Part != workflow.RecordPart || bad.Place != (workflow.Place{Unit: ward, Key: string(draft(1).ID)}) {
			t.Errorf("body %v: got %v", body, err)
		}
	}
}
