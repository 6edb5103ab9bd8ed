package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"vanthu/documents"
	"vanthu/templates/pdf"
	"vanthu/workflow"
	"vanthu/workflow/signing/trial"
)

// demo carries the sample report through its whole life on a temporary store
// and leaves what each step made in a folder.
func demo(ctx context.Context, e env) (err error) {
	out, signs, err := demoFolder(e)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "vanthu-demo-")
	if err != nil {
		return fileFault("Không tạo được thư mục tạm", err)
	}
	defer os.RemoveAll(tmp)
	clock := demoClock{}
	clock.set(documents.Date{Year: 2025, Month: time.November, Day: 24})
	c := config{data: tmp, pdf: pdf.None, store: place{folder: tmp}, files: filesPlace{folder: filepath.Join(tmp, "files")}}
	var ca *trial.Authority
	if signs {
		c.pdf, c.roots = pdf.Auto, filepath.Join(out, demoRoot)
		if ca, err = demoAuthority(c.roots, clock.now()); err != nil {
			return err
		}
	}
	house, err := open(ctx, c, clock.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, house.close()) }()
	if err := settle(ctx, house.store); err != nil {
		return err
	}
	s := stage{out: out, stdout: e.stdout, clock: &clock}
	s.engine, s.dir = house.engine, house.store
	if signs {
		if err := errors.Join(s.engine.NoPDF(), s.bindKeys(ctx, ca)); err != nil {
			return err
		}
		s.signs = true
	}
	return s.play(ctx)
}

// demoFolder returns the folder of -out, made if need be, and whether the report is
// to be signed as a file.
func demoFolder(e env) (folder string, signs bool, err error) {
	v, rest, err := options{{name: "sign"}, {name: "out", arg: "DIR"}}.parse(e)
	switch out := v["out"]; {
	case err != nil:
		return "", false, err
	case out == "" || len(rest) > 0:
		return "", false, usage("demo cần đúng một thư mục: demo [-sign] -out DIR")
	default:
		if err := os.MkdirAll(out, 0o755); err != nil {
			return "", false, fileFault("Không tạo được thư mục "+out, err)
		}
		return out, v["sign"] == on, nil
	}
}

// A demoClock stands still during an act and is moved on between acts, so that
// the demo writes the same files today and in ten years.
type demoClock struct{ at atomic.Int64 }

func (c *demoClock) now() time.Time { return time.UnixMilli(c.at.Load()) }

// set puts the clock at eight in the morning of a day.
func (c *demoClock) set(d documents.Date) {
	c.at.Store(time.Date(d.Year, d.Month, d.Day, 8, 0, 0, 0, workflow.Zone).UnixMilli())
}

func (c *demoClock) add(d time.Duration) { c.at.Add(d.Milliseconds()) }

// A stage plays the demo and writes what it makes.
type stage struct {
	life
	clock  *demoClock
	out    string
	signs  bool // as files
	stdout io.Writer
	files  int
}

// registeredOn is the day văn thư gives the number in the demo.
var registeredOn = documents.Date{Year: 2025, Month: time.November, Day: 25}

// play drafts the report and does every move of its life.
func (s *stage) play(ctx context.Context) error {
	doc, err := sampleReport()
	if err != nil {
		return err
	}
	if err := s.begin(ctx, demoLife()[0].who, unfinished(doc)); err != nil {
		return err
	}
	if err := s.leave(ctx); err != nil {
		return err
	}
	for _, m := range demoLife() {
		s.clock.add(30 * time.Minute)
		if m.action == "register" {
			s.clock.set(registeredOn)
		}
		if err := s.step(ctx, m, doc); err != nil {
			return err
		}
		if err := s.leave(ctx); err != nil {
			return err
		}
		if s.signs && m.action == "register" {
			if err := s.seal(ctx); err != nil {
				return err
			}
		}
	}
	return s.papers(ctx)
}

// step does one move; what is revised becomes doc.
func (s *stage) step(ctx context.Context, m move, doc documents.Document) error {
	if m.action == reviseDraft {
		return s.revise(ctx, m.who, doc)
	}
	if s.signs && m.action == "sign" {
		return s.electronically(ctx, m)
	}
	return s.do(ctx, m)
}

// unfinished returns doc as its first draft was: without the last numbered
// proposal.
func unfinished(doc documents.Document) documents.Document {
	for i := len(doc.Body) - 1; i >= 0; i-- {
		if doc.Body[i].Type == documents.Item {
			doc.Body = slices.Delete(slices.Clone(doc.Body), i, i+1)
			break
		}
	}
	return doc
}

// leave prints the line of the last act and writes the DOCX as it is now.
func (s *stage) leave(ctx context.Context) error {
	docx, err := s.engine.Docx(ctx, s.record)
	if err != nil {
		return err
	}
	s.files++
	name := fmt.Sprintf("%02d-%s.docx", s.files, s.record.State)
	if err := writeWhole(filepath.Join(s.out, name), docx); err != nil {
		return err
	}
	last := s.record.History[len(s.record.History)-1]
	for i := len(s.record.History) - 1; last.By == "" && i > 0; i-- { // the program's own acts belong to the person's before
		last = s.record.History[i-1]
	}
	fmt.Fprintf(s.stdout, "%s\n    %s: %s\n", workflow.SayEvent(last), cmp.Or(s.engine.FlowOf(s.record).Path(last), s.engine.FlowOf(s.record).Text(last.To)), name)
	return nil
}

// papers writes the register and the history.
func (s *stage) papers(ctx context.Context) error {
	by, err := s.dir.Account(ctx, "vanthu")
	if err != nil {
		return err
	}
	book := s.record.Book()
	entries, err := s.engine.Register(ctx, by, workflow.BookPage{Year: book.Year, Series: book.Series, Limit: workflow.MaxPage})
	if err != nil {
		return err
	}
	register := filepath.Join(s.out, fmt.Sprintf("so-van-ban-di-%d-%s.csv", book.Year, book.Series))
	if err := writeWhole(register, registerCSV(entries)); err != nil {
		return err
	}
	history := filepath.Join(s.out, "lich-su.txt")
	if err := writeWhole(history, historyText(s.engine.FlowOf(s.record), s.record)); err != nil {
		return err
	}
	fmt.Fprintf(s.stdout, "Xong: %s đã phát hành và lưu. Sổ: %s. Lịch sử: %s\n", s.record.Document.NumberLine(), register, history)
	return nil
}
