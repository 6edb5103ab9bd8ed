package sqlitestore_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"vanthu/documents"
	"vanthu/workflow/sqlitestore"
)

// fullText is a text in which nothing is empty.
func fullText() *documents.Document {
	d := new(documents.Document)
	d.Body = documents.Body{fullBlock()}
	d.Attachments = []documents.Attachment{{Title: "Danh sách", Kind: "QC", Landscape: true, Separate: true, Body: documents.Body{fullBlock()}}}
	return d
}

func fullBlock() documents.Block {
	line := func() documents.Text { return documents.Text{{Text: "một", Bold: true, Italic: true}} }
	return documents.Block{
		Type: documents.Table, Level: 1, Mark: "I.", Text: line(), Header: true, Rows: [][]documents.Text{{line()}},
		Columns: []documents.ColumnAlign{documents.ColumnMid}, Image: documents.Picture("ảnh"), Landscape: true,
	}
}

// changes calls try after each single change of what v holds, and undoes it: a value,
// one element more, one less. A value that is empty fails: nothing of it was tried.
func changes(t *testing.T, name string, v reflect.Value, try func(what string)) {
	t.Helper()
	if v.IsZero() {
		t.Errorf("%s is empty", name)
	}
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	with := func(changed reflect.Value) {
		v.Set(changed)
		try(name)
		v.Set(was)
	}
	switch v.Kind() {
	case reflect.String:
		with(reflect.ValueOf(v.String() + "x").Convert(v.Type()))
	case reflect.Int:
		with(reflect.ValueOf(int(v.Int()) + 1).Convert(v.Type()))
	case reflect.Bool:
		with(reflect.ValueOf(!v.Bool()))
	case reflect.Uint8:
		with(reflect.ValueOf(uint8(v.Uint()) + 1))
	case reflect.Slice:
		with(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		with(v.Slice(0, v.Len()-1))
		for i := range v.Len() {
			changes(t, fmt.Sprintf("%s[%d]", name, i), v.Index(i), try)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			changes(t, name+"."+v.Type().Field(i).Name, v.Field(i), try)
		}
	default:
		t.Errorf("%s is a %s, which this test does not know", name, v.Kind())
	}
}

// TestEachPartOfATextCounts: whatever changes in a text, its imprint does; a field that
// the imprint leaves out would not be written.
func TestEachPartOfATextCounts(t *testing.T) {
	d := fullText()
	texts := map[string]string{sqlitestore.Imprint(d): "nothing"}
	n := 0
	try := func(what string) {
		n++
		imprint := sqlitestore.Imprint(d)
		if other, ok := texts[imprint]; ok {
			body, _ := json.Marshal(d.Body)
			t.Errorf("changing %s gives the imprint of changing %s: %s", what, other, body)
		}
		texts[imprint] = what
	}
	changes(t, "body", reflect.ValueOf(&d.Body).Elem(), try)
	changes(t, "attachments", reflect.ValueOf(&d.Attachments).Elem(), try)
	if n < 60 {
		t.Errorf("only %d changes were tried", n)
	}
}

// TestWhatStandsWhereCounts: texts of the same letters at other places differ.
func TestWhatStandsWhereCounts(t *testing.T) {
	of := func(blocks ...documents.Block) string {
		return sqlitestore.Imprint(&documents.Document{Body: blocks})
	}
	line := func(runs ...string) documents.Block {
		var b documents.Block
		for _, r := range runs {
			b.Text = append(b.Text, documents.Run{Text: r})
		}
		return b
	}
	seen := map[string]int{}
	for i, imprint := range []string{
		of(line("ab")), of(line("a", "b")), of(line("a"), line("b")), of(line("", "ab")), of(documents.Block{Mark: "ab"}),
		of(documents.Block{Mark: "a", Text: documents.Text{{Text: "b"}}}), of(documents.Block{Rows: [][]documents.Text{{{{Text: "ab"}}}}}),
		of(documents.Block{Rows: [][]documents.Text{{{{Text: "a"}}, {{Text: "b"}}}}}), of(documents.Block{Rows: [][]documents.Text{{{{Text: "a"}}}, {{{Text: "b"}}}}}),
		sqlitestore.Imprint(&documents.Document{Attachments: []documents.Attachment{{Title: "ab"}}}),
		sqlitestore.Imprint(&documents.Document{Attachments: []documents.Attachment{{Title: "a"}, {Title: "b"}}}),
		sqlitestore.Imprint(&documents.Document{Attachments: []documents.Attachment{{Body: documents.Body{line("ab")}}}}),
	} {
		if other, ok := seen[imprint]; ok {
			t.Errorf("texts %d and %d have one imprint", other, i)
		}
		seen[imprint] = i
	}
}
