// Package pdf reads PDF files and extends them by revisions. It changes no byte
// that is there, so that signatures stay valid, and mends nothing: a file whose
// cross-reference is wrong is refused, for what a viewer would make of it
// cannot be known.
package pdf
