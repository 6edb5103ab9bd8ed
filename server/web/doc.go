// Package web is what the office's people see: pages in Vietnamese, made on the
// server, that work without a script. A handler binds, calls the engine and
// renders; every route stands in routes.go, every page in pages/.
package web
