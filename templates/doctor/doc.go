// Package doctor looks at a Word file that an office wants to fill its
// documents into, and reports what it found before the file is accepted: every
// field, what is wrong with the marks, what the file may not hold, and where
// its page is not as the decree wants it. Each finding says in Vietnamese what
// it is, where, and what to do.
//
// It judges the file only. Compiling and filling it on trial is the caller's
// work (templates.Catalogue.Examine), whose errors it puts into words.
package doctor
