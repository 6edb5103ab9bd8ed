// Package intake takes in what clerks have written elsewhere: a Word file as a
// Document, and text pasted from a browser's clipboard as a Body. It says what
// it understood and, in notes for people, all that it did not and left out.
//
// A file is read in two steps. The reader (reader.go, runs.go, table.go) makes
// of the XML the lines, tables and pictures that a person sees, with the
// numbers that Word counts. The page (page.go and beside it) finds the
// components of the form among them, by their words and, in files of our own
// templates, by their styles; the rest is the body, whose lines are read as if
// typed (documents.Body.WithLine).
package intake
