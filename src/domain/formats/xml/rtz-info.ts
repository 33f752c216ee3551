import { parseImo, parseMmsi, type Ship } from '../../voyage/ship.ts'
import { METRES_PER_NM } from '../../geodesy/wgs84.ts'
import { cleanName, fileNumber } from '../file-values.ts'
import type { ImportNote, VoyageInfo } from '../reading.ts'
import { childNamed, type XmlElement } from './xml-tree.ts'

/** Told by fields of the voyage, by the route itself, or of no use without it. */
const ownFields = new Set(['routeName', 'vesselName', 'vesselMMSI', 'vesselIMO', 'vesselVoyage'])
/** As many attributes as all versions of the format have together, twice over. */
const MAX_KEPT = 40

/** What `routeInfo` says beside the route's name: the ship, the voyage's number, and the rest as it stands, to be written again. */
export function readRouteInfo(route: XmlElement, notes: ImportNote[]): VoyageInfo | null {
  const info = childNamed(route, 'routeInfo')
  const says = (name: string) => cleanName(info?.attributes.get(name))
  const kept = new Map<string, string>()
  for (const [name, value] of info?.attributes ?? []) {
    if (
      !ownFields.has(name) &&
      /^(?:route|vessel|validity|optimization)[A-Za-z]{1,40}$/.test(name) &&
      value.trim() !== '' &&
      kept.size < MAX_KEPT
    )
      kept.set(name, cleanName(value))
  }
  /** A number that is none is not taken for the ship's, and still comes out of the file again. */
  const number = (name: string, parse: (text: string) => string | null) => {
    const text = says(name)
    const value = parse(text)
    if (value !== null) return value
    kept.set(name, text)
    notes.push({
      ...(info && { line: info.line }),
      item: 'Ship',
      text: `${name} "${text.slice(0, 40)}" is not a valid number.`,
    })
    return ''
  }
  const name = says('vesselName')
  const imo = number('vesselIMO', parseImo)
  const mmsi = number('vesselMMSI', parseMmsi)
  const draughtM = draught(route)
  const ship: Partial<Ship> = {
    ...(name && { name }),
    ...(imo && { imo }),
    ...(mmsi && { mmsi }),
    ...(draughtM !== null && { draughtM }),
  }
  windInKnots(route, kept)
  const voyageNumber = says('vesselVoyage')
  const nothing = Object.keys(ship).length === 0 && voyageNumber === '' && kept.size === 0
  return nothing ? null : { ship, voyageNumber, rtzInfo: Object.fromEntries(kept) }
}

/** The deeper end of the ship on the leg that stands for all, metres. */
function draught(route: XmlElement): number | null {
  const leg = childNamed(childNamed(childNamed(route, 'waypoints'), 'defaultWaypoint'), 'leg')
  const ends = ['draughtForward', 'draughtAft'].map((name) => fileNumber(leg?.attributes.get(name)) ?? 0)
  const deepest = Math.max(...ends)
  return deepest > 0 ? deepest : null
}

/** RTZ 1.0 has the wind limit in metres per second, the later ones in knots, as it is kept. */
function windInKnots(route: XmlElement, kept: Map<string, string>): void {
  const wind = fileNumber(kept.get('vesselMaxWind'))
  if (wind !== null && route.attributes.get('version')?.startsWith('1.0'))
    kept.set('vesselMaxWind', String(Number(((wind * 3600) / METRES_PER_NM).toFixed(2))))
}
