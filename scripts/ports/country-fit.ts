import { type Position, wrapLongitude } from '../../src/domain/position.ts'
import type { Ring } from '../../src/domain/route/land-index.ts'

export interface Country {
  readonly name: string
  readonly rings: readonly Ring[]
}

/**
 * Ports on islands far from their country, and of countries drawn as part of another, are at least this near to one. A
 * wrong sign or digit, or a namesake overseas, is farther off. Degrees of latitude.
 */
const NEAR_DEGREES = 10

const folded = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z]+/g, ' ')
    .trim()

function near({ lat, lon }: Position, rings: readonly Ring[]): boolean {
  const narrowing = Math.cos((lat * Math.PI) / 180)
  return rings.some((ring) =>
    ring.some(([x = 0, y = 0]) => Math.hypot(wrapLongitude(x - lon) * narrowing, y - lat) < NEAR_DEGREES),
  )
}

/** @returns can a position be in the country of these two letters (ISO 3166)? One not in the list fits everywhere. */
export function countryFit(countries: readonly Country[]): (letters: string, position: Position) => boolean {
  const byName = new Map(countries.map(({ name, rings }) => [folded(name), rings]))
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return (letters, position) => {
    const rings = byName.get(folded(names.of(letters) ?? ''))
    return rings === undefined || near(position, rings)
  }
}
