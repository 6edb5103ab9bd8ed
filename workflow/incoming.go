package workflow

import "vanthu/documents"

// Incoming is what the office knows of a document that came to it (văn bản đến),
// beside what stands on it: that is in Record.Document, with its author as issuer.
type Incoming struct {
	Number    documents.Reference `json:"number,omitzero"`    // số đến, once given: "05/Đến"
	Day       documents.Date      `json:"day,omitzero"`       // ngày đến
	Notation  string              `json:"notation,omitempty"` // số, ký hiệu as its author writes them
	Direction *Direction          `json:"direction,omitempty"`
}

// A Direction (ý kiến phân phối, chỉ đạo giải quyết) says who is to handle the
// document and how (Điều 23).
type Direction struct {
	Lead Handler `json:"lead"` // đơn vị hoặc người chủ trì
}

// A Handler is a division or one person of the office. Name is as on the day.
type Handler struct {
	Division string              `json:"division,omitempty"` // its symbol
	Account  documents.AccountID `json:"account,omitempty"`
	Name     string              `json:"name"`
}
