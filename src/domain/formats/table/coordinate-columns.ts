import type { Axis } from '../../units/coordinate-grammar.ts'
import type { ColumnUse } from '../table-sheet.ts'
import {
  column,
  type CoordinateGroup,
  lostMinutes,
  missedParts,
  type CoordinatePair,
  type PositionTable,
} from './coordinate-doubts.ts'
import type { Part, Sense } from './headings.ts'
import { placeOf } from './places.ts'
import {
  isLetteredSixtieth,
  isNumeric,
  isWholeDegrees,
  isWholeNumber,
  lettersIn,
  mostAre,
  type Sample,
} from './samples.ts'
import { type FoundColumns, wholePosition } from './place/whole-position.ts'
import { columnsOf } from './uses.ts'

/** The position's columns by their headings; null where these name none. */
export function findPositionColumns(
  headings: readonly string[],
  named: readonly (Sense | null)[],
  sample: Sample,
): FoundColumns | null {
  const senses = withLetters(named, sample)
  const groups = groupsOf(senses, sample)
  addByContent(groups, { headings, senses, sample })
  const odd = senses.flatMap((sense, index) => (sense?.kind === 'coordinate' && sense.isOdd ? [index] : []))
  markSouth(groups, headings)
  const pairs = pairsOf(groups)
  if (pairs.length > 0) return choosePair(pairs, { headings, senses, sample, groups, odd })
  const whole = wholePosition(headings, senses, sample)
  if (whole) return whole
  const xy = xyPair(senses)
  if (xy) return choosePair([xy], { headings, senses, sample, groups: xy, odd })
  if (groups.length === 0)
    return odd.length === 0
      ? null
      : { uses: new Map(), lonFirst: false, isSound: false, doubts: oddDoubts(odd, headings) }
  return {
    uses: new Map(),
    lonFirst: false,
    isSound: false,
    doubts: [
      `The headings do not say plainly which columns are latitude and longitude (${groups
        .flatMap(({ columns }) => [...columns.values()])
        .map((index) => column(index, headings))
        .join(', ')}).`,
    ],
  }
}

/** LATS is a plural, but not beside LONGW. */
function markSouth(groups: readonly CoordinateGroup[], headings: readonly string[]): void {
  const isJoined = headings.some((heading) => /^(?:lon|long|lng)[ew]$/i.test(heading))
  for (const group of groups)
    if (isJoined && /^lats$/i.test(headings[group.columns.get('whole') ?? -1] ?? '')) group.letter = 'S'
}

/**
 * A column named after a coordinate that has only N and S, or E and W, is its hemisphere, whatever else it is called.
 * A direction in numbers is none: it is a course.
 */
function withLetters(senses: readonly (Sense | null)[], sample: Sample): readonly (Sense | null)[] {
  const isLetters = (sense: Sense | null, index: number): sense is Sense & { kind: 'coordinate' } =>
    sense?.kind === 'coordinate' && lettersIn(sample.cells(index))?.axis === sense.axis
  return senses.map((sense, index) => {
    const isDirection = sense?.kind === 'part' && sense.part === 'hemisphere' && sense.axis === null
    if (isDirection && mostAre(sample.cells(index), isNumeric)) return null
    if (!isLetters(sense, index)) return sense
    const isOwn = (other: Sense | null, at: number) =>
      other?.kind === 'coordinate' && other.axis === sense.axis && !isLetters(other, at)
    const before = senses.findLastIndex((other, at) => at < index && isOwn(other, at))
    const owner = senses[before >= 0 ? before : senses.findIndex(isOwn)]
    const qualifier = owner?.kind === 'coordinate' ? owner.qualifier : ''
    return { ...sense, part: 'hemisphere', hemisphere: null, maybeSeconds: false, qualifier, isOdd: false }
  })
}

function groupsOf(senses: readonly (Sense | null)[], sample: Sample): CoordinateGroup[] {
  const groups: CoordinateGroup[] = []
  /** Parts that wait for the coordinate behind them. */
  const waiting: { index: number; part: Part; axis: Axis | null }[] = []
  const lacking = (axis: Axis | null, part: Part, qualifier?: string) =>
    groups.findLast(
      (group) =>
        (axis === null || group.axis === axis) &&
        !group.columns.has(part) &&
        (qualifier === undefined || group.qualifier === qualifier),
    )
  const add = (axis: Axis, qualifier: string): CoordinateGroup => {
    const group: CoordinateGroup = { axis, qualifier, columns: new Map(), letter: null }
    groups.push(group)
    for (const { index, part, axis: of } of waiting.splice(0))
      if (of === axis || of === null) group.columns.set(part, index)
      else waiting.push({ index, part, axis: of })
    return group
  }
  for (const [index, sense] of senses.entries()) {
    if (sense?.kind === 'part') {
      const touches = groups.some(
        (group) => group.columns.size > 0 && Math.max(...group.columns.values()) === index - 1,
      )
      const last = groups.findLast((group) => Math.max(...group.columns.values()) === index - 1)
      const owner =
        sense.axis === null
          ? touches && last && isPartOf(last, sense.part, index)
            ? last
            : undefined
          : lacking(sense.axis, sense.part)
      if (owner) owner.columns.set(sense.part, index)
      else if (sense.axis !== null || sense.part === 'hemisphere')
        waiting.push({ index, part: sense.part, axis: sense.axis })
    } else if (sense?.kind === 'coordinate' && !sense.isOdd) addCoordinate(sense, index)
    else for (const part of waiting.filter(({ axis }) => axis === null)) waiting.splice(waiting.indexOf(part), 1)
  }
  return groups

  /** Alone beside a coordinate, D is as well a distance, S a speed and M a number of miles. */
  function isPartOf({ columns }: CoordinateGroup, part: Part, index: number): boolean {
    if (columns.has(part)) return false
    const cells = sample.cells(index)
    const isWhole = (of: Part) => mostAre(sample.cells(columns.get(of) ?? -1), isWholeDegrees)
    if (part === 'degrees') return !columns.has('whole')
    if (part === 'minutes') return !columns.has('whole') || (isWhole('whole') && mostAre(cells, isLetteredSixtieth))
    return part !== 'seconds' || (columns.has('minutes') && (isWhole('minutes') || lettersIn(cells) !== null))
  }

  function addCoordinate(sense: Sense & { kind: 'coordinate' }, index: number) {
    const { axis, qualifier } = sense
    const isSeconds = sense.maybeSeconds && (lacking(axis, 'seconds', qualifier)?.columns.has('minutes') ?? false)
    const part = isSeconds ? 'seconds' : sense.part === 'degrees' ? 'whole' : sense.part
    const group =
      lacking(axis, part, qualifier) ?? (part === 'whole' ? undefined : lacking(axis, part)) ?? add(axis, qualifier)
    group.columns.set(part, index)
    if (part === 'whole') group.letter = sense.hemisphere
  }
}

/** Blank headings behind a coordinate belong to it where their cells say what they are: minutes, seconds, N or S. */
function addByContent(groups: readonly CoordinateGroup[], { headings, senses, sample }: PositionTable): void {
  for (const { columns, axis } of groups) {
    // Cells with figures under "Lat N/S" are latitudes.
    const lettered = columns.get('hemisphere')
    if (lettered !== undefined && !columns.has('whole') && mostAre(sample.cells(lettered), (cell) => /\d/.test(cell))) {
      columns.delete('hemisphere')
      columns.set('whole', lettered)
    }
    // The heading stands over the letter, and the figures are behind it: S, 35, 57.5.
    const sign = columns.get('hemisphere')
    if (
      sign !== undefined &&
      columns.size === 1 &&
      headings[sign + 1] === '' &&
      mostAre(sample.cells(sign + 1), isNumeric)
    )
      columns.set('whole', sign + 1)
    const main = columns.get('whole')
    if (main === undefined) continue
    // Seconds by name that hold letters are the hemisphere.
    const seconds = columns.get('seconds')
    if (seconds !== undefined && !columns.has('hemisphere') && lettersIn(sample.cells(seconds))?.axis === axis) {
      columns.delete('seconds')
      columns.set('hemisphere', seconds)
    }
    const isFree = (index: number) =>
      headings[index] === '' || (senses[index] === null && lettersIn(sample.cells(index))?.axis === axis)
    for (let index = Math.max(...columns.values()) + 1; index < headings.length && isFree(index); index += 1) {
      const cells = sample.cells(index)
      if (lettersIn(cells)?.axis === axis && !columns.has('hemisphere')) columns.set('hemisphere', index)
      else if (cells.length === 0 || !mostAre(cells, isLetteredSixtieth)) break
      else if (!columns.has('minutes') && mostAre(sample.cells(main), isWholeDegrees)) columns.set('minutes', index)
      else if (
        columns.has('minutes') &&
        !columns.has('seconds') &&
        mostAre(sample.cells(columns.get('minutes') ?? -1), isWholeNumber)
      )
        columns.set('seconds', index)
      else break
    }
  }
}

function pairsOf(groups: readonly CoordinateGroup[]): CoordinatePair[] {
  const [lats, lons] = (['lat', 'lon'] as const).map((axis) =>
    groups.filter((group) => group.axis === axis && group.columns.has('whole')),
  )
  if (!lats || !lons) return []
  if (lats.length === 1 && lons.length === 1) return lats.map((lat, index) => [lat, lons[index] ?? lat] as const)
  return lats.flatMap((lat) => {
    const rank = lats.filter(({ qualifier }) => qualifier === lat.qualifier).indexOf(lat)
    const lon = lons.filter(({ qualifier }) => qualifier === lat.qualifier)[rank]
    return lon ? [[lat, lon] as const] : []
  })
}

function xyPair(senses: readonly (Sense | null)[]): CoordinatePair | null {
  const group = (axis: Axis): CoordinateGroup | null => {
    const index = senses.findIndex((sense) => sense?.kind === 'xy' && sense.axis === axis)
    return index < 0 ? null : { axis, qualifier: '', columns: new Map([['whole', index]]), letter: null }
  }
  const [lat, lon] = [group('lat'), group('lon')]
  return lat && lon && [lat, lon]
}

const oddDoubts = (odd: readonly number[], headings: readonly string[]): string[] =>
  odd.map((index) => `The heading ${column(index, headings)} cannot be followed.`)

interface Choice extends PositionTable {
  readonly groups: readonly CoordinateGroup[]
  readonly odd: readonly number[]
}

function choosePair(pairs: readonly CoordinatePair[], { headings, senses, sample, odd }: Choice): FoundColumns {
  const plain = pairs.filter(([lat]) => lat.qualifier === '')
  const best = plain.length === 1 ? plain[0] : pairs[0]
  const doubts = oddDoubts(odd, headings)
  let isSound = odd.length === 0
  if (!best) return { uses: new Map(), lonFirst: false, doubts, isSound: false }
  const rivals =
    plain.length === 1
      ? []
      : (plain.length > 1 ? plain : pairs).filter((pair) => pair !== best && !agree(best, pair, sample))
  if (rivals.length > 0) {
    isSound = false
    const names = [best, ...rivals].map(([lat]) => column(lat.columns.get('whole') ?? -1, headings))
    doubts.push(`Several columns claim to be the latitude (${names.join(', ')}), and they differ.`)
  }
  const uses = usesOf(best)
  const missed = [
    ...missedParts(best, uses, { headings, senses, sample }),
    ...lostMinutes(best, { headings, senses, sample }),
  ]
  return { uses, lonFirst: false, doubts: [...doubts, ...missed], isSound: isSound && missed.length === 0 }
}

function usesOf(pair: CoordinatePair): Map<number, ColumnUse> {
  const uses = new Map<number, ColumnUse>()
  for (const { axis, columns, letter } of pair)
    for (const [part, index] of columns)
      uses.set(
        index,
        part === 'whole' || part === 'degrees'
          ? { role: axis, ...(letter && { hemisphere: letter }) }
          : { role: `${axis}-${part}` },
      )
  return uses
}

/** Do two pairs of columns say the same places, as degrees and again as text? */
function agree(one: CoordinatePair, two: CoordinatePair, { rows }: Sample): boolean {
  const [first, second] = [one, two].map((pair) => {
    const uses = usesOf(pair)
    const list = Array.from(
      { length: Math.max(...uses.keys()) + 1 },
      (_, index): ColumnUse => uses.get(index) ?? { role: 'none' },
    )
    return { columns: columnsOf(list).columns, lonFirst: false, width: null, o: null, isAis: false }
  })
  if (!first || !second) return false
  return rows.every(({ cells }) => {
    const [a, b] = [placeOf(cells, first), placeOf(cells, second)]
    if (a.kind !== 'place' || b.kind !== 'place') return a.kind === b.kind
    return Math.abs(a.position.lat - b.position.lat) < 0.002 && Math.abs(a.position.lon - b.position.lon) < 0.002
  })
}
