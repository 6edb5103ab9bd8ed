// Package docx reads, fills and judges .docx files.
//
// A template is a .docx that an office made in Word and in whose text stand
// marks. Compile reads it once, against a Schema of the fields it may use, into
// a flat program; Render runs the program over Values and gives the file.
// Values are written, never read again: a value that holds a mark comes out as
// it is.
//
//	{{so}}                 the value of the field so
//	{{#noi_nhan}} … {{/noi_nhan}}   once for each item; for a text or a flag: if it is there
//	{{?noi_nhan}} … {{/noi_nhan}}   once, if there is any
//	{{^noi_nhan}} … {{/noi_nhan}}   once, if there is none
//	{{.}}                  the item, in a list of texts
//	{{@noi_dung}}          alone in a paragraph: blocks in its place
//
// A pair of marks in one paragraph repeats the runs between them; each alone in
// a paragraph, the paragraphs between; in two cells of a row, the row; in two
// rows, these and the rows between, a row of nothing but the mark not among
// them. A field is looked for in the innermost item first, then outwards. Marks
// may stand in the body, headers, footers, notes and text boxes, in attributes,
// and, without a sign, in the properties of the file (docProps). A drawing named
// after a field of numbers is as long as the field says (bindStrokes).
//
// Reading is guarded (Open): the files come from outside. github.com/nguyenthenguyen/docx
// carries the parts from a template to a file, in carrier.go alone.
package docx
