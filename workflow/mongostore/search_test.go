package mongostore_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
)

// everyWay is a store that searches in every way that it has, and fails when
// they do not agree: in texts whose words are not written, in words that are
// few, and in words that are too many to be sorted.
type everyWay struct {
	*mongostore.Store
	t *testing.T
}

func (s everyWay) List(ctx context.Context, unit documents.UnitID, q workflow.Query) (workflow.Page, error) {
	want, err := s.Store.List(ctx, unit, q)
	if err != nil || q.Text == "" {
		return want, err
	}
	if _, err := s.CatchUp(ctx, time.Now()); err != nil {
		return want, err
	}
	for _, few := range [][]int{{200, 1000}, {0, 1000}, {3, 3}, {0, 0}} {
		s.SetFew(few...)
		got, err := s.Store.List(ctx, unit, q)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			s.t.Errorf("%+v, at most %v sorted: error %v (-want +got):\n%s", q, few, err, diff)
		}
	}
	return want, nil
}
