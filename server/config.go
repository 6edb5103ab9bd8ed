package main

import (
	"flag"
	"io"
	"path/filepath"
	"strings"
)

// config is how the program was asked to run: a flag, else its variable, else
// the default.
type config struct {
	addr  string
	data  string
	store string // path of the database file
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
	path, err := storePath(c)
	c.store = path
	return c, flags.Args(), err
}

// storePath returns the file of the embedded store: "sqlite:PATH", or
// vanthu.db in the data folder.
func storePath(c config) (string, error) {
	if c.store == "" {
		return filepath.Join(c.data, "vanthu.db"), nil
	}
	path, ok := strings.CutPrefix(c.store, "sqlite:")
	if !ok || path == "" {
		return "", usage("nơi lưu trữ “%s” không đúng; hãy ghi sqlite:TỆP", c.store)
	}
	return path, nil
}
