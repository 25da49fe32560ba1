package imports

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
)

// store keeps rows by their case. What is too much for memory goes to files,
// which nobody else may read and which close removes.
type store struct {
	dir     string // where files may be made
	scratch string // the folder that was made there; "" as long as memory is enough
	files   []*os.File
	buckets [][]byte
	held    int
}

const (
	inMemory   = 4 << 20 // bytes of rows before files are made
	manyBucket = 512
)

func newStore(dir string) *store {
	return &store{dir: dir, buckets: make([][]byte, manyBucket)}
}

// add keeps a row. table is negative for one that can't be trusted.
func (s *store) add(of int32, table, line int, cells []string) error {
	b := &s.buckets[int(of)%manyBucket]
	before := len(*b)
	*b = binary.AppendUvarint(*b, uint64(of))
	*b = binary.AppendVarint(*b, int64(table))
	*b = binary.AppendUvarint(*b, uint64(line))
	*b = binary.AppendUvarint(*b, uint64(len(cells)))
	for _, c := range cells {
		*b = binary.AppendUvarint(*b, uint64(len(c)))
		*b = append(*b, c...)
	}
	s.held += len(*b) - before
	if s.held > inMemory {
		return s.spill()
	}
	return nil
}

// spill writes what is in memory to the files.
func (s *store) spill() (err error) {
	if s.scratch == "" {
		if s.scratch, err = os.MkdirTemp(s.dir, ".rows-*"); err != nil {
			return err
		}
		for i := range s.buckets {
			f, err := os.OpenFile(filepath.Join(s.scratch, fmt.Sprint(i)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
			if err != nil {
				return err
			}
			s.files = append(s.files, f)
		}
	}
	for i, b := range s.buckets {
		if _, err := s.files[i].Write(b); err != nil {
			return err
		}
		s.buckets[i] = b[:0]
	}
	s.held = 0
	return nil
}

// stored is a row that was kept.
type stored struct {
	table, line int
	cells       []string
}

// done ends the adding, and lets the room go that it took.
func (s *store) done() error {
	if s.scratch == "" {
		return nil
	}
	err := s.spill()
	s.buckets = make([][]byte, manyBucket)
	return err
}

// bucket are the rows of one bucket, by case, in the order in which they came.
// They share the room of one text.
func (s *store) bucket(n int) (map[int32][]stored, error) {
	b := s.buckets[n]
	s.buckets[n] = nil
	if s.scratch != "" {
		info, err := s.files[n].Stat()
		if err != nil {
			return nil, err
		}
		b = make([]byte, info.Size())
		if _, err := s.files[n].ReadAt(b, 0); err != nil && info.Size() > 0 {
			return nil, err
		}
	}
	all, at := string(b), 0
	next := func() uint64 {
		v, n := binary.Uvarint(b[at:])
		at += n
		return v
	}
	rows := map[int32][]stored{}
	for at < len(b) {
		of := int32(next())
		table, n := binary.Varint(b[at:])
		at += n
		r := stored{table: int(table), line: int(next()), cells: make([]string, next())}
		for i := range r.cells {
			n := int(next())
			r.cells[i] = all[at : at+n]
			at += n
		}
		rows[of] = append(rows[of], r)
	}
	return rows, nil
}

// close removes what was written.
func (s *store) close() error {
	for _, f := range s.files {
		_ = f.Close() // it goes
	}
	if s.scratch == "" {
		return nil
	}
	return os.RemoveAll(s.scratch)
}
