// `npm run bench`: every figure as a table, and as test/bench/latest.json. Not a test: the machine decides the figures.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measure, type Measured } from './harness.ts'
import { routeFigures } from './route.ts'

const results: Measured[] = []
for (const figure of routeFigures) results.push(await measure(figure))

const rows = results.map(({ name, issue, median, ratio, goal, floor, holds }) => ({
  figure: name,
  issue,
  'median ms': Number(median.toFixed(1)),
  'to the plain way': ratio === null ? '' : Number(ratio.toFixed(2)),
  goal,
  floor,
  holds: holds ? (median <= goal ? 'goal' : 'floor') : 'NO',
}))
// eslint-disable-next-line no-console -- the table is what the command is for
console.table(rows)
writeFileSync(join(import.meta.dirname, 'latest.json'), `${JSON.stringify(results, null, 2)}\n`)
process.exitCode = results.every(({ holds }) => holds) ? 0 : 1
