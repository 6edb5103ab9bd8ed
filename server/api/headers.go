package api

// answerHeaders stand on every answer. Documents are no page: nothing in an
// answer may run, and nothing of it stays in a cache unless it says so.
var answerHeaders = [...][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Referrer-Policy", "no-referrer"},
	{"Cache-Control", "no-store"},
}
