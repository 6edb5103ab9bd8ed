package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// errBooksDiffer says that books were proven and are not as they should be; all was
// said.
var errBooksDiffer = errors.New("not all books are whole")

func booksOptions() options {
	return options{
		{"data", "D", "data", "thư mục dữ liệu, mặc định ./data"},
		{"store", "S", "", "nơi lưu trữ, ghi như khi phục vụ"},
		{"year", "Y", "", "chỉ các sổ của năm này; không ghi thì mười năm gần đây"},
		{"unit", "U", "", "chỉ các sổ của đơn vị này"},
	}
}

// pastYears is how many years back books are proven when none is asked for.
const pastYears = 10

// proveBooks proves of each book that it has no gap, no double, and agrees with the
// documents: a line a book, and one for each difference.
func proveBooks(ctx context.Context, e env) (err error) {
	v, rest, err := booksOptions().parse(e)
	if err != nil {
		return err
	}
	if !slices.Equal(rest, []string{"prove"}) {
		return usage("books cần đúng một việc: books prove")
	}
	years, err := yearsOf(v["year"], e.now().In(workflow.Zone).Year())
	if err != nil {
		return err
	}
	at, err := parsePlace(v["data"], v["store"])
	if err == nil {
		err = at.mustExist()
	}
	if err != nil {
		return err
	}
	s, err := openWhole(ctx, at)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	units, err := s.UnitIDs(ctx)
	if err != nil {
		return err
	}
	if only := documents.UnitID(v["unit"]); only != "" {
		if !slices.Contains(units, only) {
			return usage("không có đơn vị “%s”", only)
		}
		units = []documents.UnitID{only}
	}
	return e.tellProofs(ctx, s, units, years)
}

// yearsOf are the years that are asked for.
func yearsOf(asked string, today int) ([]int, error) {
	if asked != "" {
		year, err := strconv.Atoi(asked)
		if err != nil {
			return nil, usage("năm “%s” không đúng; hãy ghi như -year %d", asked, today)
		}
		return []int{year}, nil
	}
	var years []int
	for year := today - pastYears; year <= today; year++ {
		years = append(years, year)
	}
	return years, nil
}

func (e env) tellProofs(ctx context.Context, s *store, units []documents.UnitID, years []int) error {
	books, wrong := 0, 0
	for _, unit := range units {
		for _, year := range years {
			proofs, err := workflow.ProveBooks(ctx, s, workflow.BookKey{Unit: unit, Year: year})
			if err != nil {
				return err
			}
			for i := range proofs {
				fmt.Fprintf(e.stdout, "%s %s\n", unit, workflow.SayProof(&proofs[i]))
				for _, fault := range proofs[i].Faults {
					fmt.Fprintf(e.stdout, "  %s\n", strings.TrimSpace(fault))
				}
				books++
				wrong += min(len(proofs[i].Faults), 1)
			}
		}
	}
	if wrong > 0 {
		fmt.Fprintf(e.stdout, "%d sổ, %d sổ có chỗ sai.\n", books, wrong)
		return errBooksDiffer
	}
	fmt.Fprintf(e.stdout, "%d sổ, tất cả liền mạch và khớp với văn bản.\n", books)
	return nil
}
