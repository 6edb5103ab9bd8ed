package workflow

import (
	"fmt"
	"time"

	"vanthu/documents"
)

// An effect is what a step does to the record beside moving it. Needs says
// what the engine must have ready before, commit through which store call the
// record is written: at most one effect of a step has a commit of its own.
type effect struct {
	apply  func(*Record, situation)
	needs  need
	commit commit
	powers bool // looks at who may sign
	ways   bool // looks at how receivers are reached
}

type need int

const (
	nothing    need = iota
	draftFile       // the document rendered without number and date, stored
	signedCopy      // the PDF with the signature that came with the act, stored
	sealedScan      // likewise with the agency's, which must come with it
)

type commit int

const (
	bySwap     commit = iota
	byRegister        // the store gives the number in the same act
	byVoid            // the store voids the number in the same act
)

// effects are the effects a flow table may name.
var effects = map[string]effect{
	"round":      {apply: addRound, needs: draftFile},
	"original":   {apply: awaitOriginal},
	"sign":       {apply: recordSignature, needs: signedCopy, powers: true},
	"unsign":     {apply: unsign},
	"number":     {apply: prepareNumber, commit: byRegister},
	"final_file": {apply: func(r *Record, s situation) { r.Tasks = append(r.Tasks, finalFile(s.now)) }},
	"consign":    {apply: consign},
	"hand_over":  {apply: handOver, ways: true},
	"ask_back":   {apply: askBack},
	"void_held":  {apply: awaitVoid},

	"sign_copy":   {apply: signCopy},
	"number_copy": {apply: numberCopy, commit: byRegister},
	"copy_file":   {apply: fileCopy},
	"seal_copy":   {apply: sealCopyFile, needs: sealedScan},

	"void": {apply: func(r *Record, _ situation) { r.Tasks = nil }, commit: byVoid},

	"enter":           {apply: enter, commit: byRegister},
	"direct":          {apply: direct},
	"undirect":        {apply: undirect},
	"conclude":        {apply: conclude},
	"agree":           {apply: agree},
	"tell_refused":    {apply: telling("02")},
	"tell_registered": {apply: telling("03")},
	"tell_assigned":   {apply: telling("04")},
	"tell_done":       {apply: telling("06")},
}

// addRound adds the file that reviewers and the signatory will see, and keeps
// its template for all files that follow.
func addRound(r *Record, s situation) {
	r.Template = s.file.Template
	r.Revisions = append(r.Revisions, Revision{
		Round: len(r.Revisions) + 1, File: *s.file, Source: s.source, By: s.actor.ID, At: s.now,
	})
}

// recordSignature keeps the day and on whose behalf it was signed: by what
// stands that day, not by what stood when the draft was written (Điều 13).
func recordSignature(r *Record, s situation) {
	r.Signed = s.today
	r.Tasks = without(r.Tasks, MakeOriginal) // what is signed on paper needs none
	if signatory, err := s.signature(); err == nil {
		r.History[len(r.History)-1].For = signatory.For
	}
	if s.signed != nil {
		last := &r.History[len(r.History)-1]
		r.Mode, last.Mode, last.File = Electronic, Electronic, s.signed.File // so it is found even where it was signed in vain
		r.Original = r.Original.with(*s.signed)
	}
}

// unsign takes the signature off: what is signed next is another file.
func unsign(r *Record, _ situation) { r.Signed, r.Mode, r.Original = documents.Date{}, Paper, nil }

// awaitOriginal has the PDF made that can be signed, where the office has a seal for
// it and the program what makes it. One of an earlier round goes.
func awaitOriginal(r *Record, s situation) {
	r.Original = nil
	r.Tasks = without(r.Tasks, MakeOriginal)
	if s.prints && s.unit.Seal != nil {
		r.Tasks = append(r.Tasks, Task{ID: MakeOriginal, Kind: MakeOriginal, Due: s.now})
	}
}

// prepareNumber sets all of the reference but the number, which the store
// gives, and the date that goes with it (Điều 15).
func prepareNumber(r *Record, s situation) {
	r.Document.Date = s.date()
	r.Document.Reference = documents.Reference{Symbol: r.Document.Symbol()}
	r.Series = s.unit.SeriesOf(&r.Document)
}

func finalFile(now time.Time) Task { return Task{ID: MakeFinalFile, Kind: MakeFinalFile, Due: now} }

// consign makes one consignment for each body that gets the document, however
// often and through whatever group it is named (Điều 18).
func consign(r *Record, _ situation) {
	for _, m := range r.Document.Receivers() {
		r.Consignments = append(r.Consignments, Consignment{
			ID:        fmt.Sprintf("%s-%d", r.ID, len(r.Consignments)+1),
			Recipient: m.Name, Agency: m.Agency, Channel: string(r.Mode),
		})
	}
}

// handOver records that the sealed paper, or the sealed file, went out to all, and has
// the program send what it can by itself.
func handOver(r *Record, s situation) {
	if r.Mode == Electronic {
		r.History[len(r.History)-1].Mode = Electronic
	}
	for i := range r.Consignments {
		c := &r.Consignments[i]
		c.Handed = s.now
		c.take(s.ways[c.ID], s.now)
		r.follow(letterTask(SendLetter, c), &c.Sending)
	}
	linkBack(r, s)
}
