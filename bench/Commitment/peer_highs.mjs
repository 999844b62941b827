// HiGHS (npm highs, WebAssembly, one thread) on an MPS file: node peer_highs.mjs MODEL.mps SECONDS GAP SOLUTION
// Prints one JSON object a line for each incumbent or bound, seconds counted from the start of the process, and writes the last incumbent
// as HiGHS's own solution files are: an Objective line, then column name and value.
import { readFileSync, writeFileSync } from 'node:fs';
import loadHighs from 'highs';

const [file, seconds, gap, target] = process.argv.slice(2);
const text = readFileSync(file);
const highs = await loadHighs();
const { mipImprovingSolution, mipLogging } = highs.constants.callbackType;
let incumbent = null;

const elapsed = () => performance.now() / 1000;
const say = data => {
  const { mip_primal_bound: objective, mip_dual_bound: bound } = data;
  const number = value => (Number.isFinite(value) && Math.abs(value) < 1e100 ? value : null);
  console.log(JSON.stringify({ seconds: elapsed(), objective: number(objective), bound: number(bound) }));
};

highs.withModel({ format: 'mps', data: text }, model => {
  model.options.set({ output_flag: false, time_limit: Math.max(1, Number(seconds) - elapsed()), mip_rel_gap: Number(gap) });
  model.run({
    [mipImprovingSolution](event) {
      incumbent = { values: event.data.mip_solution, objective: event.data.objective_function_value };
      say(event.data);
    },
    [mipLogging](event) { say(event.data); },
  });
  const solution = model.getSolution();
  const objective = model.getObjectiveValue();
  if (!incumbent && Number.isFinite(objective) && Math.abs(objective) < 1e100) incumbent = { values: solution.colValue, objective };
});

if (incumbent) {
  const names = columnNames(text.toString('utf8'));
  const lines = names.map((name, i) => `${name} ${incumbent.values[i]}`);
  writeFileSync(target, [`Objective ${incumbent.objective}`, `# Columns ${names.length}`, ...lines, ''].join('\n'));
}

/** Names of the columns in the order of the file. */
function columnNames(mps) {
  const names = [];
  for (const line of mps.slice(mps.indexOf('\nCOLUMNS\n') + 9, mps.indexOf('\nRHS\n')).split('\n')) {
    const [name, second] = line.trim().split(' ');
    if (second !== "'MARKER'" && name !== names.at(-1)) names.push(name);
  }
  return names;
}
