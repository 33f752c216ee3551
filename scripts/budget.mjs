// What a browser has to load before the page appears, and how large it may be. The build prints it, and fails where a
// floor is broken.

/** The page itself, then what it loads by itself on the first visit, in this order. */
const PAGE = 'index.html'
const MAP = 'src/app/answer/answer-map.tsx'
const TASKS = 'src/features/tasks/tasks-panel.tsx'

/** Sizes in kB (1,000 bytes), compressible files as gzip. */
const bounds = {
  beforeMap: { goal: 180, floor: 220 },
  firstLoad: { goal: 560, floor: 720 },
  coastline: { goal: 175, floor: 175 },
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
  const all = new Set([
    ...page,
    ...filesOf(manifest, MAP),
    ...filesOf(manifest, TASKS),
    ...need(named(/maplibre-gl-worker-.*\.js$/), 'the worker of MapLibre'),
  ])
  const ofMapLibre = [...all].filter((file) => /maplibre-/.test(file))
  const row = (what, bytes, { goal, floor } = { goal: null, floor: null }) => ({ what, kB: bytes / 1000, goal, floor })
  return [
    row('Before the map is drawn', sum(page), bounds.beforeMap),
    row('MapLibre and its worker', sum(ofMapLibre)),
    row('First load in all', sum(all), bounds.firstLoad),
    row(
      'Coastline, 1:110 M and 1:50 M',
      sum(need(named(/land-(110|50)m-.*\.json$/), 'the coastline')),
      bounds.coastline,
    ),
    row('Font', sum(need(named(/\.woff2$/), 'the font')), bounds.font),
    row('Other workers', sum(named(/worker-.*\.js$/).filter((file) => !all.has(file)))),
    row('Loaded when needed', sum(named(/\.(js|css)$/).filter((file) => !all.has(file) && !/worker-/.test(file)))),
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
