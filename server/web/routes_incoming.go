package web

import (
	"vanthu/documents"
	"vanthu/workflow"
)

// incomingPath begins the addresses of what came.
const incomingPath = "/van-ban-den/"

// routesOfIncoming are the pages of what comes to the office.
func (w *Web) routesOfIncoming(get, post func(string, handler) Route) []Route {
	return []Route{
		get("/van-ban-den", w.listIncoming),
		get("/van-ban-den/nhap", receives(w.showReceipt)),
		post("/van-ban-den/nhap", receives(w.enterReceipt)),
		get("/van-ban-den/:id", w.showIncoming),
		get("/van-ban-den/:id/tep/:n", w.incomingFile),
		get("/van-ban-den/:id/tep/:n/chu-ky", w.verifyIncoming),
		get("/van-ban-den/:id/dau-den", w.showStamp),
		get("/van-ban-den/:id/phieu", w.showSlip),
		post("/van-ban-den/:id/tep", receives(w.bringIncoming)),
		post("/van-ban-den/:id/viec/:action", w.actOnIncoming),
		post("/van-ban-den/:id/giao", w.assignIncoming),
		post("/van-ban-den/:id/tien-do", w.noteProgress),
		post("/van-ban-den/:id/tra-loi", w.answerIncoming),
		post("/van-ban-den/:id/khong-tra", w.keepIncoming),
	}
}

// receives lets only who receives what comes pass.
func receives(h handler) handler {
	return only(h, has(documents.Clerk), workflow.Refusal{Action: "arrive", Rule: workflow.RuleNotReceiver, Article: "Điều 21", Kind: documents.ErrForbidden})
}
