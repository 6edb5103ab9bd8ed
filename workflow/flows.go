package workflow

// The names of the flows. Their states have names of their own, so that a state
// says of which flow it is.
const (
	OutgoingFlow = "outgoing" // of documents that the office issues (văn bản đi)
	IncomingFlow = "incoming" // of documents that come to it (văn bản đến)

	ReservationFlow = "reservation" // of numbers that are held back
	CopyFlow        = "copy"        // of copies (bản sao)
)

// Flows are the flows that an engine runs, that of outgoing documents first.
type Flows []*Flow

// AllFlows returns the flows of the tables beside this file.
func AllFlows() (Flows, error) {
	var all Flows
	for _, parse := range [...]func() (*Flow, error){Outgoing, incomingFlow, reservation, copyFlow} {
		flow, err := parse()
		if err != nil {
			return nil, err
		}
		all = append(all, flow)
	}
	return all, nil
}

// Named returns the flow of that name; the first for "", which stands in what was
// written when there was one only, and for names that this program does not know:
// no state of theirs is in it, so nothing can be done.
func (fs Flows) Named(name string) *Flow {
	for _, f := range fs {
		if f.Name == name {
			return f
		}
	}
	return fs[0]
}
