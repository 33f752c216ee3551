import { at, integerAt } from '../../at.ts'
import type { Position } from '../../position.ts'
import type { ClosedPlaces } from './closed-places.ts'
import type { Frame } from './frame.ts'
import { coarser, type SizedGrid, searchLeastTime, type SearchOptions, stepOf } from './least-time.ts'
import { polished } from './polish.ts'
import { type Node, nodesOf, offsetAt, type SailedTrack } from './sailed-track.ts'

/** Another way past the same land, and where that is. */
export interface OtherSide {
  readonly track: SailedTrack
  readonly past: Position
  /** What it takes more than the best: hours for `max-speed`, else a share of its fuel or cost. */
  readonly more: number
}

/** No more of them are looked for, and none that takes so much longer is shown, or keeps within these miles of another. */
export const OTHERS = { most: 3, longer: 0.15, apartNm: 5 } as const

interface OthersWanted {
  readonly closed: ClosedPlaces | undefined
  readonly grid: SizedGrid
  readonly options: SearchOptions
  readonly sailed: (nodes: readonly Node[]) => SailedTrack | null
  /** What a track takes more than the best, and at most may. */
  readonly more: (track: SailedTrack) => number
  readonly most: number
}

/** The best ways past the other side of what closes places between: with a wall on this side. */
export function othersOf(
  nodes: readonly Node[],
  { closed, grid, options, sailed, more, most }: OthersWanted,
): OtherSide[] {
  if (!closed) return []
  const { frame, waters } = options
  const ways = [nodes]
  return islandsOf(frame, closed.isClosed)
    .slice(0, OTHERS.most)
    .flatMap((island): OtherSide[] => {
      const thickNm = Math.max(3, (2 * frame.lengthNm) / 400)
      const isWalled = wallBeside(island, offsetAt(nodes, island.sNm), thickNm)
      const within = { ...options, waters: { ...waters, isWalled } }
      const found = searchLeastTime(coarser(grid), within)
      if (!found) return []
      const other = nodesOf(polished(found, stepOf(grid), within))
      const track = sailed(other)
      const isNew = ways.every((one) =>
        other.some(({ stage, qNm }) => Math.abs(qNm - offsetAt(one, stage.sNm)) > OTHERS.apartNm),
      )
      if (!track || !isNew || !(more(track) < most)) return []
      ways.push(other)
      return [
        {
          track,
          more: more(track),
          past: frame.stageAt(island.sNm).positionAt((island.portNm + island.starboardNm) / 2),
        },
      ]
    })
}

/** What is closed with open water on both sides of it, where it is widest. Nautical miles along and across. */
interface Island {
  readonly sNm: number
  readonly portNm: number
  readonly starboardNm: number
  /** The greater of what it measures along and across. */
  readonly sizeNm: number
}

const RASTER = { rows: 400, columns: 121 } as const
/** Smaller ones are passed on either side alike. */
const LEAST_NM = 8

/** The islands of a corridor, the largest first: closed places that touch neither of its edges where they are widest. */
function islandsOf(
  { lengthNm, halfWidthAt }: Pick<Frame, 'lengthNm' | 'halfWidthAt'>,
  isClosed: (sNm: number, qNm: number) => boolean,
): Island[] {
  const { rows, columns } = RASTER
  const sOf = (row: number) => (lengthNm * row) / (rows - 1)
  const qOf = (row: number, column: number) => ((2 * column) / (columns - 1) - 1) * halfWidthAt(sOf(row))
  const closed = Uint8Array.from({ length: rows * columns }, (_, cell) => {
    const row = Math.floor(cell / columns)
    return Number(halfWidthAt(sOf(row)) > 0 && isClosed(sOf(row), qOf(row, cell % columns)))
  })
  return components(closed)
    .flatMap((cells) => {
      const inRow = new Map<number, [first: number, last: number]>()
      for (const cell of cells) {
        const [row, column] = [Math.floor(cell / columns), cell % columns]
        const [first, last] = inRow.get(row) ?? [column, column]
        inRow.set(row, [Math.min(first, column), Math.max(last, column)])
      }
      const spans = [...inRow].map(([row, [first, last]]) => ({
        row,
        isFree: first > 0 && last < columns - 1,
        portNm: qOf(row, first),
        starboardNm: qOf(row, last),
      }))
      const free = spans.filter(({ isFree }) => isFree)
      if (free.length === 0) return []
      const across = ({ portNm, starboardNm }: (typeof spans)[number]) => starboardNm - portNm
      const { row, portNm, starboardNm } = free.reduce((widest, one) => (across(one) > across(widest) ? one : widest))
      const along = ((Math.max(...inRow.keys()) - Math.min(...inRow.keys())) * lengthNm) / (rows - 1)
      const sizeNm = Math.max(along, starboardNm - portNm)
      return sizeNm >= LEAST_NM ? [{ sNm: sOf(row), portNm, starboardNm, sizeNm }] : []
    })
    .sort((one, other) => other.sizeNm - one.sizeNm)
}

/** Closed cells that hang together by their sides. */
function components(closed: Uint8Array): number[][] {
  const { columns } = RASTER
  const seen = new Uint8Array(closed.length)
  const found: number[][] = []
  for (let first = 0; first < closed.length; first++) {
    if (integerAt(closed, first) === 0 || integerAt(seen, first) === 1) continue
    const cells = [first]
    seen[first] = 1
    for (let next = 0; next < cells.length; next++) {
      const cell = at(cells, next)
      const column = cell % columns
      const beside = [cell - columns, cell + columns, column > 0 ? cell - 1 : -1, column < columns - 1 ? cell + 1 : -1]
      for (const other of beside) {
        if (closed[other] !== 1 || seen[other] === 1) continue
        seen[other] = 1
        cells.push(other)
      }
    }
    found.push(cells)
  }
  return found
}

/** A wall from an island to the edge on the side where a track passes it, so that it must go round the other. */
function wallBeside(
  { sNm: at0, portNm, starboardNm }: Island,
  passesNm: number,
  thickNm: number,
): (sNm: number, qNm: number) => boolean {
  const isToStarboard = passesNm > (portNm + starboardNm) / 2
  return (sNm, qNm) => Math.abs(sNm - at0) <= thickNm / 2 && (isToStarboard ? qNm >= portNm : qNm <= starboardNm)
}
