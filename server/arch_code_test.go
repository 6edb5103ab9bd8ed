package main_test

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// flowFiles are the places that may compare states: the Flow, and the check
// of its table.
var flowFiles = [...]string{"workflow/flow.go", "workflow/flowcheck.go"}

// states is the start of a house that has states.
const states = "package workflow; type State string; type Record struct{ State State }\n"

func codeRules() []rule {
	return []rule{
		{"NoStateIsCompared", stateComparisons,
			files("workflow/state.go", states,
				"workflow/flow.go", `package workflow; func f(s State) bool { return s == "draft" }`,
				"workflow/storetest/a.go", `package storetest; import "vanthu/workflow"; func f(s workflow.State) bool { return s == "filed" }`,
				"server/a.go", `package main; import "vanthu/workflow"
func empty(r *workflow.Record) bool { return r.State == "" }
func bad(r *workflow.Record) bool { return r.State == "draft" }`),
			"server/a.go:3: only workflow/flow.go compares states: ask the Flow"},
		{"NoStateIsComparedAsText", stateComparisons,
			files("workflow/state.go", states+`func bad(r Record) bool { return "draft" != string(r.State) }`),
			"workflow/state.go:2: only workflow/flow.go compares states: ask the Flow"},
		{"NoStateIsSwitchedOn", stateSwitches,
			files("workflow/state.go", states+`func bad(r Record) { switch r.State { case "draft": } }`),
			"workflow/state.go:2: only workflow/flow.go switches on states: ask the Flow"},
		{"NoInit", inits,
			files("documents/a.go", "package documents; type t int; func (t) init() {}\nfunc init() {}"),
			"documents/a.go:2: no init: build it where it is used"},
		{"NoWriteToPackageVariable", packageWrites,
			files("documents/a.go", "package documents; var n int; func ok() { n := 0; n++; _ = n }\nfunc bad() { n++ }"),
			"documents/a.go:2: n is a package variable: it is written only where it is declared"},
		{"NoWriteIntoPackageTable", packageWrites,
			files("documents/a.go", "package documents; var t = map[string][]int{}\nfunc bad() { t[\"a\"][0] += 1 }"),
			"documents/a.go:2: t is a package variable: it is written only where it is declared"},
		{"NoDeleteFromPackageTable", packageWrites,
			files("documents/a.go", "package documents; var t = map[string]int{}\nfunc bad() { delete(t, \"a\") }"),
			"documents/a.go:2: t is a package variable: it is written only where it is declared"},
		{"NoWriteToVariableOfOthers", packageWrites,
			files("server/a.go", "package main; import \"net/http\"\nfunc bad() { http.DefaultClient = nil }"),
			"server/a.go:2: http.DefaultClient is a package variable: it is written only where it is declared"},
		{"NoLockAtPackageLevel", packageLocks,
			files("workflow/a.go", "package workflow; import \"sync\"; type ok struct { mu sync.Mutex }\nvar mu sync.Mutex"),
			"workflow/a.go:2: mu would be shared and changed by the whole program: give it an owner"},
	}
}

func stateComparisons(h *house) (found []string) {
	h.inspect(func(f *source, n ast.Node) {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || slices.Contains(flowFiles[:], f.path) || b.Op != token.EQL && b.Op != token.NEQ {
			return
		}
		if (h.isState(b.X) || h.isState(b.Y)) && !h.isEmpty(b.X) && !h.isEmpty(b.Y) {
			found = append(found, h.at(n.Pos(), "only %s compares states: ask the Flow", flowFiles[0]))
		}
	})
	return found
}

func stateSwitches(h *house) (found []string) {
	h.inspect(func(f *source, n ast.Node) {
		if s, ok := n.(*ast.SwitchStmt); ok && !slices.Contains(flowFiles[:], f.path) && s.Tag != nil && h.isState(s.Tag) {
			found = append(found, h.at(n.Pos(), "only %s switches on states: ask the Flow", flowFiles[0]))
		}
	})
	return found
}

// isState reports whether e is a workflow.State, or one turned into a text.
func (h *house) isState(e ast.Expr) bool {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && len(call.Args) == 1 && h.info.Types[call.Fun].IsType() {
		return h.isState(call.Args[0])
	}
	named, ok := h.info.Types[e].Type.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	return named.Obj().Name() == "State" && named.Obj().Pkg().Path() == module+"/workflow"
}

// isEmpty reports whether e is the constant "": a question whether there is a
// state at all, not which.
func (h *house) isEmpty(e ast.Expr) bool {
	v := h.info.Types[e].Value
	return v != nil && v.Kind() == constant.String && constant.StringVal(v) == ""
}

func inits(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		if f, ok := n.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			found = append(found, h.at(n.Pos(), "no init: build it where it is used"))
		}
	})
	return found
}

func packageWrites(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		for _, target := range h.written(n) {
			if name := h.packageVariable(target); name != "" {
				found = append(found, h.at(n.Pos(), "%s is a package variable: it is written only where it is declared", name))
			}
		}
	})
	return found
}

// written returns what the statement or call n changes.
func (h *house) written(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.CallExpr:
		fun, ok := n.Fun.(*ast.Ident)
		if _, builtin := h.info.Uses[fun].(*types.Builtin); !ok || !builtin {
			return nil
		}
		if fun.Name == "delete" || fun.Name == "clear" || fun.Name == "copy" {
			return n.Args[:1]
		}
	}
	return nil
}

// packageVariable returns the name of the package variable that e is or is a
// part of, or "".
func (h *house) packageVariable(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return h.packageVariable(e.X)
	case *ast.StarExpr:
		return h.packageVariable(e.X)
	case *ast.IndexExpr:
		return h.packageVariable(e.X)
	case *ast.SliceExpr:
		return h.packageVariable(e.X)
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			if _, other := h.info.Uses[x].(*types.PkgName); other {
				return x.Name + "." + e.Sel.Name
			}
		}
		return h.packageVariable(e.X)
	case *ast.Ident:
		if v, ok := h.info.Uses[e].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
			return e.Name
		}
	}
	return ""
}

// packageLocks finds package variables of the types of sync and sync/atomic,
// which exist to be changed.
func packageLocks(h *house) (found []string) {
	for _, f := range h.program() {
		for _, d := range f.tree.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, spec := range decl.Specs {
				v, ok := spec.(*ast.ValueSpec)
				if ok && h.ofSync(v) {
					found = append(found, h.at(v.Pos(), "%s would be shared and changed by the whole program: give it an owner", v.Names[0].Name))
				}
			}
		}
	}
	return found
}

// ofSync reports whether a declaration names a type of sync, as its type or in
// the composite that is its value.
func (h *house) ofSync(v *ast.ValueSpec) bool {
	kinds := []ast.Expr{v.Type}
	for _, value := range v.Values {
		if unary, ok := value.(*ast.UnaryExpr); ok {
			value = unary.X
		}
		if lit, ok := value.(*ast.CompositeLit); ok {
			kinds = append(kinds, lit.Type)
		}
	}
	for _, kind := range kinds {
		sel, ok := kind.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if x, ok := sel.X.(*ast.Ident); ok {
			pkg, ok := h.info.Uses[x].(*types.PkgName)
			if ok && (pkg.Imported().Path() == "sync" || pkg.Imported().Path() == "sync/atomic") {
				return true
			}
		}
	}
	return false
}
