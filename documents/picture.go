package documents

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
)

// A Picture is the file of a picture, PNG or JPEG. Its text form is base64,
// with or without the head of a data URI.
type Picture []byte

// The largest picture: its file in bytes, and its dots.
const (
	maxPicture = 2 << 20
	maxDots    = 40_000_000
)

// Format returns "png" or "jpeg" and the size in dots; ok is false for a file
// that is neither, is damaged at its head or is larger than a page can want.
func (p Picture) Format() (format string, width, height int, ok bool) {
	var c image.Config
	var err error
	switch {
	case len(p) > maxPicture:
		return "", 0, 0, false
	case bytes.HasPrefix(p, []byte("\x89PNG\r\n\x1a\n")):
		format = "png"
		c, err = png.DecodeConfig(bytes.NewReader(p))
	case bytes.HasPrefix(p, []byte("\xff\xd8\xff")):
		format = "jpeg"
		c, err = jpeg.DecodeConfig(bytes.NewReader(p))
	default:
		return "", 0, 0, false
	}
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > maxDots/c.Height {
		return "", 0, 0, false
	}
	return format, c.Width, c.Height, true
}

func (p Picture) good() bool {
	_, _, _, ok := p.Format()
	return ok
}

// MarshalText writes base64.
func (p Picture) MarshalText() ([]byte, error) {
	return base64.StdEncoding.AppendEncode(nil, p), nil
}

// UnmarshalText reads base64. Its error is a *FieldError with the rule
// picture_form and no field.
func (p *Picture) UnmarshalText(b []byte) error {
	text := string(b)
	if strings.HasPrefix(text, "data:") {
		_, text, _ = strings.Cut(text, ",")
	}
	data, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		return &FieldError{Rule: RulePictureForm}
	}
	*p = data
	return nil
}
