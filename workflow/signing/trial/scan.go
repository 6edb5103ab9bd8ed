package trial

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
)

// Scan makes the PDF of a scanner: an A4 page for each resolution, with a picture
// of so many dots an inch over all of it; 0 for an empty page.
func Scan(dots ...int) ([]byte, error) {
	var out bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	out.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids []string
	for i := range dots {
		kids = append(kids, fmt.Sprintf("%d 0 R", 3+3*i))
	}
	object("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(kids))
	for i, n := range dots {
		content := ""
		width, height := 1, 1
		if n > 0 {
			content, width, height = "q 595 0 0 842 0 0 cm /I Do Q", 595*n/72+1, 842*n/72+1
		}
		var picture bytes.Buffer
		img := image.NewGray(image.Rect(0, 0, width, height))
		img.SetGray(0, 0, color.Gray{200})
		if err := jpeg.Encode(&picture, img, nil); err != nil {
			return nil, err
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>", 5+3*i, 4+3*i)
		object("<</Length %d>>stream\n%s\nendstream", len(content), content)
		object("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream",
			width, height, picture.Len(), picture.Bytes())
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return out.Bytes(), nil
}
