package filing

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A List (danh mục hồ sơ) is what files an office plans for a year: headings and
// files in order (Điều 28, Phụ lục V).
type List struct {
	Year    int     `json:"year"`
	Lines   []Line  `json:"lines,omitempty"`
	History []Event `json:"history,omitempty"`
}

// A Line is a heading or a planned file.
type Line struct {
	Mark     string              `json:"mark,omitempty"` // of a heading: "I", "1"
	Notation string              `json:"notation,omitempty"`
	Title    string              `json:"title"`
	Period   Period              `json:"period,omitzero"`
	Keeper   documents.AccountID `json:"keeper,omitempty"`
	Note     string              `json:"note,omitempty"`
}

// Big reports whether the line is a heading of the first level.
func (l Line) Big() bool { return romanMark.MatchString(l.Mark) }

// IsIssued reports whether the head has issued the list.
func (l *List) IsIssued() bool {
	return slices.ContainsFunc(l.History, func(e Event) bool { return e.Act == Issued })
}

// Totals returns how many of the files are kept for ever, and for some years.
func (l *List) Totals() (permanent, limited int) {
	for _, line := range l.Lines {
		switch {
		case line.Period.Permanent:
			permanent++
		case line.Period.Years > 0:
			limited++
		}
	}
	return permanent, limited
}

// headingOf returns under which big heading a line stands.
func (l *List) headingOf(i int) string {
	for ; i >= 0; i-- {
		if l.Lines[i].Big() {
			return l.Lines[i].Mark + ". " + l.Lines[i].Title
		}
	}
	return ""
}

var (
	romanMark = regexp.MustCompile(`^[IVXLC]+$`)
	heading   = regexp.MustCompile(`^([IVXLC]+|\d{1,3})\.\s+(\S.*)$`)
)

// maxLines is how many lines a list may have.
const maxLines = 2000

// Write returns the lines as a person writes them, one a line.
func (l *List) Write() string {
	var out strings.Builder
	for _, line := range l.Lines {
		if line.Mark != "" {
			fmt.Fprintf(&out, "%s. %s\n", line.Mark, line.Title)
			continue
		}
		parts := []string{line.Notation, line.Title, line.Period.String(), string(line.Keeper), line.Note}
		for len(parts) > 2 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		out.WriteString(strings.Join(parts, " | ") + "\n")
	}
	return out.String()
}

// ReadLines reads what Write writes. FieldErrors name the lines, from 0.
func ReadLines(text string) ([]Line, error) {
	if err := documents.RefuseSecret("lines", text); err != nil {
		return nil, err
	}
	var lines []Line
	var faults documents.FieldErrors
	seen := map[string]bool{}
	for row := range strings.Lines(documents.Clean(text)) {
		if row = documents.OneLine(row); row == "" {
			continue
		}
		field := fmt.Sprintf("lines[%d]", len(lines))
		line, err := readLine(field, row)
		var fault *documents.FieldError
		if errors.As(err, &fault) {
			faults = append(faults, fault)
		}
		if seen[line.Notation] && line.Notation != "" {
			faults = append(faults, &documents.FieldError{Field: field, Rule: documents.RuleTwice, Article: "Phụ lục V", Got: line.Notation})
		}
		seen[line.Notation] = true
		if lines = append(lines, line); len(lines) > maxLines {
			return nil, documents.FieldErrors{{Field: "lines", Rule: documents.RuleTooLong}}
		}
	}
	return lines, faults.Err()
}

func readLine(field, row string) (Line, error) {
	if m := heading.FindStringSubmatch(row); m != nil && !strings.Contains(row, "|") {
		return Line{Mark: m[1], Title: m[2]}, nil
	}
	parts := strings.Split(row, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	parts = append(parts, "", "", "", "")
	code, ok := notation(parts[0])
	if !ok || parts[1] == "" || len(parts) > 9 || len([]rune(parts[1])) > maxTitle {
		return Line{}, &documents.FieldError{Field: field, Rule: workflow.RuleListLine, Article: "Phụ lục V", Got: row}
	}
	period, err := ParsePeriod(field, parts[2])
	return Line{Notation: code, Title: parts[1], Period: period, Keeper: documents.AccountID(parts[3]), Note: parts[4]}, err
}

// List returns the list of a year; an empty one, at version 0, when there is none.
func (s *Service) List(ctx context.Context, by *documents.Account, year int) (workflow.Kept[List], error) {
	k, err := s.lists.Read(ctx, by.Unit, listID(year))
	if errors.Is(err, documents.ErrNotFound) {
		return workflow.Kept[List]{ID: listID(year), Value: List{Year: year}}, nil
	}
	return k, err
}

func listID(year int) string { return fmt.Sprintf("%04d", year) }

// Begin returns the lines that a list of a year begins with: those of the year
// before, with that year in their titles made this one.
func (s *Service) Begin(ctx context.Context, by *documents.Account, year int) ([]Line, error) {
	before, err := s.List(ctx, by, year-1)
	if err != nil {
		return nil, err
	}
	lines := slices.Clone(before.Value.Lines)
	for i := range lines {
		lines[i].Title = strings.ReplaceAll(lines[i].Title, fmt.Sprint(year-1), fmt.Sprint(year))
	}
	return lines, nil
}

// DrawUp writes the list of a year, as long as it was not issued.
func (s *Service) DrawUp(ctx context.Context, by *documents.Account, seen workflow.Kept[List], lines []Line) (workflow.Kept[List], error) {
	if !s.MayRun(by) {
		return seen, refused(workflow.RuleListClerk, "Điều 28", "", documents.ErrForbidden)
	}
	if err := s.keepers(ctx, by, lines); err != nil {
		return seen, err
	}
	return s.writeList(ctx, by, seen, func(l *List) error {
		l.Lines = lines
		l.History = append(l.History, s.event(by, Drawn, ""))
		return nil
	})
}

// keepers holds that each keeper is a person of the office.
func (s *Service) keepers(ctx context.Context, by *documents.Account, lines []Line) error {
	people, err := s.d.Directory.Accounts(ctx, by.Unit)
	if err != nil {
		return fmt.Errorf("read who keeps files: %w", err)
	}
	var faults documents.FieldErrors
	for i, l := range lines {
		if l.Keeper != "" && !slices.ContainsFunc(people, func(a documents.Account) bool { return a.ID == l.Keeper }) {
			faults = append(faults, &documents.FieldError{Field: fmt.Sprintf("lines[%d]", i), Rule: workflow.RuleListLine, Article: "Phụ lục V", Got: string(l.Keeper)})
		}
	}
	return faults.Err()
}

// Issue records that the head issues the list (Điều 28): who heads the agency, or a
// deputy.
func (s *Service) Issue(ctx context.Context, by *documents.Account, seen workflow.Kept[List]) (workflow.Kept[List], error) {
	if !s.MayIssue(by) {
		return seen, refused(workflow.RuleListHead, "Điều 28", "", documents.ErrForbidden)
	}
	return s.writeList(ctx, by, seen, func(l *List) error {
		if len(l.Lines) == 0 {
			return documents.FieldErrors{{Field: "lines", Rule: documents.RuleRequired, Article: "Điều 28"}}
		}
		l.History = append(l.History, s.event(by, Issued, ""))
		return nil
	})
}

// MayIssue reports whether a person issues lists.
func (s *Service) MayIssue(by *documents.Account) bool {
	return by.Has(documents.Signer) && (by.Position == documents.Chair || by.Position == documents.ViceChair)
}

func (s *Service) writeList(ctx context.Context, by *documents.Account, seen workflow.Kept[List], do func(*List) error) (workflow.Kept[List], error) {
	now, err := s.List(ctx, by, seen.Value.Year)
	switch {
	case err != nil:
		return now, err
	case now.Value.IsIssued():
		return now, refused(workflow.RuleListTaken, "Điều 28", "", documents.ErrNotAllowed)
	case now.Version != seen.Version:
		return now, fmt.Errorf("version %d was seen, %d is stored: %w", seen.Version, now.Version, documents.ErrConflict)
	}
	if err := do(&now.Value); err != nil {
		return now, err
	}
	if now.Version > 0 {
		return s.lists.Swap(ctx, by.Unit, now)
	}
	k, err := s.lists.Lay(ctx, by.Unit, now.ID, &now.Value)
	if errors.Is(err, documents.ErrExists) {
		err = fmt.Errorf("another drew it up: %w", documents.ErrConflict)
	}
	return k, err
}
