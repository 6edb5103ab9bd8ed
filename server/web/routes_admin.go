package web

import "vanthu/documents"

// routesOfSettings are the pages of administration. get and post make a route
// of a handler.
func (w *Web) routesOfSettings(get, post func(string, handler) Route) []Route {
	see := func(path string, h handler) Route { return get("/quan-tri"+path, administers(h)) }
	set := func(path string, h handler) Route { return post("/quan-tri"+path, administers(h)) }
	return []Route{
		see("", w.showOverview),
		see("/don-vi", w.showUnit),
		set("/don-vi", w.saveUnit),
		see("/don-vi/phong", w.showParts),
		set("/don-vi/phong", w.saveParts),
		see("/don-vi/so", w.showNumbers),
		set("/don-vi/so", w.saveNumbers),
		see("/don-vi/so/dong-luu", w.lookAtLine),
		see("/don-vi/con-dau", w.showKey(w.unitKey)),
		set("/don-vi/con-dau", w.bindKey(w.unitKey)),
		set("/don-vi/con-dau/bo", w.dropKey(w.unitKey)),

		see("/nguoi-dung", w.listAccounts),
		see("/nguoi-dung-moi", w.showNewAccount),
		set("/nguoi-dung-moi", w.addAccount),
		see("/nguoi-dung/:id", w.showAccount),
		set("/nguoi-dung/:id", w.changeAccount),
		see("/nguoi-dung/:id/mat-khau", w.showPasswordFor),
		set("/nguoi-dung/:id/mat-khau", w.setPassword),
		see("/nguoi-dung/:id/chung-thu", w.showKey(w.accountKey)),
		set("/nguoi-dung/:id/chung-thu", w.bindKey(w.accountKey)),
		set("/nguoi-dung/:id/chung-thu/bo", w.dropKey(w.accountKey)),
		see("/nguoi-dung/:id/thoi-viec", w.showLeave),
		set("/nguoi-dung/:id/thoi-viec", w.leave),

		see("/giao-ky", w.listAuthorities),
		see("/giao-ky-moi", w.showNewAuthority),
		set("/giao-ky-moi", w.addAuthority),
		see("/giao-ky/:id", w.showAuthority),
		set("/giao-ky/:id", w.changeAuthority),
		see("/giao-ky/:id/ket-thuc", w.showEnd(w.authorityPower)),
		set("/giao-ky/:id/ket-thuc", w.end(w.authorityPower)),
		see("/giao-ky/:id/nham", w.showVoid(w.authorityPower)),
		set("/giao-ky/:id/nham", w.void(w.authorityPower)),
		see("/vang-mat", w.listAbsences),
		see("/vang-mat-moi", w.showNewAbsence),
		set("/vang-mat-moi", w.addAbsence),
		see("/vang-mat/:id", w.showAbsence),
		set("/vang-mat/:id", w.changeAbsence),
		see("/vang-mat/:id/ket-thuc", w.showEnd(w.absencePower)),
		set("/vang-mat/:id/ket-thuc", w.end(w.absencePower)),
		see("/vang-mat/:id/nham", w.showVoid(w.absencePower)),
		set("/vang-mat/:id/nham", w.void(w.absencePower)),
		see("/nguoi-ky", w.listSigners),

		see("/mau", w.listTemplates),
		see("/mau-moi", w.showNewTemplate),
		set("/mau-moi", w.addTemplate),
		see("/mau/:version", w.showTemplate),
		see("/mau/:version/tep", w.templateFile),
		set("/mau/:version/dung", w.actOnTemplate(documents.ActivateTemplate)),
		set("/mau/:version/ngung", w.actOnTemplate(documents.RetireTemplate)),
		see("/luong", w.showFlow),
	}
}

// routesOfBook are the pages of the address book.
func (w *Web) routesOfBook(get, post func(string, handler) Route) []Route {
	return []Route{
		get("/so-dia-chi", w.listAgencies),
		get("/so-dia-chi/muc-moi", keepsBook(w.showNewAgency)),
		post("/so-dia-chi/muc-moi", keepsBook(w.addAgency)),
		get("/so-dia-chi/muc/:id", w.showAgency),
		post("/so-dia-chi/muc/:id", keepsBook(w.changeAgency)),
		get("/so-dia-chi/muc/:id/ket-thuc", keepsBook(w.showAgencyEnd)),
		post("/so-dia-chi/muc/:id/ket-thuc", keepsBook(w.endAgency)),
		get("/so-dia-chi/nhap", keepsBook(w.showBookUpload)),
		post("/so-dia-chi/nhap", keepsBook(w.uploadBook)),
		get("/so-dia-chi/nhap/xem", keepsBook(w.previewBook)),
		post("/so-dia-chi/nhap/xem", keepsBook(w.importBook)),
		get("/so-dia-chi/nhap/mau.xlsx", keepsBook(w.sampleExcel)),
		get("/so-dia-chi/nhap/mau.csv", keepsBook(w.sampleCSV)),
		get("/so-dia-chi/tai", keepsBook(w.bookFile)),
		get("/so-dia-chi/nhom", w.listGroups),
		get("/so-dia-chi/nhom-moi", keepsBook(w.showNewGroup)),
		post("/so-dia-chi/nhom-moi", keepsBook(w.addGroup)),
		get("/so-dia-chi/nhom/:id", w.showGroup),
		post("/so-dia-chi/nhom/:id", keepsBook(w.changeGroup)),
	}
}
