package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"

	"vanthu/server/auth"
	"vanthu/server/web"
	"vanthu/templates/layout"
	"vanthu/workflow"
	"vanthu/workflow/filing/csip"
	"vanthu/workflow/ledger"
)

// demoFile is the work file that the demo puts its documents into.
const demoFile = "01.VHXH"

// filed puts question and answer into a work file, closes it, and leaves its package,
// which is then checked as anybody can who gets it.
func (s *stage) filed(ctx context.Context) error {
	s.clock.add(between)
	ward := &s.pair.ward
	f, err := putAway(ctx, ward.house, demoFile, []workflow.RecordID{s.came.record.ID, s.record.ID}, true)
	if err != nil {
		return err
	}
	for _, ev := range f.History {
		s.say(ward, "%s", ev.Say())
	}
	by, err := s.dir.Account(ctx, f.Keeper)
	if err != nil {
		return fmt.Errorf("account %s: %w", f.Keeper, err)
	}
	p, err := ward.filing.Package(ctx, by, f.ID())
	if err != nil {
		return err
	}
	var zip bytes.Buffer
	if err := csip.Write(&zip, p); err != nil {
		return fmt.Errorf("write the package of file %s: %w", f.ID(), err)
	}
	name := filepath.Join(s.out, f.Code()+".zip")
	if err := writeWhole(name, zip.Bytes()); err != nil {
		return err
	}
	return s.check(name)
}

// check says what the verifier finds of a package.
func (s *stage) check(name string) error {
	look, err := signaturesOf(s.env, s.roots)
	if err != nil {
		return err
	}
	report, err := readPackage(name, look)
	if err != nil {
		return err
	}
	sayPackage(s.env, name, report)
	if !report.Good() {
		return errNotGood
	}
	return nil
}

// demoBooks are the books that the demo leaves.
var demoBooks = [...]string{layout.OutgoingBook, layout.IncomingBook, layout.FollowUpBook}

// papers writes the books and the history.
func (s *stage) papers(ctx context.Context) error {
	ward := s.pair.ward.house
	by, err := s.dir.Account(ctx, "vanthu")
	if err != nil {
		return fmt.Errorf("account vanthu: %w", err)
	}
	pages, err := web.New(web.Deps{
		Engine: ward.engine, Filing: ward.filing, Auth: auth.New(auth.Config{Directory: ward.store, Vault: ward.store, Notes: ward.store, Now: s.env.now}),
		Ledger: ledger.New(ward.engine, ward.store, s.env.now), Notes: ward.store, Log: slog.New(slog.DiscardHandler), Now: s.env.now,
	})
	if err != nil {
		return err
	}
	var names []string
	for _, book := range demoBooks {
		for _, kind := range [...]string{"csv", "docx"} {
			name, file, err := pages.BookFile(ctx, by, web.BookAsk{Name: book, Year: registeredOn.Year, Kind: kind})
			if err != nil {
				return err
			}
			if err := writeWhole(filepath.Join(s.out, name), file); err != nil {
				return err
			}
			names = append(names, name)
		}
	}
	history := filepath.Join(s.out, "lich-su.txt")
	if err := writeWhole(history, historyText(s.engine.FlowOf(s.record), s.record)); err != nil {
		return err
	}
	fmt.Fprintf(s.env.stdout, "Sổ: %s\nLịch sử: %s\nXong: %s đã phát hành, được nơi nhận giải quyết, và nằm trong hồ sơ.\n",
		strings.Join(names, ", "), history, s.record.Document.NumberLine())
	return nil
}
