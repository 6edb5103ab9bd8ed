// Package preview shows a .docx as the page a person sees: HTML that has the
// text of the file, all of it and in its order, in the look that the file's own
// styles give it. What reviewers and signers read in a browser is therefore the
// file that they decide on, and not a second rendering of the record.
//
// The HTML has classes only: no style, no script, no link, no address but those
// of pictures that the caller gives. Its look is in CSS, one style sheet for all
// files: a class such as f28 stands for 14 points, l36 for an indent of 36. A
// sheet measures in its own width, so that it is the paper made smaller; where it
// is narrower than can be read, as on a phone, letters keep their size and the
// text wraps. Printed, measures are those of the paper.
//
// What HTML has no word for is left out or shown near where it stands: tab stops
// (tabs are even), columns of text, rotated text and drawings other than lines,
// text boxes and pictures. A sheet is a section of the file, or what stands
// between two page breaks; it is not cut where the printer would cut it, and so
// no page number is shown.
package preview
