import { attributeText, type FileAttributes } from './formats/raw-file.ts'
import type { FieldPart } from './products.ts'

/** What a variable of a file is for Fairway. Units and convention are the API's once `unit` has been applied. */
export interface Meaning {
  readonly part: FieldPart
  /** Among several that a part could be taken from, the lower is preferred. */
  readonly rank: number
  /** API value = file value × factor + offset. */
  readonly factor: number
  readonly offset: number
  /** Metres above the sea that the variable's own name tells, as `u10` does; null: it tells none. */
  readonly heightM: number | null
  /** What an operator should know about this choice; '' : nothing. */
  readonly note: string
}

type Quantity = 'speed' | 'height' | 'period' | 'direction' | 'temperature' | 'depth'

interface Name {
  readonly part: FieldPart
  readonly quantity: Quantity
  readonly rank?: number
  /** The file's direction is the opposite of the API's. */
  readonly isOpposite?: boolean
  /** The file counts upwards, the API downwards. */
  readonly isUpward?: boolean
  readonly note?: string
}

const waveNames = (
  stem: string,
  parts: readonly [FieldPart, FieldPart, FieldPart],
  more: Pick<Name, 'rank' | 'note'> = {},
): Record<string, Name> => {
  const rank = more.rank ?? 0
  const [height, period, direction] = parts
  const mean = `${stem}_mean_period`
  return {
    [`${stem}_significant_height`]: { part: height, quantity: 'height', ...more },
    [mean]: { part: period, quantity: 'period', ...more },
    // After the plain mean period that of the energy (Tm−1,0), which is ECMWF's mean period and Copernicus' VTM10.
    ...Object.fromEntries(
      ['inverse', 'first', 'second'].map((moment, place) => [
        `${mean}_from_variance_spectral_density_${moment}_frequency_moment`,
        { part: period, quantity: 'period' as const, ...more, rank: rank + 1 + place },
      ]),
    ),
    [`${stem}_from_direction`]: { part: direction, quantity: 'direction', ...more },
    [`${stem}_to_direction`]: { part: direction, quantity: 'direction', isOpposite: true, ...more },
  }
}

const swell = ['swellHeight', 'swellPeriod', 'swellDirection'] as const
const PRIMARY = { rank: 10, note: 'the first swell system only' } as const

/** CF standard names. The table of CF: cfconventions.org/standard-names.html. Those of peaks are left out on purpose. */
const standardNames: Readonly<Record<string, Name>> = {
  eastward_wind: { part: 'windEast', quantity: 'speed' },
  northward_wind: { part: 'windNorth', quantity: 'speed' },
  x_wind: { part: 'windEast', quantity: 'speed', rank: 1 },
  y_wind: { part: 'windNorth', quantity: 'speed', rank: 1 },
  wind_speed: { part: 'windSpeed', quantity: 'speed' },
  wind_from_direction: { part: 'windFrom', quantity: 'direction' },
  wind_to_direction: { part: 'windFrom', quantity: 'direction', isOpposite: true },
  wind_speed_of_gust: { part: 'gust', quantity: 'speed' },
  eastward_sea_water_velocity: { part: 'currentEast', quantity: 'speed', rank: 1 },
  northward_sea_water_velocity: { part: 'currentNorth', quantity: 'speed', rank: 1 },
  surface_eastward_sea_water_velocity: { part: 'currentEast', quantity: 'speed', rank: 1 },
  surface_northward_sea_water_velocity: { part: 'currentNorth', quantity: 'speed', rank: 1 },
  sea_water_x_velocity: { part: 'currentEast', quantity: 'speed', rank: 2 },
  sea_water_y_velocity: { part: 'currentNorth', quantity: 'speed', rank: 2 },
  sea_water_speed: { part: 'currentSpeed', quantity: 'speed' },
  sea_water_velocity_to_direction: { part: 'currentTowards', quantity: 'direction' },
  direction_of_sea_water_velocity: { part: 'currentTowards', quantity: 'direction' },
  sea_water_velocity_from_direction: { part: 'currentTowards', quantity: 'direction', isOpposite: true },
  sea_surface_temperature: { part: 'seaTemperature', quantity: 'temperature' },
  sea_surface_foundation_temperature: { part: 'seaTemperature', quantity: 'temperature', rank: 1 },
  sea_surface_subskin_temperature: { part: 'seaTemperature', quantity: 'temperature', rank: 1 },
  sea_surface_skin_temperature: { part: 'seaTemperature', quantity: 'temperature', rank: 1 },
  sea_water_temperature: { part: 'seaTemperature', quantity: 'temperature', rank: 2 },
  sea_water_potential_temperature: { part: 'seaTemperature', quantity: 'temperature', rank: 2 },
  sea_floor_depth_below_geoid: { part: 'depth', quantity: 'depth' },
  sea_floor_depth_below_mean_sea_level: { part: 'depth', quantity: 'depth' },
  sea_floor_depth_below_sea_surface: { part: 'depth', quantity: 'depth', rank: 1 },
  sea_floor_depth: { part: 'depth', quantity: 'depth', rank: 1 },
  height_above_mean_sea_level: { part: 'depth', quantity: 'depth', rank: 1, isUpward: true },
  height_above_geoid: { part: 'depth', quantity: 'depth', rank: 1, isUpward: true },
  surface_altitude: { part: 'depth', quantity: 'depth', rank: 2, isUpward: true },
  bedrock_altitude: { part: 'depth', quantity: 'depth', rank: 2, isUpward: true },
  ...waveNames('sea_surface_wave', ['waveHeight', 'wavePeriod', 'waveDirection']),
  ...waveNames('sea_surface_swell_wave', swell),
  ...waveNames('sea_surface_primary_swell_wave', swell, PRIMARY),
  ...waveNames('sea_surface_wind_wave', ['windSeaHeight', 'windSeaPeriod', 'windSeaDirection']),
}

const short = (part: FieldPart, quantity: Quantity, names: string, more: Partial<Name> = {}): [RegExp, Name][] => [
  [new RegExp(`^(?:${names})$`, 'i'), { part, quantity, ...more }],
]

/** The usual short names of ECMWF, NOAA and Copernicus Marine. Of GFS-Wave's, `PERPW` and `DIRPW` are of the peak. */
const shortNames: readonly [RegExp, Name][] = [
  ...short(
    'windEast',
    'speed',
    'u\\d+m?|\\d+u|u_?wind|ugrd_?\\d+maboveground|u-component_of_wind_height_above_ground|wind_u_\\d+m|\\d+m_u_component_of_wind',
  ),
  ...short(
    'windNorth',
    'speed',
    'v\\d+m?|\\d+v|v_?wind|vgrd_?\\d+maboveground|v-component_of_wind_height_above_ground|wind_v_\\d+m|\\d+m_v_component_of_wind',
  ),
  ...short('gust', 'speed', 'gust|i?10fg\\d?|fg10|gust_surface|wind_speed_gust_surface|wind_gust'),
  ...short('currentEast', 'speed', 'utotal'),
  ...short('currentNorth', 'speed', 'vtotal'),
  ...short('currentEast', 'speed', 'uo|water_u', { rank: 1 }),
  ...short('currentNorth', 'speed', 'vo|water_v', { rank: 1 }),
  ...short('waveHeight', 'height', 'vhm0|swh|htsgw(?:_surface)?'),
  ...short('wavePeriod', 'period', 'mwp|vtm10', { rank: 1 }),
  ...short('wavePeriod', 'period', 'mp1|vtm01', { rank: 2 }),
  ...short('wavePeriod', 'period', 'mp2|vtm02', { rank: 3 }),
  ...short('waveDirection', 'direction', 'vmdr|mwd'),
  ...short('swellHeight', 'height', 'shts'),
  ...short('swellPeriod', 'period', 'mpts', { rank: 1 }),
  ...short('swellDirection', 'direction', 'mdts'),
  ...short('swellHeight', 'height', 'vhm0_sw1', PRIMARY),
  ...short('swellPeriod', 'period', 'vtm01_sw1', { ...PRIMARY, rank: 12 }),
  ...short('swellDirection', 'direction', 'vmdr_sw1', PRIMARY),
  ...short('windSeaHeight', 'height', 'vhm0_ww|shww'),
  ...short('windSeaPeriod', 'period', 'vtm01_ww|mpww', { rank: 2 }),
  ...short('windSeaDirection', 'direction', 'vmdr_ww|mdww'),
  ...short('seaTemperature', 'temperature', 'sst|analysed_sst'),
  ...short('seaTemperature', 'temperature', 'thetao|tos', { rank: 2 }),
  ...short('depth', 'depth', 'deptho|bathymetry|bathy'),
  ...short('depth', 'depth', 'elevation|z|topo', { rank: 1, isUpward: true }),
]

const KELVIN = 273.15
const DEGREES = 180 / Math.PI

/** Units in use, by quantity: to the API's, value × factor + offset. */
const units: Readonly<Record<Quantity, readonly [RegExp, number, number?][]>> = {
  speed: [
    [/^(m(et(er|re)s?)?( |\.)?(s(ec(ond)?)?(-1|\^-1|\*\*-1))|m(et(er|re)s?)?( ?\/ ?| per )s(ec(ond)?)?)$/, 1],
    [/^(knots?|kts?|kn)$/, 1852 / 3600],
    [/^(cm s-1|cm\/s|cm s\*\*-1)$/, 0.01],
    [/^(km h-1|km\/h|km\/hr|km hour-1)$/, 1 / 3.6],
  ],
  height: [
    [/^m(et(er|re)s?)?$/, 1],
    [/^cm$/, 0.01],
  ],
  period: [[/^s(ec(ond)?s?)?$/, 1]],
  direction: [
    [/^deg(rees?)?([ _](true|t|clockwise_from_north))?$/, 1],
    [/^rad(ians?)?$/, DEGREES],
  ],
  temperature: [
    [/^(deg(rees?)?[ _]?)?c(elsius)?$/, 1],
    [/^(deg(rees?)?[ _]?)?k(elvin)?$/, 1, -KELVIN],
  ],
  depth: [
    [/^m(et(er|re)s?)?$/, 1],
    [/^km$/, 1000],
  ],
}

const heightInName = /^(?:[uv]|ugrd_?|vgrd_?|wind_[uv]_)?(\d+)(?:[uv]|m|maboveground|m_[uv]_component_of_wind)?$/i

/**
 * What a variable means by its standard name, else by its usual short name.
 * @returns null: nothing that Fairway asks for; a text: it would be, and why it cannot be used
 */
export function meaningOf(name: string, attributes: FileAttributes): Meaning | string | null {
  const standard = attributeText(attributes, 'standard_name').split(/\s/)[0] ?? ''
  const byShort = shortNames.find(([pattern]) => pattern.test(name))?.[1]
  const byStandard = standardNames[standard]
  // Copernicus' sum of current, tide and Stokes drift has the standard name of the current alone.
  const known = byStandard && byShort?.part === byStandard.part ? { ...byStandard, rank: byShort.rank } : byStandard
  const found = known ?? (isForeign(standard) ? undefined : byShort)
  if (!found) return null
  const unit = attributeText(attributes, 'units')
  const fitting = units[found.quantity].find(([pattern]) => pattern.test(unit.toLowerCase()))
  if (!fitting) return byStandard ? `‘${name}’ is in ‘${unit}’, which is no unit of ${found.quantity}` : null
  const [, factor, offset = 0] = fitting
  const positive = attributeText(attributes, 'positive').toLowerCase()
  const isUpward = found.quantity === 'depth' && (positive === 'up' || (positive !== 'down' && found.isUpward === true))
  const height =
    found.part.startsWith('wind') && !found.part.startsWith('windSea') ? heightInName.exec(name)?.[1] : null
  return {
    part: found.part,
    rank: found.rank ?? 0,
    factor: isUpward ? -factor : factor,
    offset: isUpward ? -offset : found.isOpposite ? offset + 180 : offset,
    heightM: height ? Number(height) : null,
    note: found.note ?? '',
  }
}

/** A standard name says that the variable is something else, though its short name would fit: the peak's, a drift's. */
const isForeign = (standard: string): boolean =>
  /peak|maximum|stokes|geostrophic|difference|anomaly|error|bias|spectral|tide/.test(standard)
