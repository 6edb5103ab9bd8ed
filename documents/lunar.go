package documents

import "time"

// lunarFirst is the first year of lunarDays.
const lunarFirst = 2020

// lunarDays are, as month and day (125 is 25/01), the first day of the lunar year
// (mùng 1 Tết) and the tenth of its third month (Giỗ Tổ Hùng Vương), from 2020 to
// 2099. They are those of the Vietnamese calendar, which reckons by the time of
// Hanoi (UTC+7) and so has Tết 2030 a day before the Chinese one. Made from two
// independent calculations that agree on every day: new moons and solar longitudes
// of astronomy-engine 2.1 (VSOP87), and the rules of Hồ Ngọc Đức's calendar.
var lunarDays = [...][2]int{
	{125, 402}, {212, 421}, {201, 410}, {122, 429}, {210, 418}, // 2020
	{129, 407}, {217, 426}, {206, 416}, {126, 404}, {213, 423}, // 2025
	{202, 412}, {123, 401}, {211, 419}, {131, 409}, {219, 428}, // 2030
	{208, 417}, {128, 406}, {215, 424}, {204, 413}, {124, 403}, // 2035
	{212, 420}, {201, 410}, {122, 429}, {210, 419}, {130, 407}, // 2040
	{217, 426}, {206, 415}, {126, 404}, {214, 422}, {202, 411}, // 2045
	{123, 401}, {211, 420}, {201, 409}, {218, 428}, {208, 417}, // 2050
	{128, 406}, {215, 424}, {204, 413}, {124, 402}, {212, 421}, // 2055
	{202, 410}, {121, 331}, {209, 419}, {129, 408}, {217, 426}, // 2060
	{205, 415}, {126, 404}, {214, 423}, {203, 411}, {123, 401}, // 2065
	{211, 420}, {131, 409}, {219, 427}, {207, 416}, {127, 405}, // 2070
	{215, 424}, {205, 413}, {124, 402}, {212, 421}, {202, 411}, // 2075
	{122, 330}, {209, 418}, {129, 407}, {217, 426}, {206, 414}, // 2080
	{126, 403}, {214, 422}, {203, 412}, {124, 401}, {210, 420}, // 2085
	{130, 409}, {218, 428}, {207, 416}, {127, 405}, {215, 424}, // 2090
	{205, 413}, {125, 402}, {212, 421}, {201, 411}, {121, 429}, // 2095
}

// lunar returns Tết and Giỗ Tổ of a year; no days of a year that the table has not.
func lunar(year int) (newYear, ancestors Date) {
	i := year - lunarFirst
	if i < 0 || i >= len(lunarDays) {
		return Date{}, Date{}
	}
	day := func(n int) Date { return Date{year, time.Month(n / 100), n % 100} }
	return day(lunarDays[i][0]), day(lunarDays[i][1])
}
