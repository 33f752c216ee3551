import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { File, ready } from 'h5wasm/node'
import { create, root, set } from 'zarrita'

/** A variable to write: its numbers row by row, already packed where its attributes say so. */
export interface MadeVariable {
  readonly dimensions: readonly string[]
  readonly data: Float32Array | Float64Array | Int16Array | Int32Array
  readonly attributes?: Readonly<Record<string, string | number>>
}

/** A file of gridded data to write; a dimension is as long as its coordinate variable, or as `sizes` says. */
export interface MadeFile {
  readonly attributes?: Readonly<Record<string, string>>
  readonly sizes: Readonly<Record<string, number>>
  readonly variables: Readonly<Record<string, MadeVariable>>
}

const shapeOf = ({ sizes }: MadeFile, { dimensions }: MadeVariable) => dimensions.map((name) => sizes[name]!)
const isPacked = (name: string) => name === '_FillValue' || name === 'missing_value'

/** NetCDF-4 by the HDF5 library, in chunks of `chunk` values along each dimension. */
export async function writeNetcdf4(path: string, made: MadeFile, chunk = 3): Promise<void> {
  await ready
  mkdirSync(dirname(path), { recursive: true })
  const file = new File(path, 'w')
  for (const [name, value] of Object.entries(made.attributes ?? {})) file.create_attribute(name, value)
  const entries = Object.entries(made.variables)
  for (const [name, variable] of entries) {
    const shape = shapeOf(made, variable)
    const isMap = shape.length > 1
    const dataset = file.create_dataset({
      name,
      data: variable.data,
      shape,
      ...(isMap && { chunks: shape.map((size) => Math.min(size, chunk)), compression: 'gzip' as const }),
    })
    for (const [key, value] of Object.entries(variable.attributes ?? {}))
      dataset.create_attribute(key, isPacked(key) ? ofType(variable.data, value) : value)
    if (shape.length === 1 && variable.dimensions[0] === name) dataset.make_scale(name)
  }
  for (const [name, variable] of entries) {
    if (variable.dimensions.length === 1 && variable.dimensions[0] === name) continue
    const dataset = file.get(name)
    if (!dataset || !('attach_scale' in dataset)) continue
    variable.dimensions.forEach((dimension, place) => dataset.attach_scale(place, `/${dimension}`))
  }
  file.close()
}

const ofType = (data: MadeVariable['data'], value: string | number) =>
  new (data.constructor as new (values: number[]) => MadeVariable['data'])([Number(value)])

/** Zarr version 3 by the library. */
export async function writeZarr3(folder: string, made: MadeFile, chunk = 3): Promise<void> {
  const store = {
    get: () => Promise.resolve(undefined),
    set: async (key: string, value: Uint8Array) => writeAt(join(folder, key), value),
  }
  writeAt(
    join(folder, 'zarr.json'),
    JSON.stringify({ zarr_format: 3, node_type: 'group', attributes: made.attributes ?? {} }),
  )
  const types = { Float32Array: 'float32', Float64Array: 'float64', Int16Array: 'int16', Int32Array: 'int32' } as const
  for (const [name, variable] of Object.entries(made.variables)) {
    const shape = shapeOf(made, variable)
    const array = await create(root(store).resolve(name), {
      dtype: types[variable.data.constructor.name as keyof typeof types],
      shape,
      chunkShape: shape.map((size) => Math.min(size, chunk)),
      dimensionNames: [...variable.dimensions],
      attributes: variable.attributes ?? {},
    })
    const stride = shape.map((_, place) => shape.slice(place + 1).reduce((product, size) => product * size, 1))
    await set(array, null, { data: variable.data, shape, stride })
  }
}

/** Zarr version 2 as xarray writes it, uncompressed, each array in one chunk. */
export function writeZarr2(folder: string, made: MadeFile): void {
  const types = { Float32Array: '<f4', Float64Array: '<f8', Int16Array: '<i2', Int32Array: '<i4' } as const
  writeAt(join(folder, '.zgroup'), JSON.stringify({ zarr_format: 2 }))
  writeAt(join(folder, '.zattrs'), JSON.stringify(made.attributes ?? {}))
  for (const [name, variable] of Object.entries(made.variables)) {
    const { _FillValue: fill = null, ...attributes } = variable.attributes ?? {}
    const shape = shapeOf(made, variable)
    const meta = { zarr_format: 2, shape, chunks: shape, order: 'C', compressor: null, filters: null, fill_value: fill }
    const dtype = types[variable.data.constructor.name as keyof typeof types]
    writeAt(join(folder, name, '.zarray'), JSON.stringify({ ...meta, dtype }))
    writeAt(join(folder, name, '.zattrs'), JSON.stringify({ ...attributes, _ARRAY_DIMENSIONS: variable.dimensions }))
    const { buffer, byteOffset, byteLength } = variable.data
    writeAt(join(folder, name, shape.map(() => 0).join('.')), new Uint8Array(buffer, byteOffset, byteLength))
  }
}

function writeAt(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** Classic NetCDF-3 by hand; the dimension `time` has no fixed length, so its variables are in records. */
export function writeNetcdf3(path: string, made: MadeFile): void {
  const names = Object.keys(made.sizes)
  const records = made.sizes['time'] ?? 0
  const describe = (offsets: ReadonlyMap<string, number>) =>
    Buffer.concat([
      Buffer.from('CDF\x01'),
      int(records),
      list(10, names, (name) => [text(name), int(name === 'time' ? 0 : made.sizes[name]!)]),
      attributeList(made.attributes ?? {}),
      list(11, Object.keys(made.variables), (name) => {
        const variable = made.variables[name]!
        return [
          text(name),
          int(variable.dimensions.length),
          ...variable.dimensions.map((dimension) => int(names.indexOf(dimension))),
          attributeList(variable.attributes ?? {}, variable.data),
          int(typeOf(variable.data)),
          int(padded(sizeOf(variable))),
          int(offsets.get(name) ?? 0),
        ]
      }),
    ])
  const isRecord = ({ dimensions }: MadeVariable) => dimensions[0] === 'time'
  const sizeOf = (variable: MadeVariable) => variable.data.byteLength / (isRecord(variable) ? records : 1)
  const all = Object.entries(made.variables)
  const ordered = [...all.filter(([, one]) => !isRecord(one)), ...all.filter(([, one]) => isRecord(one))]
  const offsets = new Map<string, number>()
  let offset = describe(offsets).length
  for (const [name, variable] of ordered) {
    offsets.set(name, offset)
    offset += padded(sizeOf(variable))
  }
  const parts = [describe(offsets)]
  for (const [, variable] of ordered) if (!isRecord(variable)) parts.push(pad(bigEndian(variable.data)))
  for (let record = 0; record < records; record++)
    for (const [, variable] of ordered) {
      if (!isRecord(variable)) continue
      const size = sizeOf(variable)
      parts.push(pad(bigEndian(variable.data).subarray(record * size, (record + 1) * size)))
    }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.concat(parts))
}

const padded = (bytes: number) => Math.ceil(bytes / 4) * 4
const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)])
const int = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const text = (value: string) => Buffer.concat([int(Buffer.byteLength(value)), pad(Buffer.from(value))])
const list = (tag: number, names: readonly string[], describe: (name: string) => Buffer[]) =>
  names.length === 0
    ? Buffer.concat([int(0), int(0)])
    : Buffer.concat([int(tag), int(names.length), ...names.flatMap(describe)])
const typeOf = (data: MadeVariable['data']) =>
  ({ Int16Array: 3, Int32Array: 4, Float32Array: 5, Float64Array: 6 })[data.constructor.name]!

const attributeList = (attributes: Readonly<Record<string, string | number>>, data?: MadeVariable['data']) =>
  list(12, Object.keys(attributes), (name) => {
    const value = attributes[name]!
    if (typeof value === 'string') return [text(name), int(2), text(value)]
    const numbers = data && isPacked(name) ? ofType(data, value) : Float64Array.of(value)
    return [text(name), int(typeOf(numbers)), int(1), pad(bigEndian(numbers))]
  })

function bigEndian(data: MadeVariable['data']): Buffer {
  const bytes = Buffer.from(data.slice().buffer)
  const size = data.BYTES_PER_ELEMENT
  return size === 2 ? bytes.swap16() : size === 4 ? bytes.swap32() : bytes.swap64()
}

/** A sea whose every field is known in closed form and linear in latitude, longitude and hour. */
export const linear = (lat: number, lon: number, hour: number) => 2 + 0.05 * lat + 0.02 * lon + 0.1 * hour

export interface SeaOptions {
  readonly lats?: readonly number[]
  readonly lons?: readonly number[]
  readonly hours?: readonly number[]
  readonly attributes?: Readonly<Record<string, string>>
  /** Added to every value. */
  readonly more?: number
}

/** Wave height packed in 16 bits, with land at the first latitude and longitude, and wind as two components. */
export function linearSea({
  lats = [40, 41, 42, 43, 44],
  lons = [350, 351, 352, 353, 354, 355],
  hours = [0, 3, 6, 9],
  attributes = {},
  more = 0,
}: SeaOptions = {}): MadeFile {
  const cells = hours.flatMap((hour) => lats.flatMap((lat) => lons.map((lon) => linear(lat, lon, hour) + more)))
  const isLand = (index: number) => index % (lats.length * lons.length) === 0
  const dimensions = ['time', 'latitude', 'longitude']
  return {
    attributes,
    sizes: { time: hours.length, latitude: lats.length, longitude: lons.length },
    variables: {
      time: {
        dimensions: ['time'],
        data: Float64Array.from(hours),
        attributes: { units: 'hours since 2026-11-22 00:00:00', standard_name: 'time', calendar: 'gregorian' },
      },
      latitude: {
        dimensions: ['latitude'],
        data: Float32Array.from(lats),
        attributes: { units: 'degrees_north', standard_name: 'latitude' },
      },
      longitude: {
        dimensions: ['longitude'],
        data: Float32Array.from(lons),
        attributes: { units: 'degrees_east', standard_name: 'longitude' },
      },
      VHM0: {
        dimensions,
        data: Int16Array.from(cells, (value, index) => (isLand(index) ? -32767 : Math.round((value - 5) / 0.001))),
        attributes: {
          units: 'm',
          standard_name: 'sea_surface_wave_significant_height',
          scale_factor: 0.001,
          add_offset: 5,
          _FillValue: -32767,
        },
      },
      u10: { dimensions, data: Float32Array.from(cells), attributes: { units: 'm s**-1' } },
      v10: { dimensions, data: Float32Array.from(cells, (value) => -value), attributes: { units: 'm s**-1' } },
    },
  }
}
