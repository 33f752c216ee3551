import type { Position } from '../position.ts'
import { plural } from './file-values.ts'
import { readRouteText } from './read-text.ts'
import { NUMBER_PAIRS } from './read/json/number-pairs.ts'
import type { Draft, ImportNote } from './reading.ts'
import { cutNumberNotes } from './read/text/cut-number.ts'
import { type PositionLine, positionLines } from './read/text/position-lines.ts'
import { FREE_TEXT, besideNotes } from './read/text/text-list.ts'

/** One line of a pasted list, or one waypoint of a pasted file. */
export interface ListedPosition {
  /** In the text, from 1. */
  readonly line: number
  readonly name: string
  /** null: the line has none. */
  readonly position: Position | null
  /** What is wrong with the line; null: nothing. */
  readonly problem: string | null
}

/** What was pasted, as it is understood. */
export interface PositionList {
  readonly entries: readonly ListedPosition[]
  /** What was passed over, as of a file. */
  readonly notes: readonly ImportNote[]
}

const PROBLEM_CHARS = 40

function entriesOf({ line, text, places, fault, denied }: PositionLine): ListedPosition[] {
  if (places.length > 0) return places.map(({ position, name }) => ({ line, name, position, problem: null }))
  const words = fault
    ? 'is outside latitude −90 to 90 or longitude −180 to 360'
    : denied !== undefined
      ? `was not taken: ${denied}`
      : 'is not a position'
  return [
    {
      line,
      name: '',
      position: null,
      problem: `“${text.length > PROBLEM_CHARS ? `${text.slice(0, PROBLEM_CHARS - 1).trimEnd()}…` : text}” ${words}.`,
    },
  ]
}

/** A word on the plan or the times of a file, of which a pasted list keeps nothing. */
function plannedNotes({ points, departureMs, speedKn }: Draft): ImportNote[] {
  const isPlanned =
    departureMs != null ||
    speedKn != null ||
    points.some(
      ({ timeMs, etaMs, fixedEtaMs, stayMin, leg }) =>
        [timeMs, etaMs, fixedEtaMs, stayMin, leg?.speedKn].some((value) => value != null) || leg?.type === 'GC',
    )
  return isPlanned ? [{ text: 'Times, speeds and kinds of legs were not taken: only positions and names are.' }] : []
}

/** The text as a table or a file would have it; null where it is neither. */
function readAsFile(text: string): (PositionList & { readonly isHeaded: boolean }) | null {
  try {
    const { format, drafts, notes, table } = readRouteText(text, {})
    // Free text is read line by line here, so that the lines without a position are told.
    if (format === FREE_TEXT) return null
    const arePairs = format === NUMBER_PAIRS
    if (table?.asks.includes('columns') && !arePairs) return null
    if (table?.headings.every((heading) => heading === '') && notes.length > 0 && !arePairs) return null
    const [first, ...others] = drafts.filter(({ points }) => points.length > 0)
    if (!first) return null
    const entries = first.points.map(({ lat, lon, name }, index) => ({
      line: index + 1,
      name: name ?? '',
      position: { lat, lon },
      problem: null,
    }))
    const left = others.length > 0 ? [{ text: `${plural(others.length, 'other line')} of it left out.` }] : []
    // Here nobody can be asked; a word on the order has to do.
    const order = arePairs ? (table?.reasons ?? []).map((reason) => ({ text: reason })) : []
    const isHeaded = table?.headings.some((heading) => heading !== '') === true
    return { entries, isHeaded, notes: [...order, ...left, ...plannedNotes(first), ...notes] }
  } catch {
    return null
  }
}

/**
 * Reads what an operator pastes for waypoints: positions in any notation, with or without numbers and names, one or
 * several to a line or over two lines, links to maps, geometries, or a table or file with headings.
 * @returns one entry per position, and one per other line that has a word: it keeps the reason why it cannot be read
 */
export function readPositionList(text: string): PositionList {
  const lines = positionLines(text)
  const entries = lines.flatMap(entriesOf)
  const found = entries.filter(({ problem }) => problem === null).length
  // Columns and headings are a table's; what the readers of files make of it is better than line by line.
  const file = found === entries.length ? null : readAsFile(text)
  // Line by line any two numbers may be a position; headings know better.
  return file && (file.isHeaded || file.entries.length >= found)
    ? { entries: file.entries, notes: file.notes }
    : { entries, notes: [...besideNotes(lines), ...cutNumberNotes(text)] }
}
