package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/server/auth"
	"vanthu/workflow"
)

// demoVariable is the variable with the password of the sample ward's people.
const demoVariable = "VANTHU_DEMO_PASSWORD"

// errRealOffice means that the data folder is an office's own: people of the
// sample ward, whose password is shown, have no place there.
var errRealOffice = errors.New("the data are of an office")

// loadDemo makes the sample ward with its people, all with one password, and
// the sample report in each state. Where the ward is already, it changes
// nothing but the password it is given.
func loadDemo(ctx context.Context, e env, h *house, gate *auth.Auth) error {
	units, err := h.store.UnitIDs(ctx)
	if err != nil {
		return fmt.Errorf("look for the sample ward: %w", err)
	}
	if slices.ContainsFunc(units, func(u documents.UnitID) bool { return u != demoUnit }) {
		return &outsideError{what: "Không nạp được phường mẫu", err: errRealOffice, known: []reason{
			{errRealOffice, "thư mục dữ liệu này đã có đơn vị thật. Hãy chọn -data hoặc -store khác để xem thử."},
		}}
	}
	if len(units) == 0 {
		if err := settle(ctx, h.store); err != nil {
			return err
		}
		if err := eachState(ctx, h); err != nil {
			return err
		}
	}
	// A start that was cut off here left a ward that nobody can enter.
	locked, err := gate.FirstStart(ctx)
	if err != nil {
		return fmt.Errorf("look for an administrator: %w", err)
	}
	password, err := variable(e.getenv, demoVariable)
	switch {
	case err != nil:
		return err
	case password != "":
		if err := givePassword(ctx, e, h, gate, password); err != nil {
			return &textError{demoVariable, err}
		}
		return nil
	case locked != "":
		return givePassword(ctx, e, h, gate, rand.Text())
	default:
		fmt.Fprintln(e.stdout, "Phường mẫu đã có từ trước; mật khẩu như lần đầu (đổi bằng "+demoVariable+").")
		return nil
	}
}

// givePassword sets the password of all people of the sample ward and prints
// who they are.
func givePassword(ctx context.Context, e env, h *house, gate *auth.Auth, password string) error {
	var people strings.Builder
	for _, sample := range demoPeople() {
		a, err := h.store.Account(ctx, sample.ID)
		if errors.Is(err, documents.ErrNotFound) {
			sample.Unit = demoUnit
			a, err = &sample, nil
		}
		if err == nil {
			err = gate.Put(ctx, a, password)
		}
		if err != nil {
			return fmt.Errorf("set the password of %s: %w", sample.ID, err)
		}
		fmt.Fprintf(&people, "  %-14s %s, %s\n", a.ID, a.Name, a.Title())
	}
	fmt.Fprintf(e.stdout, "Phường mẫu: %s. Mật khẩu của mọi tài khoản: %s\n%s", demoWard().Issuer.Name, password, people.String())
	return nil
}

// statesNote says that a server has begun to bring the sample reports.
const statesNote = "sample reports"

// eachState brings one sample report into each state of the flow, unless another
// server does.
func eachState(ctx context.Context, h *house) error {
	if err := h.store.SwapNote(ctx, statesNote, "", string(demoUnit)); errors.Is(err, documents.ErrConflict) {
		return nil
	} else if err != nil {
		return err
	}
	doc, err := sampleReport()
	if err != nil {
		return err
	}
	came, err := bringArrivals(ctx, h)
	if err != nil {
		return err
	}
	var records []*workflow.Record
	for _, moves := range demoPaths() {
		l := life{engine: h.engine, dir: h.store}
		if err := l.begin(ctx, "chuyenvien", doc, workflow.Link{Kind: workflow.Answers, Record: came[0].ID}); err != nil {
			return err
		}
		for _, m := range moves {
			if err := l.do(ctx, m); err != nil {
				return err
			}
		}
		records = append(records, l.record)
	}
	if err := settleArrival(ctx, h, came[0].ID); err != nil {
		return err
	}
	return fileSamples(ctx, h, records)
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
