package main

import (
	"errors"
	"os"
	"slices"
	"strings"
)

// An option is a flag and, as VANTHU_NAME, a variable.
type option struct {
	name      string
	arg       string // as in the help; "" for a switch, which is on or off
	otherwise string // its value when it is not given
	does      string // as in the help, Vietnamese
}

// on is the value of a switch that is on.
const on = "1"

// options are what a command takes. The package flag would tell people of
// their mistakes in English.
type options []option

// variable returns the name of the environment's variable.
func (o option) variable() string {
	return "VANTHU_" + strings.ToUpper(strings.ReplaceAll(o.name, "-", "_"))
}

// parse returns the value of each option and the arguments that are none.
// Errors are usage errors.
func (all options) parse(e env) (values map[string]string, rest []string, err error) {
	values = map[string]string{}
	for i := 0; i < len(e.args); i++ {
		name, value, given := strings.Cut(strings.TrimPrefix(e.args[i], "-"), "=")
		name = strings.TrimPrefix(name, "-")
		if !strings.HasPrefix(e.args[i], "-") || name == "" {
			rest = append(rest, e.args[i])
			continue
		}
		at := slices.IndexFunc(all, func(o option) bool { return o.name == name })
		if at < 0 {
			return nil, nil, usage("không có tùy chọn “-%s”", name)
		}
		if o := all[at]; !given && o.arg == "" {
			value = on
		} else if !given {
			i++
			if i == len(e.args) || strings.HasPrefix(e.args[i], "-") {
				return nil, nil, usage("tùy chọn -%s cần giá trị: -%s %s", name, name, o.arg)
			}
			value = e.args[i]
		}
		values[name] = value
	}
	return values, rest, all.fill(values, e.getenv)
}

// fill gives what has no value that of its variable, else its default.
func (all options) fill(values map[string]string, getenv func(string) string) error {
	for _, o := range all {
		from := "-" + o.name
		if values[o.name] == "" {
			value, err := variable(getenv, o.variable())
			if err != nil {
				return err
			}
			values[o.name], from = value, o.variable()
		}
		if values[o.name] == "" {
			values[o.name] = o.otherwise
		}
		if o.arg != "" {
			continue
		}
		switch values[o.name] {
		case on, "true":
			values[o.name] = on
		case "", "0", "false":
			values[o.name] = ""
		default:
			return usage("%s chỉ nhận 1 (có) hoặc 0 (không), không nhận “%s”", from, values[o.name])
		}
	}
	return nil
}

// errEmpty is the error of a file that should hold a value.
var errEmpty = errors.New("the file is empty")

// variable returns the value of a variable of the environment, or what stands
// in the file that the variable NAME_FILE names: whoever lists processes or
// containers sees variables, and a secret of docker is a file.
func variable(getenv func(string) string, name string) (string, error) {
	value, file := getenv(name), getenv(name+"_FILE")
	switch {
	case file == "":
		return value, nil
	case value != "":
		return "", usage("chỉ ghi một trong hai biến %s và %s_FILE", name, name)
	}
	text, err := os.ReadFile(file)
	value = strings.TrimSpace(string(text))
	if err == nil && value == "" {
		err = errEmpty
	}
	if err != nil {
		return "", fileFault("Không đọc được tệp "+file+" của "+name+"_FILE", err)
	}
	return value, nil
}
