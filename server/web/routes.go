package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"
)

// A Route is one thing a person can ask of the pages. Open ones need no login.
type Route struct {
	Method, Path string
	Open         bool
	handle       echo.HandlerFunc
}

// Routes returns all routes of the pages.
func (w *Web) Routes() []Route {
	open := func(method, path string, h echo.HandlerFunc) Route { return Route{method, path, true, h} }
	get := func(path string, h handler) Route { return Route{http.MethodGet, path, false, w.signedIn(h)} }
	post := func(path string, h handler) Route { return Route{http.MethodPost, path, false, w.signedIn(h)} }
	return slices.Concat(w.routesOfSettings(get, post), w.routesOfBook(get, post), w.routesOfRegisters(get, post), w.routesOfIncoming(get, post), w.routesOfSigning(get, post), w.routesOfFiles(get, post), []Route{
		open(http.MethodGet, assetsPath+"*", w.showAsset),
		open(http.MethodGet, "/dang-nhap", w.showLogin),
		open(http.MethodPost, "/dang-nhap", w.login),
		open(http.MethodGet, "/thiet-lap", w.showSetup),
		open(http.MethodPost, "/thiet-lap", w.setUp),

		post("/dang-xuat", w.logout),
		get("/mat-khau", w.showPassword),
		post("/mat-khau", w.changePassword),

		get("/", w.showDesk),
		get("/loat", w.showBatch),
		post("/loat", w.actOnBatch),
		get("/soan", w.showNew),
		post("/soan", w.createDraft),
		post("/soan/tep", w.createFromFile),
		post("/soan/dan", w.pasteText),
		get("/van-ban/:id/soan", w.editDraft),
		post("/van-ban/:id/soan", w.saveDraft),
		post("/van-ban/:id/soan/giu", w.keepDraft),
		post("/van-ban/:id/soan/xem", w.lookAtDraft),
		post("/van-ban/:id/soan/bo", w.dropDraft),
		post("/van-ban/:id/soan/nhan", w.takeOver),
		get("/van-ban/:id/soan/word", w.showWord),
		post("/van-ban/:id/soan/word", w.bringWord),
		post("/van-ban/:id/soan/word/lay", w.takeWord),
		post("/van-ban/:id/soan/word/bo", w.dropWord),

		get("/so-dia-chi/goi-y", w.suggestAgencies),

		get("/tro-giup", w.showHelp),
		get("/tro-giup/:topic", w.showHelp),

		get("/van-ban", w.listDocuments),
		post("/van-ban/bo-loc", w.saveView),
		post("/van-ban/bo-loc/bo", w.dropView),
		get("/van-ban/:id", w.showDocument),
		get("/van-ban/:id/tep", w.documentFile),
		get("/van-ban/:id/pdf", w.documentPDF),
		get("/van-ban/:id/anh/:name", w.documentPicture),
		get("/van-ban/:id/so-sanh", w.compareRounds),
		get("/van-ban/:id/lan/:round", w.roundFile),
		get("/van-ban/:id/lan/:round/pdf", w.roundPDF),
		post("/van-ban/:id/han", w.setDeadline),
		post("/van-ban/:id/ket-qua-gui", w.noteOutcome),
		post("/van-ban/:id/gui-lai", w.reroute),
		post("/van-ban/:id/sua-sai", w.mendDocument),
		get("/van-ban/:id/bi", w.showEnvelopes),
		post("/van-ban/:id/gop-y", w.addRemark),
		post("/van-ban/:id/gop-y/:remark/xong", w.settleRemark),
		get("/van-ban/:id/viec/:action", w.showAct),
		post("/van-ban/:id/viec/:action", w.actOnDocument),
	})
}

// routesOfSigning are the pages of electronic signatures.
func (w *Web) routesOfSigning(get, post func(string, handler) Route) []Route {
	return []Route{
		get("/kiem-tra-chu-ky", w.showVerify),
		post("/kiem-tra-chu-ky", w.verifyFile),
		get("/van-ban/:id/ban-goc", w.originalFile),
		get("/van-ban/:id/ban-goc/kiem-tra", w.verifyOriginal),
		get("/van-ban/:id/ban-quet", w.scanFile),
		post("/van-ban/:id/ban-quet", w.bringScan),
		get("/van-ban/:id/ky-so", w.showSign),
		post("/van-ban/:id/ky-so", w.signDocument),
		post("/van-ban/:id/ky-so/chuan-bi", w.digestDocument),
	}
}

// routesOfFiles are the pages of work files.
func (w *Web) routesOfFiles(get, post func(string, handler) Route) []Route {
	return []Route{
		get("/ho-so", w.listFiles),
		get("/ho-so/mo", w.showOpenFile),
		post("/ho-so/mo", w.openFile),
		get("/ho-so/danh-muc", w.showPlan),
		post("/ho-so/danh-muc", w.savePlan),
		get("/ho-so/danh-muc/tep", w.planFile),
		post("/ho-so/danh-muc/ban-hanh", w.issuePlan),
		get("/ho-so/thoi-han", w.showPeriods),
		post("/ho-so/thoi-han", w.savePeriods),
		get("/ho-so/nop-luu", w.listTransfers),
		post("/ho-so/nop-luu", w.handOver),
		get("/ho-so/nop-luu/:id", w.showTransfer),
		get("/ho-so/nop-luu/:id/tep", w.transferFile),
		get("/ho-so/:id", w.showFile),
		get("/ho-so/:id/goi", w.filePackage),
		get("/ho-so/:id/toan-bo", w.filePDF),
		get("/ho-so/:id/muc-luc", w.fileContents),
		post("/ho-so/:id/van-ban", w.addToFile),
		post("/ho-so/:id/viec/:act", w.actOnFile),
		post("/van-ban/:id/ho-so", w.fileDocument),
	}
}
