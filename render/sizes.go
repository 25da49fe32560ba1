package render

// largePrint is how much larger everything is set in large print: 18 pt for
// text, as the RNIB asks.
const largePrint = 1.5

// pairRoom is the part of a page that two rows of a table may fill which are kept
// together: a sixth.
const pairRoom = 6
