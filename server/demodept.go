package main

import (
	"context"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// demoDept is the agency that the sample report goes to. Its divisions and people are
// invented.
func demoDept() documents.Unit {
	return documents.Unit{
		ID: "skhcn", Place: "Quảng Ngãi",
		Issuer:    documents.Issuer{Name: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", Symbol: "SKHCN"},
		Divisions: []documents.Division{{Symbol: "VP", Name: "Văn phòng Sở", Office: true}, {Symbol: "CĐS", Name: "Phòng Chuyển đổi số"}},
	}
}

func settleDept(ctx context.Context, store *store) error {
	unit := demoDept()
	if err := store.PutUnit(ctx, &unit); err != nil {
		return fmt.Errorf("put unit %s: %w", unit.ID, err)
	}
	for _, a := range []documents.Account{
		{ID: "vanthu-so", Name: "Phan Thị Hồng", Position: documents.ClerkPosition, Division: "VP", Roles: []documents.Role{documents.Clerk}},
		{ID: "chanhvanphong-so", Name: "Đặng Văn Thịnh", Position: documents.ChiefOfOffice, Division: "VP", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chuyenvien-so", Name: "Bùi Ngọc Anh", Position: documents.Specialist, Division: "CĐS", Roles: []documents.Role{documents.Drafter}},
	} {
		a.Unit = unit.ID
		if err := store.PutAccount(ctx, &a); err != nil {
			return fmt.Errorf("put account %s: %w", a.ID, err)
		}
	}
	return nil
}

// deptActs is what the agency does with the report, in order; half way the person who
// has it notes the progress.
func deptActs(today documents.Date) []arrivalAct {
	return []arrivalAct{
		{"vanthu-so", workflow.Act{Action: "register"}},
		{"chanhvanphong-so", workflow.Act{Action: "distribute", Direction: &workflow.Direction{
			Lead: workflow.Handler{Account: "chuyenvien-so"}, Opinion: "Tổng hợp vào báo cáo của tỉnh", Deadline: today.Add(3),
		}}},
		{"chuyenvien-so", workflow.Act{Action: noteProgress, Comment: "Đang tổng hợp báo cáo của các xã, phường"}},
		{"chuyenvien-so", workflow.Act{Action: "finish", Comment: "Đã tổng hợp vào báo cáo của tỉnh, không phải trả lời"}},
	}
}

// noteProgress is the act of noting the progress; it is in no flow table.
const noteProgress workflow.Action = "progress"
