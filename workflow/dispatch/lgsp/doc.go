// Package lgsp sends and fetches edXML messages through a connector in the shape of a
// provincial integration platform (nền tảng tích hợp, chia sẻ dữ liệu, LGSP): HTTP with
// the system's id, its secret and a bearer token in headers, and a code in each answer.
// What differs from province to province is data: see Shape.
package lgsp
