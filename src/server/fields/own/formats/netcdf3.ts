import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { NetCDFReader } from 'netcdfjs'
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

/** Where the values of a variable lie. */
interface Placed extends RawVariable {
  readonly type: NumberType
  readonly offset: number
  /** Bytes from one record to the next; null: it has no records. */
  readonly recordStep: number | null
}

/** Types of NetCDF-3 that hold numbers, and how each is taken from big-endian bytes. */
const numberTypes = {
  byte: { bytes: 1, read: (view: DataView, count: number) => fill(new Int8Array(count), (i) => view.getInt8(i)) },
  short: {
    bytes: 2,
    read: (view: DataView, count: number) => fill(new Int16Array(count), (i) => view.getInt16(i * 2)),
  },
  int: { bytes: 4, read: (view: DataView, count: number) => fill(new Int32Array(count), (i) => view.getInt32(i * 4)) },
  float: {
    bytes: 4,
    read: (view: DataView, count: number) => fill(new Float32Array(count), (i) => view.getFloat32(i * 4)),
  },
  double: {
    bytes: 8,
    read: (view: DataView, count: number) => fill(new Float64Array(count), (i) => view.getFloat64(i * 8)),
  },
} as const
type NumberType = keyof typeof numberTypes

function fill<T extends RawNumbers>(values: T, read: (index: number) => number): T {
  for (let index = 0; index < values.length; index++) values[index] = read(index)
  return values
}

/** Headers are a few kB; one that names thousands of dates is larger. Bytes. */
const FIRST_READ = 64 * 1024
const LARGEST_HEADER = 64 * 1024 * 1024

/**
 * Opens a classic NetCDF-3 file. The library reads the header; it would take the whole file into memory for the values,
 * so those are read here, a block at a time. @throws FieldFileError
 */
export function openNetcdf3(path: string): RawFile {
  const handle = openSync(path, 'r')
  try {
    return describedFile(path, handle)
  } catch (error) {
    closeSync(handle)
    throw error
  }
}

function describedFile(path: string, handle: number): RawFile {
  const fileBytes = fstatSync(handle).size
  const { dimensions, globalAttributes, variables, recordDimension } = readHeader(path, handle, fileBytes)
  const isRecord = (ids: readonly number[]) => recordDimension.id !== undefined && ids[0] === recordDimension.id
  const own = variables.map((variable) => {
    const outer = isRecord(variable.dimensions) ? 1 : 0
    const count = variable.dimensions.slice(outer).reduce((size, id) => size * at(dimensions, id).size, 1)
    const type = variable.type
    const bytes = count * (type === 'char' ? 1 : type in numberTypes ? numberTypes[type as NumberType].bytes : 0)
    return { variable, bytes, isRecord: outer === 1 }
  })
  const records = own.filter((one) => one.isRecord)
  // Each variable's part of a record is padded to four bytes, except where it is the only one.
  const recordStep =
    records.length === 1 ? at(records, 0).bytes : records.reduce((sum, one) => sum + Math.ceil(one.bytes / 4) * 4, 0)
  const firstRecord = Math.min(...records.map(({ variable }) => variable.offset))
  const present = recordStep > 0 ? Math.floor((fileBytes - firstRecord) / recordStep + 1e-9) : 0
  // While a program writes a file, the header may not know yet how many records there are.
  const recordCount = recordDimension.length === 0xffffffff ? present : recordDimension.length
  const placed = new Map<string, Placed>()
  for (const { variable, bytes, isRecord } of own) {
    if (!(variable.type in numberTypes)) continue
    const shape = variable.dimensions.map((id, place) =>
      isRecord && place === 0 ? recordCount : at(dimensions, id).size,
    )
    const lastByte = variable.offset + (isRecord ? recordStep * (recordCount - 1) : 0) + bytes
    if (lastByte > fileBytes) throw new FieldFileError('it is not complete', path)
    placed.set(variable.name, {
      name: variable.name,
      dimensions: variable.dimensions.map((id) => at(dimensions, id).name),
      shape,
      attributes: attributesOf(variable.attributes),
      fill: null,
      block: plainBlock(shape),
      type: variable.type as NumberType,
      offset: variable.offset,
      recordStep: isRecord ? recordStep : null,
    })
  }
  return {
    attributes: attributesOf(globalAttributes),
    variables: placed,
    async readBlock(name, place) {
      const variable = placed.get(name)
      if (!variable) throw new FieldFileError(`it has no variable ‘${name}’ any more`, path)
      return readPlaced(path, handle, variable, place)
    },
    close: () => closeSync(handle),
  }
}

function readHeader(path: string, handle: number, fileBytes: number): NetCDFReader['header'] {
  for (let size = FIRST_READ; ; size *= 4) {
    const head = Buffer.alloc(Math.min(size, fileBytes))
    readSync(handle, head, 0, head.length, 0)
    try {
      return new NetCDFReader(head).header
    } catch (error) {
      // More of the file may hold the rest of the header.
      if (error instanceof RangeError && size < Math.min(fileBytes, LARGEST_HEADER)) continue
      throw new FieldFileError(
        head[3] === 5
          ? 'it is NetCDF-3 with 64-bit data (CDF-5), which is not read; `nccopy -k nc4` turns it into NetCDF-4'
          : /4GB/.test(String(error))
            ? 'it is NetCDF-3 of more than 4 GB, which is not read; `nccopy -k nc4` turns it into NetCDF-4'
            : 'it cannot be read as NetCDF-3; it is damaged or not complete',
        path,
        error,
      )
    }
  }
}

function attributesOf(list: readonly { readonly name: string; readonly value: unknown }[] = []): FileAttributes {
  return Object.fromEntries(
    list.flatMap(({ name, value }) => {
      const isValue = typeof value === 'string' || typeof value === 'number' || Array.isArray(value)
      return isValue ? [[name, value as string | number | number[]]] : []
    }),
  )
}

/** One read for each run of values that lie together. */
function readPlaced(path: string, handle: number, variable: Placed, place: readonly number[]) {
  const { shape, offset, recordStep, type } = variable
  const { bytes, read } = numberTypes[type]
  const ranges = blockRanges(variable, place)
  const fileStrides = rowStrides(shape).map((stride, dimension) =>
    recordStep !== null && dimension === 0 ? recordStep : stride * bytes,
  )
  const runLength = ranges.at(-1)?.count ?? 1
  const runs = ranges.slice(0, -1).reduce((count, range) => count * range.count, 1)
  // With records, a variable of one dimension has each of its values in another record.
  const isScattered = recordStep !== null && shape.length === 1
  const raw = Buffer.alloc(runs * runLength * bytes)
  const index = ranges.map(() => 0)
  const pieces = isScattered ? runLength : runs
  const pieceBytes = isScattered ? bytes : runLength * bytes
  for (let piece = 0; piece < pieces; piece++) {
    let rest = piece
    for (let dimension = ranges.length - (isScattered ? 1 : 2); dimension >= 0; dimension--) {
      const { count } = at(ranges, dimension)
      index[dimension] = rest % count
      rest = Math.floor(rest / count)
    }
    const position = ranges.reduce(
      (sum, { start }, dimension) => sum + (start + at(index, dimension)) * at(fileStrides, dimension),
      offset,
    )
    if (readSync(handle, raw, piece * pieceBytes, pieceBytes, position) !== pieceBytes)
      throw new FieldFileError('it has become shorter while it was read', path)
  }
  const data = read(new DataView(raw.buffer, raw.byteOffset, raw.length), runs * runLength)
  return { data, strides: rowStrides(ranges.map(({ count }) => count)) }
}
