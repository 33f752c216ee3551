import { at } from '../../../at.ts'
import { AppError } from '../../../errors.ts'
import { filePosition, plural } from '../../file-values.ts'
import type { Draft, FormatReader, ImportNote, Reading, ReadOptions } from '../../reading.ts'
import { table } from '../table.ts'

/** What a reading of them calls itself. */
export const NUMBER_PAIRS = 'List of number pairs'

/**
 * Lists of pairs in brackets, `[[-14.2,35.5],[-15.1,36.5]]`, alone or among words. Which number is the latitude is told
 * by the numbers, by the words in front, or asked.
 */
export const numberPairs: FormatReader = {
  recognises: (text) => !/^\s*</.test(text) && isOfLists(text.slice(0, SAMPLE_CHARACTERS)),
  read: readNumberPairs,
}

const SAMPLE_CHARACTERS = 65_536

/** Has it lists, and no other numbers with decimals, as a table has that keeps lines in its cells? */
const isOfLists = (text: string) =>
  /\[\s*\[/.test(text) &&
  findLists(text).length > 0 &&
  (/^\s*[{[]/.test(text) || !/\d\.\d/.test(text.replace(pair, '')))

type Order = 'lat-lon' | 'lon-lat'

interface PairList {
  readonly pairs: readonly (readonly [string, string])[]
  /** By the words in front of it. */
  readonly said: Order | null
  readonly end: number
  /** Has a place a third number that is not zero? */
  readonly hasHeights: boolean
}

const number = String.raw`\s{0,20}(-?\d{1,4}(?:\.\d+)?(?:e-?\d+)?)\s{0,20}`
const pair = new RegExp(
  String.raw`\[${number},${number}(?:,\s{0,20}(-?\d+(?:\.\d+)?(?:e-?\d+)?|null)\s{0,20})?\]`,
  'gi',
)
const latFirst = /lat[a-z]*["']?[\s,;/[(-]{0,3}["']?(?:lon|lng)[a-z]*[^a-z]*$/i
const lonFirst = /(?:(?:lon|lng)[a-z]*["']?[\s,;/[(-]{0,3}["']?lat[a-z]*|\bcoordinates)[^a-z]*$/i
/** Objects have lists of numbers for many things. */
const named = /"(?:coordinates|coords|latlngs?|lnglats?|path|points|positions|route|track|line|waypoints)"\s*:\s*$/i

/** Those with at least two pairs. */
function findLists(text: string): readonly PairList[] {
  const lists: (PairList & { pairs: (readonly [string, string])[]; end: number; hasHeights: boolean })[] = []
  const isObject = /^\s*\{/.test(text)
  for (const match of text.matchAll(pair)) {
    const [whole, first = '', second = '', height = '0'] = match
    const hasHeights = height !== 'null' && Number(height) !== 0
    const last = lists.at(-1)
    const end = match.index + whole.length
    if (last && /^\s*,?\s*$/.test(text.slice(last.end, match.index))) {
      last.pairs.push([first, second])
      last.end = end
      last.hasHeights ||= hasHeights
    } else {
      const before = text.slice(Math.max(0, match.index - 80), match.index).replace(/[\s[]+$/, '')
      if (isObject && !named.test(before)) continue
      const said = latFirst.test(before) ? 'lat-lon' : lonFirst.test(before) ? 'lon-lat' : null
      lists.push({ pairs: [[first, second]], said, end, hasHeights })
    }
  }
  return lists.filter(({ pairs }) => pairs.length > 1)
}

const MAX_LATITUDE = 90

/** By numbers that can be no latitude. @throws AppError `file-malformed` where neither can be one */
function orderOf({ pairs, said }: PairList): Order | null {
  const isFar = (place: 0 | 1) => pairs.some((numbers) => Math.abs(Number(numbers[place])) > MAX_LATITUDE)
  const [first, second] = [isFar(0), isFar(1)]
  if ((first && (second || said === 'lat-lon')) || (second && said === 'lon-lat'))
    throw new AppError('file-malformed', 'its pairs of numbers are no latitudes and longitudes')
  return said ?? (first ? 'lon-lat' : second ? 'lat-lon' : null)
}

function readNumberPairs(text: string, options?: ReadOptions): Reading {
  const lists = findLists(text)
  const rest = text.slice(at(lists, lists.length - 1).end)
  const notes: ImportNote[] = /^\s*,?\s*\[\s*[-\d]/.test(rest)
    ? [{ text: 'The list ends in the middle of a pair, which was left out: it may be cut off.' }]
    : []
  if (lists.some(({ hasHeights }) => hasHeights))
    notes.push({ text: 'Heights and depths (the third number) were not used.' })
  const orders = lists.map(orderOf)
  const [list, ...others] = lists
  if (list && others.length === 0 && orders[0] === null) return asked(list, notes, options)
  const known = orders.find((order) => order !== null) ?? null
  const drafts = lists.map(({ pairs }, index): Draft => {
    const order = orders[index] ?? known ?? 'lon-lat'
    return { kind: 'line', name: '', points: pairs.map((numbers, place) => positionOf(numbers, order, place)) }
  })
  const open = lists.filter((_, index) => orders[index] === null).length
  if (open > 0)
    notes.push({
      text: `${plural(open, 'list')} of pairs ${open === 1 ? 'does' : 'do'} not say which number is the latitude: the ${known === 'lat-lon' ? 'second' : 'first'} is taken as longitude.`,
    })
  return { format: NUMBER_PAIRS, drafts, notes }
}

const positionOf = ([first, second]: readonly [string, string], order: Order, place: number) =>
  filePosition(...(order === 'lat-lon' ? ([first, second] as const) : ([second, first] as const)), `pair ${place + 1}`)

/** The pairs as a table of two columns, which the operator can turn round. */
function asked({ pairs }: PairList, notes: readonly ImportNote[], options: ReadOptions = {}): Reading {
  const rows = pairs.map((numbers) => numbers.join(',')).join('\n')
  const assignment = options.assignment ?? {
    columns: [{ role: 'lon' as const }, { role: 'lat' as const }],
    dayFirst: null,
    zoneMin: 0,
  }
  const reading = table.read(rows, { ...options, assignment })
  const sheet = reading.table && {
    ...reading.table,
    layoutKey: `pairs|${reading.table.layoutKey}`,
    ...(!options.assignment && {
      asks: ['columns' as const],
      reasons: [
        'Nothing says which number of each pair is the latitude: the first is taken as longitude, as GeoJSON has it.',
      ],
    }),
  }
  return { ...reading, format: NUMBER_PAIRS, notes: [...reading.notes, ...notes], ...(sheet && { table: sheet }) }
}
