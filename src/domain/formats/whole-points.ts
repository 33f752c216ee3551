import { AppError } from '../errors.ts'
import { plural } from './file-values.ts'
import type { ImportNote } from './reading.ts'

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
    },
  ]
}
