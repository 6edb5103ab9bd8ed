package main

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
	"vanthu/workflow"
)

// introduce says which offices the lines are of.
func (s *stage) introduce() {
	ward, dept := &s.pair.ward.unit, &s.pair.dept.unit
	fmt.Fprintf(s.env.stdout, "Hai cơ quan, mỗi nơi một kho dữ liệu: %s (%s) và %s (%s, các dòng “%s|”); mã định danh là mã thử.\n",
		ward.Issuer.Name, ward.Code, dept.Issuer.Name, dept.Code, deptMark)
}

// deptMark begins the lines of the other agency.
const deptMark = "Sở KH&CN "

// say prints a line of an office.
func (s *stage) say(at *demoOffice, format string, args ...any) {
	if at == &s.pair.dept {
		format = deptMark + "| " + format
	}
	fmt.Fprintf(s.env.stdout, format+"\n", args...)
}

// tell prints what happened to a document since it was told of, a line an event.
func (s *stage) tell(at *demoOffice, l *life) {
	flow := l.engine.FlowOf(l.record)
	for _, ev := range l.record.History[s.told[l]:] {
		s.say(at, "%s", workflow.SayEvent(ev))
		if path := flow.Path(ev); path != "" {
			s.say(at, "    %s", path)
		}
	}
	s.told[l] = len(l.record.History)
}

// send prints on which way the report went to each recipient, and finds it at the
// other side.
func (s *stage) send(ctx context.Context) error {
	if err := errors.Join(s.pair.exchange(ctx), s.reload(ctx, "vanthu")); err != nil {
		return err
	}
	for _, c := range s.record.Consignments {
		text := workflow.SayChannel(c.Channel)
		if state := c.Sending.State.Say(); state != "" {
			text += ", " + state
		}
		s.say(&s.pair.ward, "    Nơi nhận %s: %s", c.Recipient, text)
	}
	if err := s.came.reload(ctx, "vanthu"); err != nil {
		return err
	}
	s.tell(&s.pair.ward, &s.came)
	s.there.record = &workflow.Record{ID: workflow.ArrivedID(wardCode, s.record.DocumentID(wardCode))}
	if err := s.there.reload(ctx, "vanthu-so"); err != nil {
		return err
	}
	s.tell(&s.pair.dept, &s.there)
	return s.hear(ctx)
}

// received has the other side register the report and settle it.
func (s *stage) received(ctx context.Context) error {
	for _, m := range deptActs(s.engine.Today()) {
		if err := s.happen(ctx, &s.pair.dept, &s.there, m); err != nil {
			return err
		}
	}
	return nil
}

// hear prints what the receiver has told of the report since.
func (s *stage) hear(ctx context.Context) error {
	if s.record == nil {
		return nil
	}
	if err := s.reload(ctx, "vanthu"); err != nil {
		return err
	}
	for _, c := range s.record.Consignments {
		if c.Channel != string(documents.ByEdXML) {
			continue
		}
		for _, m := range c.Trace[s.heard:] {
			s.say(&s.pair.ward, "%s, %s báo: %s (trạng thái %s)", m.At.In(workflow.Zone).Format("15:04 02/01/2006"), c.Recipient, workflow.SayStatus(m.Code), m.Code)
		}
		s.heard = len(c.Trace)
	}
	return nil
}

// answered ends the handling of what the report has answered.
func (s *stage) answered(ctx context.Context) error {
	return s.happen(ctx, &s.pair.ward, &s.came, arrivalAct{"truongphong", workflow.Act{Action: "finish"}})
}
