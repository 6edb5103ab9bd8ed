package documents

import (
	"slices"
	"time"
)

// UnitID names one office (đơn vị: the administration of one ward) in an
// installation. It is the first part of every key in every store.
type UnitID string

// AccountID is the login name of a person: lower case, unique in the whole
// installation.
type AccountID string

// A Unit is one office with what its papers say of it and how it works.
type Unit struct {
	ID        UnitID     `json:"id"`
	Issuer    Issuer     `json:"issuer"`
	Code      string     `json:"code,omitempty"`       // its electronic identifier (QĐ 20/2020/QĐ-TTg); no two offices have the same
	Place     string     `json:"place,omitempty"`      // địa danh of its documents; "" is the name of the ward
	KeepClass bool       `json:"keep_class,omitempty"` // the ward is named after a person or an event: "Phường Điện Biên Phủ"
	Issuers   []Issuer   `json:"issuers,omitempty"`    // that issue documents beside Issuer: the council, boards
	Divisions []Division `json:"divisions"`
	Settings  Settings   `json:"settings"`
	Seal      *Seal      `json:"seal,omitempty" keep:"never"` // what its electronic documents are sealed with (Điều 33)
}

// Agency returns the office as others write to it.
func (u *Unit) Agency() Agency { return Agency{Unit: u.ID, Name: u.Issuer.Name, Code: u.Code} }

// A Division (phòng, văn phòng, trung tâm) is a part of a unit that drafts.
type Division struct {
	Symbol string `json:"symbol"`           // "VHXH"
	Name   string `json:"name"`             // "Phòng Văn hóa - Xã hội"
	Office bool   `json:"office,omitempty"` // the Văn phòng: it checks form when Settings.Checker says so
	Seal   bool   `json:"seal,omitempty"`   // has a seal of its own, and so issues documents of its own
}

// Division returns the division with that symbol.
func (u *Unit) Division(symbol string) (Division, bool) {
	for _, d := range u.Divisions {
		if d.Symbol == symbol {
			return d, true
		}
	}
	return Division{}, false
}

// HasPart reports whether the unit has a division, or an issuer beside its own,
// with that symbol.
func (u *Unit) HasPart(symbol string) bool {
	_, division := u.Division(symbol)
	return division || slices.ContainsFunc(u.Issuers, func(i Issuer) bool { return i.Symbol == symbol })
}

// Issuing returns the issuer with that symbol: the office's own, one of Issuers,
// or a division with a seal. What stands under the committee has it as its
// parent.
func (u *Unit) Issuing(symbol string) (Issuer, bool) {
	all := append([]Issuer{u.Issuer}, u.Issuers...)
	for _, d := range u.Divisions {
		if d.Seal {
			all = append(all, Issuer{Name: d.Name, Symbol: d.Symbol})
		}
	}
	for _, i := range all {
		if i.Symbol != symbol {
			continue
		}
		if rule, _ := i.Rule(); rule.Parent && i.Parent == "" {
			i.Parent = u.Issuer.Abbreviated()
		}
		return i, true
	}
	return Issuer{}, false
}

// SeriesOf returns the key of the number series a document is of: that of its
// kind (Settings.SeriesOf), and for an issuer beside the office's own a series
// of that issuer (Điều 15; Phụ lục I, mục II, khoản 3).
func (u *Unit) SeriesOf(d *Document) string {
	key := u.Settings.SeriesOf(d.Kind)
	if d.Issuer.Symbol == u.Issuer.Symbol {
		return key
	}
	return key + "-" + d.Issuer.Symbol
}

// Settings are what the decree leaves to the head of an office. The zero value
// is the strict form.
type Settings struct {
	Archive string  `json:"archive,omitempty"` // pattern of the Lưu line; "" is StrictArchive
	Checker Checker `json:"checker,omitempty"` // who checks form (Điều 12.2)

	Director Directing `json:"director,omitempty"` // who says who handles what comes (Điều 23)

	Series map[Kind]string `json:"series,omitempty"` // kinds that share a series; default SeriesOf
	Days   []DayChange     `json:"days,omitempty"`   // that are otherwise than the calendar has them
}

// A Checker says who checks the form of a document (Điều 12.2).
type Checker string

// The checkers an office may choose.
const (
	OfficeChecks Checker = ""      // the chief of office (chánh văn phòng)
	ClerkChecks  Checker = "clerk" // văn thư
)

// A Directing says who distributes what comes and directs how it is handled (Điều 23).
type Directing string

// The ways an office may choose.
const (
	OfficeDirects Directing = ""      // the chief of office (chánh văn phòng)
	ChairDirects  Directing = "chair" // the chair of the committee
)

// SeriesOf returns the key of the number series of kind k in this office
// (Điều 15): by default each named kind has its own and all công văn share
// one.
func (s Settings) SeriesOf(k Kind) string {
	if key, ok := s.Series[k]; ok {
		return key
	}
	return string(k)
}

// A Role is what an account may be asked to do.
type Role string

// The roles.
const (
	Drafter  Role = "drafter"   // chuyên viên: drafts
	Reviewer Role = "reviewer"  // head of a division: reviews its drafts; of the office: checks form
	Signer   Role = "signatory" // who signs, in whatever right
	Clerk    Role = "clerk"     // văn thư: numbers, registers, sends
	Admin    Role = "admin"     // quản trị: units and accounts; no part in the flow
)

// An Account is a person who can log in.
type Account struct {
	ID       AccountID `json:"id"`
	Unit     UnitID    `json:"unit"`
	Name     string    `json:"name"`            // full name
	Short    string    `json:"short,omitempty"` // as in the Lưu line: "Hiếu"
	Position Position  `json:"position,omitempty"`
	Division string    `json:"division,omitempty"` // symbol
	Also     []Seat    `json:"also,omitempty"`     // held beside the position: on the council, on a board
	Roles    []Role    `json:"roles"`

	Key *SigningKey `json:"key,omitempty" keep:"never"` // what the person signs electronic documents with
}

// Has reports whether the account has role r.
func (a *Account) Has(r Role) bool { return slices.Contains(a.Roles, r) }

// A Session is a login that has not ended. Key is the SHA-256 of the secret
// the person's browser holds, in hex; the secret itself is kept nowhere.
type Session struct {
	Key     string    `json:"key"`
	Account AccountID `json:"account"`
	Expires time.Time `json:"expires"`
}
