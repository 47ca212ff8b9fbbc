/** The columns of `screen --csv`. */
export const CSV_COLUMNS = [
  'line',
  'query',
  'matches',
  'score',
  'ofacScore',
  'id',
  'name',
  'type',
  'matchedName',
  'listings',
  'why',
  'error',
] as const;

/** What `screen --help` says of what goes in and comes out. */
export const SCREEN_HELP = `
In:   lines: a name each, or a text with an address, a number or a reference in it
      CSV with a header: name, and perhaps type, dob (or birth_date, date_of_birth, born), country (or nationality)
      NDJSON: objects with the same keys
      A date of birth is a year or a date of which the year counts; a country is an English name or an ISO code. They raise or lower
      the score; what cannot be read of them is said, and the name looked up without. A line that cannot be read is said, has no
      matches in the answer, and the others go on. The exit is then 1.
Out:  for people: name, score, party, OFAC score, why, between tabs; "-" for none
      --csv: the best match, and how many there are: ${CSV_COLUMNS.join(', ')}
      --json: {"query","matches":[{"id","actor","name","type","score","matchedName","ofacScore","why","listings"}],"asOf"}
              a wrong line: {"query","matches":null,"asOf","line","error"}; what was left aside: "line" and "unread":["…"]`;
