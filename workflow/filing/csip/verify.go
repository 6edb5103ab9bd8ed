package csip

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The most that is looked at of a package. What claims or turns out to be more is
// refused: a small file can unpack to more than any disk holds.
const (
	maxEntries = 20_000
	maxFile    = 1 << 30 // bytes of one file
	maxAll     = 8 << 30 // of all together
	maxRatio   = 100     // unpacked to packed, of what is larger than maxSmall
	maxSmall   = 1 << 20
	maxWords   = 32 << 20 // of METS.xml, the manifest and a PDF's name
)

// A Report is what a check found.
type Report struct {
	ID       string    `json:"id"` // of the package, as its folder is called
	Label    string    `json:"label"`
	Files    int       `json:"files"` // that were read and are what the manifest says
	Bytes    int64     `json:"bytes"`
	Findings []Finding `json:"findings,omitempty"`
}

// Good reports whether nothing is wrong.
func (r *Report) Good() bool { return len(r.Findings) == 0 }

func (r *Report) found(path string, fault Fault, got string) {
	r.Findings = append(r.Findings, Finding{path, fault, got})
}

// names reports whether something is said of a file already: one that is damaged is
// not missing, too.
func (r *Report) names(path string) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Path == path && f.Fault == Damaged })
}

// ErrNoPackage means that a file is no ZIP, or none that can be looked at.
var ErrNoPackage = errors.New("not a package")

// Verify checks a package of that size against its own manifest and METS.xml.
// look, which may be nil, is shown each document and returns findings of its own.
// ErrNoPackage for what is no ZIP at all.
func Verify(r io.ReaderAt, size int64, look func(path string, data []byte) []Finding) (*Report, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, errors.Join(ErrNoPackage, err)
	}
	c := &check{look: look, files: map[string]written{}, words: map[string][]byte{}}
	files := slices.DeleteFunc(z.File, isFolder)
	if c.admit(files) {
		for _, f := range files {
			c.read(f)
		}
		c.compare()
	}
	return &c.report, nil
}

// isFolder reports whether an entry only says that there is a folder, as other
// programs write when somebody packs a package again. It holds nothing.
func isFolder(f *zip.File) bool {
	name, folder := strings.CutSuffix(f.Name, "/")
	return folder && inside(name) && f.Mode().IsDir() && f.UncompressedSize64 == 0
}

// A check is one that is under way.
type check struct {
	report Report
	look   func(path string, data []byte) []Finding
	files  map[string]written // by path, as they were read
	words  map[string][]byte  // METS.xml and the manifest
}

// admit looks at the names and sizes before anything is unpacked.
func (c *check) admit(files []*zip.File) bool {
	if len(files) == 0 || len(files) > maxEntries {
		c.report.found("", Entries, strconv.Itoa(len(files)))
		return false
	}
	c.report.ID, _, _ = strings.Cut(files[0].Name, "/")
	all, seen := uint64(0), map[string]bool{}
	for _, f := range files {
		path, ours := strings.CutPrefix(f.Name, c.report.ID+"/")
		key := strings.ToLower(f.Name)
		switch {
		case !ours || !inside(path) || !plainName(c.report.ID):
			c.report.found(f.Name, Path, "")
		case !f.Mode().IsRegular():
			c.report.found(f.Name, Special, "")
		case seen[key]:
			c.report.found(path, Twice, "")
		case f.Flags&1 != 0:
			c.report.found(path, Locked, "")
		case f.UncompressedSize64 > maxFile, f.UncompressedSize64 > maxSmall && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			c.report.found(path, Bomb, "")
		}
		seen[key] = true
		if all += min(f.UncompressedSize64, maxAll+1); all > maxAll {
			c.report.found(path, Bomb, "")
			return false
		}
	}
	return c.report.Good()
}

// read reads a file to its end, no further than it says it goes.
func (c *check) read(f *zip.File) {
	path := strings.TrimPrefix(f.Name, c.report.ID+"/")
	r, err := f.Open()
	if err != nil {
		c.report.found(path, Damaged, "")
		return
	}
	defer func() { _ = r.Close() }() // only read
	sum := sha256.New()
	var kept bytes.Buffer
	to := io.Writer(sum)
	whole := path == metsName || path == manifestName
	if whole && f.UncompressedSize64 > maxWords {
		c.report.found(path, Bomb, "")
		return
	}
	shown := c.look != nil && representationOf(path) != ""
	if whole || shown {
		to = io.MultiWriter(sum, &kept)
	}
	n, err := io.Copy(to, io.LimitReader(r, int64(min(f.UncompressedSize64, maxFile))+1))
	if err != nil {
		c.report.found(path, Damaged, "")
		return
	}
	c.files[path] = written{path: path, sum: hex.EncodeToString(sum.Sum(nil)), size: n}
	c.report.Bytes += n
	if whole {
		c.words[path] = kept.Bytes()
	}
	if shown {
		c.report.Findings = append(c.report.Findings, c.look(path, kept.Bytes())...)
	}
}

// compare holds what was read to the manifest, then to METS.xml.
func (c *check) compare() {
	listed := c.manifest()
	mets := c.mets()
	for _, path := range sorted(c.files) {
		f := c.files[path]
		if path == manifestName {
			continue
		}
		want, there := listed[path]
		switch {
		case !there:
			c.report.found(path, Extra, "")
		case want != f.sum:
			c.report.found(path, Changed, "")
		default:
			c.report.Files++
		}
		c.compareMETS(f, mets)
	}
	for _, path := range sorted(listed) {
		if _, there := c.files[path]; !there && !c.report.names(path) {
			c.report.found(path, Missing, "")
		}
	}
	for _, path := range sorted(mets) {
		if _, there := c.files[path]; !there && !c.report.names(path) {
			c.report.found(path, MissingMETS, "")
		}
	}
}

func (c *check) compareMETS(f written, mets map[string]written) {
	if f.path == metsName || mets == nil {
		return
	}
	switch want, there := mets[f.path]; {
	case !there:
		c.report.found(f.path, ExtraMETS, "")
	case want.size != f.size:
		c.report.found(f.path, Size, strconv.FormatInt(want.size, 10))
	case want.sum != f.sum:
		c.report.found(f.path, ChangedMETS, "")
	}
}

var manifestLine = regexp.MustCompile(`^([0-9a-f]{64})  (\S.*)$`)

// manifest reads the manifest: the hash of each path.
func (c *check) manifest() map[string]string {
	text, there := c.words[manifestName]
	if !there {
		c.report.found(manifestName, NoManifest, "")
		return nil
	}
	listed := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		m := manifestLine.FindStringSubmatch(lines.Text())
		if m == nil || !inside(m[2]) || listed[m[2]] != "" || m[2] == manifestName {
			c.report.found(manifestName, ManifestLine, strconv.Itoa(n))
			continue
		}
		listed[m[2]] = m[1]
	}
	if lines.Err() != nil || !bytes.HasSuffix(text, []byte("\n")) {
		c.report.found(manifestName, ManifestLine, "")
	}
	return listed
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
