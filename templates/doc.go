// Package templates is the catalogue of the office's templates: which .docx
// serves which kind of document, in which version, and how a document's words
// become the fields of a page.
//
// A template is named by its file, "bao-cao", and one version of it by its name
// and the first twelve figures of the SHA-256 of that file, "bao-cao@6f0c…". A
// record keeps the version it was filled with, so that the file with the number
// looks as the one that was signed even when the template has changed between.
//
// An office may have templates of its own: Examine judges a file before it is
// accepted (package doctor), RenderOwn fills it.
package templates
