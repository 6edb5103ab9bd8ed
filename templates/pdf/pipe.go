package pdf

import (
	"bytes"
	"crypto/md5" //nolint:gosec // a name, as LibreOffice makes it
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"
)

// A LibreOffice that runs is given work through a pipe by every LibreOffice
// that is started with the same profile, which then ends. We speak as such a
// one does: it greets, takes the folder and the arguments, does as they say and
// then says that it is done.
const (
	greeting = "InternalIPC::SendArguments\x00"
	opening  = "InternalIPC::Arguments"
	inFolder = "2" // a path follows
	done     = "InternalIPC::ProcessingDone\x00"
)

// filter asks for PDF/A-2b without forms, with the structure that reading
// programs for the blind go by.
const filter = `pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},` +
	`"UseTaggedPDF":{"type":"boolean","value":"true"},` +
	`"ExportFormFields":{"type":"boolean","value":"false"},` +
	`"ExportBookmarks":{"type":"boolean","value":"false"},` +
	`"ExportNotes":{"type":"boolean","value":"false"}}`

var errWords = errors.New("not the words of LibreOffice")

// order has the program at the other end do what args say.
func order(conn io.ReadWriter, folder string, args []string) error {
	if err := expect(conn, greeting); err != nil {
		return err
	}
	escape := strings.NewReplacer(`\`, `\\`, `,`, `\,`, "\x00", `\0`)
	var b bytes.Buffer
	b.WriteString(opening + inFolder + escape.Replace(folder))
	for _, arg := range args {
		b.WriteString("," + escape.Replace(arg))
	}
	b.WriteByte(0)
	if _, err := conn.Write(b.Bytes()); err != nil {
		return err
	}
	return expect(conn, done)
}

func expect(conn io.Reader, words string) error {
	got := make([]byte, len(words))
	if _, err := io.ReadFull(conn, got); err != nil {
		return err
	}
	if string(got) != words {
		return fmt.Errorf("%w: %q", errWords, got)
	}
	return nil
}

// pipeOf returns the name of the pipe of the program with that profile. Its sum
// has no leading zeros, byte by byte.
func pipeOf(profile string) string {
	var text []byte
	for _, unit := range utf16.Encode([]rune(profile)) {
		text = append(text, byte(unit), byte(unit>>8))
	}
	name := fmt.Sprintf("/tmp/OSL_PIPE_%d_SingleOfficeIPC_", os.Getuid())
	for _, b := range md5.Sum(text) { //nolint:gosec // as above
		name += fmt.Sprintf("%x", b)
	}
	return name
}
