// What a browser has to load before the page appears, and how large it may be. The build prints it, and fails where a
// floor is broken.

const PAGE = 'index.html'

/**
 * What the first visit loads besides the scripts and styles of the page, before anybody has touched anything. A test in
 * the browser counts what is really loaded.
 */
const UNASKED = {
  'the page': /^index\.html$/,
  'the theme': /^theme\.js$/,
  'the icon': /^icon\.svg$/,
  'the font': /\.woff2$/,
  MapLibre: /maplibre-[^/]*\.js$/, // with its worker
  'the map': /\/map-[^/]*\.(js|css)$/,
  'the tasks and the team': /\/desk-[^/]*\.(js|css)$/,
  'the worker for the coast': /coastline-worker-[^/]*\.js$/,
  'the coast': /land-110m-[^/]*\.json$/,
  'the names': /places-[^/]*\.json$/,
}

/** Sizes in kB (1,000 bytes), compressible files by Brotli. */
const bounds = {
  beforeMap: { goal: 180, floor: 220 },
  unasked: { goal: 700, floor: 850 },
  font: { goal: 50, floor: 50 },
}

/**
 * @typedef {Record<string, { file: string, imports?: string[], css?: string[] }>} Manifest as Vite writes it
 * @typedef {{ what: string, kB: number, goal: number | null, floor: number | null }} Row
 * @param {Manifest} manifest
 * @param {Map<string, number>} sizes bytes as they are sent, by the file's path in the build
 * @returns {Row[]} without bounds where it is for information only
 */
export function budget(manifest, sizes) {
  const sum = (files) => [...files].reduce((total, file) => total + sizeOf(sizes, file), 0)
  const named = (pattern) => [...sizes.keys()].filter((file) => pattern.test(file))

  const page = filesOf(manifest, PAGE)
  const all = new Set([...page, ...Object.entries(UNASKED).flatMap(([what, pattern]) => need(named(pattern), what))])
  const later = [...sizes.keys()].filter((file) => /\.(js|css)$/.test(file) && !all.has(file))
  const row = (what, bytes, { goal, floor } = { goal: null, floor: null }) => ({ what, kB: bytes / 1000, goal, floor })
  return [
    row('Before the map is drawn', sum(page), bounds.beforeMap),
    row('MapLibre and its worker', sum(named(UNASKED.MapLibre))),
    row(`Loaded unasked, ${all.size} files`, sum(all), bounds.unasked),
    row('Font', sum(named(UNASKED['the font'])), bounds.font),
    row('Coast and borders, when zoomed in', sum(named(/(land-50m|borders)-.*\.json$/))),
    row('Workers, when needed', sum(later.filter((file) => /worker-/.test(file)))),
    row('Scripts and styles, when needed', sum(later.filter((file) => !/worker-/.test(file)))),
  ]
}

/** @param {Row} row */
export const holds = ({ kB, floor }) => floor === null || kB <= floor

/** @param {Row[]} rows */
export function budgetTable(rows) {
  const cells = rows.map(({ what, kB, goal, floor }) => [
    what,
    `${kB.toFixed(1)} kB`,
    goal === null ? '' : `goal ${goal}`,
    floor === null ? '' : `floor ${floor}`,
    verdict({ what, kB, goal, floor }),
  ])
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)))
  return cells
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function verdict(row) {
  if (row.floor === null) return ''
  if (!holds(row)) return 'TOO LARGE'
  return row.kB <= row.goal ? 'goal' : 'floor'
}

/** The scripts and styles of a module and of everything it imports statically. */
function filesOf(manifest, name, files = new Set()) {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`The build has no ${name}: scripts/budget.mjs has to name what is loaded first.`)
  if (files.has(chunk.file)) return files
  files.add(chunk.file)
  for (const file of chunk.css ?? []) files.add(file)
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, files)
  return files
}

function sizeOf(sizes, file) {
  const bytes = sizes.get(file)
  if (bytes === undefined) throw new Error(`The build has no ${file}.`)
  return bytes
}

function need(files, what) {
  if (files.length === 0) throw new Error(`The build has no file that is ${what}.`)
  return files
}
