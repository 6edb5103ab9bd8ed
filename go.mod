module vanthu

go 1.26.0

require (
	github.com/goccy/go-yaml v1.19.2
	github.com/google/go-cmp v0.7.0
	github.com/looplab/fsm v1.0.3
	github.com/oklog/ulid/v2 v2.1.2
	golang.org/x/text v0.43.0
)

require github.com/nguyenthenguyen/docx v0.0.0-20230621112118-9c8e795a11db
