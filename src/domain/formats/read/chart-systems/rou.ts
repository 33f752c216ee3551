import { AppError } from '../../../errors.ts'
import { fileNumber, filePosition } from '../../file-values.ts'
import { fileSpeed, legsWhereTheyEnd, type StartingPoint, withCommonSpeed } from '../../draft-points.ts'
import { type FormatReader, type ImportNote, type Reading, UnusedFields } from '../../reading.ts'
import { FileTimes } from '../../point-times.ts'
import { turnRadius } from './off-track.ts'
import { HOUR_MS, SECOND_MS } from '../../../time.ts'

/**
 * The `.rou` text of chart systems: blocks of "Key: value", positions in degrees with powers of ten. A waypoint's speed
 * and leg type are those of the leg that begins there (dma-enav/EPD, RouParser.java).
 */
export const rou: FormatReader = {
  recognises: (text) => /^ROUTE HEADER INFORMATION:/m.test(text) && /^WAYPOINT:/m.test(text),
  read: readRou,
}

function readRou(text: string): Reading {
  const notes: ImportNote[] = []
  const all = blocks(text)
  const header = all.find(({ heading }) => heading === 'ROUTE HEADER INFORMATION')
  const waypoints = all.filter(({ heading }) => heading === 'WAYPOINT')
  if (waypoints.length === 0) throw new AppError('file-no-route', 'the file has no waypoints')
  noteCount(header, waypoints.length, notes)
  const usual = fileSpeed(header?.values.get('SOG default'))
  const etas = readEtas(header, waypoints, notes)
  const starting = waypoints.map((block, index) => ({
    ...readWaypoint(block, usual),
    etaMs: index > 0 ? (etas[index] ?? null) : null,
  }))
  const { points, speedKn } = withCommonSpeed(legsWhereTheyEnd(starting))
  const name = header?.values.get('Route name') ?? ''
  const departureMs = rouDeparture(etas, waypoints)
  notes.push(...unusedFields(all).notes())
  return {
    format: 'ROU',
    drafts: [{ kind: 'route', name, points, departureMs, speedKn }],
    notes,
  }
}

/** Headings are in capitals and begin a block; everything after one belongs to it. */
function blocks(text: string): RouBlock[] {
  const found: { heading: string; line: number; values: Map<string, string> }[] = []
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const key = line.slice(0, colon).trim()
    if (key === key.toUpperCase() && /^[A-Z ]{5,}$/.test(key))
      found.push({ heading: key, line: index + 1, values: new Map() })
    else found.at(-1)?.values.set(key, line.slice(colon + 1).trim())
  }
  return found
}

function readWaypoint({ line, values }: RouBlock, usual: number | null): StartingPoint {
  const type = values.get('Leg type') ?? '1'
  return {
    ...filePosition(values.get('Latitude'), values.get('Longitude'), `the waypoint of line ${line}`),
    name: values.get('Name'),
    radiusNm: turnRadius(values.get('Turn radius')),
    outgoing: { type: type.startsWith('1') ? 'RL' : 'GC', speedKn: fileSpeed(values.get('SOG')) ?? usual },
  }
}

const known = {
  'ROUTE HEADER INFORMATION': new Set(['Route name', 'Route date', 'Route time', 'SOG default', 'Number of waypoints']),
  WAYPOINT: new Set(['Name', 'Latitude', 'Longitude', 'Turn radius', 'SOG', 'TTG', 'ETA', 'Leg type']),
} as const

/** What stands in the header and at the waypoints besides; of other blocks their heading. */
function unusedFields(all: readonly RouBlock[]): UnusedFields {
  const unused = new UnusedFields()
  for (const { heading, values } of all) {
    const read = heading === 'WAYPOINT' || heading === 'ROUTE HEADER INFORMATION' ? known[heading] : null
    const said = [...values].filter(([, value]) => !/^(?:|none|N\/A)$/i.test(value))
    if (read) for (const [name] of said) unused.add(name, read)
    else if (said.length > 0) unused.add(heading, new Set())
  }
  return unused
}

function noteCount(header: RouBlock | undefined, found: number, notes: ImportNote[]): void {
  const said = header?.values.get('Number of waypoints')
  if (header && said !== undefined && Number(said) !== found)
    notes.push({ line: header.line, text: `Its header says ${said.slice(0, 20)} waypoints; there are ${found}.` })
}

/** A block of the file: its heading's line, and the values below it by their keys. */
interface RouBlock {
  readonly heading: string
  readonly line: number
  readonly values: ReadonlyMap<string, string>
}

/** Month and day, time, zone. */
const yearless = /^(\d{1,2})\/(\d{1,2}) (\d{1,2}):(\d\d):(\d\d)\(([+-]?\d{1,2})\)$/

/**
 * The ETAs of the waypoints, epoch milliseconds UTC. The file leaves the year to the date in its header, and its zone is
 * the mariner's zone description: (-01) is what is added to ship's time to get UTC. A real file proves it: its header's
 * own time is UTC, and equals the departure. Times with a year of their own are read as such.
 */
function readEtas(
  header: RouBlock | undefined,
  waypoints: readonly RouBlock[],
  notes: ImportNote[],
): readonly (number | null)[] {
  const dated = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(header?.values.get('Route date') ?? '')
  let nearMs = dated ? Date.UTC(Number(dated[3]), Number(dated[1]) - 1, Number(dated[2])) : null
  const times = new FileTimes()
  let withoutYear: ImportNote | null = null
  let taken: ImportNote | null = null
  let lost = 0
  const etas = waypoints.map(({ line, values }) => {
    const text = values.get('ETA') ?? ''
    if (/^(?:none|N\/A)?$/i.test(text)) return null
    const match = yearless.exec(text)
    if (!match) return times.read(text, line)
    if (nearMs === null) {
      lost += 1
      withoutYear ??= { line, text: `ETA "${text}" has no year` }
      return null
    }
    const etaMs = nearestYear(match, nearMs)
    if (etaMs === null) return times.read(text, line)
    taken ??= {
      line,
      text: `ETAs have no year: ${new Date(etaMs).getUTCFullYear()} is taken from the route's date. Zone (${match[6]}) is taken as what is added to get UTC.`,
    }
    nearMs = etaMs
    return etaMs
  })
  const told: readonly (ImportNote | null)[] = [taken, withoutYear && lostNote(withoutYear, lost)]
  notes.push(...told.flatMap((note) => note ?? []), ...times.notes())
  return etas
}

const lostNote = ({ text, ...place }: ImportNote, count: number): ImportNote => ({
  ...place,
  text: count === 1 ? `${text} and was left out.` : `${text}; ${count} ETAs like it were left out.`,
})

/** The moment nearest to another, of the years around it; null where there is no such day or time. */
function nearestYear(match: RegExpExecArray, nearMs: number): number | null {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0] = match.slice(1).map(Number)
  if (hour > 24 || minute > 59 || second > 59) return null
  const year = new Date(nearMs).getUTCFullYear()
  const moments = [year - 1, year, year + 1].flatMap((one) => {
    const midnight = new Date(Date.UTC(one, month - 1, day))
    const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
    return isDay ? [Date.UTC(one, month - 1, day, hour + zone, minute, second)] : []
  })
  const [nearest = null] = moments.toSorted((a, b) => Math.abs(a - nearMs) - Math.abs(b - nearMs))
  return nearest
}

/**
 * When the route departs: the ETA of the first waypoint; where it has none, that of the second less the time to go until
 * then, both from the same block.
 * @returns epoch milliseconds UTC, or null
 */
function rouDeparture(etas: readonly (number | null)[], waypoints: readonly RouBlock[]): number | null {
  const [firstMs = null, secondMs = null] = etas
  const hours = fileNumber(waypoints[1]?.values.get('TTG'))
  if (firstMs !== null || secondMs === null || hours === null || hours <= 0) return firstMs
  return Math.round((secondMs - hours * HOUR_MS) / SECOND_MS) * SECOND_MS
}
