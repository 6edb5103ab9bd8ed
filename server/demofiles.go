package main

import (
	"context"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

// demoFiles are the lines of the sample ward's list of files, for a year.
const demoFiles = `I. VĂN PHÒNG
01.VP | Tập văn bản đi của UBND phường năm %[1]d | vĩnh viễn | vanthu
02.VP | Sổ đăng ký văn bản đi, văn bản đến năm %[1]d | 50 năm | vanthu
II. VĂN HÓA - XÃ HỘI
1. Chuyển đổi số
01.VHXH | Hồ sơ thực hiện Kế hoạch chuyển đổi số năm %[1]d | 20 năm | chuyenvien
02.VHXH | Hồ sơ xây dựng, ban hành báo cáo của Tổ công nghệ số cộng đồng năm %[1]d | 20 năm | chuyenvien
2. Văn hóa, thể thao
03.VHXH | Hồ sơ tổ chức các ngày lễ lớn năm %[1]d | 20 năm | truongphong
`

// fileSamples issues the list of files of this year, and files the sample reports:
// those that wait in an open file, those that are done with in a closed one.
func fileSamples(ctx context.Context, h *house, records []*workflow.Record) error {
	people := map[documents.AccountID]*documents.Account{}
	for _, id := range [...]documents.AccountID{"vanthu", "chutich", "chuyenvien"} {
		a, err := h.store.Account(ctx, id)
		if err != nil {
			return fmt.Errorf("account %s: %w", id, err)
		}
		people[id] = a
	}
	today := h.engine.Today()
	lines, err := filing.ReadLines(fmt.Sprintf(demoFiles, today.Year))
	if err != nil {
		return fmt.Errorf("read the sample list of files: %w", err)
	}
	list, err := h.filing.List(ctx, people["vanthu"], today.Year)
	if err == nil {
		list, err = h.filing.DrawUp(ctx, people["vanthu"], list, lines)
	}
	if err == nil {
		_, err = h.filing.Issue(ctx, people["chutich"], list)
	}
	if err != nil {
		return fmt.Errorf("issue the sample list of files: %w", err)
	}
	by := people["chuyenvien"]
	for notation, waits := range map[string]bool{"01.VHXH": true, "02.VHXH": false} {
		f, err := h.filing.Open(ctx, by, filing.Opening{Year: today.Year, Notation: notation})
		for _, r := range records {
			if err == nil && (r.Desk != "") == waits {
				f, err = h.filing.Put(ctx, by, f.ID, r.ID)
			}
		}
		if err == nil && !waits {
			_, err = h.filing.Close(ctx, by, f, today)
		}
		if err != nil {
			return fmt.Errorf("fill sample file %s: %w", notation, err)
		}
	}
	return nil
}
