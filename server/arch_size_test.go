package main_test

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// The limits of size. What comes near them is likely two things in one.
const (
	maxFileLines     = 400
	maxTestLines     = 600
	maxFunctionLines = 60
	maxParameters    = 4 // the receiver and a context not counted
	maxMethods       = 8 // of an interface
)

// topLevel is all that stands at the top of the repository beside dotfiles.
var topLevel = [...]string{
	"CHANGELOG.md", "Makefile", "README.md", "docker-compose.yml", "docs", "documents",
	"go.mod", "go.sum", "server", "templates", "tools", "workflow",
}

func sizeRules() []rule {
	return []rule{
		{"FilesAreShort", fileLengths,
			files("documents/a.go", "package documents\n"+strings.Repeat("\n", maxFileLines),
				"documents/a_test.go", "package documents_test\n"+strings.Repeat("\n", maxFileLines)),
			"documents/a.go: 401 lines, at most 400"},
		{"TestFilesAreShort", fileLengths,
			files("documents/a_test.go", "package documents_test\n"+strings.Repeat("\n", maxTestLines)),
			"documents/a_test.go: 601 lines, at most 600"},
		{"FunctionsAreShort", functionLengths,
			files("documents/a.go", "package documents; func bad() {"+strings.Repeat("\n", maxFunctionLines)+"}"),
			"documents/a.go:1: bad has 61 lines, at most 60"},
		{"ParametersAreFew", parameterCounts,
			files("documents/a.go", "package documents; import \"context\"; func ok(ctx context.Context, a, b, c, d int) {}\n"+
				"type t int; func (t) bad(a, b, c, d int, e string) {}"),
			"documents/a.go:2: 5 parameters, at most 4: give them a struct"},
		{"InterfacesAreSmall", interfaceSizes,
			files("workflow/a.go", "package workflow; type ok interface { A(); B(); C(); D() }\n"+
				"type bad interface { ok; E(); F(); G(); H(); I() }"),
			"workflow/a.go:2: bad has 9 methods, at most 8"},
		{"EveryPackageSaysWhatItGives", packageComments,
			files("documents/a.go", "// Package documents holds words.\npackage documents", "documents/b.go", "package documents",
				"workflow/a.go", "package workflow"),
			"workflow: no file has a package comment"},
		{"TheTopLevelIsKnown", topNames,
			files(".gitignore", "/data/\n", "data/v.db", "", "docs/a.md", "", "pkg/a.md", ""),
			"pkg: not among the names of the top level"},
	}
}

func fileLengths(h *house) (found []string) {
	for _, f := range h.sources {
		limit := maxFileLines
		if f.test || f.folder == suite {
			limit = maxTestLines
		}
		if f.lines > limit {
			found = append(found, fmt.Sprintf("%s: %d lines, at most %d", f.path, f.lines, limit))
		}
	}
	return found
}

func functionLengths(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		f, ok := n.(*ast.FuncDecl)
		if !ok {
			return
		}
		lines := h.fset.Position(f.End()).Line - h.fset.Position(f.Pos()).Line + 1
		if lines > maxFunctionLines {
			found = append(found, h.at(n.Pos(), "%s has %d lines, at most %d", f.Name.Name, lines, maxFunctionLines))
		}
	})
	return found
}

func parameterCounts(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		f, ok := n.(*ast.FuncType)
		if !ok {
			return
		}
		count := 0
		for _, field := range f.Params.List {
			if types.ExprString(field.Type) != "context.Context" {
				count += max(1, len(field.Names))
			}
		}
		if count > maxParameters {
			found = append(found, h.at(n.Pos(), "%d parameters, at most %d: give them a struct", count, maxParameters))
		}
	})
	return found
}

func interfaceSizes(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return
		}
		i, ok := h.info.Types[spec.Type].Type.(*types.Interface)
		if ok && i.NumMethods() > maxMethods {
			found = append(found, h.at(n.Pos(), "%s has %d methods, at most %d", spec.Name.Name, i.NumMethods(), maxMethods))
		}
	})
	return found
}

func packageComments(h *house) (found []string) {
	said := map[string]bool{}
	for _, f := range h.code() {
		said[f.folder] = said[f.folder] || f.tree.Doc != nil
	}
	for _, folder := range h.folders() {
		if !said[folder] {
			found = append(found, folder+": no file has a package comment")
		}
	}
	return found
}

func topNames(h *house) (found []string) {
	for _, name := range h.root {
		if !slices.Contains(topLevel[:], name) {
			found = append(found, name+": not among the names of the top level")
		}
	}
	return found
}
