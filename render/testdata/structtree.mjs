// Reads PDFs as Firefox does (pdf.js) and says of each whether all its text is
// in the structure that assistive technology gets: every piece of text stands
// in marked content that an element of the page's structure tree names once, or
// in an artifact, and no element names content that isn't there.
//
//	node structtree.mjs TOOLS FILE...
//
// TOOLS is the folder whose node_modules holds pdfjs-dist. A line a fault; at
// the end how many files were read. Exit 1 if there is a fault.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, ...files] = process.argv.slice(2);
const pdfjs = resolve(tools, "node_modules/pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument } = await import(pathToFileURL(pdfjs));

// content calls use for each marked content or object that an element names.
function content(node, use) {
  for (const kid of node.children ?? []) {
    if (kid.type) use(kid);
    else content(kid, use);
  }
}

async function pageFaults(page) {
  const faults = [];
  const tree = (await page.getStructTree()) ?? {}; // none where a page has nothing but boxes to write in
  const named = new Map();
  content(tree, (kid) => {
    if (kid.type === "content") named.set(kid.id, (named.get(kid.id) ?? 0) + 1);
  });
  const drawn = new Set();
  const open = [];
  let outside = 0;
  let unnamed = 0;
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    switch (item.type) {
      case "beginMarkedContent":
      case "beginMarkedContentProps":
        open.push(item);
        if (item.id) drawn.add(item.id);
        break;
      case "endMarkedContent":
        open.pop();
        break;
      default:
        if (!item.str.trim()) break;
        if (!open.length) outside++;
        else if (open.every((m) => m.tag !== "Artifact") && !open.some((m) => named.has(m.id))) unnamed++;
    }
  }
  if (outside) faults.push(`${outside} pieces of text outside marked content`);
  if (unnamed) faults.push(`${unnamed} pieces of text that the structure tree lacks`);
  for (const [id, times] of named) {
    if (times > 1) faults.push(`${id} is named ${times} times`);
    if (!drawn.has(id)) faults.push(`${id} is named and isn't there`);
  }
  return faults;
}

let bad = 0;
for (const file of files) {
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
  try {
    const doc = await task.promise;
    const marks = await doc.getMarkInfo();
    const faults = marks?.Marked ? [] : ["not marked as tagged"];
    for (let n = 1; n <= doc.numPages; n++) {
      const page = await doc.getPage(n);
      for (const fault of await pageFaults(page)) faults.push(`page ${n}: ${fault}`);
      page.cleanup();
    }
    for (const fault of faults) console.log(`${file}: ${fault}`);
    bad += faults.length;
  } catch (error) {
    console.log(`${file}: ${error.message}`);
    bad++;
  }
  await task.destroy();
}
console.log(`${files.length} files read`);
process.exit(bad ? 1 : 0);
