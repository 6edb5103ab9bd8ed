package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"

	"vanthu/documents"
	"vanthu/server/exchange"
	"vanthu/workflow"
	"vanthu/workflow/dispatch/folder"
	"vanthu/workflow/dispatch/lgsp"
	"vanthu/workflow/dispatch/mail"
)

// The variables with what an office proves itself by where it sends.
const (
	lgspSecret   = "VANTHU_LGSP_SECRET"   //nolint:gosec // the name of a variable, not its value
	lgspToken    = "VANTHU_LGSP_TOKEN"    //nolint:gosec // as above
	smtpPassword = "VANTHU_SMTP_PASSWORD" //nolint:gosec // as above
)

// sendOptions say over which channels the program sends; none sends nothing by itself.
func sendOptions() options {
	return options{
		{"lgsp", "URL", "", "nối trục liên thông của tỉnh: https://MÃ_HỆ_THỐNG@MÁY/ĐƯỜNG; khóa ở " + lgspSecret + ", token ở " + lgspToken},
		{"lgsp-shape", "F", "", "tệp JSON ghi chỗ khác thường của trục (đường dẫn, tên đầu mục, mã trả lời); xem docs/operating.md"},
		{"lgsp-fetch", "", "", "hỏi trục mỗi phút để lấy văn bản đến (khi trục không tự đưa đến máy chủ này)"},
		{"partners", "F", "", "tệp JSON ghi các hệ thống được đưa văn bản đến " + exchange.Base + "v1/sendEdoc; để trống thì không mở cửa này"},
		{"smtp", "URL", "", "gửi thư điện tử: smtp://NGƯỜI_DÙNG@MÁY:587?from=ĐỊA_CHỈ (smtps: TLS ngay từ đầu); mật khẩu ở " + smtpPassword},
		{"drop", "DIR", "", "thư mục mà chương trình được đặt văn bản vào (kênh thư mục trong sổ địa chỉ chỉ dùng được bên dưới nó)"},
	}
}

// channels are the ways to send that were asked for; nil for those that were not.
type channels struct {
	lgsp     *lgsp.Config
	fetch    bool
	partners []exchange.Partner
	mail     *mail.Config
	drop     string
}

func parseChannels(v map[string]string, getenv func(string) string) (c channels, err error) {
	c.drop, c.fetch = v["drop"], v["lgsp-fetch"] == on
	if v["lgsp"] == "" && (c.fetch || v["lgsp-shape"] != "") {
		return c, usage("-lgsp-fetch và -lgsp-shape chỉ dùng cùng -lgsp")
	}
	if v["partners"] != "" {
		file, err := os.ReadFile(v["partners"])
		if err != nil {
			return c, fileFault("Không đọc được tệp "+v["partners"]+" của -partners", err)
		}
		if c.partners, err = exchange.ParsePartners(file); err != nil {
			return c, usage("tệp %s của -partners không đúng: cần system, secret và token từ 16 ký tự, organs", v["partners"])
		}
	}
	if v["lgsp"] != "" {
		if c.lgsp, err = parseLGSP(v["lgsp"], v["lgsp-shape"], getenv); err != nil {
			return c, err
		}
	}
	if v["smtp"] != "" {
		c.mail, err = parseSMTP(v["smtp"], getenv)
	}
	return c, err
}

func parseLGSP(text, shape string, getenv func(string) string) (*lgsp.Config, error) {
	at, err := url.Parse(text)
	if err != nil || at.Host == "" || at.User == nil {
		return nil, usage("-lgsp cần địa chỉ như https://MÃ_HỆ_THỐNG@MÁY/ĐƯỜNG")
	}
	if _, given := at.User.Password(); given {
		return nil, usage("không ghi mật khẩu trong -lgsp; hãy đặt %s", lgspSecret)
	}
	c := &lgsp.Config{System: at.User.Username(), Shape: lgsp.DefaultShape()}
	at.User = nil
	c.Base = at.String()
	if c.Secret, err = variable(getenv, lgspSecret); err != nil {
		return nil, err
	}
	if c.Token, err = variable(getenv, lgspToken); err != nil {
		return nil, err
	}
	if shape == "" {
		return c, nil
	}
	file, err := os.ReadFile(shape)
	if err != nil {
		return nil, fileFault("Không đọc được tệp "+shape+" của -lgsp-shape", err)
	}
	if c.Shape, err = lgsp.ParseShape(file); err != nil {
		return nil, usage("tệp %s của -lgsp-shape không đúng: %v", shape, err)
	}
	return c, nil
}

// smtpPorts are the usual ones.
var smtpPorts = map[string]string{"smtp": "587", "smtps": "465"}

func parseSMTP(text string, getenv func(string) string) (*mail.Config, error) {
	at, err := url.Parse(text)
	if err != nil || smtpPorts[at.Scheme] == "" || at.Hostname() == "" || at.Query().Get("from") == "" {
		return nil, usage("-smtp cần địa chỉ như smtp://NGƯỜI_DÙNG@MÁY:587?from=vanthu@CƠ_QUAN")
	}
	if _, given := at.User.Password(); given {
		return nil, usage("không ghi mật khẩu trong -smtp; hãy đặt %s", smtpPassword)
	}
	c := &mail.Config{Host: at.Hostname(), Implicit: at.Scheme == "smtps", User: at.User.Username(), From: at.Query().Get("from")}
	port := at.Port()
	if port == "" {
		port = smtpPorts[at.Scheme]
	}
	if c.Port, err = strconv.Atoi(port); err != nil {
		return nil, usage("-smtp có cổng không đúng: “%s”", port)
	}
	if c.Password, err = variable(getenv, smtpPassword); err != nil {
		return nil, err
	}
	if c.User != "" && c.Password == "" {
		return nil, usage("-smtp cần mật khẩu: hãy đặt %s, hoặc %[1]s_FILE chỉ đến tệp", smtpPassword)
	}
	return c, nil
}

// post is the couriers of a house, and what of them has to be closed.
type post struct {
	couriers map[documents.Medium]workflow.Courier
	gateway  *lgsp.Connector // nil where none is asked for what came
	partners []exchange.Partner
	drop     *folder.Drop // nil for none
}

// open makes the couriers of c.
func (c channels) open(files workflow.Blobs) (*post, error) {
	p := &post{couriers: map[documents.Medium]workflow.Courier{}, partners: c.partners}
	if c.lgsp != nil {
		c.lgsp.Files = files
		gateway, err := lgsp.New(*c.lgsp)
		if err != nil {
			return nil, usage("-lgsp cần địa chỉ bắt đầu bằng https://")
		}
		p.couriers[documents.ByEdXML] = gateway
		if c.fetch {
			p.gateway = gateway
		}
	}
	if c.mail != nil {
		c.mail.Files = files
		letters, err := mail.New(*c.mail)
		if err != nil {
			return nil, usage("-smtp không dùng được: %v", err)
		}
		p.couriers[documents.ByMail] = letters
	}
	if c.drop != "" {
		drop, err := folder.Open(c.drop, files)
		if err != nil {
			return nil, fileFault("Không mở được thư mục "+c.drop+" của -drop", errors.Unwrap(err))
		}
		p.drop, p.couriers[documents.ByFolder] = drop, drop
	}
	return p, nil
}

func (p *post) close() error {
	if p.drop == nil {
		return nil
	}
	if err := p.drop.Close(); err != nil {
		return fmt.Errorf("close the folder of the drop: %w", err)
	}
	return nil
}
