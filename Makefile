.DEFAULT_GOAL := help
.PHONY: help run test check bench cover pictures

help: ## show what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## serve on 127.0.0.1:8080 with the data in ./data
	go run ./server

test: ## run the tests
	go test ./...

check: ## run what CI runs, without installing anything
	bash .ci/run -no-install

bench: ## run the benchmarks, five times each
	go test -run '^$$' -bench . -benchmem -count 5 ./...

cover: ## show which lines the tests reach, in the browser
	go test -coverpkg ./... -coverprofile cover.out ./...
	go tool cover -html cover.out

pictures: ## take the pictures of the help pages anew, from the running program
	VANTHU_PICTURES=1 go test ./server/browser -run TestHelpPictures -count 1
