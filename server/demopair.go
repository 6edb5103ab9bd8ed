package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"vanthu/documents"
	"vanthu/server/exchange"
	"vanthu/templates/pdf"
	"vanthu/workflow"
	"vanthu/workflow/dispatch"
	"vanthu/workflow/dispatch/lgsp"
)

// The identifiers of the two offices of the demo. They are invented, as the people
// are: the sample ward has none that anybody could mistake for a true one.
const (
	wardCode = "H48.61.2"
	deptCode = "H48.10"
)

// A demoOffice is a house with a door for messages on this machine, as two servers in
// two agencies have.
type demoOffice struct {
	*house
	unit   documents.Unit
	door   net.Listener
	server *http.Server
}

// A demoPair is the ward and the agency that it reports to.
type demoPair struct{ ward, dept demoOffice }

func (p *demoPair) both() [2]*demoOffice { return [2]*demoOffice{&p.ward, &p.dept} }

// openPair founds both offices below tmp, each with the other in its address book. Close
// what it returns, also with an error.
func openPair(ctx context.Context, c config, tmp string, now func() time.Time) (p *demoPair, err error) {
	p = &demoPair{ward: demoOffice{unit: demoWard()}, dept: demoOffice{unit: demoDept()}}
	p.ward.unit.Code, p.dept.unit.Code = wardCode, deptCode
	for _, o := range p.both() {
		if o.door, err = new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
			return p, fmt.Errorf("open a door on this machine: %w", err)
		}
	}
	secret := rand.Text()
	for i, o := range p.both() {
		c.data = filepath.Join(tmp, string(o.unit.ID))
		c.store, c.files = place{folder: c.data}, filesPlace{folder: filepath.Join(c.data, "files")}
		c.send = o.reaching(p.both()[1-i], secret)
		if o.house, err = open(ctx, c, now); err != nil {
			return p, err
		}
		o.answer(ctx)
		c.pdf = pdf.None // who receives makes none
	}
	return p, errors.Join(settle(ctx, p.ward.store), p.ward.introduce(ctx), settleDept(ctx, p.dept.store), p.dept.introduce(ctx))
}

// reaching are the ways of an office: to the other, and in for messages of the other.
func (o *demoOffice) reaching(to *demoOffice, secret string) channels {
	return channels{
		lgsp: &lgsp.Config{
			Base: "http://" + to.door.Addr().String() + exchange.Base, System: o.unit.Code, Secret: secret, Token: secret, Shape: lgsp.DefaultShape(),
		},
		partners: []exchange.Partner{{System: to.unit.Code, Secret: secret, Token: secret, Organs: []string{to.unit.Code}}},
	}
}

// answer opens the door for messages.
func (o *demoOffice) answer(ctx context.Context) {
	door := &exchange.Door{
		Inbox:    &dispatch.Inbox{Engine: o.engine, Directory: o.store, Units: o.store.UnitIDs},
		Partners: o.post.partners, Log: slog.New(slog.DiscardHandler),
	}
	o.server = &http.Server{Handler: door.Handler(), ReadHeaderTimeout: readTime, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() { _ = o.server.Serve(o.door) }() // a door that does not open is a sending that fails
}

// introduce gives the office its identifier, and the other ones theirs in its book.
func (o *demoOffice) introduce(ctx context.Context) error {
	unit, err := o.store.Unit(ctx, o.unit.ID)
	if err != nil {
		return fmt.Errorf("read unit %s: %w", o.unit.ID, err)
	}
	unit.Code = o.unit.Code
	if err := o.store.PutUnit(ctx, unit); err != nil {
		return fmt.Errorf("put unit %s: %w", unit.ID, err)
	}
	if unit.ID != demoUnit {
		return nil // it only answers
	}
	agency, err := o.store.Agency(ctx, unit.ID, "skhcn")
	if err != nil {
		return fmt.Errorf("read agency skhcn: %w", err)
	}
	agency.Code, agency.Channels = deptCode, []documents.Channel{{Medium: documents.ByEdXML}}
	if err := o.store.PutAgency(ctx, agency); err != nil {
		return fmt.Errorf("put agency %s: %w", agency.ID, err)
	}
	return nil
}

// trips is how often each office works until what one sent, the other's answer and
// what follows from that are there.
const trips = 2

// exchange has both offices do what is due, as servers do in the background.
func (p *demoPair) exchange(ctx context.Context) error {
	for range trips {
		for _, o := range p.both() {
			var failed error
			err := o.engine.WorkOnce(ctx, func(_ workflow.Due, err error) { failed = errors.Join(failed, err) })
			if err = errors.Join(err, failed); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *demoPair) close() (err error) {
	for _, o := range p.both() {
		if o.server != nil {
			err = errors.Join(err, o.server.Close())
		} else if o.door != nil {
			err = errors.Join(err, o.door.Close())
		}
	}
	for _, o := range p.both() {
		if o.house != nil {
			err = errors.Join(err, o.house.close())
		}
	}
	return err
}
