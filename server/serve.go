package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"vanthu/server/api"
	"vanthu/server/auth"
	"vanthu/server/exchange"
	"vanthu/server/web"
	"vanthu/workflow"
	"vanthu/workflow/dispatch"
	"vanthu/workflow/ledger"
)

// How long a person may take to send a request, and how long a stop waits for
// the requests that run.
const (
	readTime = 30 * time.Second
	stopTime = 15 * time.Second
)

// serve answers people until ctx ends, then lets what runs come to its end.
func serve(ctx context.Context, e env) error {
	c, rest, err := parseConfig(e)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usage("serve không hiểu “%s”", rest[0])
	}
	// The address first: a start that cannot serve leaves the data as it is.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return unlessStopped(ctx, addressFault(c.addr, err))
	}
	defer func() { _ = listener.Close() }() // where it did not come to serving; else it is closed already
	house, err := open(ctx, c, e.now)
	if err != nil {
		return unlessStopped(ctx, err)
	}
	gate := auth.New(auth.Config{Directory: house.store, Vault: house.store, Notes: house.store, Now: e.now})
	err = welcome(ctx, e, c, house, gate)
	if err == nil {
		fmt.Fprintf(e.stdout, "Vanthu đang phục vụ tại http://%s, dữ liệu ở %s. Dừng: Ctrl+C.\n", listener.Addr(), c.where())
		err = house.serve(ctx, listener, api.Deps{
			Engine: house.engine, Filing: house.filing, Ledger: ledger.New(house.engine, house.store, e.now), Auth: gate, Log: slog.New(slog.NewTextHandler(e.stdout, nil)), Now: e.now,
			TrustProxy: c.proxy, Ready: house.ready,
		})
	}
	return errors.Join(unlessStopped(ctx, err), house.close())
}

// unlessStopped drops the error of a start that was asked to stop.
func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// welcome loads the sample ward when asked to, and prints what a first start
// needs.
func welcome(ctx context.Context, e env, c config, h *house, gate *auth.Auth) error {
	for _, warning := range h.store.warnings {
		fmt.Fprintf(e.stdout, "CẢNH BÁO: %s\n", warning)
	}
	fmt.Fprintln(e.stdout, h.printer.notice())
	if c.demo {
		return loadDemo(ctx, e, h, gate)
	}
	token, err := gate.FirstStart(ctx)
	if err != nil {
		return fmt.Errorf("look for an administrator: %w", err)
	}
	if token != "" {
		fmt.Fprintf(e.stdout, "Lần đầu chạy: chưa có quản trị. Mã thiết lập (dùng một lần): %s\n"+
			"  Mở trang /thiet-lap của máy chủ này bằng trình duyệt và nhập mã (chương trình khác thì POST %s/setup; xem docs/huong-dan.md).\n", token, api.Base)
	}
	return nil
}

// serve answers at listener and works through due tasks beside it.
func (h *house) serve(ctx context.Context, listener net.Listener, d api.Deps) error {
	door := &exchange.Door{Inbox: &dispatch.Inbox{Engine: h.engine, Directory: h.store, Units: h.store.UnitIDs}, Partners: h.post.partners, Log: d.Log}
	handler, err := facade(d, h.store, door)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:     handler,
		ReadTimeout: readTime, WriteTimeout: 2 * readTime, ReadHeaderTimeout: readTime / 3, IdleTimeout: 4 * readTime,
		ErrorLog: slog.NewLogLogger(d.Log.Handler(), slog.LevelWarn),
	}
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWorking()
	var worker sync.WaitGroup
	worker.Go(func() { h.engine.Work(working, func(due workflow.Due, err error) { logTask(d.Log, due, err) }) })
	if h.post.gateway != nil {
		worker.Go(func() { (&exchange.Fetcher{Door: door, Gateway: h.post.gateway}).Work(working) })
	}
	err = serveUntil(ctx, server, listener)
	stopWorking()
	worker.Wait()
	return err
}

// facade is what people and programs see: the interface for programs where its
// routes stand, the door for messages where there are partners, pages everywhere else.
func facade(d api.Deps, notes workflow.Notes, messages *exchange.Door) (http.Handler, error) {
	pages, err := web.New(web.Deps{Engine: d.Engine, Filing: d.Filing, Auth: d.Auth, Ledger: d.Ledger, Notes: notes, Log: d.Log, Now: d.Now, TrustProxy: d.TrustProxy})
	if err != nil {
		return nil, err
	}
	programs := api.New(d)
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	for _, path := range []string{"/api/", "/healthz", "/readyz"} {
		mux.Handle(path, programs)
	}
	if len(messages.Partners) > 0 {
		mux.Handle(exchange.Base, messages.Handler())
	}
	return mux, nil
}

// serveUntil serves until ctx ends and every request that ran then was
// answered. Who has not sent his request whole by stopTime was never answered,
// so that cutting him off loses nothing.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		err := server.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close()
		}
		stopped <- err
	})
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

// logTask notes a task that could not be done; it is tried again.
func logTask(log *slog.Logger, d workflow.Due, err error) {
	log.Error("task", "kind", d.Task.Kind, "unit", d.Unit, "record", d.Record, "error", err)
}
