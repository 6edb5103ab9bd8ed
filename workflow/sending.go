package workflow

import (
	"slices"
	"time"

	"vanthu/documents"
)

// A Delivery is how far one letter has come. Each attempt is written down before it
// is made: where none is, nothing has left.
type Delivery struct {
	State    DeliveryState  `json:"state,omitempty"`
	Attempts int            `json:"attempts,omitempty"`
	Earlier  int            `json:"earlier,omitempty"` // attempts before people had it tried anew
	Next     time.Time      `json:"next,omitzero"`     // of the next attempt, while it waits
	At       time.Time      `json:"at,omitzero"`       // when it came to its state
	Rule     documents.Rule `json:"rule,omitempty"`    // why the last attempt failed
	Got      string         `json:"got,omitempty"`     // what the rule speaks of
	Receipt  string         `json:"receipt,omitempty"` // what the other side calls it
}

// A DeliveryState is where a letter is.
type DeliveryState string

// The states of a letter.
const (
	Waiting  DeliveryState = "waiting"
	Sent     DeliveryState = "sent"
	Failed   DeliveryState = "failed" // không gửi được
	Declined DeliveryState = "declined"
	Agreed   DeliveryState = "agreed"  // of a recall
	Settled  DeliveryState = "settled" // by people, in another way
)

// deliveryStates are what people call the states, and which of them wait for văn thư.
var deliveryStates = map[DeliveryState]struct {
	text    string
	trouble bool
}{
	Waiting: {"chờ gửi", false}, Sent: {"đã gửi", false}, Failed: {"không gửi được", true},
	Declined: {"nơi nhận từ chối", true}, Agreed: {"nơi nhận đồng ý", false}, Settled: {"đã xử lý cách khác", false},
}

// Say returns a state in words.
func (s DeliveryState) Say() string { return deliveryStates[s].text }

// Troubled reports whether the letter waits for a person to do something about it.
func (d *Delivery) Troubled() bool { return deliveryStates[d.State].trouble }

// Said returns why the last attempt failed and what to do, as a sentence; "" where it
// did not.
func (d *Delivery) Said() string {
	if d.Rule == "" {
		return ""
	}
	return ruleText(d.Rule, d.Got, "")
}

// attempts are how often a letter is tried. Nobody sees to a status, so that days
// without a network must not lose it.
var attempts = map[string]int{SendLetter: len(pauses) + 1, RecallLetter: len(pauses) + 1, TellLetter: 60}

// pauses are how long is waited after each attempt that failed, the last of them from
// then on.
var pauses = [...]time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}

// start has the letter wait for its first attempt, or for the first one anew.
func (d *Delivery) start(now time.Time) {
	*d = Delivery{State: Waiting, Next: now, At: now, Earlier: d.Earlier + d.Attempts}
}

// left reports whether the letter may be at the other side.
func (d *Delivery) left() bool { return d.Attempts+d.Earlier > 0 }

// missed keeps why an attempt failed, and when the next one is due; none after the
// last.
func (d *Delivery) missed(err error, most int, now time.Time) {
	rule, got, again := fault(err)
	d.Rule, d.Got = rule, got
	if again && d.Attempts < most {
		d.Next = now.Add(pauses[min(max(d.Attempts, 1), len(pauses))-1])
		return
	}
	d.State, d.At, d.Next = Failed, now, time.Time{}
}

// came moves the letter to a state that is no waiting.
func (d *Delivery) came(to DeliveryState, now time.Time) {
	d.State, d.At, d.Next, d.Rule, d.Got = to, now, time.Time{}, "", ""
}

// The kinds of the tasks that carry the letters of consignments; a task's ID is its
// kind, a colon and the consignment's ID.
const (
	SendLetter   = "send"
	RecallLetter = "recall"
	TellLetter   = "tell" // of an incoming document: a status for its sender, by its place
)

func letterTask(kind string, c *Consignment) Task { return Task{ID: kind + ":" + c.ID, Kind: kind} }

// letter returns the delivery that a task is of, and its consignment where it is of
// one; nil for none.
func (r *Record) letter(t Task) (*Consignment, *Delivery) {
	if t.Kind == TellLetter {
		return nil, r.telling(t)
	}
	for i := range r.Consignments {
		c := &r.Consignments[i]
		switch t.ID {
		case SendLetter + ":" + c.ID:
			return c, &c.Sending
		case RecallLetter + ":" + c.ID:
			return c, &c.Recall
		}
	}
	return nil, nil
}

// Troubled reports whether a letter of the consignment waits for văn thư.
func (c *Consignment) Troubled() bool { return c.Sending.Troubled() || c.Recall.Troubled() }

// Troubled reports whether a consignment of r waits for văn thư.
func (r *Record) Troubled() bool {
	return slices.ContainsFunc(r.Consignments, func(c Consignment) bool { return c.Troubled() })
}

// mediumTexts are what people call the ways of a consignment.
var mediumTexts = map[documents.Medium]string{
	documents.ByEdXML: "trục liên thông", documents.ByMail: "thư điện tử", documents.ByFolder: "thư mục chung",
	documents.OnPaper: "bản giấy", byHand: "văn thư tự gửi bản điện tử",
}

// byHand is how an electronic document goes that the program does not send.
const byHand = documents.Medium(Electronic)

// SayChannel returns the way of a consignment in words.
func SayChannel(channel string) string { return mediumTexts[documents.Medium(channel)] }
