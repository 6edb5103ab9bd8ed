package auth

import (
	"errors"
	"fmt"
	"math"

	"vanthu/workflow"
)

// Say returns what a person is told of err: workflow.Say, and the sentences of
// this package for who a person is. Their kinds are "unauthenticated" and
// "too_many".
func Say(err error) workflow.Message {
	if p := (*Paused)(nil); errors.As(err, &p) {
		return workflow.Message{
			Kind: "too_many", Title: "Đăng nhập sai nhiều lần",
			Detail: fmt.Sprintf("Đã có nhiều lần đăng nhập không đúng. Hãy đợi %d giây rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu.", p.Seconds()),
		}
	}
	for _, t := range [...]struct {
		err           error
		title, detail string
	}{
		{ErrLogin, "Chưa đăng nhập được", "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại, hoặc nhờ quản trị đặt lại mật khẩu."},
		{ErrNoSession, "Chưa đăng nhập", "Bạn chưa đăng nhập hoặc phiên làm việc đã hết. Hãy đăng nhập rồi làm lại."},
		{ErrSetup, "Mã thiết lập không đúng", "Mã này không phải mã thiết lập máy chủ đã in ra khi khởi động lần đầu. Hãy xem lại và nhập đúng mã đó; mã quá bảy ngày thì chạy lại máy chủ để có mã mới."},
	} {
		if errors.Is(err, t.err) {
			return workflow.Message{Kind: "unauthenticated", Title: t.title, Detail: t.detail}
		}
	}
	return workflow.Say(err)
}

// Seconds is the wait in whole seconds, at least one.
func (p *Paused) Seconds() int { return max(1, int(math.Ceil(p.Wait.Seconds()))) }
