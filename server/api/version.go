package api

import (
	"regexp"
	"strconv"

	"github.com/labstack/echo/v4"

	"vanthu/workflow"
)

// etagForm is a version as a strong entity tag.
var etagForm = regexp.MustCompile(`^"[1-9][0-9]{0,17}"$`)

// etag returns the version as a strong entity tag.
func etag(v workflow.Version) string { return strconv.Quote(strconv.FormatInt(int64(v), 10)) }

// seen returns the version that If-Match names. None is 428, and so is "*":
// an act is on what was read, never on whatever is there.
func seen(c echo.Context) (workflow.Version, error) {
	tag := c.Request().Header.Get("If-Match")
	switch {
	case tag == "" || tag == "*":
		return 0, errNoVersion
	case len(c.Request().Header.Values("If-Match")) > 1 || !etagForm.MatchString(tag):
		return 0, errVersionForm
	}
	n, err := strconv.ParseInt(tag[1:len(tag)-1], 10, 64)
	if err != nil {
		return 0, errVersionForm
	}
	return workflow.Version(n), nil
}
