// Package csip writes and checks packages of documents in the manner of the E-ARK
// Common Specification for Information Packages (CSIP 2.0.4, named by TT
// 05/2025/TT-BNV): one ZIP with a METS.xml that says what each file is, metadata,
// representations, and a list of the SHA-256 of every file that sha256sum -c
// reads. What is written is the same bytes for the same content; what is checked
// needs no store and no network.
package csip

import (
	"strings"
	"time"
)

// The names within a package, below its folder.
const (
	metsName        = "METS.xml"
	manifestName    = "manifest-sha256.txt"
	Descriptive     = "metadata/descriptive/"
	Preservation    = "metadata/preservation/"
	representations = "representations/"
)

// DataOf returns the folder of the files of a representation.
func DataOf(representation string) string { return representations + representation + "/data/" }

// representationOf returns of which representation a file is, "" for none.
func representationOf(path string) string {
	rest, ok := strings.CutPrefix(path, representations)
	name, _, _ := strings.Cut(rest, "/")
	if !ok {
		return ""
	}
	return name
}

// A Package is what is to be written.
type Package struct {
	ID      string // the name of the folder that everything lies in
	Label   string
	Created time.Time // of the content, not of the writing
	Creator string    // the agency
	Files   []File    // in the order in which they are written
}

// A File is one file of a package. Read is called once, when its turn comes.
type File struct {
	Path string // below the package's folder
	Type string // its media type
	Read func() ([]byte, error)
}

// Bytes returns a file that is in memory.
func Bytes(path, kind string, data []byte) File {
	return File{path, kind, func() ([]byte, error) { return data, nil }}
}
