/** The arrays in which files hold their numbers; 64-bit whole numbers arrive as `Float64Array`. */
export type RawNumbers =
  Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array

export type FileAttributes = Readonly<Record<string, string | number | readonly number[]>>

/** An attribute as text; empty where there is none. */
export const attributeText = (attributes: FileAttributes, name: string): string => String(attributes[name] ?? '').trim()

/** A variable as its file describes it, before anything is understood. */
export interface RawVariable {
  readonly name: string
  /** One name for each dimension, outermost first. */
  readonly dimensions: readonly string[]
  readonly shape: readonly number[]
  readonly attributes: FileAttributes
  /** The file's own mark for a value that was never written, besides what the attributes say; null: none. */
  readonly fill: number | null
  /** How many values in each dimension are read at once; a block at the end of a dimension may hold fewer. */
  readonly block: readonly number[]
}

/** A part of a variable. The value at `index` inside the block lies at the sum of `index[d] × strides[d]`. */
export interface RawBlock {
  readonly data: RawNumbers
  readonly strides: readonly number[]
}

/** An open file of gridded data. */
export interface RawFile {
  readonly attributes: FileAttributes
  readonly variables: ReadonlyMap<string, RawVariable>
  /** @param place of the block, counted in blocks, in each dimension. Rejects where the file cannot be read. */
  readBlock(name: string, place: readonly number[]): Promise<RawBlock>
  close(): void
}

/** A file that cannot be used. Its message is a clause for a person, such as `not a NetCDF file`. */
export class FieldFileError extends Error {
  /** @param path of the file, when it is known here */
  readonly path: string | null
  constructor(message: string, path: string | null = null, cause?: unknown) {
    super(message, { cause })
    this.name = 'FieldFileError'
    this.path = path
  }
}

/** Values read together where a file has no blocks of its own: rows of one map, about 64 kB. */
export function plainBlock(shape: readonly number[]): number[] {
  const rank = shape.length
  return shape.map((size, dimension) => (dimension < rank - 2 ? 1 : Math.min(size, rank === 1 ? 16_384 : 128)))
}

/** Strides of values that lie row by row. */
export function rowStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1)
  for (let dimension = shape.length - 2; dimension >= 0; dimension--)
    strides[dimension] = (strides[dimension + 1] ?? 1) * (shape[dimension + 1] ?? 1)
  return strides
}

/** First index and length of a block in each dimension. */
export const blockRanges = (
  { shape, block }: Pick<RawVariable, 'shape' | 'block'>,
  place: readonly number[],
): { start: number; count: number }[] =>
  shape.map((size, dimension) => {
    const length = block[dimension] ?? 1
    const start = (place[dimension] ?? 0) * length
    return { start, count: Math.min(length, size - start) }
  })

/** All values of a variable with at most one dimension, as numbers. */
export async function readVector(file: RawFile, { name, shape, block }: RawVariable): Promise<Float64Array> {
  const [size = 1] = shape
  const values = new Float64Array(size)
  const [step = 1] = block
  for (let start = 0; start < size; start += step) {
    const { data, strides } = await file.readBlock(name, shape.length === 0 ? [] : [start / step])
    const [stride = 1] = strides
    for (let index = start; index < Math.min(size, start + step); index++)
      values[index] = data[(index - start) * stride] ?? NaN
  }
  return values
}
