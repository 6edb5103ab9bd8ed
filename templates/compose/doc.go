// Package compose makes the .docx templates from the layout table, so that no
// size, margin or indent of a template was typed by hand. The files it makes
// are embedded by package templates and are ordinary Word files: an office may
// open one, change it and use its own.
//
// The texts in double braces are the fields of a document; package templates
// knows their values. The package is used while developing, by a test that
// rewrites the templates or proves that they are what it makes.
package compose
