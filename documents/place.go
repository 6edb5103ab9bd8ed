package documents

import (
	"strings"
	"unicode"
)

// PlaceName returns the place (địa danh, ô 4) that the office writes before the
// date: the one it set, else the name of its ward. A name that is a number
// keeps the class of the place before it, and so does one after a person or an
// event, which Unit.KeepClass says: "Phường 3", "Phường Điện Biên Phủ" (Phụ
// lục I, mục II, khoản 4).
func (u *Unit) PlaceName() string {
	if u.Place != "" {
		return u.Place
	}
	area := u.Issuer.area()
	for _, class := range [...]string{"phường", "xã", "đặc khu"} {
		name, ok := strings.CutPrefix(area, class+" ")
		if !ok {
			continue
		}
		if u.KeepClass || isNumber(name) {
			return capital(class) + " " + name
		}
		return name
	}
	return area
}

// isNumber reports whether a place is named by a number, in figures or Roman.
func isNumber(name string) bool {
	return name != "" && (strings.Trim(name, "0123456789") == "" || strings.Trim(name, "IVXLC") == "")
}

// capital returns s with its first letter in upper case.
func capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return string(unicode.ToUpper(r)) + s[len(string(r)):]
		}
	}
	return s
}
