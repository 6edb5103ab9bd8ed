package main

import (
	"fmt"
	"slices"
	"time"

	"vanthu/templates/docx"
)

// The first document of the data has three pages with all its paragraphs and
// rows; longer ones repeat them.
const (
	pagesOfOne = 3
	rounds     = 15
)

// growth tells what documents of more pages cost.
func growth(dir string, docs []doc) {
	t, base := parse(dir), valuesOf(docs[0])
	fmt.Println("| pages | text kB | file kB | ms | µs a page | docs/s |")
	fmt.Println("|---|---|---|---|---|---|")
	for _, pages := range []int{1, 10, 100, 1000} {
		v := long(base, pages)
		file := must(t.Fill(v))
		took := make([]time.Duration, rounds)
		for i := range took {
			at := time.Now()
			must(t.Fill(v))
			took[i] = time.Since(at)
		}
		best := slices.Min(took) // the round that nothing disturbed
		fmt.Printf("| %d | %d | %d | %.3f | %.1f | %.0f |\n", pages, len(must(docx.Open(file)).Part(docx.MainPart))/1024,
			len(file)/1024, ms(best), ms(best)*1000/float64(pages), 1/best.Seconds())
	}
}

// long returns v with the paragraphs and rows of so many pages.
func long(v docx.Values, pages int) docx.Values {
	out := docx.Values{}
	for name, value := range v {
		if items, ok := value.(docx.List); ok && name != "recipients" {
			grown := make(docx.List, len(items)*pages/pagesOfOne)
			for i := range grown {
				grown[i] = items[i%len(items)]
			}
			value = grown
		}
		out[name] = value
	}
	return out
}
