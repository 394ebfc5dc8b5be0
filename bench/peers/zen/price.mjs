// The price table on GoRules ZEN: rows and the order of questions come in on stdin, nanoseconds per decision go out.
// Answers are held against the table before anything is timed (of the slow whole table, each 97th question); a wrong
// one ends the process with 1.
import { createRequire } from 'node:module';
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';

const ROUNDS = 7;
const ROUND_NS = 1e9;
const AT_ONCE = 64;

let text = '';
for await (const part of process.stdin) text += part;
const { rows, order } = JSON.parse(text);

// A decision table with the hit policy "first"; cells are constants, the cheapest thing that a cell can be.
function decisionTable(fields, own) {
  const inputs = fields.map((field) => ({ id: field, name: field, type: 'expression', field }));
  const rules = own.map((row, index) => ({
    _id: `row-${index}`,
    ...Object.fromEntries(fields.map((field) => [field, JSON.stringify(row[field])])),
    price: String(row.price),
  }));
  const position = { x: 0, y: 0 };
  return new ZenDecisionContent({
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position },
      {
        id: 'table', name: 'table', type: 'decisionTableNode', position,
        content: {
          hitPolicy: 'first', inputs, rules,
          outputs: [{ id: 'price', name: 'price', type: 'expression', field: 'price' }],
        },
      },
      { id: 'out', name: 'out', type: 'outputNode', position },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  });
}

const engine = new ZenEngine();

// As a user would write it: one table of all rows.
const whole = engine.createDecision(decisionTable(['item', 'level'], rows));

// As a user would speed it up: the caller finds the item's own small table, ZEN decides by level only.
const byItem = new Map();
for (const row of rows) byItem.set(row.item, [...(byItem.get(row.item) ?? []), row]);
const small = new Map(
  [...byItem].map(([item, own]) => [item, engine.createDecision(decisionTable(['level'], own))]));

const facts = order.map((row) => ({ item: rows[row].item, level: rows[row].level }));
const levels = order.map((row) => ({ level: rows[row].level }));
const inWhole = (i) => whole.evaluate(facts[i]);
const inSmall = (i) => small.get(facts[i].item).evaluate(levels[i]);

async function prove(ask, every) {
  for (let i = 0; i < order.length; i += every) {
    const { result } = await ask(i);
    if (result.price !== rows[order[i]].price) {
      throw new Error(`row ${order[i]}: ${result.price} instead of ${rows[order[i]].price}`);
    }
  }
}

// Decisions until the time is up, so many at once; nanoseconds per decision: of wall time, or of processor time where
// that is less, so that neither a busy machine nor the use of several cores counts against it.
async function round(ask, atOnce, from) {
  const started = process.hrtime.bigint();
  const before = process.cpuUsage();
  let done = 0;
  let taken = 0;
  do {
    const asked = [];
    for (let i = 0; i < atOnce; i++) asked.push(ask((from + done + i) % order.length));
    await Promise.all(asked);
    done += atOnce;
    taken = Number(process.hrtime.bigint() - started);
  } while (taken < ROUND_NS);
  const used = process.cpuUsage(before);
  return { each: Math.min(taken, (used.user + used.system) * 1e3) / done, next: (from + done) % order.length };
}

async function median(ask, atOnce) {
  const found = [];
  let from = 0;
  for (let i = 0; i <= ROUNDS; i++) {
    const { each, next } = await round(ask, atOnce, from);
    from = next;
    if (i > 0) found.push(each);
  }
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)];
}

await prove(inWhole, 97);
await prove(inSmall, 1);
const measured = {};
for (const [name, ask] of [['table', inWhole], ['indexed', inSmall]]) {
  const alone = await median(ask, 1);
  const together = await median(ask, AT_ONCE);
  measured[name] = Math.min(alone, together);
  measured[`${name}How`] = alone <= together ? 'one after the other' : `${AT_ONCE} at once, on all cores`;
}

const { version } = createRequire(import.meta.url)('@gorules/zen-engine/package.json');
const about = `@gorules/zen-engine ${version} in Node.js ${process.versions.node}: one decision table, hit policy first`
  + ` (${measured.tableHow}); indexed: one table per item, found by the caller (${measured.indexedHow})`;
process.stdout.write(JSON.stringify({ ...measured, about }));
