import { open as openFile, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AsyncReadable, open, type RangeQuery, root, withMaybeConsolidatedMetadata } from 'zarrita'
import { type FileAttributes, FieldFileError, type RawFile, type RawNumbers, type RawVariable } from './raw-file.ts'

/** Files that tell that a folder is a Zarr store, of version 2 and 3. */
export const zarrMarks = ['.zgroup', '.zmetadata', 'zarr.json'] as const

/** Reads the parts of a store; undefined where there is none of that name. */
export type ZarrStore = Required<AsyncReadable>

const isAbsent = (error: unknown) =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

/** A store in a folder. */
export const folderStore = (folder: string): ZarrStore => ({
  get: (key) =>
    readFile(join(folder, key)).catch((error: unknown) => {
      if (isAbsent(error)) return undefined
      throw error
    }),
  async getRange(key, range) {
    const handle = await openFile(join(folder, key)).catch((error: unknown) => {
      if (isAbsent(error)) return undefined
      throw error
    })
    if (!handle) return undefined
    try {
      const { offset, length } = 'offset' in range ? range : lastBytes(range, (await handle.stat()).size)
      const bytes = Buffer.alloc(length)
      const { bytesRead } = await handle.read(bytes, 0, length, offset)
      return bytes.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  },
})

const lastBytes = ({ suffixLength }: Extract<RangeQuery, { suffixLength: number }>, size: number) => ({
  offset: Math.max(0, size - suffixLength),
  length: Math.min(size, suffixLength),
})

/**
 * Opens the arrays at the root of a Zarr store. Reads metadata only.
 * @param path what the store is called in messages, and the folder to list where its metadata are not consolidated
 * @throws FieldFileError
 */
export async function openZarr(path: string, store: ZarrStore): Promise<RawFile> {
  const listed = await withMaybeConsolidatedMetadata(store)
  const names =
    'contents' in listed
      ? listed.contents().flatMap(({ path: at, kind }) => (kind === 'array' ? [at.slice(1)] : []))
      : await listedArrays(path)
  const variables = new Map<string, RawVariable>()
  const readers = new Map<string, (place: readonly number[]) => Promise<{ data: RawNumbers; stride: number[] }>>()
  for (const name of names.filter((one) => !one.includes('/'))) {
    const array = await open(root(listed).resolve(name), { kind: 'array' }).catch((error: unknown) => {
      throw new FieldFileError(`‘${name}’ cannot be opened`, path, error)
    })
    if (!array.is('number') && !array.is('bigint')) continue
    const { attrs, shape, chunks, fillValue } = array
    const old = attrs['_ARRAY_DIMENSIONS']
    const dimensions = array.dimensionNames ?? (Array.isArray(old) ? old.map(String) : [])
    const values = chunks.reduce((product, size) => product * size, 1)
    readers.set(name, async (place) => {
      const { data, stride } = await array.getChunk([...place])
      const isLong = data instanceof BigInt64Array || data instanceof BigUint64Array
      if (data.length !== values) throw new FieldFileError(`a part of ‘${name}’ is too short`, path)
      return { data: isLong ? Float64Array.from(data, Number) : data, stride }
    })
    variables.set(name, {
      name,
      dimensions: shape.map((_, dimension) => dimensions[dimension] ?? `${name}.${dimension}`),
      shape,
      attributes: attributesOf(attrs),
      // Version 2 keeps the mark for missing values here and nowhere else; in version 3 it is only a default.
      fill: Array.isArray(old) && fillValue !== null ? Number(fillValue) : null,
      block: chunks,
    })
  }
  return {
    attributes: attributesOf((await open(root(listed), { kind: 'group' })).attrs),
    variables,
    async readBlock(name, place) {
      const read = readers.get(name)
      if (!read) throw new FieldFileError(`it has no array ‘${name}’ any more`, path)
      const { data, stride } = await read(place).catch((error: unknown) => {
        const words = error instanceof FieldFileError ? error.message : `‘${name}’ cannot be read; it is damaged`
        throw new FieldFileError(words, path, error)
      })
      return { data, strides: stride }
    },
    close: () => undefined,
  }
}

async function listedArrays(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const isArray = await Promise.all(
    folders.map(async (name) => {
      const inside = await readdir(join(folder, name))
      if (inside.includes('.zarray')) return true
      if (!inside.includes('zarr.json')) return false
      const { node_type: kind } = JSON.parse(await readFile(join(folder, name, 'zarr.json'), 'utf8')) as {
        node_type?: string
      }
      return kind === 'array'
    }),
  )
  return folders.filter((_, index) => isArray[index])
}

function attributesOf(attributes: Readonly<Record<string, unknown>>): FileAttributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const known = name === '_FillValue' && typeof value === 'string' ? fillOf(value) : value
      const isValue =
        typeof known === 'string' ||
        typeof known === 'number' ||
        (Array.isArray(known) && known.every((one) => typeof one === 'number'))
      return isValue ? [[name, known]] : []
    }),
  )
}

/** Version 3 as xarray writes it: the bytes of the number in base 64, or a word such as `NaN`. */
function fillOf(text: string): number {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === 8) return bytes.readDoubleLE()
  if (bytes.length === 4) return bytes.readFloatLE()
  return Number(text)
}
