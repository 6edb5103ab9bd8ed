package main

import (
	"unicode"
	"unicode/utf8"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
)

// question is the letter that asks for the sample report. Number, day, author and
// abstract are as the report cites them; its text and who signed it are invented.
func question(of workflow.Receipt) documents.Document {
	first, size := utf8.DecodeRuneInString(of.Abstract) // as it goes on after "V/v"
	number, _ := documents.ParseReference(of.Notation)  // as the sample has it
	return documents.Document{
		Kind: of.Kind, Reference: number, Date: of.Date, Place: "Quảng Ngãi", Abstract: string(unicode.ToLower(first)) + of.Abstract[size:],
		Issuer:     documents.Issuer{Parent: "Ủy ban nhân dân tỉnh Quảng Ngãi", Name: "Sở Khoa học và Công nghệ", Symbol: "SKHCN"},
		Addressees: []documents.Addressee{{Name: "Ủy ban nhân dân các xã, phường và đặc khu"}},
		Recipients: []documents.Recipient{{AsAbove: true}},
		Drafting:   documents.Drafting{Division: "Phòng Chuyển đổi số", Symbol: "TĐC"},
		Archive:    documents.Archive{Unit: "TĐC"},
		Signatory:  documents.Signatory{Name: "Lê Thành Nam", Title: "Giám đốc"},
		Body: documents.ParseBody("Để tổng hợp kết quả thực hiện Kế hoạch số 21/KH-UBND ngày 09/8/2025 của Chủ tịch UBND tỉnh Quảng Ngãi, " +
			"Sở Khoa học và Công nghệ đề nghị Ủy ban nhân dân các xã, phường và đặc khu báo cáo kết quả thực hiện, gửi về Sở trước ngày 26/11/2025./."),
	}
}

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// questionFile is that letter as the file it came as.
func questionFile(of workflow.Receipt) ([]workflow.Brought, error) {
	catalogue, err := templates.Load()
	if err != nil {
		return nil, err
	}
	doc := question(of)
	if err := doc.Complete(); err != nil {
		return nil, err
	}
	docx, _, err := catalogue.Render(&doc, "")
	if err != nil {
		return nil, err
	}
	return []workflow.Brought{{Name: doc.Reference.Ordinal() + "-SKHCN-TĐC.docx", Type: docxType, Data: docx}}, nil
}
