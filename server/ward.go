package main

import (
	"context"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// demoUnit is the ward of the sample report. Its people are invented.
const demoUnit documents.UnitID = "duc-pho"

func demoWard() documents.Unit {
	return documents.Unit{
		ID:     demoUnit,
		Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Issuers: []documents.Issuer{
			{Name: "Hội đồng nhân dân phường Đức Phổ", Symbol: "HĐND"},
			{Name: "Ban Chỉ đạo Chuyển đổi số", Symbol: "BCĐ", Seal: true},
		},
		Divisions: []documents.Division{
			{Symbol: "VP", Name: "Văn phòng HĐND và UBND", Office: true},
			{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"},
			{Symbol: "KTHTĐT", Name: "Phòng Kinh tế, Hạ tầng và Đô thị"},
		},
		Settings: documents.Settings{Archive: documents.GluedArchive},
	}
}

// demoPeople are the accounts of the sample ward, one for each part in the
// flow.
func demoPeople() []documents.Account {
	return []documents.Account{
		{ID: "chuyenvien", Name: "Lê Văn Hiếu", Short: "Hiếu", Position: documents.Specialist, Division: "VHXH",
			Roles: []documents.Role{documents.Drafter}},
		{ID: "truongphong", Name: "Nguyễn Thị Lan", Short: "Lan", Position: documents.DivisionHead, Division: "VHXH",
			Roles: []documents.Role{documents.Reviewer, documents.Drafter}},
		{ID: "chanhvanphong", Name: "Phạm Quốc Bảo", Short: "Bảo", Position: documents.ChiefOfOffice, Division: "VP",
			Roles: []documents.Role{documents.Reviewer, documents.Drafter, documents.Signer}},
		{ID: "chutich", Name: "Trần Quang Minh", Position: documents.Chair,
			Also: []documents.Seat{{Position: documents.BoardHead, In: "BCĐ"}}, Roles: []documents.Role{documents.Signer}},
		{ID: "phochutich", Name: "Võ Thị Thanh Hà", Position: documents.ViceChair,
			Roles: []documents.Role{documents.Signer}},
		{ID: "vanthu", Name: "Đỗ Thị Mai", Short: "Mai", Position: documents.ClerkPosition, Division: "VP",
			Roles: []documents.Role{documents.Clerk}},
		{ID: "quantri", Name: "Huỳnh Tấn Phát", Position: documents.Administrator, Division: "VP",
			Roles: []documents.Role{documents.Admin}},
	}
}

// settle puts the sample ward, its people, who may sign for whom and its
// address book into the store.
func settle(ctx context.Context, store *store) error {
	unit := demoWard()
	if err := store.PutUnit(ctx, &unit); err != nil {
		return fmt.Errorf("put unit %s: %w", unit.ID, err)
	}
	for _, a := range demoPeople() {
		a.Unit = unit.ID
		if err := store.PutAccount(ctx, &a); err != nil {
			return fmt.Errorf("put account %s: %w", a.ID, err)
		}
	}
	for _, a := range demoAuthorities() {
		a.Unit = unit.ID
		if err := store.PutAuthority(ctx, &a); err != nil {
			return fmt.Errorf("put authority %s: %w", a.ID, err)
		}
	}
	for _, a := range demoAgencies() {
		a.Unit = unit.ID
		if err := store.PutAgency(ctx, &a); err != nil {
			return fmt.Errorf("put agency %s: %w", a.ID, err)
		}
	}
	group := demoGroup()
	group.Unit = unit.ID
	if err := store.PutGroup(ctx, &group); err != nil {
		return fmt.Errorf("put group %s: %w", group.ID, err)
	}
	return nil
}

// A move is one act of the sample report's life and who does it.
type move struct {
	who    documents.AccountID
	action workflow.Action
	says   string
}

// demoLife takes the sample report from its draft to filed. Its head of
// division finds something missing and gets it in a second round.
func demoLife() []move {
	return []move{
		{"chuyenvien", "submit", ""},
		{"truongphong", "return", "Bổ sung đề xuất hỗ trợ bộ dụng cụ kiểm tra nhanh"},
		{"chuyenvien", reviseDraft, ""},
		{"chuyenvien", "submit", "Đã bổ sung mục IV.2"},
		{"truongphong", "approve", "Nội dung đúng với kết quả đã thực hiện"},
		{"chanhvanphong", "approve", "Thể thức đúng quy định"},
		{"chutich", "sign", ""},
		{"vanthu", "register", ""},
		{"vanthu", "send", ""},
	}
}

// reviseDraft is the move of writing the draft anew; it is in no flow table.
const reviseDraft workflow.Action = "revise"
