package main_test

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// states is the start of a house that has states.
const states = "package workflow; type State string; type Record struct{ State State }\n"

func codeRules() []rule {
	return []rule{
		{"NoStateIsNamed", namedStates,
			files("workflow/state.go", states,
				"workflow/storetest/a.go", `package storetest; import "vanthu/workflow"; func f(s workflow.State) bool { return s == "filed" }`,
				"server/a.go", `package main; import "vanthu/workflow"
func empty(r *workflow.Record) bool { return r.State == "" }
func moved(a, b *workflow.Record) bool { return a.State != b.State }
func bad(r *workflow.Record) bool { return r.State == "draft" }`),
			"server/a.go:4: only the flow tables name states: ask the Flow"},
		{"NoStateIsSwitchedOn", namedStates,
			files("workflow/state.go", states+`func bad(r Record) { switch r.State { case "draft": } }`),
			"workflow/state.go:2: only the flow tables name states: ask the Flow"},
		{"NoStateIsAConstant", namedStates,
			files("workflow/state.go", states+`const Draft = State("draft")`),
			"workflow/state.go:2: only the flow tables name states: ask the Flow"},
		{"NoStateIsComparedAsText", statesAsText,
			files("workflow/state.go", states+`func bad(r Record) bool { return "draft" != string(r.State) }`),
			"workflow/state.go:2: only the flow tables name states: ask the Flow"},
		{"NoStateIsSwitchedOnAsText", statesAsText,
			files("workflow/state.go", states+`func bad(r Record) { switch string(r.State) { case "draft": } }`),
			"workflow/state.go:2: only the flow tables name states: ask the Flow"},
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

// namedStates finds every constant of the type State but "", which asks
// whether there is a state at all, not which.
func namedStates(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		if e, ok := n.(ast.Expr); ok && h.isState(e) && h.isText(e) {
			found = append(found, h.at(e.Pos(), "only the flow tables name states: ask the Flow"))
		}
	})
	return slices.Compact(found)
}

// statesAsText finds states that were made a string to be compared.
func statesAsText(h *house) (found []string) {
	h.inspect(func(_ *source, n ast.Node) {
		bad := false
		switch n := n.(type) {
		case *ast.BinaryExpr:
			bad = h.isStateText(n.X) && h.isText(n.Y) || h.isStateText(n.Y) && h.isText(n.X)
		case *ast.SwitchStmt:
			bad = h.isStateText(n.Tag)
		}
		if bad {
			found = append(found, h.at(n.Pos(), "only the flow tables name states: ask the Flow"))
		}
	})
	return found
}

// isState reports whether e is a workflow.State.
func (h *house) isState(e ast.Expr) bool {
	named, ok := h.info.Types[e].Type.(*types.Named)
	if !ok || named.Obj().Pkg() == nil || h.info.Types[e].IsType() {
		return false
	}
	return named.Obj().Name() == "State" && named.Obj().Pkg().Path() == module+"/workflow"
}

// isStateText reports whether e turns a State into another type.
func (h *house) isStateText(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	return ok && len(call.Args) == 1 && h.info.Types[call.Fun].IsType() && h.isState(call.Args[0])
}

// isText reports whether e is a constant string that is not empty.
func (h *house) isText(e ast.Expr) bool {
	v := h.info.Types[e].Value
	return v != nil && v.Kind() == constant.String && constant.StringVal(v) != ""
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
