package keys

import (
	"context"
	"time"

	"vanthu/workflow"
	"vanthu/workflow/signing"
)

// Await has a key sign, and waits for the person until ctx ends, looking every
// so often. It returns *workflow.Refusal of RuleKeyDeclined and RuleKeyExpired
// when they would not or did not, and else what the key returns.
func Await(ctx context.Context, key signing.Key, jobs []signing.Job, every time.Duration) ([][]byte, error) {
	answer, err := key.Start(ctx, jobs)
	look := time.NewTicker(every)
	defer look.Stop()
	for err == nil && answer.Progress == signing.Pending {
		select {
		case <-ctx.Done():
			return nil, refuse(workflow.RuleKeyExpired, "")
		case <-look.C:
		}
		answer, err = key.Poll(ctx, answer.Transaction)
	}
	switch {
	case err != nil && ctx.Err() != nil: // it ran out while the service was asked
		return nil, refuse(workflow.RuleKeyExpired, "")
	case err != nil:
		return nil, err
	case answer.Progress == signing.Refused:
		return nil, refuse(workflow.RuleKeyDeclined, "")
	case answer.Progress != signing.Done:
		return nil, refuse(workflow.RuleKeyExpired, "")
	}
	return answer.Signatures, nil
}
