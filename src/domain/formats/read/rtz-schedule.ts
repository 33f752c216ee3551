import { fileTime, plural } from '../file-values.ts'
import { fileSpeed } from '../draft-points.ts'
import type { ImportNote } from '../reading.ts'
import { childrenNamed, type XmlElement } from './xml-tree.ts'
import { MINUTE_MS } from '../../time.ts'

/** What Fairway takes from the schedules of an RTZ. All maps by waypoint id. */
export interface RtzSchedule {
  readonly departureMs: number | null
  /** Knots over ground of the leg that ends there. */
  readonly speeds: ReadonlyMap<string, number>
  /** Minutes. */
  readonly stays: ReadonlyMap<string, number>
  /** ETAs that somebody asked for, epoch milliseconds UTC: those that no speeds lead to. */
  readonly fixedEtas: ReadonlyMap<string, number>
}

interface Section {
  readonly manual: boolean
  readonly departureMs: number | null
  readonly speeds: Map<string, number>
  readonly stays: Map<string, number>
  readonly etas: Map<string, number>
  readonly disordered: boolean
}

/** The manual part of each schedule before its calculated one, in the order of the file. */
function sections(route: XmlElement): XmlElement[] {
  return childrenNamed(route, 'schedules')
    .flatMap((schedules) => childrenNamed(schedules, 'schedule'))
    .flatMap((schedule) => [...childrenNamed(schedule, 'manual'), ...childrenNamed(schedule, 'calculated')])
}

/** The schema of RTZ 1.0 leaves a letter out of the name, and files follow it. */
const elementsOf = (section: XmlElement) =>
  section.children.filter(({ name }) => name === 'scheduleElement' || name === 'sheduleElement')

/** All of a file's, of manual and calculated schedules alike. */
export const scheduleElements = (route: XmlElement): readonly XmlElement[] => sections(route).flatMap(elementsOf)

function readTime(element: XmlElement, attribute: 'etd' | 'eta', notes: ImportNote[]): number | null {
  const text = element.attributes.get(attribute)
  const timeMs = fileTime(text)
  if (text && timeMs === null)
    notes.push({ line: element.line, text: `${attribute} "${text.slice(0, 40)}" is not a time and was left out.` })
  return timeMs
}

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

/** What `stay` says, or the time between ETA and ETD. */
function readStay(element: XmlElement, eta: number | null, etd: number | null, notes: ImportNote[]): number | null {
  const text = element.attributes.get('stay')
  const said = text ? stayMinutes(text) : null
  if (text && said === null)
    notes.push({ line: element.line, text: `Stay "${text.slice(0, 40)}" cannot be read and was left out.` })
  const stay = said ?? (eta !== null && etd !== null ? (etd - eta) / MINUTE_MS : 0)
  return stay > 0 ? stay : null
}

function readSection(section: XmlElement, ids: readonly string[], notes: ImportNote[]): Section {
  const [speeds, stays, etas] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  let departureMs: number | null = null
  let latest = -Infinity
  let disordered = false
  for (const element of elementsOf(section)) {
    const id = element.attributes.get('waypointId') ?? ''
    const [eta, etd, speed] = [
      readTime(element, 'eta', notes),
      readTime(element, 'etd', notes),
      readSpeed(element, notes),
    ]
    if (!ids.includes(id)) {
      notes.push({
        line: element.line,
        text: `The schedule names waypoint id "${id.slice(0, 40)}", which is not in the route.`,
      })
      continue
    }
    for (const timeMs of [eta, etd]) {
      if (timeMs === null) continue
      disordered ||= timeMs < latest
      latest = timeMs
    }
    if (speed !== null) speeds.set(id, speed)
    if (id === ids[0]) {
      departureMs ??= etd ?? eta
      continue
    }
    const stay = readStay(element, eta, etd, notes)
    if (stay !== null) stays.set(id, stay)
    if (eta !== null) etas.set(id, eta)
  }
  if (disordered)
    notes.push({ line: section.line, text: 'The schedule arrives before it departs; its ETAs are recalculated.' })
  return { manual: section.name === 'manual', departureMs, speeds, stays, etas, disordered }
}

/** ETAs of a manual schedule that its own speeds do not lead to: a leg since the last such ETA has no speed. */
function fixedEtas(section: Section | undefined, ids: readonly string[]): Map<string, number> {
  const fixed = new Map<string, number>()
  if (!section || section.disordered) return fixed
  let open = false
  for (const id of ids.slice(1)) {
    open ||= !section.speeds.has(id)
    const eta = section.etas.get(id)
    if (eta === undefined || !open) continue
    fixed.set(id, eta)
    open = false
  }
  return fixed
}

/**
 * The first departure and the first speeds that can be used, of all schedules; stays; and the ETAs of the manual
 * schedule that are there in place of speeds. Other ETAs are not taken over: they follow from departure and speeds.
 * @param ids of the waypoints, in order
 */
export function readSchedules(route: XmlElement, ids: readonly string[], notes: ImportNote[]): RtzSchedule {
  const read = sections(route).map((section) => readSection(section, ids, notes))
  const departureMs = read.find((section) => section.departureMs !== null)?.departureMs ?? null
  const stays = new Map(read.toReversed().flatMap((section) => [...section.stays])) // of several the first in the file counts
  // Without the departure they were made for, such ETAs mean nothing.
  const fixed = fixedEtas(
    read.find(({ manual, departureMs: etd }) => manual && etd !== null && etd === departureMs),
    ids,
  )
  const speeds =
    (fixed.size > 0 ? read.filter(({ manual }) => manual) : read).find((section) => section.speeds.size > 0)?.speeds ??
    new Map<string, number>()
  if (fixed.size > 0) notes.push({ text: `${plural(fixed.size, 'ETA')} without a speed kept as fixed.` })
  return { departureMs, speeds, stays, fixedEtas: fixed }
}
