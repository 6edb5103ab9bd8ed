package documents

import (
	"slices"
	"strings"
)

// AgencyID names one body of the address book within its unit.
type AgencyID string

// GroupID names one group of the address book within its unit.
type GroupID string

// An Agency (cơ quan, tổ chức, đơn vị, cá nhân nhận văn bản) is one entry of the
// address book: who can get a document, by which names, and how. Bodies are
// never deleted: one that was merged or renamed ends and names its successor.
type Agency struct {
	ID        AgencyID  `json:"id"`
	Unit      UnitID    `json:"unit"`
	Name      string    `json:"name"`            // as Kính gửi writes it
	Short     string    `json:"short,omitempty"` // as Nơi nhận may write it
	Code      string    `json:"code,omitempty"`  // electronic identifier (QĐ 20/2020/QĐ-TTg), at most 35 characters
	Level     Level     `json:"level,omitempty"`
	Parent    AgencyID  `json:"parent,omitempty"`
	Channels  []Channel `json:"channels,omitempty"` // in the order they are tried; none is paper by hand
	Aliases   []string  `json:"aliases,omitempty"`  // other names it goes by
	From      Date      `json:"from,omitzero"`
	Until     Date      `json:"until,omitzero"` // its last day
	Successor AgencyID  `json:"successor,omitempty"`
}

// A Level says where in the administration a body stands.
type Level string

// The levels.
const (
	Central  Level = "central"
	Province Level = "province"
	Commune  Level = "commune"  // phường, xã, đặc khu
	Internal Level = "internal" // a part or a leader of the office itself
	Outside  Level = "other"
)

// A Medium is a way to reach a body.
type Medium string

// The media.
const (
	ByEdXML  Medium = "edxml"  // the national document axis; the address is the body's Code
	ByMail   Medium = "mail"   // the address is an e-mail address
	ByFolder Medium = "folder" // the address is a folder both can see
	OnPaper  Medium = "paper"  // the address is a postal one
)

// A Channel is one way to reach one body.
type Channel struct {
	Medium  Medium `json:"medium"`
	Address string `json:"address,omitempty"`
}

// A Group (nhóm nơi nhận) is a list of bodies under one name.
type Group struct {
	ID      GroupID    `json:"id"`
	Unit    UnitID     `json:"unit"`
	Name    string     `json:"name"` // as a line writes it: "Các phòng thuộc UBND phường"
	Members []AgencyID `json:"members"`
}

// Valid reports whether the body is there on the day.
func (a *Agency) Valid(day Date) bool { return within(day, a.From, a.Until) }

// PostalAddress returns where papers for the body go; "" where nobody wrote it down.
func (a *Agency) PostalAddress() string {
	for _, c := range a.Channels {
		if c.Medium == OnPaper {
			return OneLine(c.Address)
		}
	}
	return ""
}

// Called reports whether name is one of the body's, in any case.
func (a *Agency) Called(name string) bool {
	key := NameKey(name)
	return key != "" && slices.ContainsFunc(a.names(), func(n string) bool { return NameKey(n) == key })
}

func (a *Agency) names() []string {
	return append([]string{a.Name, a.Short}, a.Aliases...)
}

// Terms returns the words the body is found by, folded, with a space before
// each: names and code.
func (a *Agency) Terms() string {
	return FoldedWords(strings.Join(append(a.names(), a.Code), " "))
}

// FoldedWords returns the words of s folded, with a space before each.
func FoldedWords(s string) string {
	var out strings.Builder
	for _, w := range Words(s) {
		out.WriteString(" " + Fold(w))
	}
	return out.String()
}
