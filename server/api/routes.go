package api

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"vanthu/workflow"
)

// A Route is one thing that can be asked. Open ones need no login; Query are
// the names of the parameters it knows.
type Route struct {
	Method, Path string
	Query        []string
	Open         bool
	handle       echo.HandlerFunc
}

// Routes returns all routes of the interface.
func (a *API) Routes() []Route {
	open := func(method, path string, h echo.HandlerFunc) Route {
		return Route{Method: method, Path: path, Open: true, handle: unsigned(h)}
	}
	mine := func(method, path string, h handler, query ...string) Route {
		return Route{Method: method, Path: Base + path, Query: query, handle: a.signedIn(h, query)}
	}
	return slices.Concat(a.incomingRoutes(mine), a.templateRoutes(mine), a.fileRoutes(mine), a.bookRoutes(mine), a.ledgerRoutes(mine), a.settingRoutes(mine), []Route{
		open(http.MethodGet, "/healthz", a.health),
		open(http.MethodGet, "/readyz", a.ready),
		open(http.MethodGet, Base+"/healthz", a.health),
		open(http.MethodGet, Base+"/readyz", a.ready),
		open(http.MethodGet, Base+"/setup", a.showSetup),
		open(http.MethodPost, Base+"/setup", a.setUp),
		open(http.MethodPost, Base+"/login", a.login),

		mine(http.MethodPost, "/logout", a.logout),
		mine(http.MethodGet, "/me", a.me),
		mine(http.MethodPut, "/me/password", a.changePassword),

		mine(http.MethodGet, "/documents", a.listDocuments,
			"state", "kind", "drafter", "involved", "due_by", "year", "q", "waiting", "sort", "limit", "after"),
		mine(http.MethodPost, "/documents", a.createDocument),
		mine(http.MethodGet, "/documents/:id", a.showDocument),
		mine(http.MethodPut, "/documents/:id", a.reviseDocument),
		mine(http.MethodPost, "/documents/:id/actions/:action", a.actOnDocument),
		mine(http.MethodPost, "/documents/:id/actions/:action/digest", a.digestOfAct),
		mine(http.MethodGet, "/documents/:id/original", a.documentOriginal),
		mine(http.MethodPut, "/documents/:id/deadline", a.setDeadline),
		mine(http.MethodPost, "/documents/:id/successors", a.mendDocument),
		mine(http.MethodPost, "/documents/:id/copies", a.copyMade(a.record)),
		mine(http.MethodPost, "/documents/docx", a.createFromWord, "kind"),
		mine(http.MethodPut, "/documents/:id/consignments/:consignment", a.noteConsignment),
		mine(http.MethodPost, "/documents/:id/consignments/:consignment/reroute", a.rerouteConsignment),
		mine(http.MethodGet, "/documents/:id/docx", a.documentFile),
		mine(http.MethodPut, "/documents/:id/docx", a.reviseFromWord),
		mine(http.MethodGet, "/documents/:id/pdf", a.documentPDF),
		mine(http.MethodGet, "/documents/:id/history", a.documentHistory),
		mine(http.MethodGet, "/registers/outgoing", a.showRegister, "year", "series", "after", "limit"),
		mine(http.MethodGet, "/flows/outgoing", a.showFlow(workflow.OutgoingFlow)),
		mine(http.MethodGet, "/flows/incoming", a.showFlow(workflow.IncomingFlow)),
		mine(http.MethodGet, "/openapi.json", a.showContract),
	})
}

// templateRoutes are those of the office's own templates.
func (a *API) templateRoutes(mine func(method, path string, h handler, query ...string) Route) []Route {
	return []Route{
		mine(http.MethodGet, "/templates", a.listTemplates),
		mine(http.MethodPost, "/templates", a.addTemplate, "name", "form", "kinds", "note"),
		mine(http.MethodGet, "/templates/fields", a.listFields, "form"),
		mine(http.MethodGet, "/templates/:version", a.showTemplate),
		mine(http.MethodGet, "/templates/:version/docx", a.templateFile),
		mine(http.MethodPost, "/templates/:version/actions/:action", a.actOnTemplate),
	}
}

// settingRoutes are those of the office: who signs, whom documents go to, its
// people.
func (a *API) settingRoutes(mine func(method, path string, h handler, query ...string) Route) []Route {
	return []Route{
		mine(http.MethodGet, "/signatories", a.listSignatories, "kind", "issuer", "of", "field", "on"),
		mine(http.MethodGet, "/positions", a.listPositions),
		mine(http.MethodGet, "/authorities", a.listAuthorities),
		mine(http.MethodPost, "/authorities", a.createAuthority),
		mine(http.MethodPut, "/authorities/:id", a.changeAuthority),
		mine(http.MethodGet, "/absences", a.listAbsences),
		mine(http.MethodPost, "/absences", a.createAbsence),
		mine(http.MethodPut, "/absences/:id", a.changeAbsence),
		mine(http.MethodGet, "/agencies", a.listAgencies, "q", "limit", "after"),
		mine(http.MethodPost, "/agencies", a.createAgency),
		mine(http.MethodGet, "/agencies/:id", a.showAgency),
		mine(http.MethodPut, "/agencies/:id", a.changeAgency),
		mine(http.MethodGet, "/groups", a.listGroups),
		mine(http.MethodPost, "/groups", a.createGroup),
		mine(http.MethodPut, "/groups/:id", a.changeGroup),
		mine(http.MethodGet, "/unit", a.showUnit),
		mine(http.MethodPut, "/unit", a.changeUnit),
		mine(http.MethodGet, "/accounts", a.listAccounts),
		mine(http.MethodPost, "/accounts", a.createAccount),
		mine(http.MethodGet, "/accounts/:id", a.showAccount),
		mine(http.MethodPut, "/accounts/:id", a.changeAccount),
		mine(http.MethodPut, "/accounts/:id/password", a.setPassword),
	}
}

// fileRoutes are those of work files.
func (a *API) fileRoutes(mine func(method, path string, h handler, query ...string) Route) []Route {
	return []Route{
		mine(http.MethodGet, "/files", a.listFiles, "year", "after", "limit"),
		mine(http.MethodPost, "/files", a.openFile),
		mine(http.MethodGet, "/files/:id", a.showFile),
		mine(http.MethodGet, "/files/:id/package", a.filePackage),
		mine(http.MethodPost, "/files/:id/actions/:action", a.actOnFile),
		mine(http.MethodGet, "/documents/:id/files", a.filesOfDocument),
	}
}
