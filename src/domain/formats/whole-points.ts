import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { plural } from './file-values.ts'
import type { DraftPoint, ImportNote } from './reading.ts'

/** A few points: one, or a tenth of all. More of them say that the file is not what it seems. */
const FEW = { count: 1, share: 0.1 } as const

/**
 * The points of a line, read one by one: a few whose position cannot be read are left out with a note, as long as two
 * are whole.
 * @throws AppError the fault of the first bad one, where there are more
 */
export function wholePoints<T, P>(
  list: readonly T[],
  read: (one: T, index: number) => P,
  notes: ImportNote[],
): readonly P[] {
  const faults: AppError[] = []
  const whole = list.flatMap((one, index) => {
    try {
      return [read(one, index)]
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-malformed') throw error
      faults.push(error)
      return []
    }
  })
  notes.push(...leftOutNotes(faults, whole.length))
  return whole
}

/**
 * The word on points that were left out.
 * @param wholeCount how many others there are
 * @throws AppError the first fault, where they are too many
 */
export function leftOutNotes(faults: readonly AppError[], wholeCount: number): ImportNote[] {
  const [first] = faults
  if (!first) return []
  const most = Math.max(FEW.count, (faults.length + wholeCount) * FEW.share)
  if (wholeCount < 2 || faults.length > most) throw first
  const many = faults.length > 1
  return [
    {
      text: `${plural(faults.length, 'point')} ${many ? 'were' : 'was'} left out, and the line goes straight past ${many ? 'them; the first' : 'it'}: ${first.detail}.`,
      isCaution: true,
    },
  ]
}

/** What the way by a point is longer than the way past it, before it is questioned. */
const DETOUR = { leastNm: 60, share: 3 } as const

/**
 * The word on points at latitude or longitude 0 that lie far off the way from the point before to the point behind: zeros
 * stand for no position.
 * @param ofTable a table tells of rows at 0° 0° by itself
 */
export function zeroNotes(points: readonly DraftPoint[], ofTable: boolean): ImportNote[] {
  const far = points.flatMap((point, index) => {
    if ((point.lat !== 0 && point.lon !== 0) || (ofTable && point.lat === 0 && point.lon === 0)) return []
    const [before, behind] = [points[index - 1], points[index + 1]]
    if (!before || !behind) return []
    const nm = (from: DraftPoint, to: DraftPoint) => legLine(from, to, 'RL').distanceNm
    const past = nm(before, behind)
    const isFar = nm(before, point) + nm(point, behind) > DETOUR.leastNm + DETOUR.share * past
    return isFar ? [index] : []
  })
  const [first] = far
  if (first === undefined) return []
  const { lat, lon } = at(points, first)
  const where = lat === 0 && lon === 0 ? 'at 0° 0°' : lat === 0 ? 'on the equator' : 'on the meridian of Greenwich'
  return [
    {
      item: `Point ${first + 1}`,
      text: `It lies ${where}, far off the way between its neighbours${far.length > 1 ? `, and ${plural(far.length - 1, 'other')} like it` : ''}: a zero may stand for no position.`,
      isCaution: true,
    },
  ]
}
