package main

import (
	"context"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// An arrival is a document that came to the sample ward, and what was done with it.
type arrival struct {
	receipt workflow.Receipt
	acts    []arrivalAct
}

type arrivalAct struct {
	who documents.AccountID
	act workflow.Act
}

// demoArrivals are what came to the sample ward; the sample report answers the first.
func demoArrivals(today documents.Date) []arrival {
	direct := func(lead workflow.Handler, opinion string, days int) arrivalAct {
		return arrivalAct{"chanhvanphong", workflow.Act{Action: "distribute", Direction: &workflow.Direction{
			Lead: lead, Opinion: opinion, Deadline: today.Add(days),
		}}}
	}
	culture := workflow.Handler{Division: "VHXH"}
	asked := documents.Date{Year: 2025, Month: 11, Day: 19} // as the report cites it
	if today.Before(asked) {
		asked = today
	}
	return []arrival{
		{workflow.Receipt{
			Kind: documents.Official, Author: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", Notation: "2959/SKHCN-TĐC", Date: asked,
			Abstract: "Báo cáo kết quả thực hiện Kế hoạch số 21/KH-UBND ngày 09/8/2025 của Chủ tịch UBND tỉnh Quảng Ngãi", Source: workflow.ByFile,
		}, []arrivalAct{direct(culture, "Tham mưu báo cáo đúng hạn", 5)}},
		{workflow.Receipt{
			Kind: "KH", Author: "Ủy ban nhân dân tỉnh Quảng Ngãi", Notation: "312/KH-UBND", Date: today.Add(-4),
			Abstract: "Triển khai chuyển đổi số trong các cơ quan nhà nước năm tới", Source: workflow.ByFile,
		}, []arrivalAct{direct(workflow.Handler{Account: "chuyenvien"}, "Xây dựng kế hoạch của phường", 2)}},
		{workflow.Receipt{
			Kind: "GM", Author: "Sở Nội vụ tỉnh Quảng Ngãi", Notation: "118/GM-SNV", Date: today.Add(-1),
			Abstract: "Dự hội nghị tập huấn công tác văn thư, lưu trữ", Urgency: documents.Urgent, Source: workflow.ByPaper,
		}, nil},
		{workflow.Receipt{
			Kind: "TB", Author: "Đảng ủy phường Đức Phổ", Notation: "45-TB/ĐU", Date: today.Add(-1),
			Abstract: "Kết luận của Ban Thường vụ về công tác tháng này", Source: workflow.ByPaper,
		}, nil},
	}
}

// bringArrivals enters what came to the sample ward and returns the records.
func bringArrivals(ctx context.Context, h *house) ([]*workflow.Record, error) {
	var all []*workflow.Record
	for _, a := range demoArrivals(h.engine.Today()) {
		r, err := bring(ctx, h, a)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// bring enters what came and does what was done with it.
func bring(ctx context.Context, h *house, a arrival) (*workflow.Record, error) {
	clerk, err := h.store.Account(ctx, "vanthu")
	if err != nil {
		return nil, fmt.Errorf("account vanthu: %w", err)
	}
	l := life{engine: h.engine, dir: h.store}
	if l.record, err = h.engine.Enter(ctx, clerk, a.receipt); err != nil {
		return nil, fmt.Errorf("enter %s: %w", a.receipt.Notation, err)
	}
	for _, m := range a.acts {
		if err := l.act(ctx, m.who, m.act); err != nil {
			return nil, fmt.Errorf("%s: %w", a.receipt.Notation, err)
		}
	}
	return l.record, nil
}

// settleArrival ends the handling of what the sample report has answered.
func settleArrival(ctx context.Context, h *house, id workflow.RecordID) error {
	l := life{engine: h.engine, dir: h.store, record: &workflow.Record{ID: id}}
	if err := l.reload(ctx, "truongphong"); err != nil {
		return err
	}
	return l.act(ctx, "truongphong", workflow.Act{Action: "finish"})
}
