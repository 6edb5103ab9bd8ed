package pdf

import (
	"encoding/xml"
	"fmt"
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
