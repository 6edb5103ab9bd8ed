//go:build unix

package browser_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// helpPictures are the pages that help shows a picture of, one a role.
var helpPictures = []struct {
	topic, user, path string
	width             int64
}{
	{"soan-thao", "chuyenvien", "/van-ban/{draft}/soan", office},
	{"duyet", "truongphong", "/van-ban/{doc}", office},
	{"ky", "chutich", "/van-ban/{doc}", phone},
	{"van-thu", "vanthu", "/so-van-ban-di", office},
	{"quan-tri", "quantri", "/quan-tri", office},
}

// TestHelpPictures: each page of help shows the program as it is. With
// VANTHU_PICTURES=1 it takes the pictures anew, from the running program.
func TestHelpPictures(t *testing.T) {
	t.Parallel()
	reader := known(t, "quantri", office)
	for _, want := range helpPictures {
		if os.Getenv("VANTHU_PICTURES") != "" {
			p := known(t, want.user, want.width)
			p.open(p.filledIn(want.path))
			file := filepath.Join("..", "web", "static", "help-"+want.topic+".webp")
			if err := os.WriteFile(file, got(p, inSight), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		reader.open("/tro-giup/" + want.topic)
		reader.waits(fmt.Sprintf("the picture of %s is there", want.topic), func() bool {
			return got(reader, chromedp.Evaluate[bool](`(() => { const i = document.querySelector("main img"); i?.scrollIntoView(); return !!i && i.complete && i.naturalWidth > 0 && i.alt !== "" })()`))
		})
	}
}

// inSight takes a small picture of what is in sight.
func inSight(ctx context.Context, t *chromedp.Target) ([]byte, error) {
	quality := int64(55)
	shot, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
	return shot.Data, err
}
