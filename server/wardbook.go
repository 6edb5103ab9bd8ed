package main

import "vanthu/documents"

// demoAuthorities let the vice-chair sign for the chair in the fields assigned
// to her and in all while the chair is away, and the chief of office by order
// of the chair. The decisions are invented.
func demoAuthorities() []documents.Authority {
	chair := documents.Seat{Position: documents.Chair}
	from := documents.Date{Year: 2025, Month: 7, Day: 15}
	decision := func(number int) documents.Ground {
		return documents.Ground{Kind: "QĐ", Reference: documents.Reference{Number: number, Symbol: "QĐ-UBND"}, Date: from}
	}
	return []documents.Authority{
		{ID: "pct-phu-trach", Capacity: documents.ForHead, Account: "phochutich", For: chair, Ground: decision(12),
			Fields: []string{"VHXH"}, From: from},
		{ID: "pct-khi-ct-vang", Capacity: documents.ForHead, Account: "phochutich", For: chair, Ground: decision(12),
			InAbsence: true, From: from},
		{ID: "cvp-thua-lenh", Capacity: documents.ByOrder, Seat: documents.Seat{Position: documents.ChiefOfOffice, In: "VP"}, For: chair,
			Ground: decision(15), Kinds: []documents.Kind{"GM", "TB", "GGT", documents.Official}, From: from},
	}
}

// demoAgencies are whom the sample ward writes to. They have no codes: those
// are read from the directory of the national axis, never made up.
func demoAgencies() []documents.Agency {
	return []documents.Agency{
		{ID: "ubnd-tinh", Name: "Ủy ban nhân dân tỉnh Quảng Ngãi", Short: "UBND tỉnh", Level: documents.Province},
		{ID: "skhcn", Name: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", Short: "Sở KH&CN", Level: documents.Province, Parent: "ubnd-tinh"},
		{ID: "snv", Name: "Sở Nội vụ tỉnh Quảng Ngãi", Short: "Sở Nội vụ", Level: documents.Province, Parent: "ubnd-tinh"},
		{ID: "stc", Name: "Sở Tài chính tỉnh Quảng Ngãi", Short: "Sở Tài chính", Level: documents.Province, Parent: "ubnd-tinh"},
		{ID: "dang-uy", Name: "Đảng ủy phường Đức Phổ", Short: "TT. Đảng ủy", Level: documents.Commune},
		{ID: "lanh-dao", Name: "Chủ tịch, các Phó Chủ tịch UBND phường", Short: "CT, PCT UBND phường", Level: documents.Internal,
			Aliases: []string{"CT, PCT (v/x) UBND phường"}},
		{ID: "vp", Name: "Văn phòng HĐND và UBND phường", Short: "VP HĐND-UBND", Level: documents.Internal,
			Aliases: []string{"Văn phòng: Phó chánh, CVVP"}},
		{ID: "vhxh", Name: "Phòng Văn hóa - Xã hội", Short: "Phòng VH-XH", Level: documents.Internal},
		{ID: "kthtdt", Name: "Phòng Kinh tế, Hạ tầng và Đô thị", Short: "Phòng KTHTĐT", Level: documents.Internal},
	}
}

// demoGroup is a line that stands for several bodies.
func demoGroup() documents.Group {
	return documents.Group{ID: "cac-phong", Name: "Các phòng thuộc UBND phường", Members: []documents.AgencyID{"vp", "vhxh", "kthtdt"}}
}
