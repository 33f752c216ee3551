// `npm run bench [words]`: every figure as a table, and as test/bench/latest.json. Words take the figures whose suite or
// name has them. Not a test: the machine decides the figures.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchBrowser, type BrowserFigure, measureIn, openBenchBrowser } from './browser.ts'
import { type Figure, heldAgainst, measure, type Measured } from './harness.ts'
import { resultsChartsFigures } from './results-charts.ts'
import { resultsMapFigures } from './results-map.ts'
import { routeEditorFigures } from './route-editor.ts'
import { routeFigures } from './route.ts'

const suites: Readonly<Record<string, readonly (Figure | BrowserFigure)[]>> = {
  route: routeFigures,
  'route-editor': routeEditorFigures,
  'results-map': resultsMapFigures,
  'results-charts': resultsChartsFigures,
}

const words = process.argv.slice(2).join(' ').toLowerCase()
const all = Object.entries(suites).flatMap(([suite, figures]) => figures.map((figure) => ({ suite, figure })))
const chosen = all.filter(({ suite, figure }) => `${suite}: ${figure.name}`.toLowerCase().includes(words)).map(({ figure }) => figure)

const results: Measured[] = []
let browser: BenchBrowser | null = null
try {
  for (const figure of chosen) results.push('inBrowser' in figure ? await measureIn((browser ??= await openBenchBrowser()), figure) : await measure(figure))
} finally {
  await browser?.close()
}

const rows = results.map((one) => ({
  figure: one.name,
  issue: one.issue,
  'median ms': Number(one.median.toFixed(1)),
  'to the plain way': one.ratio === null ? '' : Number(one.ratio.toFixed(2)),
  goal: one.ofPlain ? `${one.goal} of plain` : one.goal,
  floor: one.floor,
  holds: one.holds ? (heldAgainst(one) <= one.goal ? 'goal' : 'floor') : 'NO',
}))
// eslint-disable-next-line no-console -- the table is what the command is for
console.table(rows)

/** Figures that were not asked for this time stay as they were. */
const file = join(import.meta.dirname, 'latest.json')
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured[]) : []
const latest = all.flatMap(({ figure: { name } }) => results.find((one) => one.name === name) ?? before.find((one) => one.name === name) ?? [])
writeFileSync(file, `${JSON.stringify(latest, null, 2)}\n`)
process.exitCode = results.length > 0 && results.every(({ holds }) => holds) ? 0 : 1
