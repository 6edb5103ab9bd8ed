// Command docx fills the template of the comparison with one Go engine and
// prints a row of measures. ../../docx.sh runs it.
//
//	docx ENGINE WORKDIR DOCUMENTS SECONDS    vanthu, carrier or etree
//	docx growth WORKDIR                      documents of 1 to 1,000 pages
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// doc is one document as the peers take it: texts, and lists of more.
type doc = map[string]any

// engine makes one document ready to be filled in any number of times, so that
// what is timed is the filling alone, as with the peers.
type engine func(dir string, docs []doc) (fill func(i int) []byte)

var engines = map[string]engine{"vanthu": ours, "carrier": carrierAlone, "etree": etreeAlone}

const warmUp = 100 // documents before the clock runs

func main() {
	name, dir := os.Args[1], os.Args[2]
	docs := load(dir)
	if name == "growth" {
		growth(dir, docs)
		return
	}
	row := measure(name, engines[name](dir, docs), len(docs))
	must(0, json.NewEncoder(os.Stdout).Encode(row))
}

func load(dir string) (docs []doc) {
	must(0, json.Unmarshal(read(dir, "data.json"), &docs))
	return docs
}

// row is what is told of one engine; every engine of the comparison tells the same.
type row struct {
	Engine string  `json:"engine"`
	Docs   int     `json:"docs"`
	Rate   float64 `json:"docs_s"` // by the clock
	CPU    float64 `json:"cpu_ms"` // a document
	P50    float64 `json:"p50_ms"`
	P99    float64 `json:"p99_ms"`
	Bytes  int     `json:"bytes"`
	Data   float64 `json:"data_mb"` // resident before the first document
	Peak   float64 `json:"rss_mb"`  // most resident at any time
}

func measure(name string, fill func(int) []byte, documents int) row {
	dir, least, seconds := os.Args[2], must(strconv.Atoi(os.Args[3])), must(strconv.ParseFloat(os.Args[4], 64))
	debug.FreeOSMemory()
	r := row{Engine: name, Data: status("VmRSS:")}
	must(0, os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)) // forget the peak of reading the data
	must(0, os.WriteFile(filepath.Join(dir, "out-"+name+".docx"), fill(0), 0o600))
	for i := range warmUp {
		fill(i % documents)
	}
	took := make([]time.Duration, 0, 1<<16)
	start, before := time.Now(), cpu()
	for i := 0; i < least || time.Since(start).Seconds() < seconds; i++ {
		at := time.Now()
		r.Bytes += len(fill(i % documents))
		took = append(took, time.Since(at))
	}
	r.Docs = len(took)
	r.Rate = float64(r.Docs) / time.Since(start).Seconds()
	r.CPU = (cpu() - before) / float64(r.Docs)
	slices.Sort(took)
	r.P50, r.P99 = ms(took[r.Docs/2]), ms(took[r.Docs*99/100])
	r.Bytes /= r.Docs
	r.Peak = status("VmHWM:")
	return r
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// cpu is the processor time used so far, in milliseconds: what else runs on the
// machine disturbs it less than the clock.
func cpu() float64 {
	var u syscall.Rusage
	must(0, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}

// status reads a size in MB from what the kernel says of this process.
func status(name string) float64 {
	for line := range strings.Lines(string(must(os.ReadFile("/proc/self/status")))) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == name {
			return must(strconv.ParseFloat(f[1], 64)) / 1024
		}
	}
	panic("no " + name)
}

func read(dir, name string) []byte { return must(os.ReadFile(filepath.Join(dir, name))) }

func must[T any](v T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return v
}
