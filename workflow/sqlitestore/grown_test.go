package sqlitestore_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
)

// A store that has grown for years, kept for the next run:
//
//	go test ./workflow/sqlitestore -run '^$' -bench Grown -benchtime 2000x -timeout 6h \
//	    -grown /var/tmp/vanthu-grown -docs 1000000
var (
	grownDir  = flag.String("grown", "", "folder of the store that BenchmarkGrown reads; what it lacks is loaded")
	grownDocs = flag.Int("docs", 10_000, "documents of BenchmarkGrown")
)

// grownUnits is over how many offices the documents are spread.
const grownUnits = 300

func grownUnit(n int) documents.UnitID {
	return documents.UnitID(fmt.Sprintf("phuong-%03d", n%grownUnits))
}

// BenchmarkGrown asks what people ask all day, of offices by turns. p99 is what
// counts: the mean hides whom the disk keeps waiting.
func BenchmarkGrown(b *testing.B) {
	if *grownDir == "" {
		b.Skip("needs -grown FOLDER")
	}
	s := openGrown(b, *grownDocs)
	each := *grownDocs / grownUnits
	for _, q := range []struct {
		name  string
		query func(n int) workflow.Query
	}{
		{"List/Newest", func(int) workflow.Query { return workflow.Query{Flow: "outgoing"} }},
		{"List/LargestPage", func(int) workflow.Query { return workflow.Query{Flow: "outgoing", Limit: workflow.MaxPage} }},
		{"List/State", func(int) workflow.Query { return workflow.Query{Flow: "outgoing", State: "filed"} }},
		{"List/FarDown", func(n int) workflow.Query { return workflow.Query{Flow: "outgoing", After: grownPlace(n, each*9/10)} }},
		{"List/StateFarDown", func(n int) workflow.Query {
			return workflow.Query{Flow: "outgoing", State: "filed", After: grownPlace(n, each*9/10)}
		}},
		{"Desk/Own", func(n int) workflow.Query { return workflow.Query{Desks: []workflow.Desk{grownDesk(n)}} }},
		{"Desk/OfManyRoles", func(n int) workflow.Query {
			return workflow.Query{Desks: []workflow.Desk{grownDesk(n), "head:VHXH", "clerk"}}
		}},
		{"Desk/State", func(int) workflow.Query {
			return workflow.Query{Desks: []workflow.Desk{"clerk"}, State: "register"}
		}},
		{"Desk/Nothing", func(int) workflow.Query { return workflow.Query{Desks: []workflow.Desk{"account:nobody"}} }},
		{"Search/Phrase", func(n int) workflow.Query { return workflow.Query{Text: grownTopic(n)} }},
		{"Search/PhraseWithoutMarks", func(n int) workflow.Query { return workflow.Query{Text: documents.Fold(grownTopic(n))} }},
		{"Search/Number", func(n int) workflow.Query { return workflow.Query{Text: fmt.Sprintf("%d/BC-UBND", 1+n%each)} }},
		{"Search/WordOfAll", func(int) workflow.Query { return workflow.Query{Text: "ủy ban nhân dân"} }},
		{"Search/WordOfAllWithoutMarks", func(int) workflow.Query { return workflow.Query{Text: "uy ban nhan dan"} }},
		{"Search/WordOfAllFarDown", func(n int) workflow.Query {
			return workflow.Query{Text: "ủy ban nhân dân", After: grownPlace(n, each/2)}
		}},
		{"Search/WordOfAllState", func(int) workflow.Query { return workflow.Query{Text: "ủy ban nhân dân", State: "draft"} }},
		{"Search/Nothing", func(int) workflow.Query { return workflow.Query{Text: "nothingofthekind"} }},
	} {
		b.Run(q.name, func(b *testing.B) {
			times := make([]time.Duration, 0, b.N)
			items, n := 0, 0
			for b.Loop() {
				query := q.query(n)
				begun := time.Now()
				page, err := s.List(b.Context(), grownUnit(n), query)
				times = append(times, time.Since(begun))
				must(b, err)
				items += len(page.Items)
				n += 7 // of 300 offices all are asked
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(float64(items)/float64(n/7), "items/op")
		})
	}
}

// openGrown opens the store with so many documents, after loading those that it
// lacks.
func openGrown(b *testing.B, docs int) *sqlitestore.Store {
	b.Helper()
	dir := filepath.Join(*grownDir, fmt.Sprint(docs))
	must(b, os.MkdirAll(dir, 0o700))
	s, err := sqlitestore.Open(b.Context(), dir)
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	done := filepath.Join(dir, "loaded")
	if _, err := os.Stat(done); err == nil {
		return s
	}
	start := time.Now()
	var next atomic.Int64
	var hands sync.WaitGroup
	for range 256 {
		hands.Go(func() {
			for n := int(next.Add(1)) - 1; n < docs; n = int(next.Add(1)) - 1 {
				if err := s.Create(b.Context(), grown(n)); err != nil {
					b.Error(err)
					return
				}
				if n%10_000 == 9_999 {
					fmt.Printf("%d documents after %s\n", n+1, time.Since(start).Round(time.Second))
				}
			}
		})
	}
	hands.Wait()
	for n := range grownUnits { // until search knows all
		_, err := s.List(b.Context(), grownUnit(n), workflow.Query{Text: "nothingofthekind"})
		must(b, err)
	}
	took := time.Since(start)
	fmt.Printf("%d documents in %s, %.0f a second\n", docs, took.Round(time.Second), float64(docs)/took.Seconds())
	must(b, os.WriteFile(done, nil, 0o600))
	return s
}

// grown returns the nth document: of every hundred eight are on their way
// still, the others are filed.
func grown(n int) *workflow.Record {
	chance := rand.New(rand.NewPCG(30, uint64(n)))
	k := n / grownUnits // within its office
	at := grownTime(n)
	r := &workflow.Record{
		ID: workflow.RecordID(fmt.Sprintf("01JD%022d", n)), Unit: grownUnit(n), Version: 1, Flow: "outgoing", Table: "6773d1e69242", Mode: workflow.Paper,
		State: "filed", Drafter: documents.AccountID(fmt.Sprintf("chuyenvien%d", k%20)), Created: at, Updated: at, Series: "BC",
		Document: documents.Document{
			Kind: documents.Report, Abstract: fmt.Sprintf("Kết quả thực hiện kế hoạch số %d về %s", k+1, grownTopic(n)),
			Issuer:     documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
			Drafting:   documents.Drafting{Symbol: "VHXH"},
			Date:       documents.DateOf(at),
			Reference:  documents.Reference{Number: k + 1, Symbol: "BC-UBND"},
			Recipients: []documents.Recipient{{Name: "Như trên"}, {Name: "CT, PCT (v/x) UBND phường"}, {Name: "Phòng Văn hóa - Xã hội"}},
		},
	}
	r.Document.Date.Year = 2025
	if under := [...]workflow.State{"draft", "draft", "review", "check", "sign", "register", "send", "send"}; k%100 < len(under) {
		r.State, r.Desk = under[k%100], [...]workflow.Desk{grownDesk(k), grownDesk(k), "head:VHXH", "clerk", "account:chutich", "clerk", "clerk", "clerk"}[k%100]
		if r.State != "send" {
			r.Document.Reference, r.Series = documents.Reference{}, ""
		}
	}
	for p := range 8 {
		r.Document.Body = append(r.Document.Body, documents.Block{
			Type: documents.Paragraph, Text: documents.Text{{Text: grownSentence(chance, n, p)}},
		})
	}
	for i, action := range []workflow.Action{"create", "submit", "approve", "approve", "sign", "register", "send"} {
		r.History = append(r.History, workflow.Event{
			At: at.Add(time.Duration(i) * time.Minute), By: "chuyenvien", Name: "Lê Văn Hiếu", Title: "Chuyên viên", Action: action, From: "draft", To: "filed",
			Seen: workflow.Version(i), File: workflow.Hash(strings.Repeat("0123456789abcdef", 4)),
		})
	}
	return r
}

// grownTime is when the nth document was changed last: an office has one every
// few minutes.
func grownTime(n int) time.Time {
	return time.Date(2025, time.January, 2, 1, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Second)
}

// grownPlace is where a list of the nth office goes on below its newest k.
func grownPlace(n, k int) string {
	at := max(0, *grownDocs-k*grownUnits) / grownUnits * grownUnits
	at += n % grownUnits
	return fmt.Sprintf("0-%d-01JD%022d", grownTime(at).UnixMilli(), at)
}

func grownDesk(n int) workflow.Desk { return workflow.Desk(fmt.Sprintf("account:chuyenvien%d", n%20)) }

// grownTopic is what the nth document is about: one of 120 things.
func grownTopic(n int) string {
	n /= 3
	return grownWork[n%len(grownWork)] + " " + grownField[n/len(grownWork)%len(grownField)]
}

var grownWork = [...]string{
	"chuyển đổi số", "cải cách hành chính", "giảm nghèo bền vững", "phòng cháy chữa cháy", "tiêu chuẩn đo lường", "trật tự xây dựng",
	"vệ sinh môi trường", "an toàn thực phẩm", "quản lý đất đai", "tiếp công dân",
}

var grownField = [...]string{
	"trong trường học", "tại các tổ dân phố", "của hộ kinh doanh", "trên địa bàn phường", "trong cơ quan nhà nước", "ở khu dân cư mới",
	"quý IV", "mùa mưa bão", "dịp Tết Nguyên đán", "theo chỉ đạo của tỉnh", "năm học mới", "trong hợp tác xã",
}

// grownSentence is a paragraph of some 230 letters.
func grownSentence(chance *rand.Rand, n, p int) string {
	pick := func(from ...string) string { return from[chance.IntN(len(from))] }
	return fmt.Sprintf("%d. Ủy ban nhân dân phường đã %s %s %s, với %d lượt người tham gia và %d hộ được %s; %s, bảo đảm %s đúng thời hạn; đề nghị %s %s báo cáo trước ngày %02d/%02d/2025.",
		p+1, pick("tổ chức quán triệt", "ban hành kế hoạch", "phối hợp kiểm tra", "rà soát, thống kê", "tập huấn nghiệp vụ"),
		pick(grownWork[:]...), pick(grownField[:]...), chance.IntN(500), chance.IntN(300),
		pick("hỗ trợ", "vận động", "hướng dẫn", "cấp giấy xác nhận"), pick("tuyên truyền trên loa truyền thanh", "niêm yết công khai", "cập nhật cơ sở dữ liệu", "lập biên bản"),
		pick("chất lượng", "số liệu", "hồ sơ", "kinh phí"), pick("các tổ dân phố", "Phòng Văn hóa - Xã hội", "Công an phường", "Trạm Y tế"),
		pick("tiếp tục", "khẩn trương", "phối hợp", "chủ động"), 1+chance.IntN(28), 1+chance.IntN(12))
}
