// Our search beside MiniSearch, on the same documents and queries; both answers, sizes and times as JSON on stdout.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const [folder, modules] = process.argv.slice(2);
const { documents, queries, fuzzy } = JSON.parse(fs.readFileSync(0, "utf8"));
const MiniSearch = require(path.join(modules, "minisearch", "dist", "cjs", "index.cjs"));

const index = fs.readFileSync(path.join(folder, "search-index.js"), "utf8");
for (const source of [fs.readFileSync(path.join(folder, "search.js"), "utf8"), index]) vm.runInThisContext(source);
const ours = new globalThis.adrSearch.Index(globalThis.adrSearchIndex);

const theirs = new MiniSearch({
  fields: ["title", "name", "tags", "body"],
  storeFields: ["title", "name", "page", "kind", "status", "date", "gist"],
  searchOptions: {
    boost: { title: 4, name: 4, tags: 2 },
    boostDocument: (id) => (documents[id].inForce ? 2 : 1),
    prefix: true,
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
  },
});
theirs.addAll(documents);

const timed = (search) => {
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = process.hrtime.bigint();
    for (const query of fuzzy) search(query);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6);
  }
  return best;
};

console.log(JSON.stringify({
  ours: queries.map((query) => ours.search(query, 10).map((result) => result.id)),
  theirs: queries.map((query) => theirs.search(query).slice(0, 10).map((result) => result.id)),
  size: { ours: Buffer.byteLength(index), theirs: Buffer.byteLength(JSON.stringify(theirs)) },
  time: { ours: timed((query) => ours.search(query, 10)), theirs: timed((query) => theirs.search(query)) },
}));
