package layout

import "slices"

// A Specimen (mẫu trình bày) is one form of a page in Phụ lục III: its parts in
// the order of the file, which is from the top of the page and from left to
// right. A part may be repeated on the page, and a page may have parts besides
// that any document may have: căn cứ, Kính gửi, marks, annexes.
type Specimen struct {
	ID     string // "1.4"; a word of ours where the annex has no form
	Name   string // as the annex calls it
	Parts  []ID   // the components that the form shows
	Source Source // Form, or Practice where the annex has none
}

// The groups of parts that many forms share.
var (
	names     = []ID{ParentBody, Issuer, NationalName, Motto}
	head      = slices.Concat(names, []ID{Number, PlaceDate})
	titled    = slices.Concat(head, []ID{KindName, Abstract})
	foot      = []ID{RecipientLabel, RecipientItem, Authority, SignerName}
	decision  = slices.Concat(titled, []ID{AuthorityLine, Basis, Enacting, BodyText}, foot)
	appendix  = []ID{AnnexName, AnnexTitle, Pointer, BodyText}
	attached  = []ID{KindName, PromulgatedTitle, Pointer, BodyText}
	copied    = slices.Concat(titled, []ID{BodyText}, foot)
	twoSigned = []ID{SecondAuthority, Authority, SecondSigner, SignerName, RecipientLabel, RecipientItem}
)

// specimens stand in the order of Phụ lục III; those without a form there,
// behind.
var specimens = [...]Specimen{
	{"1.1", "Nghị quyết (cá biệt)", decision, Form},
	{"1.2", "Quyết định (cá biệt) quy định trực tiếp", decision, Form},
	{"1.3", "Quyết định (cá biệt) quy định gián tiếp", decision, Form},
	{"1.3a", "Văn bản kèm theo quyết định, bản giấy", slices.Concat(names, attached), Form},
	{"1.3b", "Văn bản kèm theo quyết định, bản điện tử", slices.Concat([]ID{SealText}, names, attached), Form},
	{"1.4", "Văn bản có tên loại", slices.Concat(titled, []ID{BodyText}, foot), Form},
	{"1.5", "Công văn", slices.Concat(names, []ID{Number, LetterAbstract, PlaceDate, Addressee, AddresseeItem, BodyText}, foot, []ID{Contact}), Form},
	{"1.6", "Công điện", slices.Concat(titled, []ID{Lead, AddresseeItem, BodyText}, foot), Form},
	{"1.7", "Giấy mời", slices.Concat(titled, []ID{BodyText}, foot), Form},
	{"1.8", "Giấy giới thiệu", slices.Concat(head, []ID{KindName, Lead, BodyText}, foot), Form},
	{"1.9", "Biên bản", slices.Concat(names, []ID{Number, KindName, Abstract, BodyText}, twoSigned), Form},
	{"1.10", "Giấy nghỉ phép", slices.Concat(head, []ID{KindName, BodyText, Lead, BodyText}, foot, []ID{ConfirmNote}), Form},
	{"2.1", "Phụ lục văn bản hành chính giấy", appendix, Form},
	{"2.2", "Phụ lục văn bản hành chính điện tử", slices.Concat([]ID{SealText}, appendix), Form},
	{"3.1", "Bản sao sang định dạng giấy", slices.Concat(copied, []ID{Issuer, CopyName, Number, PlaceDate}, foot), Form},
	{"3.2", "Bản sao sang định dạng điện tử", slices.Concat([]ID{SealText}, copied), Form},
	{"thoa-thuan", "Hợp đồng, bản ghi nhớ, bản thỏa thuận", slices.Concat(titled, []ID{Basis, BodyText}, twoSigned), Practice},
	{"thu-cong", "Thư công", slices.Concat(titled, []ID{Lead, BodyText}, foot), Practice},
}

// Specimens returns all forms in the order of Phụ lục III.
func Specimens() []Specimen { return append([]Specimen(nil), specimens[:]...) }

// FindSpecimen returns the form with that id, and whether there is one.
func FindSpecimen(id string) (Specimen, bool) {
	for _, s := range specimens {
		if s.ID == id {
			return s, true
		}
	}
	return Specimen{}, false
}
