package main_test

import (
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// The architecture as data. Words stand at the bottom, decisions above them,
// technology beside them, wiring on top (docs/adr/0001). Whoever needs another
// line here changes the table in the same commit and says why.

// mayImport says which packages of ours a package may import. A package that
// is not here may not exist. "templates/..." stands for templates and all
// below it, "..." for everything.
var mayImport = map[string][]string{
	"documents":              {},
	"templates/layout":       {},
	"templates/ooxml":        {},
	"templates/pdf":          {},
	"templates/docx":         {"templates/ooxml"},
	"templates/compose":      {"templates/layout", "templates/ooxml"}, // makes the embedded templates from the table
	"templates/check":        {"templates/layout", "templates/docx", "templates/ooxml", "documents"},
	"templates/intake":       {"templates/layout", "templates/docx", "templates/ooxml", "documents"}, // takes in the Word files of clerks
	"templates/doctor":       {"templates/layout", "templates/docx", "templates/ooxml", "documents"},
	"templates/preview":      {"templates/layout", "templates/docx", "templates/ooxml", "documents"},
	"templates":              {"documents", "templates/layout", "templates/docx", "templates/ooxml", "templates/doctor"}, // ooxml: the styles that a word processor renamed
	"templates/books":        {"documents", "templates/docx", "templates/layout"},                                        // the printed form of the register
	"workflow":               {"documents"},
	"workflow/storetest":     {"workflow", "documents", "workflow/sweeping"}, // what is promised to it
	"workflow/codec":         {},                                             // the JSON of both stores
	"workflow/sqlitestore":   {"workflow", "workflow/codec", "documents"},
	"workflow/mongostore":    {"workflow", "workflow/codec", "documents"},
	"workflow/blobs":         {"workflow", "documents"},
	"workflow/bucket":        {"workflow", "workflow/blobs", "documents"}, // names objects as the folder names files
	"workflow/signing":       {"workflow", "documents", "workflow/signing/pdf", "workflow/signing/font", "workflow/signing/cms"},
	"workflow/signing/pdf":   {},
	"workflow/signing/cms":   {},
	"workflow/signing/font":  {"workflow/signing/pdf"},
	"workflow/signing/keys":  {"workflow", "documents", "workflow/signing", "workflow/signing/cms"},
	"workflow/signing/trial": {"workflow/signing", "workflow/signing/cms"}, // keys to try with
	"workflow/dispatch":      {"workflow", "documents", "workflow/dispatch/edxml"},
	"workflow/filing":        {"workflow", "documents", "workflow/filing/csip"}, // work files and their package
	"workflow/filing/csip":   {"documents"},                                     // the package alone: it is checked without a store
	"workflow/ledger":        {"workflow", "documents"},                         // the books of văn thư that are no number books
	"workflow/moving":        {"workflow", "documents"},
	"workflow/sweeping":      {"workflow", "documents"},
	"workflow/faults":        {"workflow", "documents", "workflow/sqlitestore", "workflow/mongostore", "workflow/blobs"}, // tests only: both stores while all around them fails
	"server/auth":            {"workflow", "documents", "templates/..."},
	"server/exchange":        {"workflow", "documents", "workflow/dispatch", "workflow/dispatch/edxml", "workflow/dispatch/lgsp"}, // messages of other agencies come in here
	"server/door":            {},                                                                                                  // what every request passes, before it is for a page or for a program
	"server/sheet":           {},                                                                                                  // lists as offices keep them in Excel and CSV files
	"server/taking":          {"documents", "templates/intake"},                                                                   // drafts of Word files, for pages and programs
	"server/api":             {"workflow", "workflow/ledger", "workflow/filing", "workflow/filing/csip", "documents", "templates/...", "server/auth", "server/door", "server/taking"},
	"server/web":             {"workflow", "workflow/ledger", "workflow/filing", "workflow/filing/csip", "documents", "templates/...", "server/auth", "server/door", "server/sheet", "server/taking"},
	"server/browser":         {"documents", "workflow/signing", "workflow/signing/trial"}, // tests only: the pages of the running program in Chromium
	"server/dav":             {"workflow", "documents", "templates/...", "server/auth"},
	"server":                 {"..."},

	"workflow/dispatch/edxml":  {"workflow", "documents"}, // the messages alone: nothing is sent
	"workflow/dispatch/lgsp":   {"workflow", "documents", "workflow/dispatch/edxml"},
	"workflow/dispatch/mail":   {"workflow", "documents"},
	"workflow/dispatch/folder": {"workflow", "documents", "workflow/dispatch/edxml"},
}

// borders says where the name of a module of others may stand: one place
// each, a file or a folder with all below it. A module that is not here is
// not used outside tests.
var borders = map[string][]string{
	"github.com/go-json-experiment/json":  {"workflow/codec/"},
	"github.com/looplab/fsm":              {"workflow/flow.go"},
	"github.com/nguyenthenguyen/docx":     {"templates/docx/carrier.go"},
	"github.com/klauspost/compress":       {"templates/docx/"},
	"go.yaml.in/yaml/v4":                  {"documents/load.go"},
	"golang.org/x/text":                   {"documents/", "templates/docx/"}, // NFC of texts, and of field names an office typed in Word
	"github.com/oklog/ulid/v2":            {"workflow/"},
	"modernc.org/sqlite":                  {"workflow/sqlitestore/"},
	"go.mongodb.org/mongo-driver/v2":      {"workflow/mongostore/"},
	"github.com/aws/aws-sdk-go-v2":        {"workflow/bucket/"},
	"github.com/aws/smithy-go":            {"workflow/bucket/"}, // the errors of the same library
	"github.com/labstack/echo/v4":         {"server/"},
	"golang.org/x/crypto":                 {"server/auth/", "workflow/signing/"}, // signing: OCSP
	"golang.org/x/sys":                    {"templates/pdf/"},                    // limits of the programs it starts
	"github.com/pdfcpu/pdfcpu":            {"templates/pdf/"},                    // joins PDFs
	"github.com/ledongthuc/pdf":           {"templates/pdf/"},                    // the fonts of a PDF
	"golang.org/x/net":                    {"server/dav/", "templates/intake/"},  // HTML of the clipboard
	"github.com/ThalesGroup/crypto11":     {"workflow/signing/keys/"},
	"github.com/miekg/pkcs11":             {"workflow/signing/keys/"}, // the errors of the same library
	"github.com/xuri/excelize/v2":         {"server/sheet/"},
	"github.com/prometheus/client_golang": {"server/"},
	"github.com/wneessen/go-mail":         {"workflow/dispatch/mail/"},
	"github.com/smallstep/pkcs7":          {"workflow/signing/cms/"},
	"software.sslmate.com/src/go-pkcs12":  {"workflow/signing/"},
	"golang.org/x/image":                  {"workflow/signing/font/"},
	"codeberg.org/go-fonts/liberation":    {"workflow/signing/font/"},
}

// technology says where the parts of the standard library stand that reach
// out of the program: words and decisions do no I/O.
var technology = map[string][]string{
	"database/sql": {"workflow/sqlitestore/"},
	"net/http":     {"server/", "templates/pdf/", "workflow/bucket/", "workflow/dispatch/", "workflow/signing/", "workflow/storetest/"},
	"os":           {"server/", "templates/pdf/", "workflow/sqlitestore/", "workflow/blobs/", "workflow/dispatch/", "workflow/signing/", "workflow/storetest/"},
	"os/exec":      {"server/", "templates/pdf/", "workflow/signing/", "workflow/storetest/", "workflow/faults/"}, // signing: pdftotext
	"testing":      {"workflow/storetest/"},
}

// A rule holds the house to one thing. fault is a small house that breaks it
// once, and want the finding it must bring.
type rule struct {
	name  string
	check func(*house) []string
	fault fstest.MapFS
	want  string
}

func rules() []rule { return append(append(importRules(), codeRules()...), sizeRules()...) }

func TestHouse(t *testing.T) {
	t.Parallel()
	h := open(t, os.DirFS(".."))
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			for _, finding := range r.check(h) {
				t.Error(finding)
			}
		})
	}
}

func TestEachRuleFindsItsFault(t *testing.T) {
	t.Parallel()
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			got := r.check(open(t, r.fault))
			if len(got) != 1 || got[0] != r.want {
				t.Errorf("got %q, want only %q", got, r.want)
			}
		})
	}
}

func importRules() []rule {
	return []rule{
		{"OurPackagesImportDownwards", ownImports,
			files("documents/a.go", `package documents; import _ "vanthu/workflow"`,
				"templates/a.go", `package templates; import _ "vanthu/templates/docx"`,
				"server/web/a.go", `package web; import _ "vanthu/templates/check"`,
				"server/a.go", `package main; import _ "vanthu/workflow/sqlitestore"`),
			"documents/a.go:1: documents may not import workflow"},
		{"EveryPackageStandsInTheTable", knownPackages,
			files("documents/a.go", `package documents`, "workflow/utils/a.go", `package utils`),
			"workflow/utils: no such package in the import table of server/arch_test.go"},
		{"ModulesOfOthersStayAtTheirBorder", foreignImports,
			files("workflow/flow.go", `package workflow; import _ "github.com/looplab/fsm"`,
				"workflow/storetest/a.go", `package storetest; import _ "github.com/google/go-cmp/cmp"`,
				"workflow/engine.go", `package workflow; import _ "github.com/looplab/fsm"`),
			"workflow/engine.go:1: github.com/looplab/fsm belongs in workflow/flow.go"},
		{"ModulesOfOthersAreInTheTable", foreignImports,
			files("workflow/a.go", `package workflow; import _ "github.com/pkg/errors"`),
			"workflow/a.go:1: github.com/pkg/errors has no border in server/arch_test.go"},
		{"WordsAndDecisionsDoNoIO", technologyImports,
			files("documents/a.go", `package documents; import _ "io"`,
				"workflow/a.go", `package workflow; import _ "net/http"`,
				"server/web/a.go", `package web; import _ "net/http"`),
			"workflow/a.go:1: net/http belongs in server/, templates/pdf/, workflow/bucket/, workflow/dispatch/, workflow/signing/, workflow/storetest/"},
	}
}

func ownImports(h *house) (found []string) {
	for _, f := range h.code() {
		for _, spec := range f.tree.Imports {
			to, ours := strings.CutPrefix(importPath(spec.Path.Value), module+"/")
			if ours && !allowed(mayImport[f.folder], to) {
				found = append(found, h.at(spec.Pos(), "%s may not import %s", f.folder, to))
			}
		}
	}
	return found
}

// allowed reports whether one of the patterns of a row covers a package.
func allowed(row []string, pkg string) bool {
	for _, pattern := range row {
		root, all := strings.CutSuffix(pattern, "...")
		if pattern == pkg || all && strings.HasPrefix(pkg+"/", root) {
			return true
		}
	}
	return false
}

func knownPackages(h *house) (found []string) {
	for _, folder := range h.folders() {
		if _, known := mayImport[folder]; !known {
			found = append(found, folder+": no such package in the import table of server/arch_test.go")
		}
	}
	return found
}

func foreignImports(h *house) (found []string) {
	for _, f := range h.program() {
		for _, spec := range f.tree.Imports {
			path := importPath(spec.Path.Value)
			if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
				continue // ours, or the standard library's
			}
			places, known := bordersOf(path)
			switch {
			case !known:
				found = append(found, h.at(spec.Pos(), "%s has no border in server/arch_test.go", path))
			case !within(f.path, places):
				found = append(found, h.at(spec.Pos(), "%s belongs in %s", path, strings.Join(places, ", ")))
			}
		}
	}
	return found
}

func technologyImports(h *house) (found []string) {
	for _, f := range h.code() {
		for _, spec := range f.tree.Imports {
			path := importPath(spec.Path.Value)
			if places, listed := technology[path]; listed && !within(f.path, places) {
				found = append(found, h.at(spec.Pos(), "%s belongs in %s", path, strings.Join(places, ", ")))
			}
		}
	}
	return found
}

// bordersOf returns the places of the module that an import path is of.
func bordersOf(path string) (places []string, known bool) {
	for module, places := range borders {
		if strings.HasPrefix(path+"/", module+"/") {
			return places, true
		}
	}
	return nil, false
}

// within reports whether a file is one of the places or below one.
func within(file string, places []string) bool {
	for _, place := range places {
		if file == place || strings.HasSuffix(place, "/") && strings.HasPrefix(file, place) {
			return true
		}
	}
	return false
}

func importPath(literal string) string {
	path, err := strconv.Unquote(literal)
	if err != nil {
		return literal
	}
	return path
}

// files makes a house of pairs of path and text.
func files(pairs ...string) fstest.MapFS {
	house := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		house[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1]), Mode: fs.ModePerm}
	}
	return house
}
