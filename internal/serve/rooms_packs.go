package serve

// packsRoom is what is made of one case: looked at, made, approved.
func packsRoom() room {
	return room{
		routes: []route{
			{"GET /case/{case}/preview", withPlan(plannedVisit.preview)},
			{"GET /case/{case}/preview/beside", withPlan(plannedVisit.beside)},
			{"GET /case/{case}/preview/doc/{doc}", withPlan(plannedVisit.previewDoc)},
			{"GET /case/{case}/preview/doc/{doc}/page", withPlan(plannedVisit.previewPage)},
			{"GET /case/{case}/preview/doc/{doc}/message", withPlan(plannedVisit.previewMessage)},
			{"GET /case/{case}/preview/doc/{doc}/pdf", withPlan(plannedVisit.previewPDF)},
			{"GET /case/{case}/withheld", withPlan(plannedVisit.withheld)},
			{"GET /case/{case}/make", withPlan(plannedVisit.makeForm)},
			{"POST /case/{case}/make", withPlan(plannedVisit.makePack)},
			{"GET /case/{case}/pack", (*visit).packPage},
			{"GET /case/{case}/pack/file/{file}", (*visit).packFile},
			{"POST /case/{case}/pack/approve", (*visit).approve},
			{"GET /case/{case}/changes", withPlan(plannedVisit.changes)},
			{"GET /job/{job}", (*visit).jobPage},
			{"GET /job/{job}/state", (*visit).jobProgress},
			{"POST /job/{job}/stop", (*visit).jobStop},
		},
		ofCase: []tab{{"What would be made", "/preview"}, {"Withheld", "/withheld"}, {"Make the pack", "/make"}, {"The pack", "/pack"}},
	}
}

// fieldLink is where a field of a case is filled in; "" where there is none.
func (s *Server) fieldLink(f *opened, path string) string {
	if path == "" {
		return ""
	}
	return s.fieldURL(f, path)
}
