//go:build unix

package main_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	server "vanthu/server"
)

// The scripts under testdata/script say in Vietnamese, for clerks, what the
// program does. Documents that several of them use stand in testdata/van-ban.
//
// Commands of the scripts ("!" before one: it must be refused; what is
// answered is the stdout of the script):
//
//	phuc-vu [moi|trong|du-lieu=DIR] [rieng] start the program: on the sample ward, on
//	                        data of its own that it loads with it (moi) or on none
//	                        (trong), or on a folder; within the test on the script's
//	                        clock, or as a process (rieng); $DIA_CHI is where it serves
//	dung                    ask it to stop as SIGTERM does; it must end with exit code 0
//	giet                    kill -9 of the process
//	ngay D [HH:MM]          set the clock
//	la WHO [PASSWORD]       log in, or go on as WHO
//	thiet-lap FILE [CODE]   set up the first office, with the code that was printed
//	soan FILE [NAME]        draft a document; it is then called NAME, or like the file
//	xem [NAME]              open a document
//	sua FILE                write it anew
//	lam ACT [-ngay D] [WHY] act on it, on the version that was seen last
//	tai FILE                save its DOCX
//	chu FILE                the text of a DOCX
//	trinh-den-ky FILE [NAME] draft, submit, approve twice and sign, each as who it is for
//	cho-toi                 what waits for the person
//	so YEAR [SERIES]        the register
//	lich-su                 the history of the document
//	goi METHOD PATH [FILE]  any other request
//	khong-luu TEXT          the text is nowhere in the data folder nor in the log
//	ma N ARG…               run the program in a process of its own; its exit code is N
//	ma-khach N ARG…         the same as a person who has no right to this script's files
//	giong-het DIR DIR       two folders hold the same files, byte for byte
//	lay-mau FILE            save the program's template for reports
//	sua-mau FILE OLD NEW    change a text in a template, as in Word
//	nop-mau FILE NAME KINDS [NOTE] upload a template; what the doctor found is told
//	mau ACT [D]             activate (from a day) or retire the one uploaded last
//	viet N ACTS             N people write until the program goes; go on after ACTS acts
//	con-du                  what they were told was done is there; no number is missing
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	table := map[string]func(*office, step){
		"phuc-vu": serveOffice, "dung": stopOffice, "giet": killOffice, "ngay": setClock,
		"la": logIn, "thiet-lap": setUp, "soan": draft, "xem": show, "sua": revise, "lam": act, "trinh-den-ky": bringToSignature,
		"tai": download, "chu": docxText, "cho-toi": waiting, "so": register, "lich-su": history, "goi": request,
		"khong-luu": notStored, "ma": exitCode, "ma-khach": exitCodeOfStranger, "giong-het": sameFolders, "lay-mau": takeTemplate, "sua-mau": editTemplate, "nop-mau": uploadTemplate, "mau": actOnTemplate, "viet": write, "con-du": allThere,
	}
	out := map[string]func(*testscript.TestScript, bool, []string){}
	for name, do := range table {
		out[name] = func(ts *testscript.TestScript, refused bool, args []string) {
			do(ts.Value(theOffice).(*office), step{TestScript: ts, refused: refused, args: args})
		}
	}
	return out
}

// A step is one command of a script.
type step struct {
	*testscript.TestScript
	refused bool // it must be
	args    []string
}

// arg returns the argument at i, or otherwise where there are not so many.
func (s step) arg(i int, otherwise string) string {
	if i < len(s.args) {
		return s.args[i]
	}
	return otherwise
}

type key int

const theOffice key = 0

// TestMain makes the program a command of the scripts: this test binary, run
// again in a process of its own under the name "server".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"server": server.Main,
		stranger: func() {
			if os.Geteuid() == 0 { // may read and write everything
				if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
					panic(err)
				}
			}
			server.Main()
		},
	})
}

// stranger is the program run by somebody who is not root.
const (
	stranger = "server-khach"
	nobody   = 65534
)

func TestScripts(t *testing.T) {
	t.Parallel()
	ward := sampleWard(t)
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), Cmds: commands(),
		Setup:               func(e *testscript.Env) error { return setUpOffice(e, ward) },
		RequireExplicitExec: true, RequireUniqueNames: true,
	})
}

// sampleWard returns a data folder with the sample ward, whose ten papers are
// of the year 2024, so that the scripts number theirs from 01.
func sampleWard(t *testing.T) string {
	t.Helper()
	o := newOffice(filepath.Join(t.TempDir(), "phuong-mau"))
	o.clock.Store(vietnam("2024-06-03", "08:00").UnixMilli())
	o.loads = true
	o.program = o.startInside([]string{"-demo", "-addr", "127.0.0.1:0", "-data", o.data})
	if err := o.program.waitForAddress(); err != nil {
		t.Fatal(err)
	}
	if err := o.end(); err != nil {
		t.Fatal(err)
	}
	return o.data
}

// setUpOffice gives a script its documents and an office that is not yet open.
func setUpOffice(e *testscript.Env, ward string) error {
	o := newOffice(filepath.Join(e.WorkDir, "du-lieu"))
	o.clock.Store(vietnam("2025-11-24", "08:00").UnixMilli())
	e.Values[theOffice] = o
	e.Defer(func() {
		if o.program != nil {
			_ = o.end() // a script that wants to know says dung
		}
	})
	return errors.Join(
		os.CopyFS(e.WorkDir, os.DirFS(filepath.Join("testdata", "van-ban"))),
		os.CopyFS(o.data, os.DirFS(ward)))
}
