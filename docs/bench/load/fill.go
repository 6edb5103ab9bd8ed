package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// filedShare is how many documents of a hundred are filed; the others are
// spread over the places before.
const filedShare = 97

// group is how many things are brought at once.
const group = 500

// A filler makes documents of one office in the order of their days.
type filler struct {
	store  store
	unit   documents.UnitID
	first  int // the number of its first document in the whole load
	lives  []*workflow.Record
	last   map[int]int // the last number of the book of a year
	days   map[int]documents.Date
	parts  map[workflow.Part][]workflow.Item
	loaded int
}

func unitID(n int) documents.UnitID { return documents.UnitID(fmt.Sprintf("phuong-%04d", n)) }

func recordID(n int) workflow.RecordID { return workflow.RecordID(fmt.Sprintf("01JD%022d", n)) }

// fill loads what the store lacks and returns how many documents that were.
func fill(ctx context.Context, s store, n size) (int, error) {
	have, err := s.Count(ctx, workflow.RecordPart)
	if err != nil {
		return 0, err
	}
	all, err := lives(ctx)
	if err != nil {
		return 0, fmt.Errorf("live: %w", err)
	}
	each, before := n.docs/n.units, have/n.units
	loaded := 0
	for u := range n.units {
		f := &filler{store: s, unit: unitID(u), first: u * 10_000_000, lives: all, last: map[int]int{}, days: map[int]documents.Date{}, parts: map[workflow.Part][]workflow.Item{}}
		if err := f.load(ctx, before, each); err != nil {
			return loaded, fmt.Errorf("load %s: %w", f.unit, err)
		}
		loaded += f.loaded
		if u%10 == 9 {
			fmt.Printf("  %d of %d offices, %d documents\n", u+1, n.units, loaded)
		}
	}
	return loaded, nil
}

// load makes documents from the nth to the last of the office, oldest first.
func (f *filler) load(ctx context.Context, from, to int) error {
	for i := range to {
		r := f.document(i)
		f.number(r)
		if i < from {
			continue // it is there; only its number counts
		}
		f.parts[workflow.RecordPart] = append(f.parts[workflow.RecordPart], workflow.NewItem(r))
		if r.Document.Reference.Number > 0 {
			e := workflow.NewEntry(r)
			f.parts[workflow.EntryPart] = append(f.parts[workflow.EntryPart], workflow.NewItem(&e))
		}
		f.loaded++
		if len(f.parts[workflow.RecordPart]) == group {
			if err := f.bring(ctx); err != nil {
				return err
			}
		}
	}
	f.parts[workflow.UnitPart] = []workflow.Item{workflow.NewItem(ward(f.unit))}
	return f.bring(ctx)
}

// bring stores what was made, and how far the books have come with it.
func (f *filler) bring(ctx context.Context) error {
	for year, last := range f.last {
		f.parts[workflow.BookPart] = append(f.parts[workflow.BookPart], workflow.NewItem(&workflow.BookEnd{
			Book: workflow.BookKey{Unit: f.unit, Year: year, Series: "BC"}, Last: last, LastDate: f.days[year],
		}))
	}
	for _, part := range workflow.Parts() {
		if items := f.parts[part]; len(items) > 0 {
			if err := f.store.Bring(ctx, part, items); err != nil {
				return err
			}
		}
	}
	clear(f.parts)
	return nil
}

// topics are what the documents are about; each has a few of them in its words.
var topics = strings.Fields("chuyển-đổi-số trật-tự-đô-thị tiêu-chuẩn-đo-lường phòng-cháy-chữa-cháy an-toàn-thực-phẩm " +
	"giảm-nghèo-bền-vững bảo-hiểm-y-tế nông-thôn-mới vệ-sinh-môi-trường cải-cách-hành-chính đất-đai-xây-dựng giáo-dục-mầm-non")

// document returns the ith document of the office: a life, with its own words,
// people and times.
func (f *filler) document(i int) *workflow.Record {
	chance := rand.New(rand.NewPCG(uint64(f.first), uint64(i)))
	at := len(f.lives) - 1
	if chance.IntN(100) >= filedShare {
		at = chance.IntN(at)
	}
	r := *f.lives[at]
	r.ID, r.Unit = recordID(f.first+i), f.unit
	r.Drafter = documents.AccountID(fmt.Sprintf("cv%d.%s", chance.IntN(20), f.unit))
	day := dayOf(i)
	r.Created, r.Updated = day, day.Add(48*time.Hour)
	topic := func() string { return strings.ReplaceAll(topics[chance.IntN(len(topics))], "-", " ") }
	if chance.IntN(5) == 0 {
		r.Document.Deadline = documents.DateOf(day).Add(20)
	}
	r.Document.Abstract = fmt.Sprintf("Kết quả công tác %s và %s, lần %d", topic(), topic(), i)
	body := append(documents.Body(nil), r.Document.Body...)
	for k := range 3 {
		body = append(body, documents.Block{Type: documents.Paragraph, Text: documents.Text{{
			Text: fmt.Sprintf("Công tác %s tại tổ dân phố số %d đạt %d,%d%% kế hoạch; còn %d hộ chưa thực hiện.", topic(), chance.IntN(90), chance.IntN(100), k, chance.IntN(5000)),
		}}})
	}
	r.Document.Body = body
	r.History = append([]workflow.Event(nil), r.History...)
	for k := range r.History {
		r.History[k].At = day.Add(time.Duration(k) * 6 * time.Hour)
	}
	r.Tasks = nil
	return &r
}

// dayOf is when the ith document of an office was begun.
func dayOf(i int) time.Time {
	return time.Date(2025, time.July, 1, 1, 0, 0, 0, time.UTC).Add(time.Duration(i) * 20 * time.Minute)
}

// number gives a registered document the next number of its year's book.
func (f *filler) number(r *workflow.Record) {
	if r.Document.Reference.Number == 0 {
		return
	}
	date := documents.DateOf(r.Updated)
	f.last[date.Year]++
	f.days[date.Year] = date
	r.Document.Date, r.Signed = date, date
	r.Document.Reference.Number = f.last[date.Year]
	for k := range r.History {
		if r.History[k].Number != "" {
			r.History[k].Number = r.Document.Reference.String()
		}
	}
}
