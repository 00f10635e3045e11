// Finds records by words, in the browser. The index is `adrSearchIndex` (adr_kit/site/search.py writes it); what a word
// is, adr_kit/insight/words.py says, and this follows it. Ranking is BM25+ as MiniSearch has it: the tests compare.
(() => {
  "use strict";

  const FIELDS = 4; // title, name, tag, body
  const BOOSTS = [4, 4, 2, 1];
  const IN_FORCE = 2; // what holds comes before a proposal that matches less than twice as well
  const SATURATION = 1.2, LENGTH = 0.7, LEAST = 0.5;
  const PREFIX = 0.375, FUZZY = 0.45; // what a longer word, and one with a typing error, count at most
  const LONGEST = 40; // letters of a word for which typing errors are looked for
  const TYPOS = 0.2; // typing errors a letter, in words of more than three

  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff" +
    "\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9d\\u{20000}-\\u{3ffff}";
  const RUN = new RegExp(
    `[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+(?:(?:\\+\\+|#)(?![\\p{L}\\p{N}]))?`, "gu");
  const UNSPACED_RUN = new RegExp(`^[${UNSPACED}]`, "u");
  const PLURAL = /(?<=[a-z]{2})(?:(?<=[^s])s|(?<=ss|sh|ch)es|(?<=x)es)$/;

  const fold = (text) =>
    text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ")
      .normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");

  function words(text) {
    const found = [];
    for (const [run] of fold(text).matchAll(RUN)) {
      if (!UNSPACED_RUN.test(run)) {
        found.push(run.replace(PLURAL, ""));
        continue;
      }
      const characters = [...run];
      for (let at = 0; at < Math.max(characters.length - 1, 1); at++) {
        found.push(characters.slice(at, at + 2).join(""));
      }
    }
    return found;
  }

  /** Reads the numbers that `_number` of search.py wrote. */
  function* numbers(text) {
    const value = (code) => code - 32 - (code > 34) - (code > 92);
    let sum = 0, scale = 1;
    for (let at = 0; at < text.length; at++) {
      const digit = value(text.charCodeAt(at));
      sum += digit * scale;
      if (digit < 47) {
        yield sum;
        sum = 0;
        scale = 1;
      } else {
        scale *= 46;
      }
    }
  }

  class Index {
    constructor(data) {
      this.records = data.records;
      this.inForce = data.inForce;
      this.lengths = Uint32Array.from(numbers(data.lengths));
      this.averages = BOOSTS.map((_, field) => this.#average(field));
      this.postings = data.postings;
      this.#readTerms(data.terms);
    }

    #average(field) {
      let sum = 0;
      for (let at = field; at < this.lengths.length; at += FIELDS) sum += this.lengths[at];
      return sum / (this.records.length || 1) || 1;
    }

    #readTerms(text) {
      this.terms = [];
      this.shared = [];
      this.starts = [0];
      let before = "", at = 0;
      const next = () => {
        const start = at;
        while (text.charCodeAt(at) - 32 - (text.charCodeAt(at) > 34) - (text.charCodeAt(at) > 92) >= 47) at++;
        return numbers(text.slice(start, ++at)).next().value;
      };
      while (at < text.length) {
        const shared = next(), length = next(), postings = next();
        before = before.slice(0, shared) + text.slice(at, at + length);
        at += length;
        this.shared.push(shared);
        this.terms.push(before);
        this.starts.push(this.starts.at(-1) + postings);
      }
    }

    /** The place of the first term that is not less than a word. */
    #first(word) {
      let low = 0, high = this.terms.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.terms[middle] < word) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /** Terms that a word of a query means: [place, weight]; the word itself, longer ones, misspelt ones. */
    #meant(word) {
      const meant = new Map();
      for (let at = this.#first(word); at < this.terms.length && this.terms[at].startsWith(word); at++) {
        const length = this.terms[at].length, more = length - word.length;
        meant.set(at, more ? (PREFIX * length) / (length + 0.3 * more) : 1);
      }
      const most = word.length > 3 && word.length <= LONGEST ? Math.min(6, Math.round(word.length * TYPOS)) : 0;
      if (most) {
        this.#alike(word, most, (at, distance) => {
          const length = this.terms[at].length;
          if (!meant.has(at)) meant.set(at, (FUZZY * length) / (length + distance));
        });
      }
      return meant;
    }

    /** Every term within some typing errors: a row of the distance table is kept for each letter it shares with the next. */
    #alike(word, most, found) {
      const width = word.length + 1;
      const rows = new Uint8Array(width * (word.length + most + 1));
      for (let column = 0; column < width; column++) rows[column] = column;
      let valid = 0; // letters of the term before that have a row
      for (let at = 0; at < this.terms.length; at++) {
        const term = this.terms[at];
        if (this.shared[at] > valid) continue; // its beginning is too far from the word already
        valid = Math.min(this.shared[at], valid);
        if (term.length > word.length + most) {
          valid = this.#rows(rows, word, term.slice(0, word.length + most), valid, most);
          continue;
        }
        valid = this.#rows(rows, word, term, valid, most);
        const distance = rows[valid * width + width - 1];
        if (valid === term.length && distance <= most && distance) found(at, distance);
      }
    }

    /** Fills rows for a term's letters until none can come near; returns how many letters have one. */
    #rows(rows, word, term, valid, most) {
      const width = word.length + 1;
      for (let letter = valid; letter < term.length; letter++) {
        const above = letter * width, here = above + width;
        let least = (rows[here] = letter + 1);
        for (let column = 1; column < width; column++) {
          const change = rows[above + column - 1] + (word[column - 1] === term[letter] ? 0 : 1);
          const value = Math.min(change, rows[above + column] + 1, rows[here + column - 1] + 1);
          rows[here + column] = value;
          if (value < least) least = value;
        }
        if (least > most) return letter;
      }
      return term.length;
    }

    /** Adds what one term says about each record to the results of one word. */
    #score(place, weight, word, results) {
      const entries = [];
      const counts = new Array(FIELDS).fill(0);
      let record = 0, delta = true;
      for (const number of numbers(this.postings.slice(this.starts[place], this.starts[place + 1]))) {
        if (delta) record += number;
        else {
          counts[number % FIELDS]++;
          entries.push([record, number % FIELDS, Math.floor(number / FIELDS) + 1]);
        }
        delta = !delta;
      }
      for (const [id, field, times] of entries) {
        const rare = Math.log(1 + (this.records.length - counts[field] + 0.5) / (counts[field] + 0.5));
        const long = this.lengths[id * FIELDS + field] / this.averages[field];
        const often = (times * (SATURATION + 1)) / (times + SATURATION * (1 - LENGTH + LENGTH * long));
        const boost = BOOSTS[field] * (this.inForce[id] === "1" ? IN_FORCE : 1);
        let result = results.get(id);
        if (!result) results.set(id, (result = { id, score: 0, words: new Set(), terms: new Set() }));
        result.score += weight * boost * rare * (LEAST + often);
        result.words.add(word);
        result.terms.add(this.terms[place]);
      }
    }

    /** The best records for a query: {id, score, terms}; those that hold more of its words come first. */
    search(query, limit = 10) {
      const results = new Map();
      for (const word of new Set(words(query))) {
        for (const [place, weight] of this.#meant(word)) this.#score(place, weight, word, results);
      }
      const found = [...results.values()];
      for (const result of found) result.score *= result.words.size;
      return found.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit);
    }
  }

  globalThis.adrSearch = { Index, words, fold };
})();
