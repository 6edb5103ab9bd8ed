package pdf

// A Lack is what stands against having a converter.
type Lack string

// What may be missing.
const (
	LackWish    Lack = "wish"    // none is wanted
	LackSense   Lack = "sense"   // Options.Use is nothing known
	LackOffice  Lack = "office"  // LibreOffice is not installed
	LackWriter  Lack = "writer"  // LibreOffice has no part that reads Word files
	LackFonts   Lack = "fonts"   // no font like Times New Roman has Vietnamese letters
	LackSystem  Lack = "system"  // LibreOffice is kept running on Linux only
	LackAddress Lack = "address" // of Gotenberg, which is no address
)

// A MissingError says why there is no converter. Name is what was asked for or
// looked for.
type MissingError struct {
	Lack Lack
	Name string
}

func (m *MissingError) Error() string { return "no converter: " + string(m.Lack) + " " + m.Name }
