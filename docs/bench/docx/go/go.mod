module vanthu/docs/bench/docx

go 1.26.0

replace vanthu => ../../../..

require (
	github.com/beevik/etree v1.8.1
	github.com/nguyenthenguyen/docx v0.0.0-20230621112118-9c8e795a11db
	vanthu v0.0.0-00010101000000-000000000000
)

require (
	github.com/klauspost/compress v1.20.3 // indirect
	go.yaml.in/yaml/v4 v4.0.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
