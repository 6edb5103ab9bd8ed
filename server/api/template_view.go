package api

import (
	"vanthu/documents"
)

// templateView is a template version as the interface shows it. The program's
// own have no writes: nothing can be done with them.
type templateView struct {
	Version string              `json:"version"`
	Name    string              `json:"name"`
	Own     bool                `json:"own"` // the office's, not the program's
	File    string              `json:"file"`
	Size    int                 `json:"size"`
	Form    documents.FormID    `json:"form"`
	Kinds   []documents.Kind    `json:"kinds"`
	From    documents.Date      `json:"from"`
	Serves  []documents.Kind    `json:"serves"` // that it is used for today
	Writes  int64               `json:"writes"`
	History []templateEventView `json:"history"`
}

type templateEventView struct {
	At     stamp                    `json:"at"`
	By     documents.AccountID      `json:"by"`
	Name   string                   `json:"name"`
	Action documents.TemplateAction `json:"action"`
	From   documents.Date           `json:"from"`
	Note   string                   `json:"note"`
}

// viewTemplates returns the views of all templates of an office, and what each
// is used for on a day.
func viewTemplates(all []documents.TemplateVersion, day documents.Date) []templateView {
	out := make([]templateView, 0, len(all))
	for i := range all {
		v := &all[i]
		view := templateView{
			Version: v.Version, Name: v.Name(), Own: v.Unit != "", File: v.File, Size: v.Size, Form: v.Form, Kinds: v.Kinds, From: v.From,
			Serves: []documents.Kind{}, Writes: v.Writes, History: viewed(v.History, viewTemplateEvent),
		}
		for _, kind := range v.Kinds {
			if used, ok := documents.InUse(all, documents.TemplatePage{Form: v.Form, Kind: kind}, day); ok && used.Version == v.Version && view.Own || !ok && !view.Own {
				view.Serves = append(view.Serves, kind)
			}
		}
		out = append(out, view)
	}
	return out
}

func viewTemplateEvent(e documents.TemplateEvent) templateEventView {
	return templateEventView{At: stamp(e.At), By: e.By, Name: e.Name, Action: e.Action, From: e.From, Note: e.Note}
}

// reportView is what the doctor found, each finding with its place in words.
type reportView struct {
	Usable   bool                      `json:"usable"`
	Findings []findingView             `json:"findings"`
	Fields   []documents.TemplateField `json:"fields"`
}

type findingView struct {
	documents.TemplateFinding
	Where string `json:"where,omitempty"`
	Text  string `json:"text"` // what, where and what to do in one
}

func viewReport(r documents.TemplateReport) reportView {
	view := reportView{Usable: r.Usable(), Findings: make([]findingView, 0, len(r.Findings)), Fields: r.Fields}
	for _, f := range r.Findings {
		view.Findings = append(view.Findings, findingView{f, f.Place.String(), f.String()})
	}
	if view.Fields == nil {
		view.Fields = []documents.TemplateField{}
	}
	return view
}

// A judged template is shown with what the doctor finds in it.
type judgedView struct {
	Template templateView `json:"template"`
	Report   reportView   `json:"report"`
}
