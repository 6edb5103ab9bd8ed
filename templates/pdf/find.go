package pdf

import (
	"context"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// lookUpTime is how long the list of fonts may take.
const lookUpTime = 20 * time.Second

// findOffice returns the LibreOffice program of this machine, when it can read
// Word files and has what it needs to draw them.
func findOffice() (string, error) {
	if runtime.GOOS != "linux" {
		return "", &MissingError{Lack: LackSystem, Name: runtime.GOOS}
	}
	found, err := exec.LookPath("soffice")
	if err != nil {
		return "", &MissingError{Lack: LackOffice, Name: "soffice"}
	}
	if found, err = filepath.EvalSymlinks(found); err != nil {
		return "", &MissingError{Lack: LackOffice, Name: "soffice"}
	}
	home := filepath.Dir(found)
	program, err := exec.LookPath(filepath.Join(home, "soffice.bin")) // what the script starts, by way of another
	if err != nil {
		return "", &MissingError{Lack: LackOffice, Name: "soffice.bin"}
	}
	if writer, err := filepath.Glob(filepath.Join(home, "libswlo.*")); err != nil || len(writer) == 0 {
		return "", &MissingError{Lack: LackWriter, Name: "libswlo"}
	}
	if !slices.ContainsFunc(vietnameseFamilies(), func(name string) bool { return font{name: name}.stands(probeFamily) }) {
		return "", &MissingError{Lack: LackFonts, Name: probeFamily}
	}
	return program, nil
}

// vietnameseFamilies returns the families that have all letters of Vietnamese,
// as fontconfig sees it; it comes with LibreOffice, and what it does not find
// LibreOffice does not either.
func vietnameseFamilies() []string {
	ctx, cancel := context.WithTimeout(context.Background(), lookUpTime)
	defer cancel()
	list, err := exec.CommandContext(ctx, "fc-list", ":lang=vi", "family").Output()
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(string(list), func(c rune) bool { return c == '\n' || c == ',' })
}
