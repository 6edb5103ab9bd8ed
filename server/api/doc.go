// Package api is the JSON interface under /api/v1. A handler reads what was
// sent, calls the engine or auth, and shows the result; it decides nothing.
// The routes stand in routes.go, what they take and give in openapi.json,
// which a test holds true. Every error is an application/problem+json made in
// problem.go.
package api
