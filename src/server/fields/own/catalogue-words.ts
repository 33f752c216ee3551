import { at, integerAt, numberAt } from '#src/domain/at.ts'
import type { RequestWindow } from '#src/domain/metocean/coverage.ts'
import type { Variable } from '#src/domain/metocean/layers/variables.ts'
import type { Catalogue, FieldLayer } from './catalogue.ts'
import { cellSize } from './file-fields.ts'
import { type Product, products } from './products.ts'

/** Where a product comes from on one grid. */
export interface LayerOrigin {
  readonly product: Product
  /** Of wind, metres above the sea. */
  readonly heightM: number | null
  /** `wind`, or `wind at 100 m` where it is not at the usual height. */
  readonly name: string
  /** Files, the newest run's first. */
  readonly files: readonly string[]
  readonly runMs: number
  readonly runBy: string
  /** `0.25 deg`. */
  readonly grid: string
  readonly area: string
  readonly note: string
  /** Null: it does not change with time. */
  readonly window: RequestWindow | null
}

const most = (values: Float64Array): number => values.reduce((high, value) => Math.max(high, value), -Infinity)

/** All layers of a catalogue, the newest run first in each product. */
export function originsOf(catalogue: Catalogue): LayerOrigin[] {
  return products.flatMap((product, index) =>
    [...at(catalogue.layers, index)]
      .sort((one, other) => most(other.runs) - most(one.runs) || one.rank - other.rank)
      .map((layer) => originOf(catalogue, product, layer)),
  )
}

function originOf({ files, variables }: Catalogue, product: Product, layer: FieldLayer): LayerOrigin {
  const { times, runs, parts, heightM, note } = layer
  const newest = most(runs)
  const byRun = [...runs.keys()].sort((one, other) => numberAt(runs, other) - numberAt(runs, one))
  const used = byRun.map((frame) => at(variables, integerAt(layer.variables, frame * parts.length)).file)
  const names = [...new Set(used)].map((file) => at(files, file))
  return {
    product,
    heightM,
    name: heightM === null || heightM === 10 ? product.name : `${product.name} at ${heightM} m`,
    files: names.map(({ name }) => name),
    runMs: newest,
    runBy: names[0]?.run?.by ?? '',
    grid: `${Number(cellSize(layer).toPrecision(3))} deg`,
    area: areaWords(layer),
    note,
    window: times === null ? null : { fromMs: numberAt(times, 0), toMs: numberAt(times, times.length - 1) },
  }
}

const side = (value: number, [positive, negative]: readonly [string, string]) =>
  `${Number(Math.abs(value).toFixed(2))}° ${value < 0 ? negative : positive}`.replace(/^0° .$/, '0°')

function areaWords({ grid: { lat, lon } }: FieldLayer): string {
  const ends = ({ values }: { values: Float64Array }) =>
    [numberAt(values, 0), numberAt(values, values.length - 1)].sort((one, other) => one - other) as [number, number]
  const [south, north] = ends(lat).map((value) => side(value, ['N', 'S']))
  const [west, east] = ends(lon).map((value) => side(value > 180 ? value - 360 : value, ['E', 'W']))
  return lon.around === null ? `${south} to ${north}, ${west} to ${east}` : `${south} to ${north}, all around the earth`
}

/** Characters that a response header may have. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e\xa1-\xff]/g, '_')
/** Response headers together must stay under 16 kB, and this is read on the screen. */
const LONGEST = 600

const minuteText = (ms: number) => new Date(ms).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z')

const filesText = ([first = '', ...others]: readonly string[]) =>
  others.length === 0 ? first : `${first} and ${others.length} more`

const sourceText = ({ files, runMs, grid, window }: LayerOrigin) =>
  [filesText(files), window && `run ${minuteText(runMs)}`, grid].filter(Boolean).join(', ')

/** What an answer has: its variables, and the height of its wind in metres. */
export interface AskedFields {
  readonly variables: readonly Variable[]
  readonly windHeightM: number
}

/**
 * Where an answer's numbers come from, for the screen and the header: file, run time and grid of each variable.
 * @param asked null: all that there is
 */
export function sourceWords(origins: readonly LayerOrigin[], asked: AskedFields | null): string {
  const bySource = new Map<string, Set<string>>()
  for (const origin of origins) {
    const { product, heightM } = origin
    if (asked && !asked.variables.includes(product.variable)) continue
    if (asked && heightM !== null && heightM !== asked.windHeightM) continue
    const text = sourceText(origin)
    bySource.set(text, (bySource.get(text) ?? new Set()).add(product.name))
  }
  const parts = [...bySource].map(([text, names]) => `${[...names].join(', ')}: ${text}`)
  const words = headerText(parts.length > 0 ? parts.join('; ') : 'Own fields, without any for this')
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`.replace('…', '...')
}

/** `fields` of `/api/about`. */
export const aboutFields = (origins: readonly LayerOrigin[]) =>
  origins.map(({ product, name, files, runMs, grid, window }) => ({
    variable: product.variable,
    name,
    source: filesText(files),
    run: new Date(runMs).toISOString(),
    grid,
    from: window && new Date(window.fromMs).toISOString(),
    to: window && new Date(window.toMs).toISOString(),
  }))

/** From the first time of any field to the last; with none, the one moment `nowMs`, in which nothing is. */
export function windowOf(origins: readonly LayerOrigin[], nowMs: number): RequestWindow {
  const windows = origins.flatMap(({ window }) => window ?? [])
  if (windows.length === 0) return { fromMs: nowMs, toMs: nowMs }
  return {
    fromMs: Math.min(...windows.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...windows.map(({ toMs }) => toMs)),
  }
}
