package signing

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"

	"vanthu/documents"
	"vanthu/workflow/signing/pdf"
)

// A Picture is that of a signature or a seal, ready to be put into files. It
// may be kept and used for many.
type Picture struct {
	width, height int
	colours       *pdf.Stream
	alpha         *pdf.Stream
}

// The limits of a picture.
const (
	maxPicture = 4 << 20
	maxPixels  = 4 << 20
)

// NewPicture reads a PNG. One that nothing shines through, as from a scanner, has
// its white made see-through: a seal must not cover the signature it stands over.
// Its error is a *workflow.Refusal of
// documents.RulePictureForm.
func NewPicture(data []byte) (*Picture, error) {
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || len(data) > maxPicture || size.Width < 1 || size.Height < 1 || size.Width > maxPixels/size.Height {
		return nil, refuse(documents.RulePictureForm, "")
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, refuse(documents.RulePictureForm, "")
	}
	colours, alpha := split(img)
	if !slices.ContainsFunc(alpha, func(a byte) bool { return a < 255 }) {
		clearWhite(colours, alpha)
	}
	p := &Picture{width: size.Width, height: size.Height}
	p.colours = pdf.Pack(p.dict("DeviceRGB"), colours)
	p.alpha = pdf.Pack(p.dict("DeviceGray"), alpha)
	return p, nil
}

func (p *Picture) dict(space pdf.Name) pdf.Dict {
	return pdf.Dict{
		"Type": pdf.Name("XObject"), "Subtype": pdf.Name("Image"), "Width": p.width, "Height": p.height,
		"ColorSpace": space, "BitsPerComponent": 8,
	}
}

// split parts the colours of a picture from what can be seen through.
func split(img image.Image) (colours, alpha []byte) {
	b := img.Bounds()
	colours, alpha = make([]byte, 0, 3*b.Dx()*b.Dy()), make([]byte, 0, b.Dx()*b.Dy())
	straight, fast := img.(*image.NRGBA)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			var c color.NRGBA
			if fast {
				c = straight.NRGBAAt(x, y)
			} else {
				c, _ = color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			}
			colours, alpha = append(colours, c.R, c.G, c.B), append(alpha, c.A)
		}
	}
	return colours, alpha
}

// clearWhite makes see-through what is white: each dot becomes the strongest
// colour that gives the same on white paper.
func clearWhite(colours, alpha []byte) {
	for i := range alpha {
		dot := colours[3*i : 3*i+3]
		ink := 255 - int(min(dot[0], dot[1], dot[2]))
		alpha[i] = byte(ink)
		for j, c := range dot {
			if ink > 0 {
				dot[j] = byte(255 - (255-int(c))*255/ink)
			}
		}
	}
}

// add puts the picture into a revision.
func (p *Picture) add(u *pdf.Update) pdf.Ref {
	mask := u.Add(p.alpha)
	dict := maps.Clone(p.colours.Dict)
	dict["SMask"] = mask
	return u.Add(&pdf.Stream{Dict: dict, Raw: p.colours.Raw})
}
