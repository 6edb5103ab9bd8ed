package main_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

// module is the path of ours.
const module = "vanthu"

// A source is one Go file.
type source struct {
	path   string // from the root, with slashes
	folder string // the package's, from the root
	test   bool
	lines  int
	tree   *ast.File
}

// A house is the parsed source of the module, with the types of what is ours.
// What comes from other modules and the standard library has no type here:
// the rules ask about our own names only.
type house struct {
	fset    *token.FileSet
	sources []*source
	root    []string // names at the top level that are not ignored by git
	info    *types.Info
	checked map[string]*types.Package // by import path
}

// open reads the house in fsys.
func open(t *testing.T, fsys fs.FS) *house {
	t.Helper()
	h := &house{
		fset:    token.NewFileSet(),
		checked: map[string]*types.Package{},
		info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{},
			Defs:  map[*ast.Ident]types.Object{},
			Uses:  map[*ast.Ident]types.Object{},
		},
	}
	if err := fs.WalkDir(fsys, ".", h.visit(fsys)); err != nil {
		t.Fatal(err)
	}
	h.root = rootNames(t, fsys)
	for _, folder := range h.folders() {
		if _, err := h.Import(module + "/" + folder); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// visit parses the Go files of the module and passes over the folders that
// the go command does not see.
func (h *house) visit(fsys fs.FS) fs.WalkDirFunc {
	return func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skip(fsys, name)
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(h.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		h.sources = append(h.sources, &source{
			path: name, folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go"),
			lines: bytes.Count(text, []byte("\n")), tree: tree,
		})
		return nil
	}
}

func skip(fsys fs.FS, folder string) error {
	if folder == "." {
		return nil
	}
	base := path.Base(folder)
	_, err := fs.Stat(fsys, folder+"/go.mod")
	if err == nil || base == "testdata" || base == "node_modules" || base[0] == '.' || base[0] == '_' {
		return fs.SkipDir
	}
	return nil
}

// rootNames returns the names at the top level without dotfiles and without
// what .gitignore keeps out.
func rootNames(t *testing.T, fsys fs.FS) (names []string) {
	t.Helper()
	ignored, _ := fs.ReadFile(fsys, ".gitignore") // a house need not have one
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name()[0] != '.' && !slices.Contains(strings.Fields(string(ignored)), "/"+e.Name()+"/") {
			names = append(names, e.Name())
		}
	}
	return names
}

// code returns the files that are not tests.
func (h *house) code() []*source {
	return slices.DeleteFunc(slices.Clone(h.sources), func(f *source) bool { return f.test })
}

// suite is the folder of what every store must do: it holds tests, though the
// go command does not know it.
const suite = "workflow/storetest"

// program returns the code that is no test in any sense.
func (h *house) program() []*source {
	return slices.DeleteFunc(h.code(), func(f *source) bool { return f.folder == suite })
}

// folders returns the folders that hold code, in order.
func (h *house) folders() (folders []string) {
	for _, f := range h.code() {
		folders = append(folders, f.folder)
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

// Import makes the house its own types.Importer. A foreign package is empty,
// so its names have no type, and the faults that brings are not ours to tell.
func (h *house) Import(importPath string) (*types.Package, error) {
	if pkg, done := h.checked[importPath]; done {
		return pkg, nil
	}
	folder, ours := strings.CutPrefix(importPath, module+"/")
	if !ours {
		pkg := types.NewPackage(importPath, path.Base(importPath))
		pkg.MarkComplete()
		h.checked[importPath] = pkg
		return pkg, nil
	}
	var trees []*ast.File
	for _, f := range h.code() {
		if f.folder == folder {
			trees = append(trees, f.tree)
		}
	}
	conf := types.Config{Importer: h, Error: func(error) {}}
	pkg, _ := conf.Check(importPath, h.fset, trees, h.info) // its faults were given to Error
	h.checked[importPath] = pkg
	return pkg, nil
}

// at returns a finding with its place.
func (h *house) at(pos token.Pos, format string, args ...any) string {
	p := h.fset.Position(pos)
	return fmt.Sprintf("%s:%d: ", p.Filename, p.Line) + fmt.Sprintf(format, args...)
}

// inspect calls visit on every node of the program.
func (h *house) inspect(visit func(*source, ast.Node)) {
	for _, f := range h.program() {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if n != nil {
				visit(f, n)
			}
			return true
		})
	}
}
