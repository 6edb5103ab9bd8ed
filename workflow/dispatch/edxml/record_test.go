package edxml_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/edxml"
)

// shelf is a store of files in memory.
type shelf map[workflow.Hash]string

func (s shelf) Put(context.Context, documents.UnitID, []byte) (workflow.Hash, error) {
	return "", documents.ErrUnavailable
}

func (s shelf) Get(_ context.Context, _ documents.UnitID, hash workflow.Hash) ([]byte, error) {
	if file, ok := s[hash]; ok {
		return []byte(file), nil
	}
	return nil, documents.ErrNotFound
}

func filed() *workflow.Record {
	return &workflow.Record{
		ID: "01", Unit: "p", Mode: workflow.Electronic,
		Document: documents.Document{
			Kind: documents.Report, Issuer: documents.Issuer{Parent: "UBND tỉnh Thử Nghiệm", Name: "UBND phường Mẫu", Symbol: "UBND"},
			Reference: documents.Reference{Number: 5, Symbol: "BC-UBND"}, Place: "Mẫu", Date: on(22), Abstract: "Kết quả\ncải cách",
			Addressees: []documents.Addressee{{Name: "UBND tỉnh"}},
			Recipients: []documents.Recipient{{AsAbove: true}, {Name: "Sở Nội vụ", Purpose: "để b/c"}}, Urgency: documents.VeryUrgent,
			Archive: documents.Archive{Unit: "VHXH", Drafter: "Hiếu", Copies: 4}, Drafting: documents.Drafting{Division: "Phòng Văn hóa", Drafter: "Trần Hiếu"},
			Signatory: documents.Signatory{
				Name: "Võ Thị Thanh Hà", Title: "Phó Chủ tịch",
				Mandates: []documents.Mandate{{Capacity: documents.OnBehalf, Of: "Ủy ban nhân dân"}, {Capacity: documents.ForHead, Of: "Chủ tịch"}},
			},
			Attachments: []documents.Attachment{{Title: "Số liệu"}},
			Answers:     []documents.Citation{{Kind: "KH", Reference: documents.Reference{Number: 21, Symbol: "KH-UBND"}, Date: on(2), Issuer: "UBND tỉnh"}},
		},
		History:  []workflow.Event{{Name: "Trần Hiếu", Action: "submit"}, {Name: "Ngô Chi", Action: "register", Number: "05/BC-UBND"}, {Name: "Trần Hiếu", Action: "read"}},
		Final:    &workflow.File{Hash: "docx"},
		Original: &workflow.Original{Copies: []workflow.Copy{{Stage: workflow.Placed, File: "empty"}, {Stage: workflow.Approved, File: "signed"}, {Stage: workflow.Sealed, File: "sealed"}, {Stage: workflow.Archived, File: "archived"}}},
	}
}

func sending() edxml.Sending {
	return edxml.Sending{
		From:  documents.Agency{Code: "H48.99.01", Name: "UBND phường Mẫu", Channels: []documents.Channel{{Medium: documents.ByMail, Address: "mau@phuong.example"}, {Medium: documents.OnPaper, Address: "Số 1, đường Mẫu"}}},
		To:    []documents.Agency{{Code: "H48.99", Name: "UBND tỉnh Thử Nghiệm"}},
		Files: shelf{"docx": "PK tệp Word", "sealed": "%PDF ký", "scan": "%PDF quét", "archived": "%PDF lưu"},
		At:    time.Date(2026, 11, 22, 2, 15, 30, 999, time.UTC),
	}
}

func TestFromRecord(t *testing.T) {
	t.Parallel()
	got, err := edxml.FromRecord(t.Context(), filed(), sending())
	if err != nil {
		t.Fatal(err)
	}
	want := &edxml.Message{
		Kind: edxml.New, To: []edxml.Organ{{ID: "H48.99", Name: "UBND tỉnh Thử Nghiệm"}},
		From: edxml.Organ{ID: "H48.99.01", InCharge: "UBND tỉnh Thử Nghiệm", Name: "UBND phường Mẫu", Address: "Số 1, đường Mẫu", Email: "mau@phuong.example"},
		ID:   "H48.99.01,2026/11/22,05/BC-UBND", Number: "05", Notation: "BC-UBND", Place: "Mẫu", Date: on(22),
		Type: edxml.Type{Code: "14", Detail: "0", Name: "Báo cáo"}, Subject: "Kết quả cải cách", Content: "Kết quả cải cách",
		Signer:  edxml.Signer{Competence: "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH", Position: "Phó Chủ tịch", Name: "Võ Thị Thanh Hà"},
		Other:   edxml.Other{Priority: 2, Typist: "Hiếu", Copies: 4, Annexes: []string{"Số liệu"}},
		Answers: []edxml.Answer{{Code: "21/KH-UBND", Date: on(2)}}, Places: []string{"UBND tỉnh", "Sở Nội vụ (để b/c)"},
		Trace:       []edxml.Hop{{Organ: "H48.99.01", At: time.Date(2026, 11, 22, 2, 15, 30, 0, time.UTC)}},
		Business:    edxml.Business{Reason: "Văn bản điện tử mới", Staff: edxml.Staff{Name: "Ngô Chi"}},
		Attachments: []edxml.Attachment{{ID: got.Attachments[0].ID, Name: "05-BC-UBND.pdf", Type: "application/pdf", Data: []byte("%PDF ký")}},
	}
	if diff := cmp.Diff(want, got, data); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff(got, read(t, write(t, got)), data); diff != "" {
		t.Errorf("-written +read\n%s", diff)
	}
}

// A sending that is tried again is the same message, whatever was done to the record
// meanwhile.
func TestIDsStayThroughRetries(t *testing.T) {
	t.Parallel()
	first, err := edxml.FromRecord(t.Context(), filed(), sending())
	if err != nil {
		t.Fatal(err)
	}
	later := filed()
	later.Version, later.Updated, later.Consignments = 9, time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), []workflow.Consignment{{ID: "01-1"}}
	second, err := edxml.FromRecord(t.Context(), later, sending())
	if err != nil {
		t.Fatal(err)
	}
	if write(t, first) != write(t, second) {
		t.Error("the second try is another message")
	}
	if id := first.Attachments[0].ID; len(id) != 36 || id[14] != '8' {
		t.Errorf("content id %s is no UUID of version 8", id)
	}
}

func TestFileOfARecord(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*workflow.Record)
		file   string // "" where it is not ready
		paper  bool
	}{
		"Sealed":     {func(*workflow.Record) {}, "%PDF ký", false},
		"NotSealed":  {func(r *workflow.Record) { r.Original.Copies = r.Original.Copies[:2] }, "", false},
		"NoOriginal": {func(r *workflow.Record) { r.Original = nil }, "", false},
		"NoNumber":   {func(r *workflow.Record) { r.Document.Reference = documents.Reference{} }, "", false},
		"Paper":      {func(r *workflow.Record) { r.Mode, r.Original = workflow.Paper, nil }, "PK tệp Word", true},
		"Scan":       {func(r *workflow.Record) { r.Mode, r.Scan = workflow.Paper, &workflow.Copy{File: "scan"} }, "%PDF quét", true},
		"NoFinalYet": {func(r *workflow.Record) { r.Mode, r.Final = workflow.Paper, nil }, "", false},
	} {
		r := filed()
		c.change(r)
		m, err := edxml.FromRecord(t.Context(), r, sending())
		if c.file == "" {
			if !errors.Is(err, documents.ErrNotAllowed) {
				t.Errorf("%s: got %v", name, err)
			}
			continue
		}
		if err != nil || string(m.Attachments[0].Data) != c.file || m.Business.Paper != c.paper {
			t.Errorf("%s: got %v, %+v", name, err, m)
		}
	}
	lost := sending()
	lost.Files = shelf{}
	if _, err := edxml.FromRecord(t.Context(), filed(), lost); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("a file that is lost: %v", err)
	}
	unknown := sending()
	unknown.To = append(unknown.To, documents.Agency{Name: "Hội Nông dân"})
	var refusal *workflow.Refusal
	if _, err := edxml.FromRecord(t.Context(), filed(), unknown); !errors.As(err, &refusal) || refusal.Rule != documents.RuleAgencyCode {
		t.Errorf("a receiver without code: %v", err)
	}
}

// Every kind but phiếu báo, which no table has, has a code of its own.
func TestTypeCodes(t *testing.T) {
	t.Parallel()
	seen := map[string]documents.Kind{}
	for _, kind := range documents.Kinds() {
		r := filed()
		r.Document.Kind = kind.Kind
		m, err := edxml.FromRecord(t.Context(), r, sending())
		if err != nil {
			t.Fatal(err)
		}
		if m.Type.Name != kind.Name || (m.Type.Code == "") != (kind.Kind == "PB") || seen[m.Type.Code] != "" {
			t.Errorf("%s has %+v, as %s", kind.Kind, m.Type, seen[m.Type.Code])
		}
		seen[m.Type.Code] = kind.Kind
	}
}
