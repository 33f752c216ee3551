import { at, integerAt, numberAt } from '#src/domain/at.ts'
import { fieldsOf, fieldsOfAll } from '#src/domain/metocean/layers/variables.ts'
import type { FieldColumns, SampleRequest } from '../values.ts'
import { type Between, findLatitude, findLongitude } from './axis.ts'
import { BlockCache } from './block-cache.ts'
import { type Catalogue, type FieldLayer, servesTime, timeBefore } from './catalogue.ts'
import type { KnownFile } from './field-files.ts'
import { type Corners, putValue } from './interpolate.ts'
import { openFieldFile } from './formats/open-field-file.ts'
import { products } from './products.ts'
import { FieldFileError, type RawBlock, type RawFile } from './formats/raw-file.ts'
import { VariableReader } from './variable-reader.ts'

/** Files held open at once. */
const MOST_OPEN = 64
/** Of the cache's memory, what the blocks of one group of points may take. */
const GROUP_SHARE = 0.5
/** What a value of a block is taken to need before it is read. */
const USUAL_VALUE_BYTES = 4

/** The fields of a folder of files, read at any places and times. One for each thread. */
export class FileFields {
  readonly #cache: BlockCache
  readonly #groupBytes: number
  readonly #open = new Map<string, { changed: string; file: Promise<RawFile> }>()
  #catalogue: Catalogue | null = null
  #readers: VariableReader[] = []

  /** @param cacheBytes for blocks that are kept in memory */
  constructor(cacheBytes: number) {
    this.#cache = new BlockCache(cacheBytes)
    this.#groupBytes = cacheBytes * GROUP_SHARE
  }

  /** From now on reads from these files. */
  use(catalogue: Catalogue): void {
    this.#catalogue = catalogue
    this.#readers = catalogue.variables.map((variable) => new VariableReader(variable))
    const current = new Map(catalogue.files.map(({ path, changed }) => [path, changed]))
    for (const [path, { changed }] of this.#open) if (current.get(path) !== changed) this.#close(path)
  }

  /**
   * The values at points, as columns; NaN on land, outside of what the files cover, and for what no file has.
   * @throws FieldFileError with the path of a file that turned out to be broken
   */
  async read(request: SampleRequest): Promise<FieldColumns> {
    const { variables, windHeightM, lat } = request
    const columns = fieldsOfAll(variables, windHeightM).map(() => new Float64Array(lat.length).fill(NaN))
    let first = 0
    for (const variable of variables) {
      for (const [index, product] of products.entries()) {
        if (product.variable !== variable) continue
        const layers = (this.#catalogue?.layers[index] ?? []).filter(
          ({ heightM }) => heightM === null || heightM === windHeightM,
        )
        const own = product.shape === 'from' || product.shape === 'towards' ? 2 : 1
        const start = first + product.field
        if (layers.length > 0) await this.#readLayers(layers, product.shape, request, columns.slice(start, start + own))
      }
      first += fieldsOf(variable, windHeightM).length
    }
    return columns
  }

  async #readLayers(
    layers: readonly FieldLayer[],
    shape: (typeof products)[number]['shape'],
    request: SampleRequest,
    columns: Float64Array[],
  ): Promise<void> {
    const places = placed(layers, request)
    const order = this.#sorted(layers, places)
    const wanted = new Map<number, { reader: VariableReader; block: number }>()
    let bytes = 0
    let from = 0
    for (let done = 0; done < order.length; done++) {
      const corners = at(places, integerAt(order, done)) as Corners
      for (const { reader, block } of this.#blocksOf(at(layers, corners.layer), corners)) {
        const key = blockKey(reader, block)
        if (wanted.has(key)) continue
        wanted.set(key, { reader, block })
        bytes += reader.blockValues * USUAL_VALUE_BYTES
      }
      const isLast = done === order.length - 1
      if (bytes < this.#groupBytes && !isLast) continue
      await this.#load([...wanted.values()])
      for (; from <= done; from++) {
        const index = integerAt(order, from)
        const point = at(places, index) as Corners
        const layer = at(layers, point.layer)
        putValue(shape, layer, point, this.#readers, columns, index)
      }
      for (const { reader } of wanted.values()) reader.clear()
      wanted.clear()
      bytes = 0
    }
  }

  /** Points that lie on some layer, ordered so that those of the same blocks follow each other. */
  #sorted(layers: readonly FieldLayer[], places: readonly (Corners | null)[]): Int32Array {
    const keys = new Float64Array(places.length)
    const inside: number[] = []
    places.forEach((place, index) => {
      if (!place) return
      inside.push(index)
      const layer = at(layers, place.layer)
      const reader = at(this.#readers, integerAt(layer.variables, place.frame * layer.parts.length))
      keys[index] = blockKey(reader, reader.blockAt(integerAt(layer.places, place.frame), place.y.low, place.x.low))
    })
    return Int32Array.from(inside.sort((one, other) => numberAt(keys, one) - numberAt(keys, other)))
  }

  *#blocksOf({ parts, variables, places }: FieldLayer, { frame, part, x, y }: Corners) {
    for (let step = 0; step < (part > 0 ? 2 : 1); step++) {
      for (let one = 0; one < parts.length; one++) {
        const slot = (frame + step) * parts.length + one
        const reader = at(this.#readers, integerAt(variables, slot))
        const place = integerAt(places, slot)
        const block = reader.blockAt(place, y.low, x.low)
        yield { reader, block }
        const far = reader.blockAt(place, y.high, x.high)
        if (far === block) continue
        yield { reader, block: far }
        yield { reader, block: reader.blockAt(place, y.low, x.high) }
        yield { reader, block: reader.blockAt(place, y.high, x.low) }
      }
    }
  }

  async #load(wanted: readonly { reader: VariableReader; block: number }[]): Promise<void> {
    // One after the other: reading is work of this thread, not waiting.
    for (const { reader, block } of wanted) reader.blocks.set(block, await this.#block(reader, block))
  }

  async #block(reader: VariableReader, block: number): Promise<RawBlock> {
    const { file: fileIndex, name } = reader.variable
    const file = at(this.#catalogue?.files ?? [], fileIndex)
    const key = `${file.path}\n${file.changed}\n${name}\n${reader.placeOf(block).join()}`
    const kept = this.#cache.get(key)
    if (kept) return kept
    try {
      const read = await (await this.#opened(file)).readBlock(name, reader.placeOf(block))
      this.#cache.put(key, read)
      return read
    } catch (error) {
      this.#close(file.path)
      const words = error instanceof FieldFileError ? error.message : `‘${name}’ cannot be read`
      throw new FieldFileError(words, file.path, error)
    }
  }

  #opened({ path, isFolder, changed }: KnownFile): Promise<RawFile> {
    const known = this.#open.get(path)
    this.#open.delete(path)
    const file = known?.file ?? openFieldFile(path, isFolder)
    this.#open.set(path, { changed, file })
    const [oldest] = this.#open.keys()
    if (oldest !== undefined && this.#open.size > MOST_OPEN) this.#close(oldest)
    return file
  }

  #close(path: string): void {
    const known = this.#open.get(path)
    this.#open.delete(path)
    known?.file.then(
      (file) => file.close(),
      () => undefined, // it never opened
    )
  }
}

/** One number for a block among those of all variables. */
const blockKey = ({ number }: VariableReader, block: number) => number * 2 ** 32 + block

/** For each point the layer to read, and where on it; null: none has it. */
function placed(layers: readonly FieldLayer[], { lat, lon, timeMs }: SampleRequest): (Corners | null)[] {
  return Array.from(lat, (ofLat, index) => {
    let best: Corners | null = null
    for (let layer = 0; layer < layers.length; layer++) {
      const found = placeOn(at(layers, layer), layer, ofLat, numberAt(lon, index), numberAt(timeMs, index))
      if (found && (!best || isBetter(layers, found, best))) best = found
    }
    return best
  })
}

function placeOn(layer: FieldLayer, number: number, lat: number, lon: number, timeMs: number): Corners | null {
  const { grid, times, runs } = layer
  const frame = times === null ? 0 : timeBefore(times, timeMs)
  if (!servesTime(layer, frame, timeMs)) return null
  const y: Between = { low: 0, high: 0, part: 0 }
  const x: Between = { low: 0, high: 0, part: 0 }
  if (!findLatitude(grid.lat, lat, y) || !findLongitude(grid.lon, lon, x)) return null
  const startMs = times === null ? timeMs : numberAt(times, frame)
  const part = startMs === timeMs || times === null ? 0 : (timeMs - startMs) / (numberAt(times, frame + 1) - startMs)
  const run = part > 0 ? Math.min(numberAt(runs, frame), numberAt(runs, frame + 1)) : numberAt(runs, frame)
  return { layer: number, frame, part, x, y, runMs: run }
}

/** The newer run wins; of the same run the preferred kind, then the finer grid. */
function isBetter(layers: readonly FieldLayer[], one: Corners, other: Corners): boolean {
  if (one.runMs !== other.runMs) return one.runMs > other.runMs
  const [a, b] = [at(layers, one.layer), at(layers, other.layer)]
  return a.rank === b.rank ? cellSize(a) < cellSize(b) : a.rank < b.rank
}

/** Mean height of a grid's cells, degrees. */
export const cellSize = ({ grid: { lat } }: Pick<FieldLayer, 'grid'>): number =>
  Math.abs(numberAt(lat.values, lat.values.length - 1) - numberAt(lat.values, 0)) / (lat.values.length - 1)
