// Package documents holds the words of the domain: what a ward office (văn
// phòng UBND phường, xã, đặc khu) means by a document, its number, its
// signatory and its recipients under Nghị định 30/2020/NĐ-CP. It decides
// nothing about the flow of work, knows no file format and does no I/O beyond
// reading a document from YAML or JSON text (load.go).
//
// All text in this package is Unicode NFC; the readers in load.go and the
// functions Clean and ParseBody make it so at the edge.
package documents
