import { fileNumber, fileTime } from './file-values.ts'
import type { ImportNote } from './reading.ts'
import { childrenNamed, type XmlElement } from './xml-tree.ts'

/** What Fairway takes from the schedules of an RTZ: when it departs, and the speed of the leg that ends at each waypoint id. */
export interface RtzSchedule {
  readonly departureMs: number | null
  /** Knots over ground. */
  readonly speeds: ReadonlyMap<string, number>
}

/** Faster than any ship: a speed above is an error or another unit. */
const MAX_SPEED_KN = 100

/** The manual part of each schedule before its calculated one, in the order of the file. */
function sections(route: XmlElement): XmlElement[] {
  return childrenNamed(route, 'schedules')
    .flatMap((schedules) => childrenNamed(schedules, 'schedule'))
    .flatMap((schedule) => [...childrenNamed(schedule, 'manual'), ...childrenNamed(schedule, 'calculated')])
}

function readTime(element: XmlElement, attribute: 'etd' | 'eta', notes: ImportNote[]): number | null {
  const text = element.attributes.get(attribute)
  const timeMs = fileTime(text)
  if (text && timeMs === null) notes.push({ line: element.line, text: `${attribute} "${text.slice(0, 40)}" is not a time and was left out.` })
  return timeMs
}

function readSpeed(element: XmlElement, notes: ImportNote[]): number | null {
  const text = element.attributes.get('speed')
  if (text === undefined) return null
  const speed = fileNumber(text)
  if (speed !== null && speed > 0 && speed <= MAX_SPEED_KN) return speed
  notes.push({ line: element.line, text: `Speed "${text.slice(0, 40)}" cannot be used and was left out.` })
  return null
}

function readSection(section: XmlElement, ids: readonly string[], notes: ImportNote[]): RtzSchedule {
  const speeds = new Map<string, number>()
  let departureMs: number | null = null
  let latest = -Infinity
  let disordered = false
  for (const element of childrenNamed(section, 'scheduleElement')) {
    const id = element.attributes.get('waypointId') ?? ''
    const [eta, etd, speed] = [readTime(element, 'eta', notes), readTime(element, 'etd', notes), readSpeed(element, notes)]
    if (!ids.includes(id)) {
      notes.push({ line: element.line, text: `The schedule names waypoint id "${id.slice(0, 40)}", which is not in the route.` })
      continue
    }
    for (const timeMs of [eta, etd]) {
      if (timeMs === null) continue
      disordered ||= timeMs < latest
      latest = timeMs
    }
    if (id === ids[0]) departureMs ??= etd ?? eta
    if (speed !== null) speeds.set(id, speed)
  }
  if (disordered) notes.push({ line: section.line, text: 'The schedule arrives before it departs; its ETAs are computed anew.' })
  return { departureMs, speeds }
}

/**
 * The first departure and the first speeds that can be used, of all schedules. ETAs are never taken over: they follow
 * from departure and speeds.
 * @param ids of the waypoints, in order
 */
export function readSchedules(route: XmlElement, ids: readonly string[], notes: ImportNote[]): RtzSchedule {
  const read = sections(route).map((section) => readSection(section, ids, notes))
  return {
    departureMs: read.find(({ departureMs }) => departureMs !== null)?.departureMs ?? null,
    speeds: read.find(({ speeds }) => speeds.size > 0)?.speeds ?? new Map<string, number>(),
  }
}
