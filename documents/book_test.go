package documents_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
)

func TestWhatAnAgencyMustBe(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		change func(*documents.Agency)
		want   []string
	}{
		{"OK", func(*documents.Agency) {}, nil},
		{"WithoutCode", func(a *documents.Agency) { a.Code, a.Channels = "", nil }, nil},
		{"OldCode", func(a *documents.Agency) { a.Code = "000.00.15.H51" }, nil},
		{"OldCodeOfACommune", func(a *documents.Agency) { a.Code = "28.22.H17" }, nil},
		{"LongestCode", func(a *documents.Agency) { a.Code = "H49." + strings.Repeat("1", 31) }, nil},
		{"CodeTooLong", func(a *documents.Agency) { a.Code = "H49." + strings.Repeat("1", 32) }, []string{"code agency_code"}},
		{"CodeInSmallLetters", func(a *documents.Agency) { a.Code = "h49.02" }, []string{"code agency_code"}},
		{"NoName", func(a *documents.Agency) { a.Name = "" }, []string{"name required"}},
		{"LevelUnknown", func(a *documents.Agency) { a.Level = "district" }, []string{"level level_unknown"}},
		{"AxisWithoutCode", func(a *documents.Agency) {
			a.Code, a.Channels = "", []documents.Channel{{Medium: documents.OnPaper}, {Medium: documents.ByEdXML}}
		}, []string{"channels[1] channel_form"}},
		{"MailWithoutAddress", func(a *documents.Agency) { a.Channels = []documents.Channel{{Medium: documents.ByMail}} }, []string{"channels[0] channel_form"}},
		{"ChannelUnknown", func(a *documents.Agency) { a.Channels = []documents.Channel{{Medium: "fax"}} }, []string{"channels[0] channel_form"}},
		{"SuccessorOfTheLiving", func(a *documents.Agency) { a.Successor = "moi" }, []string{"successor successor_unclear"}},
		{"SuccessorOfItself", func(a *documents.Agency) { a.Until, a.Successor = on(6, 30), a.ID }, []string{"successor successor_unclear"}},
		{"Backwards", func(a *documents.Agency) { a.From, a.Until = on(6, 30), on(6, 29) }, []string{"until period_backwards"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			a := documents.Agency{ID: "snv", Name: "Sở Nội vụ", Code: "H49.61.8", Channels: []documents.Channel{{Medium: documents.ByEdXML}}}
			row.change(&a)
			if diff := cmp.Diff(row.want, faults(a.Check())); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestCalled(t *testing.T) {
	t.Parallel()
	a := documents.Agency{Name: "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", Short: "Sở KH&CN", Aliases: []string{"Sở KHCN"}}
	for name, want := range map[string]bool{
		"Sở Khoa học và Công nghệ tỉnh Quảng Ngãi":   true,
		"sở  khoa học và công nghệ tỉnh Quảng Ngãi ": true,
		"Sở KH&CN": true, "SỞ KHCN": true,
		"So KHCN": false, "Sở Khoa học": false, "": false,
	} {
		if got := a.Called(name); got != want {
			t.Errorf("%q: %t, want %t", name, got, want)
		}
	}
}

// who gets what, and how many copies that makes
func TestReceivers(t *testing.T) {
	t.Parallel()
	group := []documents.Member{{Agency: "vp", Name: "Văn phòng"}, {Agency: "vhxh", Name: "Phòng Văn hóa - Xã hội"}}
	for _, row := range []struct {
		name   string
		change func(*documents.Document)
		want   string
		copies int
	}{
		{"Plain", func(*documents.Document) {}, "skhcn:Sở Khoa học và Công nghệ, :CT, PCT UBND phường (để b/c)", 4},
		{"OnceThroughAGroup", func(d *documents.Document) {
			d.Recipients = append(d.Recipients,
				documents.Recipient{Name: "Các phòng", Group: "cac-phong", Members: group}, documents.Recipient{Name: "Văn phòng", Agency: "vp"})
		}, "skhcn:Sở Khoa học và Công nghệ, :CT, PCT UBND phường (để b/c), vp:Văn phòng, vhxh:Phòng Văn hóa - Xã hội", 6},
		{"ThroughAnArticle", func(d *documents.Document) {
			d.Addressees = nil
			d.Recipients = []documents.Recipient{{AsArticle: 3, Members: group}}
		}, "vp:Văn phòng, vhxh:Phòng Văn hóa - Xã hội", 4},
		{"ArticleOfNobody", func(d *documents.Document) {
			d.Addressees, d.Recipients = nil, []documents.Recipient{{AsArticle: 3}}
		}, "", 2},
		{"AsManyAsTheDrafterSaid", func(d *documents.Document) { d.Archive.Copies = 30 }, "skhcn:Sở Khoa học và Công nghệ, :CT, PCT UBND phường (để b/c)", 30},
		{"ClerksCopyOnly", func(d *documents.Document) { d.Addressees, d.Recipients, d.Archive.Unit = nil, nil, "" }, "", 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			d := documents.Document{
				Addressees: []documents.Addressee{{Name: "Sở Khoa học và Công nghệ", Agency: "skhcn"}},
				Recipients: []documents.Recipient{{AsAbove: true}, {Name: "CT, PCT UBND phường", Purpose: "để b/c"}},
				Archive:    documents.Archive{Unit: "VHXH"},
			}
			row.change(&d)
			var got []string
			for _, m := range d.Receivers() {
				got = append(got, string(m.Agency)+":"+m.Name)
			}
			if strings.Join(got, ", ") != row.want || d.Copies() != row.copies {
				t.Errorf("got %s in %d copies, want %s in %d", strings.Join(got, ", "), d.Copies(), row.want, row.copies)
			}
		})
	}
}

// The same agency is the same, however it is written.
func TestRecipientTwiceByIdentity(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		change func(*documents.Document)
		want   []string
	}{
		{"AddresseeUnderItsShortName", func(d *documents.Document) {
			d.Addressees[0].Agency = "skhcn"
			d.Recipients[1] = documents.Recipient{Name: "Sở KH&CN", Agency: "skhcn"}
		}, []string{"recipients[1] recipient_twice"}},
		{"GroupTwice", func(d *documents.Document) {
			d.Recipients = append(d.Recipients, documents.Recipient{Name: "Các sở", Group: "so"}, documents.Recipient{Name: "Sở, ban, ngành", Group: "so"})
		}, []string{"recipients[3] recipient_twice"}},
		{"TwoOfOneName", func(d *documents.Document) {
			d.Recipients = append(d.Recipients, documents.Recipient{Name: "phòng văn hóa - xã hội", Agency: "vhxh"})
		}, []string{"recipients[2] recipient_twice"}},
		{"ArticleInReport", func(d *documents.Document) { d.Recipients[1] = documents.Recipient{AsArticle: 3} }, []string{"recipients[1].as_article as_article_kind"}},
		{"ArticleInDecision", func(d *documents.Document) {
			d.Kind, d.Addressees = "QĐ", nil
			d.Recipients[0] = documents.Recipient{AsArticle: 3}
		}, nil},
		{"ArticleTwice", func(d *documents.Document) {
			d.Kind, d.Addressees = "QĐ", nil
			d.Recipients = []documents.Recipient{{AsArticle: 3}, {AsArticle: 4}, {AsArticle: 3, Purpose: "t/h"}}
		}, []string{"recipients[2] recipient_twice"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			d := complete()
			row.change(&d)
			var got documents.FieldErrors
			if err := d.Complete(); err != nil {
				got = err.(documents.FieldErrors) //nolint:errorlint,forcetypeassert // Complete returns no other
			}
			if diff := cmp.Diff(row.want, faults(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestArticleLine(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]documents.Recipient{
		"Như Điều 3":         {AsArticle: 3},
		"Như Điều 3 (t/h)":   {AsArticle: 3, Purpose: "t/h"},
		"Như trên":           {AsAbove: true},
		"Các sở (phối hợp)":  {Name: "Các sở", Group: "so", Purpose: "phối hợp"},
		"UBND tỉnh (để b/c)": {Name: "UBND tỉnh", Agency: "ubnd-tinh", Purpose: "để b/c"},
	} {
		if got := r.Line(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
