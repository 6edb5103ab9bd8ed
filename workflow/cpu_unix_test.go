//go:build unix

package workflow_test

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of all processors: a measure that a busy
// machine disturbs less than the clock.
func cpuTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
