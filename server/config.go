package main

import (
	"flag"
	"io"
	"strings"
)

// config is how the program was asked to run: a flag, else its variable, else
// the default.
type config struct {
	addr  string
	data  string
	store string // folder of the embedded store
	demo  bool
	proxy bool // a proxy of ours stands in front
}

// parseConfig reads the flags of a command and returns what follows them.
func parseConfig(e env) (config, []string, error) {
	or := func(name, otherwise string) string {
		if v := e.getenv(name); v != "" {
			return v
		}
		return otherwise
	}
	var c config
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.addr, "addr", or("VANTHU_ADDR", "127.0.0.1:8080"), "")
	flags.StringVar(&c.data, "data", or("VANTHU_DATA", "data"), "")
	flags.StringVar(&c.store, "store", e.getenv("VANTHU_STORE"), "")
	flags.BoolVar(&c.demo, "demo", e.getenv("VANTHU_DEMO") == "1", "")
	flags.BoolVar(&c.proxy, "proxy", e.getenv("VANTHU_PROXY") == "1", "")
	if err := flags.Parse(e.args); err != nil {
		return c, nil, usage("không hiểu %q", err.Error())
	}
	var err error
	c.store, err = storeFolder(c)
	return c, flags.Args(), err
}

// storeFolder returns the folder of the embedded store: that of "sqlite:DIR",
// or the data folder.
func storeFolder(c config) (string, error) {
	if c.store == "" {
		return c.data, nil
	}
	dir, ok := strings.CutPrefix(c.store, "sqlite:")
	if !ok || dir == "" {
		return "", usage("nơi lưu trữ “%s” không đúng; hãy ghi sqlite:THƯ-MỤC", c.store)
	}
	return dir, nil
}
