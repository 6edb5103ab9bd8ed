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
	"vanthu/workflow"
)

// How long a person may take to send a request, and a stop may wait for the
// requests that run.
const (
	readTime = 30 * time.Second
	stopTime = 20 * time.Second
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
	house, err := open(ctx, c, time.Now)
	if err != nil {
		return err
	}
	gate := auth.New(auth.Config{Directory: house.store, Vault: house.store, Now: time.Now})
	if err := welcome(ctx, e, c, house, gate); err != nil {
		return errors.Join(err, house.close())
	}
	return errors.Join(house.listen(ctx, e, c, gate), house.close())
}

// welcome loads the sample ward when asked to, and prints what a first start
// needs.
func welcome(ctx context.Context, e env, c config, h *house, gate *auth.Auth) error {
	if c.demo {
		return loadDemo(ctx, e, h, gate)
	}
	token, err := gate.FirstStart(ctx)
	if err != nil {
		return fmt.Errorf("look for an administrator: %w", err)
	}
	if token != "" {
		fmt.Fprintf(e.stdout, "Lần đầu chạy: chưa có quản trị. Mã thiết lập (dùng một lần): %s\n"+
			"  Gửi mã này cùng tên đơn vị và tài khoản quản trị tới POST %s/setup (xem docs/huong-dan.md).\n", token, api.Base)
	}
	return nil
}

// listen serves on c.addr and works through due tasks beside it.
func (h *house) listen(ctx context.Context, e env, c config, gate *auth.Auth) error {
	log := slog.New(slog.NewTextHandler(e.stdout, nil))
	listener, err := net.Listen("tcp", c.addr)
	if err != nil {
		return &fileError{"Không phục vụ được tại " + c.addr, err}
	}
	server := &http.Server{
		Handler: api.New(api.Deps{
			Engine: h.engine, Auth: gate, Log: log, Now: time.Now, TrustProxy: c.proxy,
			Ready: h.ready,
		}),
		ReadTimeout: readTime, WriteTimeout: 2 * readTime, ReadHeaderTimeout: readTime / 3, IdleTimeout: 4 * readTime,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	fmt.Fprintf(e.stdout, "Vanthu đang phục vụ tại http://%s, dữ liệu ở %s. Dừng: Ctrl+C.\n", listener.Addr(), c.data)
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWorking()
	var worker sync.WaitGroup
	worker.Go(func() { h.engine.Work(working, func(d workflow.Due, err error) { logTask(log, d, err) }) })
	err = serveUntil(ctx, server, listener)
	stopWorking()
	worker.Wait()
	return err
}

// serveUntil serves until ctx ends and every request that ran then was
// answered.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(last)
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
