import { at } from '../../at.ts'

/** Which column holds what. Several columns of one coordinate (degrees, minutes, N/S) are read as one text. */
export interface TableColumns {
  readonly lat: readonly number[]
  readonly lon: readonly number[]
  /** Both coordinates in one cell; then `lat` and `lon` are empty. */
  readonly position: number | null
  readonly name: number | null
  /** When the ship is there, in one column or as date and time. */
  readonly time: readonly number[]
  readonly eta: number | null
  readonly etd: number | null
  readonly speed: number | null
  /** Knots of one of the speed column's units. */
  readonly speedUnitKn: number
  readonly legType: number | null
  /** Minutes. */
  readonly stay: number | null
}

export const noColumns: TableColumns = {
  lat: [],
  lon: [],
  position: null,
  name: null,
  time: [],
  eta: null,
  etd: null,
  speed: null,
  speedUnitKn: 1,
  legType: null,
  stay: null,
}

const words = (...list: string[]) => new Set(list)
const latWords = words('lat', 'latitude', 'latitud', 'breite', 'breitengrad')
const lonWords = words('lon', 'long', 'lng', 'longitude', 'longitud', 'länge', 'längengrad')
const partWords = words('min', 'minutes', 'minute', 'sec', 'seconds', 'second', 'dir', 'hemisphere', 'hemi', 'ns', 'ew')
const positionWords = words('position', 'pos', 'coordinates', 'coordinate', 'coords', 'latlon', 'latlong')
/** The likeliest first. */
const nameWords = ['name', 'waypoint', 'wpt', 'wp', 'port', 'place', 'label', 'desc', 'description', 'id'] as const

/** A header's words in lower case, its brackets and punctuation gone: "ETA (UTC)" is eta, utc. */
const wordsOf = (header: string) =>
  header
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** A cell that names both: "Lat/Lon". One with a delimiter inside is a whole header row, cut at the wrong character. */
const namesBoth = (list: readonly string[]) =>
  list.some((word) => latWords.has(word)) && list.some((word) => lonWords.has(word))

/** The columns a header row names; null where it names no position. */
export function columnsByHeader(headers: readonly string[]): TableColumns | null {
  if (headers.some((header) => /[,;|]/.test(header) && namesBoth(wordsOf(header)))) return null
  const all = headers.map(wordsOf)
  const indexes = (test: (list: readonly string[]) => boolean) =>
    all.flatMap((list, index) => (test(list) ? [index] : []))
  const first = (...list: string[]) => indexes((own) => own.some((word) => list.includes(word)))[0] ?? null
  const lat = coordinateColumns(all, latWords, 'y', ['n', 's'])
  const lon = coordinateColumns(all, lonWords, 'x', ['e', 'w'])
  const separate = lat.length > 0 && lon.length > 0
  const position = separate
    ? null
    : (indexes((list) => namesBoth(list) || list.some((word) => positionWords.has(word)))[0] ?? null)
  if (!separate && position === null) return null
  const [eta, etd] = [first('eta', 'arrival'), first('etd', 'departure')]
  const speed = first('speed', 'sog', 'kn', 'kts', 'knots')
  const time = [first('date'), first('time', 'timestamp', 'datetime', 'utc', 'epoch')].filter(
    (index) => index !== null && index !== eta && index !== etd,
  )
  return {
    lat: separate ? lat : [],
    lon: separate ? lon : [],
    position,
    name: nameWords.map((word) => first(word)).find((index) => index !== null) ?? null,
    time: [...new Set(time as number[])],
    eta,
    etd,
    speed,
    stay: indexes((list) => list[0] === 'stay' && (list.length === 1 || at(list, 1).startsWith('min')))[0] ?? null,
    speedUnitKn: speed === null ? 1 : speedUnitKn(at(all, speed)),
    legType:
      first('geometry', 'rlgc') ??
      indexes((list) => list[0] === 'leg' && (list.length === 1 || list[1] === 'type'))[0] ??
      null,
  }
}

/** The first column of a coordinate, and those that say its minutes, seconds or hemisphere. */
function coordinateColumns(
  all: readonly (readonly string[])[],
  names: ReadonlySet<string>,
  letter: string,
  hemisphere: readonly [string, string],
): number[] {
  const isHemisphere = (list: readonly string[]) =>
    list.join(' ') === hemisphere.join(' ') || list.join('') === hemisphere.join('')
  const named = all.flatMap((list, index) => (list.some((word) => names.has(word)) && !namesBoth(list) ? [index] : []))
  const alone = all.findIndex((list) => list.length === 1 && list[0] === letter)
  const [main] = named.length > 0 ? named : alone >= 0 ? [alone] : []
  if (main === undefined) return []
  const parts = all.flatMap((list, index) => {
    const belongs = isHemisphere(list) || (named.includes(index) && list.some((word) => partWords.has(word)))
    return belongs && index > main ? [index] : []
  })
  return [main, ...parts]
}

const KM_PER_NM = 1.852
const M_PER_NM = 1852

function speedUnitKn(list: readonly string[]): number {
  const text = list.join(' ')
  if (/\bm s\b|\bmps\b|\bms\b/.test(text)) return 3600 / M_PER_NM
  return /\bkm h\b|\bkmh\b|\bkph\b/.test(text) ? 1 / KM_PER_NM : 1
}
