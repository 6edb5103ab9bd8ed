package main

import (
	"context"
	"fmt"

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
	if err := issueList(ctx, h); err != nil {
		return err
	}
	for notation, waits := range map[string]bool{"01.VHXH": true, "02.VHXH": false} {
		var in []workflow.RecordID
		for _, r := range records {
			if (r.Desk != "") == waits {
				in = append(in, r.ID)
			}
		}
		if _, err := putAway(ctx, h, notation, in, !waits); err != nil {
			return err
		}
	}
	return nil
}

// issueList issues the list of files of this year.
func issueList(ctx context.Context, h *house) error {
	clerk, err := h.store.Account(ctx, "vanthu")
	if err != nil {
		return fmt.Errorf("account vanthu: %w", err)
	}
	chair, err := h.store.Account(ctx, "chutich")
	if err != nil {
		return fmt.Errorf("account chutich: %w", err)
	}
	year := h.engine.Today().Year
	lines, err := filing.ReadLines(fmt.Sprintf(demoFiles, year))
	if err != nil {
		return fmt.Errorf("read the sample list of files: %w", err)
	}
	list, err := h.filing.List(ctx, clerk, year)
	if err == nil {
		list, err = h.filing.DrawUp(ctx, clerk, list, lines)
	}
	if err == nil {
		_, err = h.filing.Issue(ctx, chair, list)
	}
	if err != nil {
		return fmt.Errorf("issue the sample list of files: %w", err)
	}
	return nil
}

// putAway opens a file of the list, puts documents into it, and closes it if so asked.
func putAway(ctx context.Context, h *house, notation string, records []workflow.RecordID, closes bool) (filing.File, error) {
	by, err := h.store.Account(ctx, "chuyenvien")
	if err != nil {
		return filing.File{}, fmt.Errorf("account chuyenvien: %w", err)
	}
	today := h.engine.Today()
	f, err := h.filing.Open(ctx, by, filing.Opening{Year: today.Year, Notation: notation})
	for _, r := range records {
		if err == nil {
			f, err = h.filing.Put(ctx, by, f.ID, r)
		}
	}
	if err == nil && closes {
		f, err = h.filing.Close(ctx, by, f, today)
	}
	if err != nil {
		return filing.File{}, fmt.Errorf("fill sample file %s: %w", notation, err)
	}
	return f.Value, nil
}
