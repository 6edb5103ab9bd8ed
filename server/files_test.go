//go:build unix

package main_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	server "vanthu/server"
	"vanthu/workflow/storetest"
)

// run runs one command within this process.
func run(t *testing.T, variables map[string]string, args ...string) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	err := server.Run(t.Context(), server.World{
		Args: args, Stdout: &out, Now: time.Now, Getenv: func(name string) string { return variables[name] },
	})
	code = server.Report(&out, err)
	return code, out.String()
}

// count returns how many files there are below a folder; none if it is not
// there.
func count(t *testing.T, folder string) (n int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return n
}

// bucketOf returns what tells the program of a fresh bucket, and the folder of
// its objects.
func bucketOf(t *testing.T, s3 *storetest.S3, name string) (variables map[string]string, folder string) {
	t.Helper()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte(s3.Secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"VANTHU_FILES":          "s3://" + name + "/kho?endpoint=" + s3.Front(t, nil) + "&insecure=1",
		"VANTHU_S3_KEY":         s3.Key,
		"VANTHU_S3_SECRET_FILE": secret,
	}, s3.Bucket(t, name)
}

// TestFilesInABucket: the sample ward is loaded, backed up and restored with
// its files in buckets.
func TestFilesInABucket(t *testing.T) {
	t.Parallel()
	s3 := storetest.StartS3(t)
	dir := t.TempDir()
	o := newOffice(filepath.Join(dir, "moi"))
	o.clock.Store(time.Now().UnixMilli())
	variables, folder := bucketOf(t, s3, "mot")
	o.variables = variables
	p := o.startInside([]string{"-demo", "-addr", "127.0.0.1:0", "-data", o.data})
	if err := p.waitForAddress(); err != nil {
		t.Fatal(err)
	}
	p.stop()
	<-p.ended
	want := count(t, filepath.Join(folder, "kho"))
	if want == 0 || count(t, filepath.Join(o.data, "files")) > 0 {
		t.Fatalf("got %d files in the bucket, %d in the data folder", want, count(t, filepath.Join(o.data, "files")))
	}
	zip := filepath.Join(dir, "ban-sao.zip")
	if code, said := run(t, variables, "backup", "-data", o.data, zip); code != 0 || strings.Contains(said, "Thiếu") {
		t.Fatalf("backup: exit code %d:\n%s", code, said)
	}
	sweepNothing(t, variables, want, "-data", o.data)
	variables, folder = bucketOf(t, s3, "hai")
	if code, said := run(t, variables, "restore", "-data", filepath.Join(dir, "dau"), zip); code != 0 {
		t.Fatalf("restore: exit code %d:\n%s", code, said)
	}
	if got := count(t, filepath.Join(folder, "kho")); got != want {
		t.Errorf("got %d files after the restore, want %d", got, want)
	}
}

// TestFilesInGridFS: the same with MongoDB alone, from one database to another.
func TestFilesInGridFS(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := newOffice(filepath.Join(dir, "moi"))
	o.clock.Store(time.Now().UnixMilli())
	o.variables = map[string]string{"VANTHU_STORE": freshDatabase(t), "VANTHU_FILES": "gridfs", "VANTHU_DATA": o.data}
	p := o.startInside([]string{"-demo", "-addr", "127.0.0.1:0"})
	if err := p.waitForAddress(); err != nil {
		t.Fatal(err)
	}
	p.stop()
	<-p.ended
	if _, err := os.Stat(o.data); !os.IsNotExist(err) {
		t.Errorf("there is a data folder: %v", err)
	}
	zip := filepath.Join(dir, "mot.zip")
	saved := saveAll(t, o.variables, zip)
	sweepNothing(t, o.variables, 0)
	o.variables["VANTHU_STORE"] = freshDatabase(t)
	if code, said := run(t, o.variables, "restore", zip); code != 0 {
		t.Fatalf("restore: exit code %d:\n%s", code, said)
	}
	if again := saveAll(t, o.variables, filepath.Join(dir, "hai.zip")); again != saved {
		t.Errorf("got %q of what was restored, want %q", again, saved)
	}
}

// sweepNothing sweeps all files a year later: of an office that works, each is named.
// want is how many there are, 0 for any number.
func sweepNothing(t *testing.T, variables map[string]string, want int, args ...string) {
	t.Helper()
	var out bytes.Buffer
	err := server.Run(t.Context(), server.World{
		Args: append([]string{"files", "sweep"}, args...), Stdout: &out, Now: func() time.Time { return time.Now().AddDate(1, 0, 0) },
		Getenv: func(name string) string { return variables[name] },
	})
	told := regexp.MustCompile(`^Có ([1-9]\d*) tệp (\(.*\)); được nêu tên: ([1-9]\d*) tệp (\(.*\))\.\nĐã giải phóng 0 byte\.\n$`).FindStringSubmatch(out.String())
	if err != nil || told == nil || told[1] != told[3] || want > 0 && told[1] != strconv.Itoa(want) {
		t.Errorf("want %d files, all named: %v\n%s", want, err, out.String())
	}
}

// saveAll makes a backup that lacks nothing and returns what is told to be in
// it.
func saveAll(t *testing.T, variables map[string]string, zip string) string {
	t.Helper()
	code, said := run(t, variables, "backup", zip)
	told := regexp.MustCompile(`\d+ văn bản, \d+ dòng sổ, [1-9]\d* tệp`).FindString(said)
	if code != 0 || told == "" || strings.Contains(said, "Thiếu") {
		t.Fatalf("backup: exit code %d:\n%s", code, said)
	}
	return told
}

// freshDatabase returns the address of a database that nobody uses.
func freshDatabase(t *testing.T) string {
	t.Helper()
	server := os.Getenv("MONGODB_URI")
	if server == "" {
		t.Skip("MONGODB_URI is not set")
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/vanthu_files_" + strings.ToLower(rand.Text())
	client, err := mongo.Connect(options.Client().ApplyURI(u.String()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.Background()
		if err := errors.Join(client.Database(u.Path[1:]).Drop(ctx), client.Disconnect(ctx)); err != nil {
			t.Error(err)
		}
	})
	return u.String()
}

// TestBucketThatCannotBeUsed: the program says what is wrong, what to do, and
// no secret.
func TestBucketThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	s3 := storetest.StartS3(t)
	sound, _ := bucketOf(t, s3, "kho")
	place := sound["VANTHU_FILES"]
	for _, c := range []struct {
		name, variable, value string
		code                  int
		says                  string
	}{
		{"OtherSecret", "VANTHU_S3_KEY", "la", 1, "khóa không đúng hoặc không có quyền. Hãy kiểm tra VANTHU_S3_KEY"},
		{"NoBucket", "VANTHU_FILES", strings.Replace(place, "s3://kho", "s3://khac", 1), 1, "Không dùng được kho tệp khac tại 127.0.0.1:"},
		{"TLS", "VANTHU_FILES", strings.Replace(place, "insecure=1", "insecure=0", 1), 1, "không dùng TLS. Hãy thêm insecure=1"},
		{"NobodyThere", "VANTHU_FILES", "s3://kho?endpoint=127.0.0.1:1&insecure=1", 1, "máy chủ tệp không trả lời. Hãy kiểm tra endpoint"},
		{"NoKey", "VANTHU_S3_KEY", "", 2, "kho tệp s3:// cần khóa: hãy đặt VANTHU_S3_KEY và VANTHU_S3_SECRET, hoặc VANTHU_S3_KEY_FILE"},
		{"BothSecrets", "VANTHU_S3_SECRET", s3.Secret, 2, "chỉ ghi một trong hai biến VANTHU_S3_SECRET và VANTHU_S3_SECRET_FILE"},
		{"SecretInThePlace", "VANTHU_FILES", "s3://khoa:" + s3.Secret + "@kho?endpoint=a:1", 2, "không ghi khóa trong nơi giữ tệp"},
		{"SecretAsParameter", "VANTHU_FILES", place + "&secret=" + s3.Secret, 2, "không hiểu “secret”"},
		{"NoEndpoint", "VANTHU_FILES", "s3://kho", 2, "thiếu tên kho hoặc endpoint"},
		{"NoName", "VANTHU_FILES", "s3:///kho?endpoint=a:1", 2, "thiếu tên kho hoặc endpoint"},
		{"Malformed", "VANTHU_FILES", "s3://kho:" + s3.Secret + "?endpoint=a:1", 2, "nơi giữ tệp s3:// không đúng"},
		{"Insecure", "VANTHU_FILES", "s3://kho?endpoint=a:1&insecure=co", 2, "không hiểu “insecure”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			variables := map[string]string{c.variable: c.value}
			for name, value := range sound {
				if name != c.variable {
					variables[name] = value
				}
			}
			code, said := run(t, variables, "-addr", "127.0.0.1:0", "-data", t.TempDir())
			if code != c.code || !strings.Contains(said, c.says) || strings.Contains(said, s3.Secret) {
				t.Errorf("exit code %d, want %d and %q without the secret:\n%s", code, c.code, c.says, said)
			}
		})
	}
}
