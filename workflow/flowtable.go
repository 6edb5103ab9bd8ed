package workflow

import (
	"fmt"
	"strings"
)

// A TableError says what is wrong with a flow table, and in which line.
type TableError struct {
	Line   int // from 1
	Reason string
}

func (e *TableError) Error() string {
	return fmt.Sprintf("flow table, line %d: %s", e.Line, e.Reason)
}

// The headings of the two tables of a flow file. Prose around them is free.
const (
	statesHead = "trạng thái|nghĩa|kết thúc"
	stepsHead  = "state|action|who|next state|guard|effect|article"
)

// The marks of states that documents do not wait in: an end has no way out; from
// where one rests (lưu) it may be called back.
const (
	endMark  = "x"
	restMark = "lưu"
)

// readTables finds the table of states and the table of steps in text.
func readTables(text string) (states []StateText, steps []Step, err error) {
	head, lines := "", strings.Split(text, "\n")
	for i, line := range lines {
		cells, ok := tableRow(line)
		switch {
		case !ok:
			head = ""
		case head == "":
			head = strings.Join(cells, "|")
			if head != statesHead && head != stepsHead {
				return nil, nil, &TableError{i + 1, "unknown table heading " + head}
			}
		case isRule(cells):
		case len(cells) != strings.Count(head, "|")+1:
			return nil, nil, &TableError{i + 1, fmt.Sprintf("%d cells, want %d", len(cells), strings.Count(head, "|")+1)}
		case head == statesHead && cells[2] != "" && cells[2] != endMark && cells[2] != restMark:
			return nil, nil, &TableError{i + 1, fmt.Sprintf("%q is no mark of a state", cells[2])}
		case head == statesHead:
			states = append(states, StateText{State: State(cells[0]), Text: cells[1], End: cells[2] == endMark, Rest: cells[2] == restMark, line: i + 1})
		default:
			steps = append(steps, Step{
				From: State(cells[0]), Action: Action(cells[1]), Who: cells[2], To: State(cells[3]),
				Guards: names(cells[4]), Effects: names(cells[5]), Article: cells[6], line: i + 1,
			})
		}
	}
	if len(states) == 0 || len(steps) == 0 {
		return nil, nil, &TableError{len(lines), "a flow needs a table of states and a table of steps"}
	}
	return states, steps, nil
}

// tableRow returns the cells of a line of a Markdown table.
func tableRow(line string) ([]string, bool) {
	line = strings.TrimSpace(line)
	if len(line) < 2 || line[0] != '|' || line[len(line)-1] != '|' {
		return nil, false
	}
	cells := strings.Split(line[1:len(line)-1], "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells, true
}

// isRule reports whether the cells are the dashes under a heading.
func isRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(c, ":-") != "" || c == "" {
			return false
		}
	}
	return true
}

// names splits a cell of names at its commas.
func names(cell string) []string {
	var out []string
	for name := range strings.SplitSeq(cell, ",") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}
