module vanthu/docs/bench/web

go 1.26.0
