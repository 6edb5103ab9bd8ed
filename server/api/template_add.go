package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// templateBody is the largest template that is read, in bytes: a logo and all.
const templateBody = 8 << 20

// addTemplate keeps the Word file in the body as a new version of a template.
// It is not in use until it is activated.
func (a *API) addTemplate(c echo.Context, by *documents.Account) error {
	file, err := bodyOf(c, templateBody)
	if err != nil {
		return err
	}
	v, report, err := a.d.Engine.AddTemplate(c.Request().Context(), by, workflow.Blank{
		Name: c.QueryParam("name"), Form: documents.FormID(c.QueryParam("form")), Kinds: kindsOf(c.QueryParam("kinds")), Note: c.QueryParam("note"), File: file,
	})
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, Base+"/templates/"+url.PathEscape(v.Version))
	return a.showJudged(c, by, judged{http.StatusCreated, v, report})
}

// kindsOf reads the codes of kinds, parted by commas.
func kindsOf(text string) []documents.Kind {
	var kinds []documents.Kind
	for code := range strings.SplitSeq(text, ",") {
		if code = strings.TrimSpace(code); code != "" {
			kinds = append(kinds, documents.Kind(code))
		}
	}
	return kinds
}

// judged is an answer with a template version and what the doctor finds in it.
type judged struct {
	status   int
	template *documents.TemplateVersion
	report   documents.TemplateReport
}

// showJudged answers with a template version as it stands among the others.
func (a *API) showJudged(c echo.Context, by *documents.Account, j judged) error {
	all, err := a.d.Engine.Templates(c.Request().Context(), by)
	if err != nil {
		return err
	}
	views := viewTemplates(all, a.d.Engine.Today())
	i := slices.IndexFunc(views, func(v templateView) bool { return v.Version == j.template.Version })
	if i < 0 {
		return documents.ErrNotFound
	}
	if views[i].Own {
		c.Response().Header().Set("ETag", strconv.Quote(strconv.FormatInt(views[i].Writes, 10)))
	}
	return c.JSON(j.status, judgedView{views[i], viewReport(j.report)})
}
