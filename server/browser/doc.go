// Package browser walks the pages of the running program in Chromium: each
// role's day on the sample report, on an office screen and on a phone, by keyboard
// alone, without JavaScript, two browsers on one draft; and has axe-core look at
// every page. It has nothing but tests. What they saw is left as pictures in
// shots/, which git ignores.
package browser
