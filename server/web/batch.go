package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/workflow"
)

// batchSize is how many documents are acted on in one go: as many as a person
// can have read.
const batchSize = 20

type batchView struct {
	shell
	Items   []batchItem
	Results []batchResult
	Signs   bool // one of the items can be signed or sealed as a file
}

// A batchItem is a document that waits, and the act its flow wants first.
type batchItem struct {
	Record *workflow.Record
	Button button
	Choice string // names record, version, file and act
	Signs  bool   // as a file, with a key that the program asks
}

// A batchResult is what became of one document.
type batchResult struct {
	ID      workflow.RecordID
	Name    string
	Action  workflow.Action
	Failure *failure // nil when it was done
}

// showBatch shows what waits for the person and can be done without a reason
// or a date, each with the version and file it will be done on.
func (w *Web) showBatch(c echo.Context, by *documents.Account) error {
	ctx := c.Request().Context()
	page, err := w.d.Engine.Waiting(ctx, by, workflow.Query{Flow: workflow.OutgoingFlow, Limit: batchSize})
	if err != nil {
		return err
	}
	view := batchView{shell: w.shellFor(c, by, "Xử lý nhiều văn bản")}
	for _, s := range page.Items {
		item, ok, err := w.batchItem(c, by, s.ID)
		if err != nil {
			return err
		}
		if ok {
			view.Items, view.Signs = append(view.Items, item), view.Signs || item.Signs
		}
	}
	return w.render(c, http.StatusOK, "batch", view)
}

// batchItem returns the first act the person may do on a record, if it moves it
// on with nothing to fill in.
func (w *Web) batchItem(c echo.Context, by *documents.Account, id workflow.RecordID) (batchItem, bool, error) {
	ctx := c.Request().Context()
	r, err := w.d.Engine.Get(ctx, by, id)
	if err != nil {
		return batchItem{}, false, err
	}
	steps, err := w.d.Engine.Actions(ctx, by, r)
	if err != nil || len(steps) == 0 {
		return batchItem{}, false, err
	}
	flow, file, first := w.d.Engine.FlowOf(r), r.Shown(), steps[0]
	if first.NeedsReason() || first.GivesNumber() || flow.Editable(r.State) || file == nil {
		return batchItem{}, false, nil
	}
	action := first.Action
	sign, err := w.signing(c, by, r, steps)
	if err != nil {
		return batchItem{}, false, err
	}
	signs := sign != nil && sign.Fault == "" && !sign.Agent && !sign.Phone
	if sign != nil && sign.Action == sealAction {
		if !signs {
			return batchItem{}, false, nil
		}
		action = sealAction
	}
	choice := strings.Join([]string{string(r.ID), strconv.FormatInt(int64(r.Version), 10), string(file.Hash), string(action)}, " ")
	first.Action = action
	return batchItem{r, button{first, flow.Ends(first.To)}, choice, signs}, true, nil
}

// actOnBatch does the chosen acts one after another. One that is refused stops
// none of the others.
func (w *Web) actOnBatch(c echo.Context, by *documents.Account) error {
	f, err := form(c, smallForm)
	if err != nil {
		return err
	}
	with := batchAct{Electronic: f.Get("cach") == asFile, Secret: f.Get("secret")}
	view := batchView{shell: w.shellFor(c, by, "Kết quả xử lý")}
	for _, choice := range f["item"] {
		id, act, ok := readChoice(choice)
		if !ok || len(view.Results) == batchSize {
			return errForm
		}
		act.Electronic, act.Secret = with.Electronic, with.Secret
		view.Results = append(view.Results, w.actOnOne(c.Request().Context(), by, id, act))
	}
	if len(view.Results) == 0 {
		return seeOther(c, "/loat")
	}
	return w.render(c, http.StatusOK, "batch", view)
}

// asFile is how a batch says that its documents are signed as files.
const asFile = "so"

// A batchAct is one act of a batch. What signs is on paper, unless it is to be
// electronic; Secret is the password of the key.
type batchAct struct {
	workflow.Act
	Electronic bool
	Secret     string
}

func (w *Web) actOnOne(ctx context.Context, by *documents.Account, id workflow.RecordID, act batchAct) batchResult {
	out := batchResult{ID: id, Action: act.Action, Name: string(id)}
	r, err := w.doOne(ctx, by, id, act)
	if err != nil {
		out.Failure = newFailure(err)
		r, err = w.d.Engine.Get(ctx, by, id)
	}
	if err == nil {
		out.Name = nameOf(r)
	}
	return out
}

// doOne does one act, with the key where it signs or seals a file.
func (w *Web) doOne(ctx context.Context, by *documents.Account, id workflow.RecordID, act batchAct) (*workflow.Record, error) {
	if act.Action == sealAction {
		return w.d.Engine.SignNow(ctx, by, id, act.Act, act.Secret)
	}
	r, err := w.d.Engine.Get(ctx, by, id)
	if err != nil {
		return nil, err
	}
	step, err := w.d.Engine.FlowOf(r).Step(ctx, r.State, act.Action)
	if err == nil && step.Signs() && act.Electronic {
		return w.d.Engine.SignNow(ctx, by, id, act.Act, act.Secret)
	}
	return w.d.Engine.Act(ctx, by, id, act.Act)
}

// readChoice reads what batchItem wrote.
func readChoice(choice string) (workflow.RecordID, batchAct, bool) {
	parts := strings.Split(choice, " ")
	if len(parts) != 4 {
		return "", batchAct{}, false
	}
	seen, err := strconv.ParseInt(parts[1], 10, 64)
	return workflow.RecordID(parts[0]), batchAct{Act: workflow.Act{
		Seen: workflow.Version(seen), File: workflow.Hash(parts[2]), Action: workflow.Action(parts[3]),
	}}, err == nil
}
