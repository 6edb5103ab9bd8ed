package pdf

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// settings are what a program may not do for a file: run macros, follow links,
// fetch from elsewhere. The first column is the place in LibreOffice's registry.
var settings = [...][3]string{
	{"/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"},
	{"/org.openoffice.Office.Writer/Content/Update", "Link", "0"}, // never
	{"/org.openoffice.Inet/Settings", "ooInetProxyType", "2"},     // as the next two say
	{"/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", nowhere},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", nowhere},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"},
	{"/org.openoffice.Office.Common/Undo", "Steps", "0"},
	{"/org.openoffice.Office.Common/Misc", "FirstRun", "false"},
}

// nowhere is a proxy that is none.
const nowhere = "127.0.0.1"

// profileOf returns how LibreOffice is told of the profile of a worker.
func profileOf(folder string) string {
	return (&url.URL{Scheme: "file", Path: filepath.Join(folder, "profile")}).String()
}

// prefix begins the names of the workers' folders; the process that made it
// follows.
const prefix = "vanthu-pdf-"

// sweep takes away what processes left that were killed.
func sweep() {
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*-*")) // the pattern is right
	for _, folder := range left {
		owner, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(folder), prefix), "-")
		if _, err := os.Stat(filepath.Join("/proc", owner)); errors.Is(err, os.ErrNotExist) {
			os.Remove(pipeOf(profileOf(folder)))
			os.RemoveAll(folder)
		}
	}
}

// makeProfile writes a profile into the folder of a worker.
func makeProfile(folder string) error {
	var b strings.Builder
	b.WriteString(xml.Header + `<oor:items xmlns:oor="http://openoffice.org/2001/registry">` + "\n")
	for _, s := range settings {
		fmt.Fprintf(&b, `<item oor:path="%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>`+"\n", s[0], s[1], s[2])
	}
	b.WriteString("</oor:items>\n")
	user := filepath.Join(folder, "profile", "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return fmt.Errorf("make a profile for LibreOffice: %w", err)
	}
	if err := os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(b.String()), 0o600); err != nil {
		return fmt.Errorf("write the profile of LibreOffice: %w", err)
	}
	return nil
}
