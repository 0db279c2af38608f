// Rules for the tables of a text, as in scripts/handbook/judging/table_rules.py.

const DASHES = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const PIPED = /^\|.*\|$/;
const MOST = 8; // columns that a message shows

/** No row has more cells than the first, and what was meant as a table is one. ``lines`` are without code; ``tabbed`` is a row with tabs. */
export function* tables(lines, tabbed) {
  const rows = lines.map((line) => line.replace(/^[ \t>]+|[ \t]+$/g, ""));
  let count = 0; // of cells in the current table
  let told = false; // whether this paragraph has a message already
  for (const [number, row] of rows.entries()) {
    if (!row) [count, told] = [0, false];
    else if (begins(rows, number)) count = cells(row).length;
    else if (count && !begins(rows, number - 1)) {
      if (cells(row).slice(count).some(Boolean)) yield { name: "tableCells", values: { count } };
    } else if (!count && !told && tabbed.test(lines[number]) && tabbed.test(lines[number + 1] ?? "")) {
      told = true;
      yield { name: "tabTable", values: { dashes: dashes(row.split(/\t+/).length) } };
    } else if (!count && !told && PIPED.test(row) && PIPED.test(rows[number + 1] ?? "")) {
      told = true;
      yield { name: "noTable", values: { dashes: dashes(cells(row).length) } };
    }
  }
}

function dashes(count) {
  return `|${" --- |".repeat(Math.min(Math.max(count, 1), MOST))}`;
}

/** Whether this row is the first one of a table: the row below it has as many cells, all of dashes. */
export function begins(rows, number) {
  const [first, second] = [rows[number] ?? "", rows[number + 1] ?? ""];
  return /\|/.test(first + second) && DASHES.test(second) && cells(first).length === cells(second).length;
}

export function cells(row) {
  return row.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
}
