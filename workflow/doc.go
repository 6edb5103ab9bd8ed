// Package workflow decides: which acts the flow table allows (flow.go and the
// tables *.md beside it), what each act needs (guards.go) and does
// (effects.go), and how a record moves through them (engine.go). It declares
// the few small interfaces it calls (store.go) and knows no database, no file
// format and no network.
package workflow
