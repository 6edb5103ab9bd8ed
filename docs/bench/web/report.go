package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// report prints the times of all people, page by page and together.
func report(people []*person, took time.Duration) error {
	all, byPage := []time.Duration{}, map[string][]time.Duration{}
	var failed []error
	for _, who := range people {
		failed = append(failed, who.err)
		for page, times := range who.times {
			byPage[page] = append(byPage[page], times...)
			all = append(all, times...)
		}
	}
	fmt.Printf("%-26s %7s %9s %9s %9s\n", "page", "asked", "p50 ms", "p99 ms", "max ms")
	for _, page := range slices.Sorted(maps.Keys(byPage)) {
		line(page, byPage[page])
	}
	line("all", all)
	fmt.Printf("%d people, %.0f pages a second\n", len(people), float64(len(all))/took.Seconds())
	return errors.Join(failed...)
}

func line(name string, times []time.Duration) {
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Printf("%-26s %7d %9.1f %9.1f %9.1f\n", name, len(times), ms(times[len(times)/2]), ms(times[len(times)*99/100]), ms(times[len(times)-1]))
}
