//go:build !race

package templates_test

const measured = true
