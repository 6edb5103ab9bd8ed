package web

import (
	"fmt"
	"slices"

	"vanthu/documents"
)

// A need is something that keeps the office's documents from their way, or soon
// will, and where it is mended.
type need struct{ Text, Path string }

// needs looks over the settings: first what stops documents, then what will.
func (o *office) needs() []need {
	return slices.Concat(o.noSigner(), o.noClerk(), o.noChecker(), o.noReviewers(), o.noPositions(), o.soonEnded(), o.away())
}

func (o *office) who(fits func(*documents.Account) bool) []documents.Account {
	var out []documents.Account
	for i := range o.people {
		if p := &o.people[i]; len(p.Roles) > 0 && fits(p) {
			out = append(out, *p)
		}
	}
	return out
}

func (o *office) noSigner() []need {
	for _, s := range o.signers {
		if s.Against == nil {
			return nil
		}
	}
	if len(o.signers) == 0 {
		return []need{{"Chưa ai có vai trò ký: không văn bản nào ký được (Điều 13). Hãy cho Chủ tịch, Phó Chủ tịch vai trò Ký văn bản.", "/quan-tri/nguoi-dung"}}
	}
	return []need{{"Hôm nay không ai ký được báo cáo của " + o.unit.Issuer.Name + " (Điều 13). Hãy xem vì sao ở từng người.", "/quan-tri/nguoi-ky"}}
}

func (o *office) noClerk() []need {
	if len(o.who(has(documents.Clerk))) > 0 {
		return nil
	}
	return []need{{"Chưa có văn thư: không văn bản nào được cấp số (Điều 15).", "/quan-tri/nguoi-dung"}}
}

// noChecker: the form of documents is checked by the head of the office, or by
// văn thư, who are looked for in noClerk.
func (o *office) noChecker() []need {
	if o.unit.Settings.Checker != documents.OfficeChecks {
		return nil
	}
	i := slices.IndexFunc(o.unit.Divisions, func(d documents.Division) bool { return d.Office })
	if i < 0 {
		return []need{{"Văn phòng kiểm tra thể thức (Điều 12 khoản 2) mà chưa phòng nào được đánh dấu là Văn phòng.", "/quan-tri/don-vi/phong"}}
	}
	of := o.unit.Divisions[i]
	if len(o.who(func(a *documents.Account) bool { return a.Has(documents.Reviewer) && a.Division == of.Symbol })) == 0 {
		return []need{{of.Name + " chưa có người duyệt: không ai kiểm tra thể thức (Điều 12 khoản 2).", "/quan-tri/nguoi-dung"}}
	}
	return nil
}

func (o *office) noReviewers() []need {
	var out []need
	for _, d := range o.unit.Divisions {
		writes := o.who(func(a *documents.Account) bool { return a.Has(documents.Drafter) && a.Division == d.Symbol })
		reviews := o.who(func(a *documents.Account) bool { return a.Has(documents.Reviewer) && a.Division == d.Symbol })
		if len(writes) > 0 && len(reviews) == 0 && !d.Office {
			out = append(out, need{d.Name + " có người soạn thảo mà chưa có người duyệt nội dung (Điều 12 khoản 1).", "/quan-tri/nguoi-dung"})
		}
	}
	return out
}

func (o *office) noPositions() []need {
	var out []need
	for _, p := range o.who(func(a *documents.Account) bool { return a.Position == "" }) {
		out = append(out, need{p.Name + " chưa ghi chức vụ.", "/quan-tri/nguoi-dung/" + string(p.ID)})
	}
	return out
}

func (o *office) soonEnded() []need {
	var out []need
	for i := range o.authorities {
		a := &o.authorities[i]
		if a.Until.IsZero() || a.Void != "" || a.Until.Before(o.today) || daysUntil(o.today, a.Until) > soon {
			continue
		}
		out = append(out, need{
			fmt.Sprintf("%s ký %s. %s sẽ hết sau ngày %s.", holderText(a, o.unit, o.people), a.Capacity, seatText(o.unit, a.For), a.Until.Short()),
			"/quan-tri/giao-ky/" + string(a.ID),
		})
	}
	return out
}

func (o *office) away() []need {
	var out []need
	for i := range o.absences {
		a := &o.absences[i]
		signs := o.who(func(p *documents.Account) bool { return p.ID == a.Account && p.Has(documents.Signer) })
		if a.Covers(o.today) && len(signs) > 0 {
			until := ", chưa rõ ngày về."
			if !a.Until.IsZero() {
				until = " đến hết " + a.Until.Short() + "."
			}
			out = append(out, need{signs[0].Name + " đang vắng mặt" + until, "/quan-tri/vang-mat/" + string(a.ID)})
		}
	}
	return out
}
