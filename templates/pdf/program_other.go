//go:build !linux

package pdf

import "errors"

// A program is one LibreOffice that was started; elsewhere than on Linux none
// is, as findOffice says.
type program struct {
	pipe  string
	ended chan struct{}
}

func startProgram(string, string, []string) (*program, error) { return nil, errors.ErrUnsupported }
func (p *program) alive() bool                                { return false }
func (p *program) wantsRestart() bool                         { return false }
func (p *program) kill()                                      {}
func (p *program) resident() int                              { return 0 }
