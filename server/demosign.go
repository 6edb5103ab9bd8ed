package main

import (
	"bytes"
	"context"
	"encoding/pem"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"path/filepath"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/signing/trial"
)

// demoPassword locks the keys that the demo makes for itself. They are worth
// nothing: nobody trusts them, and they end with the demo.
const demoPassword = "khoa-dung-thu" //nolint:gosec // printed here for all to see

// demoRoot is the file of the demo's root in its folder.
const demoRoot = "goc-dung-thu.pem"

// demoAuthority makes an authority of the demo's own and writes its root to the
// file that says whom the house trusts.
func demoAuthority(file string, now time.Time) (*trial.Authority, error) {
	ca, err := trial.New(now)
	if err != nil {
		return nil, fmt.Errorf("make keys to try with: %w", err)
	}
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: ca.Root.Raw})
	return ca, writeWhole(file, root)
}

// bindKeys gives the person who signs, and the office, a key each.
func (s *stage) bindKeys(ctx context.Context, ca *trial.Authority) error {
	account, err := s.dir.Account(ctx, signerOf(demoLife()))
	if err != nil {
		return err
	}
	unit, err := s.dir.Unit(ctx, account.Unit)
	if err != nil {
		return err
	}
	if account.Key, err = s.demoKey(ctx, account, holder{ca, account.Name, scrawl}); err != nil {
		return err
	}
	seal, err := s.demoKey(ctx, account, holder{ca, unit.Issuer.Name, ring})
	if err != nil {
		return err
	}
	unit.Seal = &documents.Seal{SigningKey: *seal}
	if err := s.dir.PutAccount(ctx, account); err != nil {
		return err
	}
	return s.dir.PutUnit(ctx, unit)
}

// signerOf returns who signs in a life.
func signerOf(life []move) documents.AccountID {
	for _, m := range life {
		if m.action == "sign" {
			return m.who
		}
	}
	return ""
}

// A holder is whose key the demo makes, and how its picture is drawn.
type holder struct {
	ca   *trial.Authority
	name string
	draw drawing
}

func (s *stage) demoKey(ctx context.Context, by *documents.Account, h holder) (*documents.SigningKey, error) {
	local, err := h.ca.RSA(h.name)
	if err != nil {
		return nil, fmt.Errorf("make a key for %s: %w", h.name, err)
	}
	file, err := trial.PKCS12(local, demoPassword)
	if err != nil {
		return nil, fmt.Errorf("lock the key of %s: %w", h.name, err)
	}
	picture, err := h.draw.png()
	if err != nil {
		return nil, err
	}
	return s.engine.ReadKey(ctx, by, workflow.KeyFile{File: file, Secret: demoPassword, Picture: picture})
}

// electronically does the moves that are done with a key: signing, and sealing
// after the number.
func (s *stage) electronically(ctx context.Context, m move) error {
	by, err := s.dir.Account(ctx, m.who)
	if err != nil {
		return err
	}
	if err := s.await(ctx, by); err != nil {
		return err
	}
	act := workflow.Act{Action: m.action, Comment: m.says, Seen: s.record.Version, File: s.record.Shown().Hash}
	s.record, err = s.engine.SignNow(ctx, by, s.record.ID, act, demoPassword)
	if err != nil {
		return fmt.Errorf("%s as %s with a key: %w", m.action, m.who, err)
	}
	return nil
}

// await has done what acts left to be done, as a server does in the background.
func (s *stage) await(ctx context.Context, by *documents.Account) error {
	var failed error
	err := s.engine.WorkOnce(ctx, func(_ workflow.Due, err error) { failed = err })
	if err == nil {
		err = failed
	}
	if err == nil {
		s.record, err = s.engine.Get(ctx, by, s.record.ID)
	}
	return err
}

// seal seals the numbered file and leaves it in the folder.
func (s *stage) seal(ctx context.Context) error {
	if err := s.electronically(ctx, move{who: "vanthu", action: "seal"}); err != nil {
		return err
	}
	file, err := s.engine.OriginalFile(ctx, s.record)
	if err != nil {
		return err
	}
	name := filepath.Join(s.out, s.record.OriginalName())
	if err := writeWhole(name, file); err != nil {
		return err
	}
	last := s.record.History[len(s.record.History)-1]
	s.say(&s.pair.ward, "%s\n    Bản gốc điện tử: %s", workflow.SayEvent(last), name)
	s.say(&s.pair.ward, "    Kiểm tra: server verify -roots %s %s", s.roots, name)
	return nil
}

// A drawing says what colour a picture has at a place, both from 0 to 1.
type drawing func(x, y float64) color.NRGBA

// png draws a picture of 360 by 360 points.
func (d drawing) png() ([]byte, error) {
	const side = 360
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			img.SetNRGBA(x, y, d(float64(x)/side, float64(y)/side))
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return out.Bytes(), err
}

// scrawl is a blue line as of a pen.
func scrawl(x, y float64) color.NRGBA {
	if math.Abs(y-0.5-0.3*math.Sin(14*x)*math.Exp(-1.5*x)) < 0.02 {
		return color.NRGBA{20, 40, 170, 255}
	}
	return color.NRGBA{}
}

// ring is two red circles around a star's heart, as of a seal.
func ring(x, y float64) color.NRGBA {
	r := math.Hypot(x-0.5, y-0.5)
	if r < 0.5 && r > 0.465 || r < 0.36 && r > 0.345 || r < 0.1 {
		return color.NRGBA{205, 20, 30, 215}
	}
	return color.NRGBA{}
}
