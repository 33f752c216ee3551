// `npm run bench [words]`: every figure as a table, and as test/bench/latest.json. Words select figures by their suite
// or name; `short` those that matter most, in five minutes. Not a test: the machine decides the figures.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { betterRoutePageFigures } from './better-route-page.ts'
import { boardFigures, closeBoard } from './board.ts'
import { type BenchBrowser, type BrowserFigure, measureIn, openBenchBrowser } from './browser.ts'
import { departureMatrixFigures } from './departures.ts'
import { type Figure, isWithin, measure, type Measured } from './harness.ts'
import { libraryFigures } from './library.ts'
import { loadFigures } from './load.ts'
import { optimiseFigures } from './optimise.ts'
import { resultsChartsFigures } from './results-charts.ts'
import { resultsGrowthFigures } from './results-growth.ts'
import { resultsMapFigures } from './results-map.ts'
import { resultsMemoryFigures } from './results-memory.ts'
import { resultsStudiesFigures } from './results-studies.ts'
import { routeEditorFigures } from './route-editor.ts'
import { routeFigures } from './route.ts'
import { canMeasure, closeService, measureService, type ServiceFigure, serviceFigures } from './service.ts'
import { signedInFigures } from './signed-in.ts'
import { shipAndSeaFigures } from './ship-and-sea.ts'
import { siteFigures } from './site.ts'
import { printSyntheticSeas } from './synthetic-seas.ts'

const suites: Readonly<Record<string, readonly (Figure | BrowserFigure | ServiceFigure)[]>> = {
  load: loadFigures,
  route: routeFigures,
  'route-editor': routeEditorFigures,
  'results-map': resultsMapFigures,
  'results-growth': resultsGrowthFigures,
  'results-memory': resultsMemoryFigures,
  'results-studies': resultsStudiesFigures,
  'results-charts': resultsChartsFigures,
  'ship-and-sea': shipAndSeaFigures,
  optimise: [...optimiseFigures, ...departureMatrixFigures, ...betterRoutePageFigures],
  service: serviceFigures,
  library: libraryFigures,
  'signed-in': signedInFigures,
  site: siteFigures,
  board: boardFigures,
}

const words = process.argv.slice(2).join(' ').toLowerCase()
const all = Object.entries(suites).flatMap(([suite, figures]) => figures.map((figure) => ({ suite, figure })))
/** From the first sight of the page to its largest answer, and back at the board. */
const short = new Set([
  'First visit: first paint',
  'First visit: map drawn',
  'First visit: loaded unasked',
  'File chosen to preview',
  'Direct request of 5,000 points',
  '100,000 points × 16 fields: last byte to painted overlay',
  '100,000 points: another variable painted',
  '100,000 points: cursor step in the charts',
  '100,000 points: charts drawn, with all ribbons and a lane',
  'Voyage of 2,000 waypoints: opened from the board',
])
for (const name of short)
  if (!all.some(({ figure }) => figure.name === name)) throw new Error(`No figure is “${name}”.`)
const chosen = all
  .filter(({ suite, figure }) =>
    words === 'short' ? short.has(figure.name) : `${suite}: ${figure.name}`.toLowerCase().includes(words),
  )
  .map(({ figure }) => figure)

const results: Measured[] = []
let browser: BenchBrowser | null = null
try {
  for (const figure of chosen) {
    if ('inBrowser' in figure) results.push(await measureIn((browser ??= await openBenchBrowser()), figure))
    else if (!('ofService' in figure)) results.push(await measure(figure))
    else if (canMeasure(figure)) results.push(await measureService(figure))
    // eslint-disable-next-line no-console -- nobody should take it for a figure that holds
    else console.log(`NOT RUN: ${figure.name}. PostgreSQL is not installed.`)
  }
} finally {
  await browser?.close()
  await closeService()
  await closeBoard()
}

const rows = results.map((one) => ({
  figure: one.name,
  issue: one.issue,
  median: Number(one.median.toFixed(one.unit === '×' ? 2 : 1)),
  unit: one.unit,
  'to the plain way': one.ratio === null ? '' : Number(one.ratio.toFixed(2)),
  goal: one.ofPlain ? `${one.goal} of plain` : one.goal,
  floor: one.floor,
  holds: one.holds ? (isWithin(one, one.goal) ? 'goal' : 'floor') : 'NO',
}))
// eslint-disable-next-line no-console -- the table is what the command is for
console.table(rows)

// What is found there is no time to hold, and so no figure.
const isOfWeather = words === 'synthetic seas in weather'
if (isOfWeather || 'optimise: synthetic seas'.includes(words)) await printSyntheticSeas(isOfWeather)

/** Figures that were not selected this time stay as they were. */
const file = join(import.meta.dirname, 'latest.json')
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured[]) : []
const latest = all.flatMap(
  ({ figure: { name } }) => results.find((one) => one.name === name) ?? before.find((one) => one.name === name) ?? [],
)
writeFileSync(file, `${JSON.stringify(latest, null, 2)}\n`)
process.exitCode = (results.length > 0 || isOfWeather) && results.every(({ holds }) => holds) ? 0 : 1
