package documents_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func TestWarnings(t *testing.T) {
	t.Parallel()
	first := documents.Date{Year: 2025, Month: 7, Day: 1}
	for _, row := range []struct {
		name   string
		change func(*documents.Document)
		want   []string
	}{
		{"None", func(*documents.Document) {}, nil},
		{"NoAsAbove", func(d *documents.Document) { d.Recipients = d.Recipients[1:] }, []string{"recipients as_above_missing"}},
		{"DecisionWithoutArticle", func(d *documents.Document) {
			d.Kind, d.Addressees, d.Recipients = "QĐ", nil, d.Recipients[1:]
		}, []string{"recipients as_article_missing"}},
		{"DecisionWithArticle", func(d *documents.Document) {
			d.Kind, d.Addressees, d.Recipients = "QĐ", nil, []documents.Recipient{{AsArticle: 3}}
		}, nil},
		{"DeputyWithoutCollective", func(d *documents.Document) {
			d.Signatory.Mandates = []documents.Mandate{{Capacity: documents.ForHead, Of: "Chủ tịch"}}
		}, []string{"signatory.mandates collective_missing"}},
		{"DeputyForChairsOwn", func(d *documents.Document) {
			d.Of, d.Signatory.Mandates = documents.OfHead, []documents.Mandate{{Capacity: documents.ForHead, Of: "Chủ tịch"}}
		}, nil},
		{"ByOrder", func(d *documents.Document) {
			d.Signatory.Mandates = []documents.Mandate{{Capacity: documents.ByOrder, Of: "Chủ tịch"}}
		}, nil},
		{"InAGroupToo", func(d *documents.Document) {
			d.Recipients = append(d.Recipients, documents.Recipient{Name: "Các phòng", Group: "p", Members: []documents.Member{{Agency: "vhxh"}}})
			d.Recipients[1].Agency = "vhxh"
		}, []string{"recipients[1] recipient_in_group"}},
		{"DistrictAddressee", func(d *documents.Document) { d.Date, d.Addressees[0].Name = first, "UBND huyện Mộ Đức" }, []string{"addressees[0].name old_level"}},
		{"TownEverywhere", func(d *documents.Document) {
			d.Issuer.Parent, d.Place = "UBND THỊ XÃ ĐỨC PHỔ", "Thị trấn Sông Vệ"
			d.Recipients[1].Name = "Các quận"
		}, []string{"issuer.parent old_level", "place old_level", "recipients[1].name old_level"}},
		{"DistrictTheDayBefore", func(d *documents.Document) {
			d.Date, d.Addressees[0].Name = documents.Date{Year: 2025, Month: 6, Day: 30}, "UBND huyện Mộ Đức"
		}, nil},
		{"WordsThatOnlyContainIt", func(d *documents.Document) { d.Addressees[0].Name = "Quân khu 5" }, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			d := complete()
			row.change(&d)
			got := d.Warnings(first)
			if diff := cmp.Diff(row.want, faults(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			for _, f := range got {
				if f.Article == "" {
					t.Errorf("%s says not why", f.Rule)
				}
			}
		})
	}
}
