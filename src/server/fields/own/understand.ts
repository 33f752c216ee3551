import { at, numberAt } from '#src/domain/at.ts'
import { type GridAxis, latitudeAxis, longitudeAxis } from './axis.ts'
import { durationUnitMs, timeReader } from './cf-time.ts'
import { type Meaning, meaningOf } from './cf-names.ts'
import type { FieldPart } from './products.ts'
import { attributeText, type FileAttributes, type RawFile, type RawVariable, readVector } from './formats/raw-file.ts'

/** A plain grid of latitudes and longitudes; two with the same key are the same. */
export interface FieldGrid {
  readonly key: string
  readonly lat: GridAxis
  readonly lon: GridAxis
}

/** From a file's numbers to the API's: raw × scale + offset. */
export interface Unpacking {
  readonly scale: number
  readonly offset: number
  /** Raw numbers that stand for no value. */
  readonly missing: readonly number[]
  /** In the API's unit: what the file calls valid and the sea can have. All else is a fill value that nobody declared. */
  readonly valid: readonly [number, number]
}

/** A variable of a file that is understood: one part, at one level, of one run. */
export interface FoundVariable {
  readonly part: FieldPart
  readonly rank: number
  readonly note: string
  readonly name: string
  readonly grid: FieldGrid
  /** Epoch milliseconds, rising or not, one for each index of the time dimension; null: it does not change with time. */
  readonly times: Float64Array | null
  /** Places of the dimensions; `time` −1 where there is none. */
  readonly dimensions: { readonly time: number; readonly lat: number; readonly lon: number }
  /** Index in each dimension; those of time, latitude and longitude are put in. */
  readonly base: readonly number[]
  readonly shape: readonly number[]
  readonly block: readonly number[]
  readonly unpacking: Unpacking
  /** Wind only: metres above the sea. */
  readonly heightM: number | null
  /** Of its `forecast_reference_time`. */
  readonly referenceMs: number | null
}

export interface Understanding {
  readonly variables: readonly FoundVariable[]
  /** Why variables with a meaning cannot be used; clauses. */
  readonly leftOut: readonly string[]
}

type Role = 'lat' | 'lon' | 'time' | 'run' | 'lead' | 'level' | 'pressure' | 'projected' | 'other'

/** What a coordinate variable measures, by its standard name and units, else by its name. */
function roleOf({ name, attributes }: RawVariable): Role {
  const standard = attributeText(attributes, 'standard_name')
  const unit = attributeText(attributes, 'units')
  if (/^(grid_(lat|long)itude|projection_[xy]_coordinate)/.test(standard)) return 'projected'
  if (standard === 'latitude' || /^deg(rees?)?_?n(orth)?$/i.test(unit)) return 'lat'
  if (standard === 'longitude' || /^deg(rees?)?_?e(ast)?$/i.test(unit)) return 'lon'
  if (standard === 'forecast_reference_time' || /^(init_time|forecast_reference_time|reftime)$/i.test(name))
    return 'run'
  if (/\bsince\b/i.test(unit)) return 'time'
  if (standard === 'forecast_period' || /^(lead_?time|step|forecast_(hour|period))$/i.test(name)) return 'lead'
  if (/^(pa|hpa|mb|mbar|millibars?)$/i.test(unit)) return 'pressure'
  if (/^(depth|height|altitude)$/.test(standard) || 'positive' in attributes) return 'level'
  if (/^(depth|elevation|lev|level|height.*)$/i.test(name)) return 'level'
  // A name alone counts where nothing contradicts it.
  if (unit === '' && /^(lat|latitude|nav_lat)$/i.test(name)) return 'lat'
  if (unit === '' && /^(lon|longitude|nav_lon)$/i.test(name)) return 'lon'
  return 'other'
}

const windParts: readonly FieldPart[] = ['windEast', 'windNorth', 'windSpeed', 'windFrom']
const inTheSea: readonly FieldPart[] = [
  'currentEast',
  'currentNorth',
  'currentSpeed',
  'currentTowards',
  'seaTemperature',
]
/** Deeper is not the surface. Metres. */
const SURFACE_M = 10
/** Where nothing says at which height a wind is. Metres. */
const USUAL_HEIGHT_M = 10

/** What can be at sea, by part, in the API's unit. */
function possibleOf(part: FieldPart): readonly [number, number] {
  if (part === 'depth') return [0, 12_000]
  if (part === 'seaTemperature') return [-5, 50]
  if (part.endsWith('Height')) return [0, 50]
  if (part.endsWith('Period')) return [0, 60]
  if (/(Direction|From|Towards)$/.test(part)) return [-360, 900]
  return part.startsWith('current') ? [-15, 15] : [-200, 200]
}

/** Reads the coordinates of a file and says which of its variables can be used, and why others cannot. */
export async function understand(file: RawFile): Promise<Understanding> {
  const reader = new Coordinates(file)
  const variables: FoundVariable[] = []
  const leftOut: string[] = []
  for (const variable of file.variables.values()) {
    if (variable.shape.length < 1) continue
    const meaning = meaningOf(variable.name, variable.attributes)
    if (meaning === null) continue
    // The axis of a depth is named as the depth of the sea is.
    if (variable.dimensions.length === 1 && variable.dimensions[0] === variable.name) continue
    const found = typeof meaning === 'string' ? meaning : await reader.place(variable, meaning)
    if (typeof found === 'string') leftOut.push(found)
    else variables.push(...found)
  }
  return { variables, leftOut }
}

/** The coordinates of a file, each read once. */
class Coordinates {
  readonly #file: RawFile
  readonly #vectors = new Map<string, Promise<Float64Array>>()
  readonly #grids = new Map<string, FieldGrid | string>()

  constructor(file: RawFile) {
    this.#file = file
  }

  #values(variable: RawVariable): Promise<Float64Array> {
    const known = this.#vectors.get(variable.name) ?? readVector(this.#file, variable)
    this.#vectors.set(variable.name, known)
    return known
  }

  /** The variable that says what a dimension measures: one of its own name, else one over it alone. */
  #coordinate(dimension: string): { variable: RawVariable; role: Role } | null {
    const over = [...this.#file.variables.values()].filter(
      ({ dimensions }) => dimensions.length === 1 && dimensions[0] === dimension,
    )
    const told = over.map((variable) => ({ variable, role: roleOf(variable) }))
    const own = told.find(({ variable }) => variable.name === dimension)
    // A valid time beside a lead time saves the sum.
    const byRole = (role: Role) => told.find((one) => one.role === role)
    if (own?.role === 'lead' || own === undefined || own.role === 'other')
      return byRole('time') ?? own ?? byRole('lat') ?? byRole('lon') ?? null
    return own
  }

  #scalar(role: Role): RawVariable | null {
    const all = [...this.#file.variables.values()]
    return (
      all.find((one) => one.shape.every((size) => size === 1) && one.shape.length < 2 && roleOf(one) === role) ?? null
    )
  }

  /** All levels and runs at which a variable can be used; or a clause that says why there is none. */
  async place(variable: RawVariable, meaning: Meaning): Promise<FoundVariable[] | string> {
    const { name, dimensions, shape, attributes } = variable
    const roles = dimensions.map((dimension) => this.#coordinate(dimension))
    const find = (role: Role) => roles.findIndex((one) => one?.role === role)
    const [lat, lon] = [find('lat'), find('lon')]
    if (find('projected') >= 0 || this.#isProjected(attributes))
      return `‘${name}’ is on a projection, not on a grid of latitudes and longitudes`
    if (lat < 0 || lon < 0) return `‘${name}’ is not on a grid of latitudes and longitudes`
    const grid = await this.#grid(at(roles, lat)?.variable, at(roles, lon)?.variable)
    if (typeof grid === 'string') return `‘${name}’ cannot be used: ${grid}`
    const level = roles.findIndex((one) => one?.role === 'level')
    const levels = await this.#levels(variable, meaning, level < 0 ? null : (at(roles, level)?.variable ?? null))
    if (typeof levels === 'string') return levels
    const times = await this.#times(roles, meaning.part === 'depth')
    if (typeof times === 'string') return `‘${name}’ cannot be used: ${times}`
    const known = [lat, lon, level, times.time, times.run]
    const extra = dimensions.findIndex((_, place) => !known.includes(place) && at(shape, place) !== 1)
    if (extra >= 0 && meaning.part !== 'depth')
      return find('pressure') === extra
        ? `‘${name}’ is on levels of pressure`
        : `‘${name}’ has a dimension ‘${at(dimensions, extra)}’ of ${at(shape, extra)} that is neither time nor place`
    if (extra >= 0 && extra !== find('time')) return `‘${name}’ has a dimension ‘${at(dimensions, extra)}’ too many`
    const unpacking = unpackingOf(variable, meaning)
    return levels.flatMap((one) =>
      times.runs.map(({ index, referenceMs, times: ofRun }): FoundVariable => ({
        part: meaning.part,
        rank: meaning.rank,
        note: one.note || meaning.note,
        name,
        grid,
        times: ofRun,
        dimensions: { time: ofRun === null ? -1 : times.time, lat, lon },
        base: shape.map((_, place) => (place === level ? one.index : place === times.run ? index : 0)),
        shape,
        block: variable.block,
        unpacking,
        heightM: one.heightM,
        referenceMs,
      })),
    )
  }

  #isProjected(attributes: FileAttributes): boolean {
    const mapping = this.#file.variables.get(attributeText(attributes, 'grid_mapping'))
    const name = mapping ? attributeText(mapping.attributes, 'grid_mapping_name') : ''
    return name !== '' && name !== 'latitude_longitude'
  }

  async #grid(lat: RawVariable | undefined, lon: RawVariable | undefined): Promise<FieldGrid | string> {
    if (!lat || !lon) return 'its grid is not described'
    const names = `${lat.name}\n${lon.name}`
    const known = this.#grids.get(names)
    if (known) return known
    const latitudes = latitudeAxis(await this.#values(lat))
    const longitudes = longitudeAxis(await this.#values(lon))
    const grid =
      typeof latitudes === 'string'
        ? latitudes
        : typeof longitudes === 'string'
          ? longitudes
          : { key: `${keyOf(latitudes)} ${keyOf(longitudes)}`, lat: latitudes, lon: longitudes }
    this.#grids.set(names, grid)
    return grid
  }

  async #levels(
    { name, attributes }: RawVariable,
    { part, heightM }: Meaning,
    axis: RawVariable | null,
  ): Promise<{ index: number; heightM: number | null; note: string }[] | string> {
    const values = axis ? await this.#values(axis) : Float64Array.of()
    if (windParts.includes(part)) {
      if (values.length > 0) return Array.from(values, (value, index) => ({ index, heightM: round(value), note: '' }))
      const told = heightM ?? (await this.#heightBeside(attributes))
      return [
        { index: 0, heightM: told ?? USUAL_HEIGHT_M, note: told === null ? 'height not given, taken as 10 m' : '' },
      ]
    }
    if (inTheSea.includes(part) && values.length > 0) {
      const index = values.reduce(
        (best, value, i) => (Math.abs(value) < Math.abs(numberAt(values, best)) ? i : best),
        0,
      )
      if (Math.abs(numberAt(values, index)) > SURFACE_M) return `‘${name}’ is not at the surface of the sea`
      return [{ index, heightM: null, note: '' }]
    }
    if (values.length > 1 && part !== 'gust') return `‘${name}’ is on ${values.length} levels`
    return [{ index: 0, heightM: null, note: '' }]
  }

  /** A height that a variable names among its coordinates. */
  async #heightBeside(attributes: FileAttributes): Promise<number | null> {
    for (const name of attributeText(attributes, 'coordinates').split(/\s+/)) {
      const variable = this.#file.variables.get(name)
      if (variable?.shape.length !== 0 || attributeText(variable.attributes, 'standard_name') !== 'height') continue
      return round(numberAt(await this.#values(variable), 0))
    }
    return null
  }

  /** The runs of a variable, each with its times, and which dimensions count them (−1: none). */
  async #times(
    roles: readonly ({ variable: RawVariable; role: Role } | null)[],
    isStatic: boolean,
  ): Promise<
    | string
    | {
        time: number
        run: number
        runs: { index: number; referenceMs: number | null; times: Float64Array | null }[]
      }
  > {
    if (isStatic) return { time: -1, run: -1, runs: [{ index: 0, referenceMs: null, times: null }] }
    const find = (role: Role) => roles.findIndex((one) => one?.role === role)
    const [time, lead] = [find('time'), find('lead')]
    const run = find('run')
    const runVariable = roles[run]?.variable ?? this.#scalar('run')
    const runMs = runVariable ? await this.#timeValues(runVariable) : null
    if (typeof runMs === 'string') return runMs
    if (time >= 0 || (lead < 0 && run < 0)) {
      const axis = roles[time]?.variable ?? this.#scalar('time')
      if (!axis) return 'it has no time'
      const times = await this.#timeValues(axis)
      if (typeof times === 'string') return times
      const [referenceMs = null] = runMs?.length === 1 ? runMs : []
      return { time, run: -1, runs: [{ index: 0, referenceMs, times }] }
    }
    // A time that only the run counts is the time itself, as in an analysis.
    if (lead < 0) return { time: run, run: -1, runs: [{ index: 0, referenceMs: null, times: runMs }] }
    const starts = runMs ?? (await this.#scalarTime())
    const stepMs = durationUnitMs(attributeText(at(roles, lead)?.variable.attributes ?? {}, 'units'))
    if (typeof starts === 'string') return starts
    if (stepMs === null) return 'its lead times have no unit'
    const leads = await this.#values(at(roles, lead)?.variable as RawVariable)
    const runs = Array.from(starts, (startMs, index) => ({
      index: run < 0 ? 0 : index,
      referenceMs: startMs,
      times: leads.map((value) => Math.round(startMs + value * stepMs)),
    }))
    return { time: lead, run, runs: runs.filter(({ referenceMs }) => Number.isFinite(referenceMs)) }
  }

  async #scalarTime(): Promise<Float64Array | string> {
    const time = this.#scalar('time')
    return time ? this.#timeValues(time) : 'it has lead times and no time of the run'
  }

  async #timeValues(axis: RawVariable): Promise<Float64Array | string> {
    const read = timeReader(attributeText(axis.attributes, 'units'), attributeText(axis.attributes, 'calendar'))
    return typeof read === 'string' ? read : (await this.#values(axis)).map(read)
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

const keyOf = ({ values, step }: GridAxis): string =>
  step === null
    ? Array.from(values, (value) => value.toFixed(4)).join()
    : [values.length, numberAt(values, 0).toFixed(4), numberAt(values, values.length - 1).toFixed(4)].join()

const numberOf = (value: FileAttributes[string] | undefined): number | null =>
  typeof value === 'number' ? value : null
const numbersOf = (value: FileAttributes[string] | undefined): number[] =>
  value === undefined || typeof value === 'string' ? [] : [value].flat()

function unpackingOf({ attributes, fill }: RawVariable, { part, factor, offset }: Meaning): Unpacking {
  const scale = numberOf(attributes['scale_factor']) ?? 1
  const addend = numberOf(attributes['add_offset']) ?? 0
  const [from = -Infinity, to = Infinity] = numbersOf(attributes['valid_range'])
  const declared = [attributes['_FillValue'], attributes['missing_value']].flatMap(numbersOf)
  // By CF the range of packed numbers is packed too, but Copernicus and WAVEWATCH III give it unpacked: the wider counts.
  const given = [numberOf(attributes['valid_min']) ?? from, numberOf(attributes['valid_max']) ?? to]
  const both = given.flatMap((value) => [value, value * scale + addend])
  const [low, high] = [Math.min(...both), Math.max(...both)]
  const ends = [low * factor + offset, high * factor + offset]
  const possible = possibleOf(part)
  return {
    scale: scale * factor,
    offset: addend * factor + offset,
    missing: [...new Set([...declared, ...(fill === null ? [] : [fill])])].filter((value) => !Number.isNaN(value)),
    valid: [Math.max(possible[0], Math.min(...ends)), Math.min(possible[1], Math.max(...ends))],
  }
}
