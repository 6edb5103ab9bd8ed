package main

import (
	"context"
	"errors"
	"os"
	"time"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// office is the one in which the lives are lived.
const office documents.UnitID = "mau"

// people of the office, one for each part in the flow.
func people() []documents.Account {
	return []documents.Account{
		{ID: "chuyenvien", Unit: office, Name: "Lê Văn Hiếu", Short: "Hiếu", Position: documents.Specialist, Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "truongphong", Unit: office, Name: "Nguyễn Thị Lan", Position: documents.DivisionHead, Division: "VHXH", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chanhvanphong", Unit: office, Name: "Phạm Quốc Bảo", Position: documents.ChiefOfOffice, Division: "VP", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chutich", Unit: office, Name: "Trần Quang Minh", Position: documents.Chair, Roles: []documents.Role{documents.Signer}},
		{ID: "vanthu", Unit: office, Name: "Đỗ Thị Mai", Position: documents.ClerkPosition, Division: "VP", Roles: []documents.Role{documents.Clerk}},
	}
}

func ward(id documents.UnitID) *documents.Unit {
	return &documents.Unit{
		ID: id, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Divisions: []documents.Division{{Symbol: "VP", Name: "Văn phòng HĐND và UBND", Office: true}, {Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}},
	}
}

// A move is one act and who does it.
type move struct {
	who    documents.AccountID
	action workflow.Action
	says   string
}

// life takes a report from its draft to filed, with one return on the way.
var life = []move{
	{"chuyenvien", "submit", ""},
	{"truongphong", "return", "Bổ sung số liệu của quý."},
	{"chuyenvien", "submit", "Đã bổ sung."},
	{"truongphong", "approve", ""},
	{"chanhvanphong", "approve", "Thể thức đúng."},
	{"chutich", "sign", ""},
	{"vanthu", "register", ""},
	{"vanthu", "send", ""},
}

// lives returns the sample report as it is after each move of its life; the
// last one is filed.
func lives(ctx context.Context) (out []*workflow.Record, err error) {
	text, err := templates.Example("bao-cao-duc-pho")
	if err != nil {
		return nil, err
	}
	doc, err := documents.Load(text)
	if err != nil {
		return nil, err
	}
	err = onStage(ctx, func(engine *workflow.Engine, who cast) error {
		r, err := engine.Create(ctx, who["chuyenvien"], doc)
		for i := 0; err == nil && i < len(life); i++ {
			out = append(out, r)
			act := workflow.Act{Action: life[i].action, Comment: life[i].says, Seen: r.Version}
			if file := r.Shown(); file != nil {
				act.File = file.Hash
			}
			r, err = engine.Act(ctx, who[life[i].who], r.ID, act)
		}
		out = append(out, r)
		return err
	})
	return out, err
}

// A cast are the people of the office.
type cast map[documents.AccountID]*documents.Account

// onStage has play played by the people of an office of its own, which is gone
// afterwards.
func onStage(ctx context.Context, play func(*workflow.Engine, cast) error) (err error) {
	dir, err := os.MkdirTemp("", "vanthu-load-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	engine, closeAll, err := house(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeAll()) }()
	who := cast{}
	for _, a := range people() {
		who[a.ID] = &a
	}
	return play(engine, who)
}

// house opens an engine over a store in dir.
func house(ctx context.Context, dir string) (*workflow.Engine, func() error, error) {
	s, err := sqlitestore.Open(ctx, dir)
	if err != nil {
		return nil, nil, err
	}
	files, err := blobs.Open(dir + "/files")
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	closeAll := func() error { return errors.Join(s.Close(), files.Close()) }
	err = s.PutUnit(ctx, ward(office))
	for _, a := range people() {
		err = errors.Join(err, s.PutAccount(ctx, &a))
	}
	engine, e := engineOver(s, files, time.Now)
	if err = errors.Join(err, e); err != nil {
		return nil, nil, errors.Join(err, closeAll())
	}
	return engine, closeAll, nil
}

// engineOver returns an engine over a store.
func engineOver(s store, files workflow.Blobs, now func() time.Time) (*workflow.Engine, error) {
	flows, err := workflow.AllFlows()
	catalogue, e := templates.Load()
	if err = errors.Join(err, e); err != nil {
		return nil, err
	}
	return workflow.New(workflow.Deps{
		Flows: flows, Records: s, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Powers: s, Book: s,
		Blobs: files, Renderer: catalogue, Now: now,
	}), nil
}
