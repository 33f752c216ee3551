// Which mutants are tried, and what is said about survivors. Nothing is run from here.
import { createHash } from 'node:crypto'
import { posix } from 'node:path'

/** Percent of the tried mutants that tests must notice. */
export const bounds = { goal: 90, floor: 82 }

/** What is mutated unless a path is given; nothing outside it can be. */
const ROOMS = ['src/domain', 'src/data']
/** Code that only browsers run, so that no test in Node sees it: what starts a worker, and React hooks. */
const UNSEEN = ['!src/**/*-worker.ts', '!src/**/*.tsx', '!src/**/*.d.ts']

/**
 * @param {readonly string[]} paths files, folders or globs from the root; empty: everything
 * @param {(path: string) => boolean} isFolder
 * @returns {string[]} globs as Stryker takes them
 * @throws where a path is outside what is mutated
 */
export function mutatedFiles(paths, isFolder) {
  const inside = (paths.length > 0 ? paths : ROOMS).map((path) => {
    const plain = posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '')
    if (!ROOMS.some((room) => plain === room || plain.startsWith(`${room}/`)))
      throw new Error(`Only ${ROOMS.join(' and ')} are mutated, not ${path}.`)
    return isFolder(plain) ? `${plain}/**/*.ts` : plain
  })
  return [...inside, ...UNSEEN]
}

/**
 * The same seed gives the same mutants, and each keeps its place in the random order when others come or go.
 * @template {import('./mutants.d.mts').Mutant} M
 * @param {readonly M[]} mutants @param {number} size at most so many @param {number} seed
 * @returns {M[]} in the order they came in
 */
export function sampleOf(mutants, size, seed) {
  if (mutants.length <= size) return [...mutants]
  const draw = ({ fileName, location: { start, end }, mutatorName, replacement }) =>
    createHash('sha1')
      .update([seed, fileName, start.line, start.column, end.line, end.column, mutatorName, replacement].join('\0'))
      .digest('hex')
  const drawn = mutants.map((mutant) => ({ mutant, lot: draw(mutant) })).sort((a, b) => (a.lot < b.lot ? -1 : 1))
  const chosen = new Set(drawn.slice(0, size).map(({ mutant }) => mutant))
  return mutants.filter((mutant) => chosen.has(mutant))
}

const KILLED = ['Killed', 'Timeout']
const LIVED = ['Survived', 'NoCoverage']

/**
 * @param {readonly import('./mutants.d.mts').TriedMutant[]} tried
 * @returns {import('./mutants.d.mts').Tally} without mutants that were not judged because they do not run
 */
export function tally(tried) {
  const folders = new Map()
  const all = { killed: 0, survived: 0 }
  for (const { fileName, status } of tried) {
    const folder = posix.dirname(fileName)
    const count = folders.get(folder) ?? folders.set(folder, { killed: 0, survived: 0 }).get(folder)
    const side = KILLED.includes(status) ? 'killed' : LIVED.includes(status) ? 'survived' : null
    if (!side) continue
    count[side]++
    all[side]++
  }
  const judged = [...folders].filter(([, count]) => scoreOf(count) !== null).sort(([a], [b]) => (a < b ? -1 : 1))
  return { folders: new Map(judged), all }
}

/** @param {{ killed: number, survived: number }} count @returns percent killed; null where none was judged */
export const scoreOf = ({ killed, survived }) => (killed + survived === 0 ? null : (100 * killed) / (killed + survived))

/** @param {{ killed: number, survived: number }} all */
export const holds = (all) => (scoreOf(all) ?? 100) >= bounds.floor

/** One line for each folder, and one for all. @param {import('./mutants.d.mts').Tally} given */
export function tallyTable({ folders, all }) {
  const rows = [...folders, ['all', all]].map(([name, count]) => [
    name,
    `${count.killed} killed`,
    `${count.survived} survived`,
    `${(scoreOf(count) ?? 100).toFixed(1)} %`,
  ])
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  )
  return `${lines.join('\n')}  goal ${bounds.goal}  floor ${bounds.floor}  ${verdict(all)}`
}

function verdict(all) {
  if (!holds(all)) return 'TOO FEW'
  return (scoreOf(all) ?? 100) >= bounds.goal ? 'goal' : 'floor'
}

/**
 * The mutants that nobody noticed: where they are, the code, and what replaced it.
 * @param {readonly import('./mutants.d.mts').TriedMutant[]} tried
 * @param {(fileName: string) => string} textOf
 */
export function survivorLines(tried, textOf) {
  return tried
    .filter(({ status }) => LIVED.includes(status))
    .map(({ fileName, location, replacement, status }) => {
      const { line, column } = location.start
      const change = `${brief(cut(textOf(fileName), location))} → ${brief(replacement)}`
      return `${fileName}:${line}:${column}  ${change}${status === 'NoCoverage' ? '  (no test runs it)' : ''}`
    })
}

/** @param {string} text @param {import('./mutants.d.mts').Location} location */
function cut(text, { start, end }) {
  const lines = text.split('\n').slice(start.line - 1, end.line)
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column - 1) ?? ''
  lines[0] = lines[0]?.slice(start.column - 1) ?? ''
  return lines.join('\n')
}

/** On one line, shortened to fit. */
function brief(code) {
  const plain = code.replace(/\s+/g, ' ').trim()
  return plain.length <= 70 ? plain : `${plain.slice(0, 50)} … ${plain.slice(-17)}`
}
