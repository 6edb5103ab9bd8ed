package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"vanthu/documents"
	"vanthu/templates/pdf"
	"vanthu/workflow"
	"vanthu/workflow/signing/trial"
)

// demo carries the sample report through its whole life, in the ward that writes it
// and in the agency that it goes to, each on a temporary store of its own, and leaves
// what each step made in a folder.
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
	clock.set(arrivedOn)
	c := config{pdf: pdf.None}
	var ca *trial.Authority
	if signs {
		c.pdf, c.roots = pdf.Auto, filepath.Join(out, demoRoot)
		if ca, err = demoAuthority(c.roots, clock.now()); err != nil {
			return err
		}
	}
	pair, err := openPair(ctx, c, tmp, clock.now)
	defer func() { err = errors.Join(err, pair.close()) }()
	if err != nil {
		return err
	}
	s := newStage(e, out, pair, &clock)
	if signs {
		if err := errors.Join(s.engine.NoPDF(), s.bindKeys(ctx, ca)); err != nil {
			return err
		}
		s.roots = c.roots
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
