//go:build unix

package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A phone on a slow mobile network, as Lighthouse takes it.
const (
	roundTrip = 150           // ms
	download  = 1_600_000 / 8 // bytes a second
	slowCPU   = 4             // times
)

// BenchmarkFirstLoad opens pages for the first time on a slow phone: when the
// largest part of the page is painted (LCP), how many requests there are beside
// that of the page, and how much comes over the network.
func BenchmarkFirstLoad(b *testing.B) {
	for _, page := range []struct{ name, user, path string }{
		{"Login", "", "/dang-nhap"}, {"Desk", "chutich", "/"}, {"List", "vanthu", "/van-ban"}, {"Document", "chutich", "/van-ban/{doc}"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var lcp, requests, bytes float64
			for range b.N {
				p := bare(b, page.user, phone)
				if page.user != "" {
					p.login()
				}
				path := p.filledIn(page.path)
				slow := network.Conditions{Latency: roundTrip, DownloadThroughput: download, UploadThroughput: download / 2}
				p.do(
					command(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}),
					command(network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{&slow}}),
					command(emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowCPU}),
				)
				p.open(path)
				got := got(p, chromedp.Evaluate[[]float64](painted, chromedp.EvalAwaitPromise))
				lcp, requests, bytes = lcp+got[0], requests+got[1], bytes+got[2]
			}
			n := float64(b.N)
			b.ReportMetric(lcp/n, "lcp-ms")
			b.ReportMetric(requests/n, "requests")
			b.ReportMetric(bytes/n/1000, "kB")
		})
	}
}

// painted is when the largest part was painted, in ms since the page was asked
// for, then how many other requests there were and all bytes of the answers.
const painted = `new Promise((tell) => new PerformanceObserver((list) => {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  tell([list.getEntries().at(-1).startTime, all.length - 1, all.reduce((sum, e) => sum + e.transferSize, 0)]);
}).observe({ type: "largest-contentful-paint", buffered: true }))`
