package imports

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"  // the driver pgx
	_ "github.com/microsoft/go-mssqldb" // the driver sqlserver
)

// database is a database that holds the dataset's tables. It is read in one
// transaction that may write nothing, so that all tables are of one moment.
type database struct {
	db     *sql.DB
	tx     *sql.Tx
	tables []Table
	names  []string // of each table, as a query has to write it
}

// OpenDatabase opens a database by its address: postgres://… (PostgreSQL) or
// sqlserver://… (Microsoft SQL Server, which has to allow snapshot isolation).
// The error never repeats the address, which may hold a password.
func OpenDatabase(ctx context.Context, address string) (Source, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New(
			"not a database's address: write postgres://USER@HOST/NAME or sqlserver://USER@HOST?database=NAME",
		)
	}
	driver, level, mark := "", sql.LevelRepeatableRead, `"`
	switch u.Scheme {
	case "postgres", "postgresql":
		driver = "pgx"
	case "sqlserver":
		driver, level, mark = "sqlserver", sql.LevelSnapshot, ""
	default:
		return nil, errors.New(
			"not a database that can be read: write postgres://USER@HOST/NAME or sqlserver://USER@HOST?database=NAME",
		)
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return nil, errors.New("the database's address can't be read")
	}
	s := &database{db: db}
	if err := s.begin(ctx, driver, level, mark); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *database) begin(ctx context.Context, driver string, level sql.IsolationLevel, mark string) error {
	var err error
	// SQL Server knows no transaction that only reads; only SELECT is ever sent
	if s.tx, err = s.db.BeginTx(ctx, &sql.TxOptions{Isolation: level, ReadOnly: driver == "pgx"}); err != nil {
		return errors.New("the database can't be reached, or doesn't let this user in: " + plainly(err))
	}
	rows, err := s.tx.QueryContext(
		ctx,
		"SELECT table_schema, table_name, column_name FROM information_schema.columns ORDER BY table_schema, table_name, ordinal_position",
	)
	if err != nil {
		return errors.New("the list of tables can't be read: " + plainly(err))
	}
	defer rows.Close() // Err says what went wrong
	for rows.Next() {
		var schema, name, column string
		if err := rows.Scan(&schema, &name, &column); err != nil {
			return err
		}
		known := func(t table) bool { return t.name == tableName(name) }
		if !slices.ContainsFunc(ssdTables(), known) {
			continue
		}
		quoted := quote(schema, mark) + "." + quote(name, mark)
		if n := len(s.names); n == 0 || s.names[n-1] != quoted {
			if i := slices.IndexFunc(s.tables, func(t Table) bool { return t.Name == tableName(name) }); i >= 0 {
				return fmt.Errorf(
					"the database has the table %s twice: %s and %s.%s",
					tableName(name),
					s.tables[i].Place,
					schema,
					name,
				)
			}
			s.tables = append(s.tables, Table{Name: tableName(name), Place: schema + "." + name})
			s.names = append(s.names, quoted)
		}
		t := &s.tables[len(s.tables)-1]
		t.Columns = append(t.Columns, strings.ToLower(column))
	}
	return rows.Err()
}

// plainly is what a database says, on one line.
func plainly(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// quote is a name as a query has to write it.
func quote(name, mark string) string {
	if mark == "" {
		return "[" + strings.ReplaceAll(name, "]", "]]") + "]"
	}
	return mark + strings.ReplaceAll(name, mark, mark+mark) + mark
}

func (s *database) Tables() []Table { return s.tables }

func (s *database) Close() error {
	var err error
	if s.tx != nil {
		err = s.tx.Rollback()
	}
	return errors.Join(err, s.db.Close())
}

// Rows reads a table, in the database's order.
func (s *database) Rows(ctx context.Context, t Table, do func(Row) error) (err error) {
	i := slices.IndexFunc(s.tables, func(x Table) bool { return x.Place == t.Place })
	rows, err := s.tx.QueryContext(ctx, "SELECT * FROM "+s.names[i])
	if err != nil {
		return errors.New(plainly(err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for n := range values {
		into[n] = &values[n]
	}
	cells := make([]string, len(t.Columns))
	for line := 1; rows.Next(); line++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for n, v := range values {
			cells[n] = cell(v)
		}
		if err := do(Row{Line: line, Cells: cells}); err != nil {
			return err
		}
	}
	return rows.Err()
}

// cell is a value of a database as text.
func cell(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case []byte:
		return string(x)
	case time.Time:
		return x.Format("2006-01-02 15:04:05")
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}
