package web

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/filing"
)

// words are the functions by which pages write days, times and counts as
// people read them.
var words = template.FuncMap{
	"day":         func(d documents.Date) string { return d.Short() },
	"weekday":     func(d documents.Date) string { return d.Weekday() },
	"capital":     capital,
	"last":        func(i int, list []string) bool { return i == len(list)-1 },
	"moment":      moment,
	"bookAddress": bookAddress,
	"iso":         func(t time.Time) string { return t.In(workflow.Zone).Format(time.RFC3339) },
	"figures":     figures,
	"tally":       tally,
	"kind":        func(k documents.Kind) string { return k.Name() },
	"button":      workflow.Button,
	"event":       workflow.SayEvent,
	"outcome":     workflow.SayOutcome,
	"channel":     workflow.SayChannel,
	"status":      workflow.SayStatus,
	"detour":      workflow.SayDetour,
	"link":        workflow.SayLink,
	"source":      workflow.SaySource,
	"change":      workflow.SayChange,
	"quote":       quote,
	"join":        func(sep string, list []string) string { return strings.Join(list, sep) },
	"actForm":     newActForm,
	"stage":       workflow.SayStage,

	"fileNumber": filing.Number,

	"attachment": attachmentField,
	"urgencies": func() []documents.Urgency {
		return []documents.Urgency{documents.Urgent, documents.VeryUrgent, documents.AtOnce}
	},
	"circulations": func() []documents.Circulation {
		return []documents.Circulation{documents.InternalUse, documents.ToReturn}
	},
}

// quoteLength is as much of a paragraph as names it, in characters.
const quoteLength = 60

// quote is the beginning of a paragraph.
func quote(text string) string {
	text = documents.OneLine(text)
	if r := []rune(text); len(r) > quoteLength {
		return string(r[:quoteLength]) + "…"
	}
	return text
}

// moment is a time as people write it: "08:30 25/11/2025".
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(workflow.Zone).Format("15:04 02/01/2006")
}

// figures writes a count with dots: "1.234".
func figures(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "." + text[i:]
	}
	return text
}

// tally writes a count that goes up to workflow.MaxTally.
func tally(n int) string {
	if n >= workflow.MaxTally {
		return figures(workflow.MaxTally-1) + "+"
	}
	return figures(n)
}

// capital begins a text with a capital.
func capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// bookAddress is the page of a number book.
func bookAddress(b workflow.BookKey) string {
	q := url.Values{"nam": {strconv.Itoa(b.Year)}}
	if b.Series == workflow.IncomingSeries {
		return "/so-sach/van-ban-den?" + q.Encode()
	}
	q.Set("so", b.Series)
	return "/so-van-ban-di?" + q.Encode()
}
