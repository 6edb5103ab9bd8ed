package api

import (
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

type consignmentView struct {
	ID        string             `json:"id"`
	Recipient string             `json:"recipient"`
	Agency    documents.AgencyID `json:"agency"` // of the address book; "" of who is not in it
	Channel   string             `json:"channel"`
	Address   string             `json:"address"`
	Handed    *stamp             `json:"handed"` // when văn thư sent it on its way
	Sent      *stamp             `json:"sent"`   // when it left
	Sending   *deliveryView      `json:"sending"`
	Recall    *deliveryView      `json:"recall"`
	Statuses  []markView         `json:"statuses"` // what the receiver told, as it came
	Detours   []workflow.Detour  `json:"detours"`  // what văn thư may do about it now
	Outcome   workflow.Outcome   `json:"outcome,omitempty"`
	On        documents.Date     `json:"on,omitzero"`
	Reason    string             `json:"reason,omitempty"`
}

// deliveryView is how far one message has come.
type deliveryView struct {
	State    workflow.DeliveryState `json:"state"`
	Attempts int                    `json:"attempts"`
	Next     *stamp                 `json:"next"`
	At       *stamp                 `json:"at"`
	Rule     documents.Rule         `json:"rule,omitempty"`
	Detail   string                 `json:"detail,omitempty"`
}

type markView struct {
	Code string `json:"code"`
	Text string `json:"text"` // of the code
	At   *stamp `json:"at"`   // by the receiver's clock
	By   string `json:"by,omitempty"`
	Says string `json:"says,omitempty"`
}

func viewConsignment(c workflow.Consignment) consignmentView {
	return consignmentView{
		ID: c.ID, Recipient: c.Recipient, Agency: c.Agency, Channel: c.Channel, Address: c.Address, Outcome: c.Outcome, On: c.On, Reason: c.Reason,
		Handed: stampOf(c.Handed), Sent: stampOf(c.Sent), Sending: viewDelivery(c.Sending), Recall: viewDelivery(c.Recall),
		Statuses: viewed(c.Trace, viewMark), Detours: viewed(c.Detours(), same),
	}
}

// viewDelivery returns nil for a message that there is none of.
func viewDelivery(d workflow.Delivery) *deliveryView {
	if d.State == "" {
		return nil
	}
	return &deliveryView{d.State, d.Attempts, stampOf(d.Next), stampOf(d.At), d.Rule, d.Said()}
}

func viewMark(m workflow.Mark) markView {
	return markView{m.Code, workflow.SayStatus(m.Code), stampOf(m.At), m.By, m.Text}
}

// stampOf returns nil of no time.
func stampOf(t time.Time) *stamp {
	if t.IsZero() {
		return nil
	}
	s := stamp(t)
	return &s
}
