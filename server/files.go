package main

import (
	"context"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"vanthu/workflow/blobs"
	"vanthu/workflow/bucket"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/sqlitestore"
	"vanthu/workflow/sweeping"
)

// files keep the files of documents, by their content. Only this file knows
// where.
type files struct {
	sqlitestore.Files
	io.Closer
	swept sweeping.Place // the same, for a sweep
}

// A filesPlace is where files are kept: in a folder, in a bucket if that has an
// endpoint, or in a database of MongoDB if that has an address.
type filesPlace struct {
	folder string
	bucket bucket.Config
	mongo  place
}

// The variables that hold the key of a bucket. They are no options: whoever
// lists processes sees those.
const (
	bucketKey    = "VANTHU_S3_KEY"
	bucketSecret = "VANTHU_S3_SECRET" //nolint:gosec // the name of a variable, not its value
)

// parseFilesPlace reads what -files says beside a store; without it the files
// stand in the data folder.
func parseFilesPlace(beside place, data, text string, getenv func(string) string) (filesPlace, error) {
	switch {
	case text == "":
		return filesPlace{folder: filepath.Join(data, "files")}, nil
	case text == "gridfs" && beside.uri == "":
		return filesPlace{}, usage("nơi giữ tệp gridfs cần kho dữ liệu mongodb://; với kho %s hãy ghi dir:THƯ_MỤC hoặc s3://KHO?endpoint=MÁY:CỔNG", beside)
	case text == "gridfs":
		return filesPlace{mongo: beside}, nil
	}
	if folder, ok := strings.CutPrefix(text, "dir:"); ok && folder != "" {
		return filesPlace{folder: folder}, nil
	}
	if !strings.HasPrefix(text, "s3://") {
		return filesPlace{}, usage("nơi giữ tệp “%s” không đúng; hãy ghi dir:THƯ_MỤC, s3://KHO?endpoint=MÁY:CỔNG hoặc gridfs", text)
	}
	c, err := parseBucket(text)
	if err != nil {
		return filesPlace{}, err
	}
	if c.Key, err = variable(getenv, bucketKey); err != nil {
		return filesPlace{}, err
	}
	if c.Secret, err = variable(getenv, bucketSecret); err != nil {
		return filesPlace{}, err
	}
	if c.Key == "" || c.Secret == "" {
		return filesPlace{}, usage("kho tệp s3:// cần khóa: hãy đặt %s và %s, hoặc %[1]s_FILE và %[2]s_FILE chỉ đến tệp", bucketKey, bucketSecret)
	}
	return filesPlace{bucket: c}, nil
}

// parseBucket reads s3://bucket[/prefix]?endpoint=host:port[&region=R][&insecure=1].
// Its errors do not repeat the text, for that may hold a secret.
func parseBucket(text string) (bucket.Config, error) {
	const form = "hãy ghi s3://KHO[/TIỀN_TỐ]?endpoint=MÁY:CỔNG[&region=VÙNG][&insecure=1]"
	u, err := url.Parse(text)
	if err != nil || u.Fragment != "" {
		return bucket.Config{}, usage("nơi giữ tệp s3:// không đúng; %s", form)
	}
	if u.User != nil {
		return bucket.Config{}, usage("không ghi khóa trong nơi giữ tệp; hãy đặt %s và %s", bucketKey, bucketSecret)
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return bucket.Config{}, usage("nơi giữ tệp s3:// không đúng; %s", form)
	}
	c := bucket.Config{
		Bucket: u.Host, Prefix: strings.Trim(u.Path, "/"),
		Endpoint: q.Get("endpoint"), Region: q.Get("region"), Insecure: q.Get("insecure") == on,
	}
	for name, values := range q {
		if !slices.Contains([]string{"endpoint", "region", "insecure"}, name) || len(values) > 1 ||
			name == "insecure" && values[0] != on && values[0] != "0" {
			return bucket.Config{}, usage("nơi giữ tệp s3:// không hiểu “%s”; %s", name, form)
		}
	}
	if c.Bucket == "" || c.Endpoint == "" || strings.Contains(c.Endpoint, "/") {
		return bucket.Config{}, usage("nơi giữ tệp s3:// thiếu tên kho hoặc endpoint; %s", form)
	}
	return c, nil
}

// openFiles opens the files at p. Close them.
func openFiles(ctx context.Context, p filesPlace) (*files, error) {
	if p.mongo.uri != "" {
		s, err := mongostore.Open(ctx, p.mongo.uri)
		if err != nil {
			return nil, mongoFault(p.mongo, err)
		}
		return &files{s.Files(), s, s.Files()}, nil
	}
	if p.bucket.Endpoint != "" {
		s, err := bucket.Open(ctx, p.bucket)
		if err != nil {
			return nil, bucketFault(p.bucket, err)
		}
		return &files{s, s, s}, nil
	}
	s, err := blobs.Open(p.folder)
	if err != nil {
		return nil, fileFault("Không mở được thư mục tệp "+p.folder, err)
	}
	return &files{s, s, s}, nil
}

// bucketFault is an error of a bucket.
func bucketFault(c bucket.Config, err error) error {
	return &outsideError{
		"Không dùng được kho tệp " + c.Bucket + " tại " + c.Endpoint, err, bucketReasons(),
		"máy không cho làm việc này. Hãy báo quản trị.",
	}
}

func bucketReasons() []reason {
	return []reason{
		{bucket.ErrNoBucket, "không có kho này. Hãy tạo kho, hoặc sửa tên kho trong -files."},
		{bucket.ErrDenied, "khóa không đúng hoặc không có quyền. Hãy kiểm tra " + bucketKey + ", " + bucketSecret + " và quyền đọc, ghi, liệt kê của khóa; files sweep cần cả quyền xóa."},
		{bucket.ErrRegion, "kho ở vùng khác. Hãy sửa region trong -files."},
		{bucket.ErrClock, "đồng hồ của hai máy lệch nhau quá xa. Hãy chỉnh giờ máy này."},
		{bucket.ErrNoTLS, "máy chủ tệp không dùng TLS. Hãy thêm insecure=1 nếu đường đến đó không qua mạng ngoài."},
		{bucket.ErrCertificate, "chứng thư của máy chủ tệp không được tin cậy. Hãy thêm nơi cấp chứng thư vào hệ thống, hoặc đặt SSL_CERT_FILE."},
		{bucket.ErrUnreachable, "máy chủ tệp không trả lời. Hãy kiểm tra endpoint, đường mạng và máy chủ tệp."},
	}
}
