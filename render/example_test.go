package render_test

import (
	"fmt"

	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
)

// ExampleFinish makes a Markdown file of filled Markdown, and holds it to its words.
// What is a value never becomes markup.
func ExampleFinish() {
	source := markup.Source{
		Name: "letter.md", Line: 1, Markdown: []byte("# Dear " + markup.Token(0) + "\n\nI am your new social worker.\n"),
		Values: []markup.Value{{Text: "*Wren*", Path: "children[0].first_name"}},
	}
	tree, err := markup.Parse(source, doc.Meta{Title: "A letter", Creator: "Example Council", Lang: "en-GB", Date: "2026-11-23", Layout: doc.Notice})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, content, err := render.Finish("md", tree, render.Envelope{})
	fmt.Printf("%s%s\n%v %v\n", b, content.Text, content.Structure, err)
	// Output:
	// ---
	// title: "A letter"
	// author: "Example Council"
	// date: "2026-11-23"
	// lang: "en-GB"
	// handover:
	//   layout: "notice"
	//   landscape: false
	//   draft: false
	// ---
	//
	// # Dear \*Wren\*
	//
	// I am your new social worker.
	// Dear *Wren*
	// I am your new social worker.
	// Example Council
	//
	// [H1 P] <nil>
}
