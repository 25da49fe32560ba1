package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/render/doc"
)

// A Failure is an error with the exit that it leads to and what to do about it.
type Failure struct {
	Exit      Exit
	Msg, Hint string
}

func (f *Failure) Error() string { return f.Msg }

// Misuse is a failure of what was asked for.
func Misuse(msg, hint string) error { return &Failure{ExitUsage, msg, hint} }

// Fail is a failure of a record, or of a file that can't be read or written.
func Fail(msg, hint string) error { return &Failure{ExitFailed, msg, hint} }

// Whose fault it is, where nobody at the desk can mend it.
const (
	TemplatesFault = "the fault is in the template, not in the case; tell whoever keeps the templates"
	ProgramsFault  = "the fault is in the program, not in the case; tell whoever maintains it"

	refusedHint = "change the text or the field that is named, or the restriction if it is wrong, and make the pack again; if it is a coincidence, a named person can clear it (handover help pack, --cleared)"
)

// Account is an error as it is told.
type Account struct {
	Exit   Exit
	Faults []Said
	Hint   string // for all of them; may be ""
}

// Said is one thing that is wrong, with what to do about it, if that can be
// told.
type Said struct{ Msg, Hint string }

// Explain says all that an error holds, and the exit that it leads to.
func Explain(err error) Account {
	var (
		f        *Failure
		faults   fill.Faults
		problems model.Problems
		secret   *pack.Disclosed
		faulty   doc.Faults // what the record is at fault for, pack leaves out and says
		unsaved  *deliver.WriteError
	)
	switch {
	case errors.Is(err, context.Canceled):
		return Account{Exit: ExitStopped}
	case errors.As(err, &f):
		return Account{f.Exit, []Said{{f.Msg, f.Hint}}, ""}
	case errors.As(err, &secret):
		a := Account{Exit: ExitDisclose, Hint: "nothing was made of this case: " + refusedHint}
		if secret.Others {
			a.Exit, a.Hint = ExitNotMade, "the other documents were made: "+refusedHint
		}
		for _, r := range secret.Files {
			a.Faults = append(a.Faults, Said{Disclosed(r), ""})
		}
		return a
	case errors.As(err, &faults):
		return Account{ExitTemplate, said(faults), TemplatesFault}
	case errors.As(err, &problems):
		return Account{ExitFailed, said(problems), ""}
	case errors.As(err, &faulty):
		return Account{ExitTemplate, []Said{{err.Error(), TemplatesFault}}, ""}
	case errors.As(err, &unsaved):
		return Account{ExitFailed, []Said{{err.Error(), ""}}, ""}
	}
	return Account{ExitFailed, []Said{{err.Error(), ProgramsFault}}, ""}
}

func said(problems []model.Problem) []Said {
	var out []Said
	for _, p := range problems {
		out = append(out, Said{p.String(), p.Hint})
	}
	return out
}

// Disclosed says of a file what it would show, without its value. Its hash, for --cleared, stands in --json.
func Disclosed(r pack.Refused) string {
	s := fmt.Sprintf("%s would show %s, which %s may not know, and was not made", r.Path, shown(r), r.Recipient)
	if slices.ContainsFunc(r.Fields, func(f pack.RefusedField) bool { return f.Whole }) {
		return s + "; a whole address that a restriction withholds can't be cleared"
	}
	return s
}

// shown is what a file shows and in which field's words, each once.
func shown(r pack.Refused) string {
	var fields []string
	for _, f := range r.Fields {
		s := fmt.Sprintf("%s (%s)", f.Field, f.What)
		if f.In() != "" {
			s += " in " + f.In()
		}
		if !slices.Contains(fields, s) {
			fields = append(fields, s)
		}
	}
	return strings.Join(fields, ", ")
}

// cause is why a file can't be read or written, without its name.
func cause(err error) string { return deliver.Cause(err).Error() }

// atTemplates marks what is wrong with a protocol as the templates' fault: a
// record's problems are of the same type.
func atTemplates(err error) error {
	var problems model.Problems
	if errors.As(err, &problems) {
		return fill.Faults(problems)
	}
	return err
}
