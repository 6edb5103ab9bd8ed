package ooxml

// Declaration is the line a part begins with.
const Declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Bytes returns n as a part: the XML declaration, then the tree.
func (n *Node) Bytes() []byte { return n.AppendTo([]byte(Declaration)) }

// AppendTo appends the tree to dst, without a declaration.
func (n *Node) AppendTo(dst []byte) []byte {
	if n.Name == "" {
		return appendEscaped(dst, n.Text, inRaw)
	}
	dst = n.AppendStart(dst)
	if len(n.Kids) == 0 {
		return dst
	}
	for _, k := range n.Kids {
		dst = k.AppendTo(dst)
	}
	return n.AppendEnd(dst)
}

// AppendStart appends the start tag of n, which is closed at once when n has no
// children.
func (n *Node) AppendStart(dst []byte) []byte {
	dst = append(append(dst, '<'), n.Name...)
	for _, a := range n.Attrs {
		dst = append(append(append(dst, ' '), a.Name...), '=', '"')
		dst = append(AppendAttr(dst, a.Value), '"')
	}
	if len(n.Kids) == 0 {
		dst = append(dst, '/')
	}
	return append(dst, '>')
}

// AppendEnd appends the end tag of n.
func (n *Node) AppendEnd(dst []byte) []byte {
	return append(append(append(dst, '<', '/'), n.Name...), '>')
}
