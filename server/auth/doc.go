// Package auth knows who a person is: passwords, sessions, the first step that
// makes an office and its administrator, and the office's own keeping of its
// people. What a person may do to a document is decided in workflow.
//
// Passwords are kept as argon2id in the PHC string format, sessions as the
// SHA-256 of a random token. Both live in the store, so that any server knows
// them. Only the count of failed logins is kept in the memory of each server:
// with n servers a guesser has at most n times the attempts, which the pauses
// make few either way, and a flood of bad logins costs the store no writes.
package auth
