package doc

// Glued tells whether the space at s[i] stands inside a telephone number or a
// postcode, where no line is to end.
func Glued(s string, i int) bool {
	if i == 0 || i+1 >= len(s) || s[i] != ' ' || !digit(s[i+1]) {
		return false
	}
	return inPostcode(s, i) || inNumber(s, i)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func capital(c byte) bool { return 'A' <= c && c <= 'Z' }

// wordByte tells whether a byte is of a word, in whatever script.
func wordByte(c byte) bool {
	return digit(c) || capital(c) || 'a' <= c && c <= 'z' || c >= 0x80
}

// inPostcode: one or two letters, a digit and perhaps one more sign; the space;
// a digit and two letters.
func inPostcode(s string, i int) bool {
	if i+3 >= len(s) || !capital(s[i+2]) || !capital(s[i+3]) || i+4 < len(s) && wordByte(s[i+4]) {
		return false
	}
	from := i
	for from > 0 && wordByte(s[from-1]) {
		from--
	}
	out := s[from:i]
	if len(out) < 2 || len(out) > 4 || !capital(out[0]) {
		return false
	}
	out = out[1:]
	if capital(out[0]) && len(out) > 1 {
		out = out[1:]
	}
	return digit(out[0]) && (len(out) == 1 || len(out) == 2 && (digit(out[1]) || capital(out[1])))
}

// inNumber: groups of digits with one space between, the first beginning with 0
// or, after a plus, with a country's code; 8 to 11 digits in all, or up to 13.
func inNumber(s string, i int) bool {
	from := i
	for from > 0 && (digit(s[from-1]) || s[from-1] == ' ' && from > 1 && digit(s[from-2])) {
		from--
	}
	for from < i { // at the beginning of a group: may a number begin here?
		most := 11
		if from > 0 && s[from-1] == '+' {
			most = 13
		} else if s[from] != '0' || from > 0 && wordByte(s[from-1]) {
			most = 0
		}
		digits, end := 0, from
		for at := from; at < len(s); at++ { // at: the beginning of a group
			to := at
			for to < len(s) && digit(s[to]) {
				to++
			}
			if to == at || digits+to-at > most {
				break
			}
			digits, end = digits+to-at, to
			if at = to; at >= len(s) || s[at] != ' ' {
				break
			}
		}
		if digits >= 8 && end > i {
			return true
		}
		if digits >= 8 { // the next number begins after this one
			from = end
		}
		for from < i && s[from] != ' ' {
			from++
		}
		from++
	}
	return false
}
