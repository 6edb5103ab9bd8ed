package web

// routesOfRegisters are the books of văn thư and the times they are kept to.
func (w *Web) routesOfRegisters(get, post func(string, handler) Route) []Route {
	return append(w.routesOfLedgers(get),
		post("/so-sach/buu-dien", w.writePosting),
		post("/so-sach/buu-dien/ky-nhan", w.noteReceipt),
		post("/so-sach/ban-luu", w.lendCopy),
		post("/so-sach/ban-luu/tra", w.takeBack),
		get("/so-sach/thoi-han", w.showPunctuality),
		get("/so-sach/sao", keepsRegisters(w.showCopy)),
		post("/so-sach/sao", keepsRegisters(w.makeCopy)),
		get("/van-ban/:id/phan-sao", w.showCopyPart),
		get(bookStatePath, keepsRegisters(w.showBookState)),
		post(bookStatePath, keepsRegisters(w.closeBook)),
		post("/so-sach/giu-so", keepsRegisters(w.reserveNumbers)),
		get("/quan-tri/don-vi/lich", administers(w.showDays)),
		post("/quan-tri/don-vi/lich", administers(w.saveDays)),
	)
}
