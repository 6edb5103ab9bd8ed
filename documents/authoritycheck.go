package documents

// authorityShape is what an authority must say to be one (Điều 13).
var authorityShape = [...]requirement[Authority]{
	{RuleIDForm, "", func(a *Authority) []string { return when(!idForm.MatchString(string(a.ID)), "id") }},
	{RuleCapacity, "Điều 13", func(a *Authority) []string {
		return when(a.Capacity == OnBehalf || !a.Capacity.known(), "capacity")
	}},
	{RuleHolder, "Điều 13", func(a *Authority) []string {
		return when((a.Account == "") == (a.Seat == Seat{}), "account")
	}},
	{RuleHolder, "Điều 13 khoản 3", func(a *Authority) []string {
		return when(a.Account == "" && (a.Capacity == BySubMandate || a.Capacity == Acting), "account")
	}},
	{RulePosition, "Điều 13", func(a *Authority) []string {
		out := when(a.Seat != Seat{} && !a.Seat.known(), "seat")
		return append(out, when(!a.For.known() || !a.For.Position.leads(), "for")...)
	}},
	{RuleCapacityUnfit, "Điều 13", func(a *Authority) []string {
		return when(a.Seat.known() && a.For.known() && a.Capacity.known() && !a.fits(a.Seat), "seat")
	}},
	{RuleGround, "Điều 13", func(a *Authority) []string {
		return when(a.Ground.Kind.Name() == "" || a.Ground.Date.IsZero(), "ground")
	}},
	{RuleKind, "Điều 7", func(a *Authority) []string {
		return each(a.Kinds, "kinds[%d]", func(k Kind) bool { return k.Name() == "" })
	}},
	// By order some kinds of documents, by sub-authorisation some documents: never all.
	{RuleScope, "Điều 13 khoản 3, 4", func(a *Authority) []string {
		limited := a.Capacity == ByOrder || a.Capacity == BySubMandate
		return when(limited && len(a.Kinds)+len(a.Fields) == 0, "kinds")
	}},
	{RuleRequired, "Điều 13", func(a *Authority) []string { return when(a.From.IsZero(), "from") }},
	{RuleEndMissing, "Điều 13 khoản 3", func(a *Authority) []string {
		return when(a.Capacity == BySubMandate && a.Until.IsZero(), "until")
	}},
	{RulePeriod, "", func(a *Authority) []string { return when(!a.Until.IsZero() && a.Until.Before(a.From), "until") }},
	{RuleTooLong, "", func(a *Authority) []string {
		out := each(a.Fields, "fields[%d]", func(s string) bool { return len(s) > maxName })
		return append(out, longFields([]sized{{"void", a.Void, maxField}, {"for.in", a.For.In, maxName}, {"seat.in", a.Seat.In, maxName}})...)
	}},
}

// absenceShape is what an absence must say.
var absenceShape = [...]requirement[Absence]{
	{RuleIDForm, "", func(a *Absence) []string { return when(!idForm.MatchString(string(a.ID)), "id") }},
	{RuleRequired, "", func(a *Absence) []string {
		return append(when(a.Account == "", "account"), when(a.From.IsZero(), "from")...)
	}},
	{RulePeriod, "", func(a *Absence) []string { return when(!a.Until.IsZero() && a.Until.Before(a.From), "until") }},
	{RuleTooLong, "", func(a *Absence) []string {
		return longFields([]sized{{"reason", a.Reason, maxField}, {"void", a.Void, maxField}})
	}},
}

// Check returns what the authority lacks or says wrongly by itself. Whether the
// person it is given to can have it is for Fits.
func (a *Authority) Check() FieldErrors { return check(a, authorityShape[:]) }

// Check returns what the absence says wrongly.
func (a *Absence) Check() FieldErrors { return check(a, absenceShape[:]) }

// Fits returns why the person cannot have the authority, or nil: ký thay is a
// deputy's, thừa lệnh and thừa ủy quyền of who heads a part (Điều 13).
func (a *Authority) Fits(who *Account) FieldErrors {
	if _, ok := a.seatFor(who); ok || a.Account != who.ID {
		return nil
	}
	return FieldErrors{{Field: "account", Rule: RuleCapacityUnfit, Article: "Điều 13", Got: who.Title()}}
}
