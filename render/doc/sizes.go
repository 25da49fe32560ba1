package doc

// LargePrint is how much larger everything is set in large print: 18 pt for
// text, as the RNIB asks.
const LargePrint = 1.5

// PairRoom is the part of a page that two rows of a table may fill which are kept
// together: a sixth.
const PairRoom = 6
