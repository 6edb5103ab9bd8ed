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
	clerk, err := h.store.Account(ctx, "vanthu")
	if err != nil {
		return nil, fmt.Errorf("account vanthu: %w", err)
	}
	var all []*workflow.Record
	for _, a := range demoArrivals(h.engine.Today()) {
		r, err := h.engine.Enter(ctx, clerk, a.receipt)
		if err != nil {
			return nil, fmt.Errorf("enter %s: %w", a.receipt.Notation, err)
		}
		for _, m := range a.acts {
			by, err := h.store.Account(ctx, m.who)
			if err != nil {
				return nil, fmt.Errorf("account %s: %w", m.who, err)
			}
			m.act.Seen = r.Version
			if r, err = h.engine.Act(ctx, by, r.ID, m.act); err != nil {
				return nil, fmt.Errorf("%s %s: %w", m.act.Action, a.receipt.Notation, err)
			}
		}
		all = append(all, r)
	}
	return all, nil
}

// settleArrival ends the handling of what the sample report has answered.
func settleArrival(ctx context.Context, h *house, id workflow.RecordID) error {
	by, err := h.store.Account(ctx, "truongphong")
	if err != nil {
		return fmt.Errorf("account truongphong: %w", err)
	}
	r, err := h.engine.Get(ctx, by, id)
	if err != nil {
		return err
	}
	if _, err := h.engine.Act(ctx, by, id, workflow.Act{Action: "finish", Seen: r.Version}); err != nil {
		return fmt.Errorf("settle document %s: %w", id, err)
	}
	return nil
}
