// Package layout holds the prescribed form (thể thức) of an administrative
// document as data: the page, every component with its place, size, style and
// the clause of Phụ lục I of Nghị định 30/2020/NĐ-CP that says so, and the
// widths of the prescribed font. The composer of the templates takes its
// defaults from the table, the checker of finished files its ranges; neither
// has a number of its own.
//
// The package knows no file format and imports nothing of ours.
package layout
