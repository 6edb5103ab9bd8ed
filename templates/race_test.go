//go:build race

package templates_test

// The race detector multiplies room and time.
const measured = false
