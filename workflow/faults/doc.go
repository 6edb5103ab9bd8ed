// Package faults holds both stores to their word while processes, connections
// and disks fail under load: nothing acknowledged is lost, no number is missing
// or given twice, and what was left half done is brought to its end. It has
// nothing but tests; docs/faults.md says what they do and what they saw.
//
// With VANTHU_LONG set in the environment they run ten times as long.
package faults
