// Package ooxml holds raw WordprocessingML: a small tree that keeps everything
// it read (names with their prefixes, namespace declarations, attribute order,
// white space), the order in which the schema wants the children of an element,
// and the one way text is written into a document. It knows XML and order; what
// a paragraph of a report looks like is known elsewhere.
//
// Names are written as they stand in the file, prefix and all ("w:p"). That is
// sound because Parse refuses a part in which the prefix w means anything but
// WordprocessingML.
package ooxml
