package main

import (
	"context"
	"io"
	"time"

	"vanthu/workflow"
	"vanthu/workflow/signing/keys"
)

// Main is the program, to be run in a process of its own.
func Main() { main() }

// World is what a run in this process knows of the world.
type World struct {
	Args   []string
	Getenv func(string) string
	Stdout io.Writer
	Now    func() time.Time
}

// Run is run with a clock.
func Run(ctx context.Context, w World) error {
	return env{w.Args, w.Getenv, w.Stdout, w.Now}.run(ctx)
}

// OpenPrinter opens what -pdf asks for, and returns what the start says of it.
func OpenPrinter(use string) (workflow.Printer, string, error) {
	p, err := openPrinter(use)
	if err != nil {
		return nil, "", err
	}
	return p, p.notice(), nil
}

// ParseKeyPlaces reads the options of keys that are elsewhere.
func ParseKeyPlaces(values map[string]string, getenv func(string) string) (*keys.Services, error) {
	return parseKeyPlaces(values, getenv)
}

// Report tells of an error and returns the exit code.
func Report(w io.Writer, err error) int { return report(w, err) }

// OpenChannels opens the channels of the options and closes them.
func OpenChannels(v map[string]string, getenv func(string) string) error {
	c, err := parseChannels(v, getenv)
	if err != nil {
		return err
	}
	p, err := c.open(nil)
	if err != nil {
		return err
	}
	return p.close()
}
