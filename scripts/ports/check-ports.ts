import { MOST_INLAND_NM, type PortRow } from '../../src/domain/ports.ts'
import type { Position } from '../../src/domain/position.ts'
import type { Shore } from './shore.ts'

/** A port as the package has it. */
export interface ListedPort {
  readonly name: string
  readonly country: string
  /** Longitude first; missing for some. */
  readonly coordinates?: readonly number[] | undefined
  readonly alias: readonly string[]
  /** All its UN/LOCODEs; several entries may be the same port. */
  readonly unlocs: readonly string[]
}

/** How many ports are left out of the list, by reason. */
export type Dropped = Record<
  'without position' | 'airports' | 'at sea' | 'inland' | 'on the coast of another country' | 'listed twice',
  number
>

/** The 1:10 M coast is not wrong by more: a port farther out at sea has a wrong position. */
export const MAX_AT_SEA_NM = 3
/** The 1:10 M coast may put a quay this far inland; farther in, only ports known to be there count. */
export const MAX_INLAND_NM = 3

/**
 * The ports whose position can be right.
 * @param knownInland UN/LOCODEs of ports that do lie inland; the list says how far, so that it can be shown
 * @param fitsCountry can the position be in the country that the code begins with? Unknown countries fit.
 */
export function checkPorts(
  listed: readonly ListedPort[],
  shore: Shore,
  fitsCountry: (country: string, position: Position) => boolean,
  knownInland: ReadonlySet<string>,
): { rows: PortRow[]; dropped: Dropped } {
  const dropped: Dropped = {
    'without position': 0,
    airports: 0,
    'at sea': 0,
    inland: 0,
    'on the coast of another country': 0,
    'listed twice': 0,
  }
  const rows: PortRow[] = []
  const seen = new Set<string>()
  for (const port of listed) {
    const [code = ''] = port.unlocs
    const position = positionOf(port)
    const off = position ? shore.distanceNm(position) : Infinity
    const land = position !== null && shore.isLand(position)
    const reason = reasonAgainst()
    if (reason) {
      dropped[reason] += 1
      continue
    }
    port.unlocs.forEach((each) => seen.add(each))
    rows.push([
      port.unlocs.join(' '),
      port.name,
      port.country,
      position!.lat,
      position!.lon,
      land ? Math.min(Math.round(off), MOST_INLAND_NM) : 0,
      aliases(port).join('|'),
    ])

    function reasonAgainst(): keyof Dropped | null {
      if (!position) return 'without position'
      if (port.unlocs.some((each) => seen.has(each))) return 'listed twice'
      if (/\bApt$/.test(port.name)) return 'airports'
      if (!land && off > MAX_AT_SEA_NM) return 'at sea'
      if (land && off > MAX_INLAND_NM && !port.unlocs.some((each) => knownInland.has(each))) return 'inland'
      return fitsCountry(code.slice(0, 2), position) ? null : 'on the coast of another country'
    }
  }
  return { rows, dropped }
}

/** To a ten-thousandth of a degree, 11 m, far finer than the list. */
function positionOf({ coordinates }: ListedPort): Position | null {
  const [lon, lat] = (coordinates ?? []).map((degrees) => Math.round(degrees * 1e4) / 1e4)
  return lon !== undefined && lat !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null
}

const aliases = ({ alias, name }: ListedPort) => alias.filter((other) => other !== name && !other.includes('|'))
