package signing

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// LeastScan is the resolution that a scan of a paper must have, in dots an inch
// (Điều 25 khoản 1 điểm c; the practice of sao y).
const LeastScan = 200

// Scanned returns nil when every page of a PDF is the picture of a paper of at least
// LeastScan dots an inch; a *workflow.Refusal else.
func (o *Office) Scanned(ctx context.Context, data []byte) error {
	file, err := open(data)
	if err != nil {
		return err
	}
	pages, err := file.Pages()
	if err != nil {
		return said(err)
	}
	pictures, err := listPictures(ctx, data)
	if err != nil {
		return err
	}
	for i, page := range pages {
		whole := (page.Box[2] - page.Box[0]) * (page.Box[3] - page.Box[1]) / (72 * 72)
		best := 0
		for _, p := range pictures {
			if p.page == i+1 && p.area() > whole/2 {
				best = max(best, p.dots)
			}
		}
		if best < LeastScan {
			return refuse(workflow.RuleScanCoarse, fmt.Sprintf("trang %d: %s", i+1, dotsText(best)))
		}
	}
	return nil
}

func dotsText(dots int) string {
	if dots == 0 {
		return "không phải ảnh quét"
	}
	return fmt.Sprintf("%d dpi", dots)
}

// A placed picture is one on a page: its size in dots, and how many are an inch.
type placedPicture struct{ page, width, height, dots int }

// area is in square inches.
func (p placedPicture) area() float64 {
	return float64(p.width) * float64(p.height) / float64(p.dots*p.dots)
}

// picturesWithin is how long reading the pictures of a file may take.
const picturesWithin = 30 * time.Second

// listPictures has pdfimages of poppler list the pictures of a PDF.
func listPictures(ctx context.Context, data []byte) (all []placedPicture, err error) {
	ctx, cancel := context.WithTimeout(ctx, picturesWithin)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "pdfimages", "-list", "-")
	cmd.Stdin, cmd.Stdout, cmd.WaitDelay = bytes.NewReader(data), &out, time.Second
	if err := cmd.Run(); err != nil {
		return nil, errors.Join(&workflow.Refusal{Rule: workflow.RulePDFWords, Kind: documents.ErrUnavailable}, err)
	}
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		if p, ok := readPicture(strings.Fields(lines.Text())); ok {
			all = append(all, p)
		}
	}
	return all, nil
}

// readPicture reads a line: page, number, type, width, height, …, with the dots an
// inch in columns 12 and 13.
func readPicture(columns []string) (p placedPicture, ok bool) {
	if len(columns) < 14 || columns[2] != "image" && columns[2] != "stencil" {
		return p, false
	}
	var across, up int
	for at, into := range map[int]*int{0: &p.page, 3: &p.width, 4: &p.height, 12: &across, 13: &up} {
		n, err := strconv.Atoi(columns[at])
		if err != nil {
			return p, false
		}
		*into = n
	}
	p.dots = min(across, up)
	return p, p.dots > 0
}
