package docx

// Verify compares file with what t makes of v, as Render does with what the
// carrier wrote.
func Verify(t *Template, v Values, file []byte) error { return verify(file, t.fill(v)) }
