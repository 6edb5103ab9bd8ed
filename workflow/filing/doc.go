// Package filing keeps the work files of an office (hồ sơ công việc): the list of
// files of a year, what stands in each, for how long, its way to the archive, and
// the package in which a whole file leaves the program (Điều 28 to 31, Phụ lục V,
// functions 4 to 8 of Phụ lục VI).
//
// A file holds references to records, so that one document stands in many files
// without a copy. Nothing is ever deleted: what is taken out keeps its line with
// the reason, and that a file whose time is over may be destroyed is recorded as a
// decision only. The files of documents stay where they are.
package filing
