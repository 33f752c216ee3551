import { Dataset, File as HdfFile, ready } from 'h5wasm/node'
import { at } from '#src/domain/at.ts'
import {
  type FileAttributes,
  blockRanges,
  FieldFileError,
  plainBlock,
  type RawFile,
  type RawNumbers,
  type RawVariable,
  rowStrides,
} from './raw-file.ts'

/** FileAttributes that hold the format's own bookkeeping; references in them cost most of the time of opening. */
const BOOKKEEPING = new Set(['REFERENCE_LIST', 'DIMENSION_LIST', 'CLASS', '_Netcdf4Dimid', '_NCProperties'])
/** What netCDF calls a dimension without a variable. */
const NO_VARIABLE = 'This is a netCDF dimension but not a netCDF variable'

/** Opens a NetCDF-4 file, which is HDF5. Reads headers only. @throws FieldFileError */
export async function openHdf5(path: string): Promise<RawFile> {
  // Without this the library prints what is wrong with a file, and goes on.
  ;(await ready).activate_throwing_error_handler()
  const file = opened(path)
  try {
    return describedHdf5(path, file)
  } catch (error) {
    file.close()
    throw damaged(path, error)
  }
}

function describedHdf5(path: string, file: HdfFile): RawFile {
  const variables = new Map<string, RawVariable>()
  const datasets = new Map<string, Dataset>()
  for (const name of file.keys()) {
    const dataset = file.get(name)
    if (!(dataset instanceof Dataset)) continue
    const variable = describedVariable(name, dataset, file)
    if (!variable) continue
    datasets.set(name, dataset)
    variables.set(name, variable)
  }
  return {
    attributes: readAttributes(file),
    variables,
    async readBlock(name, place) {
      const [variable, dataset] = [variables.get(name), datasets.get(name)]
      if (!variable || !dataset) throw new FieldFileError(`it has no variable ‘${name}’ any more`, path)
      const ranges = blockRanges(variable, place)
      const data = numbersOf(
        ranges.length === 0 ? dataset.value : dataset.slice(ranges.map(({ start, count }) => [start, start + count])),
      )
      const wanted = ranges.reduce((size, { count }) => size * count, 1)
      if (data?.length !== wanted)
        throw new FieldFileError(`‘${name}’ cannot be read; it is damaged, or packed in a way that is not known`, path)
      return { data, strides: rowStrides(ranges.map(({ count }) => count)) }
    },
    close: () => void file.close(),
  }
}

function opened(path: string): HdfFile {
  try {
    return new HdfFile(path, 'r')
  } catch (error) {
    throw damaged(path, error)
  }
}

const damaged = (path: string, cause: unknown) =>
  new FieldFileError('it cannot be opened as NetCDF-4 (HDF5); it is damaged or not complete', path, cause)

function describedVariable(name: string, dataset: Dataset, file: HdfFile): RawVariable | null {
  const { shape, dtype, metadata } = dataset
  if (!shape || typeof dtype !== 'string' || !/^[<>|]?[bBhHiIlLqQfd]$/.test(dtype)) return null
  const attributes = readAttributes(dataset)
  if (String(attributes['NAME'] ?? '').startsWith(NO_VARIABLE)) return null
  return {
    name,
    dimensions: dimensionNames(name, dataset, file, shape.length),
    shape,
    attributes,
    fill: null,
    block: metadata.chunks ?? plainBlock(shape),
  }
}

function dimensionNames(name: string, dataset: Dataset, file: HdfFile, rank: number): string[] {
  const isScale = 'CLASS' in dataset.attrs
  return Array.from({ length: rank }, (_, dimension) => {
    if (isScale && rank === 1) return name
    const [scale] = dataset.get_attached_scales(dimension)
    return scale?.replace(/^\/+/, '') ?? `${file.path}${name}.${dimension}`
  })
}

function readAttributes(holder: Pick<Dataset, 'attrs'>): FileAttributes {
  const entries = Object.entries(holder.attrs).flatMap(([name, attribute]) => {
    if (BOOKKEEPING.has(name)) return []
    const value = attributeValue(attribute.value)
    return value === null ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function attributeValue(value: unknown): string | number | number[] | null {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return typeof value[0] === 'string' ? value.join(' ') : null
  const numbers = numbersOf(value)
  if (!numbers) return null
  return numbers.length === 1 ? at<number>(numbers, 0) : Array.from(numbers)
}

/** Numbers as a file or library holds them; null: it is something else. */
function numbersOf(value: unknown): RawNumbers | null {
  if (typeof value === 'number' || typeof value === 'bigint') return Float64Array.of(Number(value))
  if (value instanceof BigInt64Array || value instanceof BigUint64Array) return Float64Array.from(value, Number)
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return value as RawNumbers
  return null
}
