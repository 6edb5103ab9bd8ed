package bucket_test

import (
	"crypto/rand"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/bucket"
	"vanthu/workflow/storetest"
)

func TestContract(t *testing.T) {
	s3 := storetest.StartS3(t)
	next := func(t *testing.T) *bucket.Store {
		t.Helper()
		c, _ := config(t, s3)
		return open(t, c)
	}
	storetest.RunBlobs(t, func(t *testing.T) workflow.Blobs { t.Helper(); return next(t) })
	storetest.RunWalk(t, func(t *testing.T) storetest.Files { t.Helper(); return next(t) })
	storetest.RunSweep(t, func(t *testing.T) storetest.Swept { t.Helper(); return next(t) })
}

func TestBucket(t *testing.T) {
	s3 := storetest.StartS3(t)
	for name, test := range map[string]func(*testing.T, *storetest.S3){
		"ObjectsAreNamedAsInAFolder":   namedAsInAFolder,
		"AgainIsNotWritten":            againIsNotWritten,
		"DamageIsFoundAndMended":       damageIsMended,
		"UnitIsAPlainName":             unitIsAPlainName,
		"WalkPassesOverWhatIsNotOurs":  walkPassesOver,
		"WalkGoesOnAfterAFullAnswer":   walkGoesOn,
		"SpoiledContentIsNotGivenOut":  spoiledIsNotGivenOut,
		"CallOffEndsAPutThatWaits":     func(t *testing.T, s3 *storetest.S3) { callOffEnds(t, s3, http.MethodPut) },
		"CallOffEndsAGetThatWaits":     func(t *testing.T, s3 *storetest.S3) { callOffEnds(t, s3, http.MethodGet) },
		"OpenSaysWhatIsWrong":          openSaysWhatIsWrong,
		"FaultsThatPassAreNotNoticed":  faultsThatPass,
		"FaultsThatStayLeaveNoTraces":  faultsThatStay,
		"SecretIsInNoError":            secretIsInNoError,
		"ContentIsSignedWithItsSHA256": contentIsSigned,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, s3)
		})
	}
}

// config is that of a fresh bucket, whose objects are in folder.
func config(t testing.TB, s3 *storetest.S3) (c bucket.Config, folder string) {
	t.Helper()
	c = bucket.Config{
		Endpoint: s3.Front(t, nil), Bucket: strings.ToLower(rand.Text()), Insecure: true,
		Key: s3.Key, Secret: s3.Secret, Attempt: 5 * time.Second,
	}
	return c, s3.Bucket(t, c.Bucket)
}

func open(t testing.TB, c bucket.Config) *bucket.Store {
	t.Helper()
	s, err := bucket.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// place is the file in a folder that the storage keeps for text of the unit
// phuong.
func place(t *testing.T, folder, text string) string {
	t.Helper()
	name, ok := blobs.Place("phuong", blobs.HashOf([]byte(text)))
	if !ok {
		t.Fatal("no place")
	}
	return filepath.Join(folder, filepath.FromSlash(name))
}

func put(t *testing.T, s *bucket.Store, text string) workflow.Hash {
	t.Helper()
	hash, err := s.Put(t.Context(), "phuong", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func namedAsInAFolder(t *testing.T, s3 *storetest.S3) {
	c, folder := config(t, s3)
	under := c
	under.Prefix = "kho/hai"
	put(t, open(t, c), "một")
	hash := put(t, open(t, under), "hai")
	for _, file := range []string{place(t, folder, "một"), place(t, filepath.Join(folder, "kho", "hai"), "hai")} {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
	if _, err := open(t, c).Get(t.Context(), "phuong", hash); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("got error %v of a file under another prefix", err)
	}
}

func againIsNotWritten(t *testing.T, s3 *storetest.S3) {
	var writes atomic.Int32
	c, _ := config(t, s3)
	c.Endpoint = s3.Front(t, func(behind http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPut {
				writes.Add(1)
			}
			behind.ServeHTTP(w, r)
		})
	})
	s := open(t, c)
	put(t, s, "một")
	put(t, s, "một")
	if got := writes.Load(); got != 1 {
		t.Errorf("got %d writes, want 1", got)
	}
}

func damageIsMended(t *testing.T, s3 *storetest.S3) {
	c, folder := config(t, s3)
	s := open(t, c)
	hash := put(t, s, "một")
	for _, damaged := range []string{"mọt", "", "một và hơn"} {
		if err := os.WriteFile(place(t, folder, "một"), []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Get(t.Context(), "phuong", hash); err == nil || errors.Is(err, documents.ErrNotFound) {
			t.Errorf("got %q and error %v of a damaged file", got, err)
		}
		put(t, s, "một")
		if got, err := s.Get(t.Context(), "phuong", hash); err != nil || string(got) != "một" {
			t.Errorf("got %q and error %v after it was put again", got, err)
		}
	}
}

func unitIsAPlainName(t *testing.T, s3 *storetest.S3) {
	c, _ := config(t, s3)
	s := open(t, c)
	for _, unit := range []documents.UnitID{"", "..", "a/b", "../x", "/x"} {
		if _, err := s.Put(t.Context(), unit, []byte("một")); !errors.Is(err, documents.ErrInvalid) {
			t.Errorf("unit %q: got error %v, want %v", unit, err, documents.ErrInvalid)
		}
	}
}

func walkPassesOver(t *testing.T, s3 *storetest.S3) {
	c, folder := config(t, s3)
	s := open(t, c)
	put(t, s, "một")
	for _, stray := range []string{"note.txt", "phuong/note.txt", filepath.Base(place(t, "", "một"))} {
		if err := os.WriteFile(filepath.Join(folder, stray), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	seen := 0
	err := s.Walk(t.Context(), func(documents.UnitID, workflow.Hash) error { seen++; return nil })
	if err != nil || seen != 1 {
		t.Errorf("got %d files and error %v, want 1", seen, err)
	}
}

// walkGoesOn: one answer names a thousand objects at most.
func walkGoesOn(t *testing.T, s3 *storetest.S3) {
	const many = 2_100
	c, folder := config(t, s3)
	for i := range many {
		file := place(t, folder, strconv.Itoa(i))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[workflow.Hash]bool{}
	err := open(t, c).Walk(t.Context(), func(_ documents.UnitID, hash workflow.Hash) error {
		seen[hash] = true
		return nil
	})
	if err != nil || len(seen) != many {
		t.Errorf("got %d files and error %v, want %d", len(seen), err, many)
	}
}

// contentIsSigned: what is spoiled on the way is refused by the storage, TLS
// or not.
func contentIsSigned(t *testing.T, s3 *storetest.S3) {
	var sum atomic.Value
	c, _ := config(t, s3)
	c.Endpoint = s3.Front(t, func(behind http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPut {
				sum.Store(r.Header.Get("X-Amz-Content-Sha256"))
			}
			behind.ServeHTTP(w, r)
		})
	})
	if hash := put(t, open(t, c), "một"); sum.Load() != string(hash) {
		t.Errorf("%v is signed, want %s", sum.Load(), hash)
	}
}

// BenchmarkPut is against storage on this machine that does not wait for the
// disk: what is measured is the way there.
func BenchmarkPut(b *testing.B) {
	c, _ := config(b, storetest.StartS3(b))
	s := open(b, c)
	data := make([]byte, 64<<10)
	b.SetBytes(int64(len(data)))
	for i := 0; b.Loop(); i++ {
		data[i%len(data)]++
		if _, err := s.Put(b.Context(), "phuong", data); err != nil {
			b.Fatal(err)
		}
	}
}
