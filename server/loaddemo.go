package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/server/auth"
)

// loadDemo makes the sample ward with its people, all with one password, and
// the sample report in each state. Where the ward is already, it changes
// nothing but the password it is given.
func loadDemo(ctx context.Context, e env, h *house, gate *auth.Auth) error {
	password := e.getenv("VANTHU_DEMO_PASSWORD")
	_, err := h.store.Unit(ctx, demoUnit)
	fresh := errors.Is(err, documents.ErrNotFound)
	if err != nil && !fresh {
		return fmt.Errorf("look for the sample ward: %w", err)
	}
	if !fresh && password == "" {
		fmt.Fprintln(e.stdout, "Phường mẫu đã có từ trước; mật khẩu như lần đầu (đổi bằng VANTHU_DEMO_PASSWORD).")
		return nil
	}
	if fresh {
		if err := settle(ctx, h.store); err != nil {
			return err
		}
		if err := eachState(ctx, h); err != nil {
			return err
		}
	}
	if password == "" {
		password = rand.Text()
	}
	return givePassword(ctx, e, gate, password)
}

// givePassword sets the password of all people of the sample ward and prints
// who they are.
func givePassword(ctx context.Context, e env, gate *auth.Auth, password string) error {
	fmt.Fprintf(e.stdout, "Phường mẫu: %s. Mật khẩu của mọi tài khoản: %s\n", demoWard().Issuer.Name, password)
	for _, a := range demoPeople() {
		a.Unit = demoUnit
		if err := gate.Put(ctx, &a, password); err != nil {
			return fmt.Errorf("set the password of %s: %w", a.ID, err)
		}
		fmt.Fprintf(e.stdout, "  %-14s %s, %s\n", a.ID, a.Name, a.Title)
	}
	return nil
}

// eachState brings one sample report into each state of the flow.
func eachState(ctx context.Context, h *house) error {
	doc, err := sampleReport()
	if err != nil {
		return err
	}
	for _, moves := range demoPaths() {
		l := life{engine: h.engine, dir: h.store}
		if err := l.begin(ctx, "chuyenvien", doc); err != nil {
			return err
		}
		for _, m := range moves {
			if err := l.do(ctx, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// demoPaths are the moves into each state of the flow.
func demoPaths() [][]move {
	straight := []move{
		{"chuyenvien", "submit", ""}, {"truongphong", "approve", ""}, {"chanhvanphong", "approve", ""},
		{"chutich", "sign", ""}, {"vanthu", "register", ""}, {"vanthu", "send", ""},
	}
	then := func(n int, m move) []move { return append(append([]move{}, straight[:n]...), m) }
	paths := [][]move{
		then(0, move{"chuyenvien", "withdraw", "Lập nhầm, đã có báo cáo khác."}),
		then(1, move{"truongphong", "refuse", "Không thuộc nhiệm vụ của phòng."}),
		then(5, move{"vanthu", "cancel", "Sai nơi nhận, làm lại văn bản khác."}),
	}
	for n := len(straight); n >= 0; n-- {
		paths = append(paths, straight[:n])
	}
	return paths
}
