package main

import (
	"context"
	"io"
	"time"
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

// Report tells of an error and returns the exit code.
func Report(w io.Writer, err error) int { return report(w, err) }
