import { cleanName, fileTime, plural } from '../file-values.ts'
import { fileSpeed } from '../draft-points.ts'
import { lacksZone, zoneNotes } from '../point-times.ts'
import type { ImportNote } from '../reading.ts'
import { childNamed, childrenNamed, type XmlElement } from './xml-tree.ts'
import { MINUTE_MS } from '../../time.ts'
import { formatUtcFull, formatUtcNear } from '../../units/time-text.ts'

/** What Fairway takes from the schedules of an RTZ. All maps by waypoint id. */
export interface RtzSchedule {
  readonly departureMs: number | null
  /** Knots over ground of the leg that ends there. */
  readonly speeds: ReadonlyMap<string, number>
  /** Minutes. */
  readonly stays: ReadonlyMap<string, number>
  /** ETAs that somebody asked for, epoch milliseconds UTC: those that no speeds lead to. */
  readonly fixedEtas: ReadonlyMap<string, number>
  /** All other ETAs, epoch milliseconds UTC, of the same departure. */
  readonly etas: ReadonlyMap<string, number>
}

interface Section {
  readonly departureMs: number | null
  readonly speeds: ReadonlyMap<string, number>
  readonly stays: ReadonlyMap<string, number>
  /** None where they are out of order. */
  readonly etas: ReadonlyMap<string, number>
  /** Of those the ones that the file calls so: the others are times of leaving, less the stay. */
  readonly arrivals: ReadonlySet<string>
}

/** One schedule of a file: what somebody asked for, and what was computed from it. */
interface Schedule {
  readonly name: string
  readonly manual: Section
  readonly calculated: Section
}

const schedulesOf = (route: XmlElement) =>
  childrenNamed(route, 'schedules').flatMap((schedules) => childrenNamed(schedules, 'schedule'))

/** The schema of RTZ 1.0 leaves a letter out of the name, and files follow it. */
const elementsOf = (section: XmlElement) =>
  section.children.filter(({ name }) => name === 'scheduleElement' || name === 'sheduleElement')

/** All of a file's, of manual and calculated schedules alike. */
export const scheduleElements = (route: XmlElement): readonly XmlElement[] =>
  schedulesOf(route).flatMap(({ children }) =>
    children.filter(({ name }) => name === 'manual' || name === 'calculated').flatMap(elementsOf),
  )

function readTime(element: XmlElement, attribute: 'etd' | 'eta', notes: ImportNote[]): number | null {
  const text = element.attributes.get(attribute)
  const timeMs = fileTime(text)
  if (text && timeMs === null)
    notes.push({ line: element.line, text: `${attribute} "${text.slice(0, 40)}" is not a time and was left out.` })
  return timeMs
}

/** How many times of all schedules leave their zone open. */
const unzonedTimes = (route: XmlElement): number =>
  scheduleElements(route)
    .flatMap(({ attributes }) => [attributes.get('eta'), attributes.get('etd')])
    .filter((text) => text !== undefined && fileTime(text) !== null && lacksZone(text)).length

function readSpeed(element: XmlElement, notes: ImportNote[]): number | null {
  const text = element.attributes.get('speed')
  if (text === undefined) return null
  const speed = fileSpeed(text)
  if (speed !== null) return speed
  notes.push({ line: element.line, text: `Speed "${text.slice(0, 40)}" cannot be used and was left out.` })
  return null
}

/** Minutes of an xs:duration ("P1DT2H30M"), or of an xs:time ("02:30:00") as RTZ 1.0 has it; null for anything else. */
export function stayMinutes(text: string): number | null {
  const time = /^(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)$/.exec(text.trim())
  if (time) return Number(time[1]) * 60 + Number(time[2]) + Number(time[3]) / 60
  const parts = /^P(?=\d|T\d)(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,11}(?:\.\d{1,9})?)S)?)?$/
    .exec(text.trim())
    ?.slice(1)
  if (!parts) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0))
  return days * 1440 + hours * 60 + minutes + seconds / 60
}

/** Minutes: stays are rounded. */
const SAME_STAY_MIN = 1

/** What `stay` says, or the time between ETA and ETD. */
function readStay(element: XmlElement, eta: number | null, etd: number | null, notes: ImportNote[]): number | null {
  const text = element.attributes.get('stay')
  const said = text ? stayMinutes(text) : null
  if (text && said === null)
    notes.push({ line: element.line, text: `Stay "${text.slice(0, 40)}" cannot be read and was left out.` })
  const between = eta === null || etd === null || etd < eta ? null : (etd - eta) / MINUTE_MS
  const contradicts = said !== null && between !== null && Math.abs(said - between) > SAME_STAY_MIN
  if (contradicts)
    notes.push({
      line: element.line,
      text: `Stay "${(text ?? '').slice(0, 40)}" is not the time from its ETA to its ETD; the ETD is used.`,
    })
  const stay = (contradicts ? between : (said ?? between)) ?? 0
  return stay > 0 ? stay : null
}

const emptySection: Section = {
  departureMs: null,
  speeds: new Map(),
  stays: new Map(),
  etas: new Map(),
  arrivals: new Set(),
}

interface Entry {
  readonly id: string
  readonly etaMs: number | null
  readonly etdMs: number | null
  readonly speedKn: number | null
  readonly stayMin: number | null
}

/** @param first id of the first waypoint, where no stay counts */
function readEntry(element: XmlElement, first: string | undefined, notes: ImportNote[]): Entry {
  const id = element.attributes.get('waypointId') ?? ''
  const [etaMs, etdMs] = [readTime(element, 'eta', notes), readTime(element, 'etd', notes)]
  const speedKn = readSpeed(element, notes)
  return { id, etaMs, etdMs, speedKn, stayMin: id === first ? null : readStay(element, etaMs, etdMs, notes) }
}

/** A section in the order of the route, whatever its own. */
function readSection(section: XmlElement | undefined, ids: readonly string[], notes: ImportNote[]): Section {
  if (!section) return emptySection
  const [speeds, stays, etas] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const arrivals = new Set<string>()
  const order = new Map(ids.map((id, index) => [id, index]))
  const entries = elementsOf(section).flatMap((element) => {
    const id = element.attributes.get('waypointId') ?? ''
    const entry = readEntry(element, ids[0], notes)
    if (order.has(id)) return [entry]
    notes.push({
      line: element.line,
      text: `The schedule names waypoint id "${id.slice(0, 40)}", which is not in the route.`,
    })
    return []
  })
  let departureMs: number | null = null
  let latest = -Infinity
  let disordered = false
  for (const { id, etaMs, etdMs, speedKn, stayMin } of entries.toSorted(
    (a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
  )) {
    for (const timeMs of [etaMs, etdMs]) {
      if (timeMs === null) continue
      disordered ||= timeMs < latest
      latest = timeMs
    }
    if (speedKn !== null) speeds.set(id, speedKn)
    if (id === ids[0]) {
      departureMs ??= etdMs ?? etaMs
      continue
    }
    if (stayMin !== null) stays.set(id, stayMin)
    const arrivesMs = etaMs ?? (etdMs === null ? null : etdMs - (stayMin ?? 0) * MINUTE_MS)
    if (arrivesMs !== null) etas.set(id, arrivesMs)
    if (etaMs !== null) arrivals.add(id)
  }
  if (disordered)
    notes.push({ line: section.line, text: 'The schedule arrives before it departs; its ETAs are recalculated.' })
  return { departureMs, speeds, stays, etas: disordered ? new Map() : etas, arrivals }
}

/** ETAs of a manual schedule that its own speeds do not lead to: a leg since the last such ETA has no speed. */
function fixedEtas({ speeds, etas, arrivals }: Section, ids: readonly string[]): Map<string, number> {
  const fixed = new Map<string, number>()
  let open = false
  for (const id of ids.slice(1)) {
    open ||= !speeds.has(id)
    const eta = etas.get(id)
    if (eta === undefined || !open || !arrivals.has(id)) continue
    fixed.set(id, eta)
    open = false
  }
  return fixed
}

const departureOf = ({ manual, calculated }: Schedule) => manual.departureMs ?? calculated.departureMs
const isTimed = (schedule: Schedule) =>
  [schedule.manual, schedule.calculated].some(({ speeds, etas }) => speeds.size > 0 || etas.size > 0)

/** The first that has a departure and leads somewhere from it; else the first with a departure, else the first that says anything. */
function chooseSchedule(schedules: readonly Schedule[], notes: ImportNote[]): Schedule | undefined {
  const saying = schedules.filter((schedule) => departureOf(schedule) !== null || isTimed(schedule))
  const departing = saying.filter((schedule) => departureOf(schedule) !== null)
  const chosen = departing.find(isTimed) ?? departing[0] ?? saying[0] ?? schedules[0]
  if (chosen && saying.length > 1) {
    const name = cleanName(chosen.name).slice(0, 40)
    notes.push({
      text: `The file has ${saying.length} schedules; number ${schedules.indexOf(chosen) + 1}${name && `, “${name}”,`} was taken.`,
    })
  }
  return chosen
}

/**
 * What one schedule of the file says: departure, speeds and stays, those that were asked for before those computed; the
 * ETAs of its manual part that are there in place of speeds; all other ETAs as they are.
 * @param ids of the waypoints, in order
 */
export function readSchedules(route: XmlElement, ids: readonly string[], notes: ImportNote[]): RtzSchedule {
  const schedules = schedulesOf(route).map((element): Schedule => ({
    name: element.attributes.get('name') ?? '',
    manual: readSection(childNamed(element, 'manual'), ids, notes),
    calculated: readSection(childNamed(element, 'calculated'), ids, notes),
  }))
  const chosen = chooseSchedule(schedules, notes)
  notes.push(...zoneNotes(unzonedTimes(route)))
  const { manual, calculated } = chosen ?? { manual: emptySection, calculated: emptySection }
  const departureMs = manual.departureMs ?? calculated.departureMs
  const fixed = departureMs === null ? new Map<string, number>() : fixedEtas(manual, ids)
  const lastFix = ids.findLastIndex((id) => fixed.has(id))
  const untilFix = new Set(ids.slice(0, lastFix + 1))
  // Legs on the way to a fixed ETA get the speed it requires, whatever was computed.
  const speeds = new Map([...[...calculated.speeds].filter(([id]) => !untilFix.has(id)), ...manual.speeds])
  if (fixed.size > 0) notes.push({ text: `${plural(fixed.size, 'ETA')} without a speed kept as fixed.` })
  const etas = new Map([...movedEtas(calculated, departureMs, notes), ...manual.etas])
  for (const id of fixed.keys()) etas.delete(id)
  return { departureMs, speeds, stays: new Map([...calculated.stays, ...manual.stays]), fixedEtas: fixed, etas }
}

/** ETAs computed for another departure than the one asked for: they move with it. */
function movedEtas(
  { etas, departureMs: computedMs }: Section,
  departureMs: number | null,
  notes: ImportNote[],
): ReadonlyMap<string, number> {
  const laterMs = departureMs === null || computedMs === null ? 0 : departureMs - computedMs
  if (laterMs === 0 || etas.size === 0) return etas
  notes.push({
    text: `The calculated schedule departs at ${formatUtcFull(computedMs)}, the manual one at ${formatUtcNear(departureMs, computedMs ?? 0)}; the calculated ETAs are moved to the manual departure.`,
  })
  return new Map([...etas].map(([id, etaMs]) => [id, etaMs + laterMs]))
}
