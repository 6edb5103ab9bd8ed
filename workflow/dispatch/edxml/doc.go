// Package edxml reads and writes the messages that Vietnamese agencies exchange
// documents in (gói tin edXML, QCVN 102:2016/BTTTT as amended in 2022): a document
// that is new, recalled, updated or a replacement, and the statuses that its
// receivers send back. It sends nothing.
//
// Read takes what the software of others writes and refuses what is no sound XML,
// beyond the limits or marked as a state secret, with the place. Write makes the
// elements, in the order and with the prefixes, of the national axis' own kit.
package edxml
