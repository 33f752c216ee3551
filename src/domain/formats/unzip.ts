import { Inflate } from 'fflate'
import { AppError } from '../errors.ts'

/** What may come out of one archive, in all. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024
/** Text of routes shrinks to a tenth, of a dull one to a hundredth; a bomb to a thousandth. */
const MAX_RATIO = 200
/** The ratio counts from here on: a few lines may well repeat themselves. */
const RATIO_FROM_BYTES = 1024 * 1024
/** Compressed bytes given at a time, so that no more than a megabyte comes out before the next look. */
const PIECE = 1024

const tooLarge = (why: string) => new AppError('file-too-large', `the archive was refused: ${why}`)

export interface UnzippedFile {
  /** As the archive has it, with folders: to be shown, never to be used as a path. */
  readonly name: string
  readonly content: Uint8Array
}

export interface Unzipped {
  /** What was wanted, in the order of the directory. */
  readonly files: readonly UnzippedFile[]
  /** Of all entries, wanted or not. */
  readonly names: readonly string[]
  /** How many entries were passed over. */
  readonly passed: number
}

/**
 * Unpacks what `wanted` chooses by its first bytes. Sizes are capped as the archive claims them and again as they come out.
 * @param wanted given at least the first kilobyte, or all there is
 * @throws AppError `file-too-large` for an archive made to exhaust, `file-malformed` for a damaged or encrypted one
 */
export function unzip(bytes: Uint8Array, wanted: (head: Uint8Array) => boolean): Unzipped {
  const entries = zipEntries(bytes).filter(({ claimedBytes }) => claimedBytes > 0)
  const claimed = entries.reduce((sum, entry) => sum + entry.claimedBytes, 0)
  if (claimed > MAX_TOTAL_BYTES) throw tooLarge(`it claims to hold ${Math.ceil(claimed / 2 ** 20)} MB, at most 64`)
  const files: UnzippedFile[] = []
  let total = 0
  for (const entry of entries) {
    const content = unpack(bytes, entry, MAX_TOTAL_BYTES - total, wanted)
    if (!content) continue
    total += content.length
    files.push({ name: entry.name, content })
  }
  return { files, names: entries.map(({ name }) => name), passed: entries.length - files.length }
}

/** Null where it is not wanted. */
function unpack(
  bytes: Uint8Array,
  entry: ZipEntry,
  maxBytes: number,
  wanted: (head: Uint8Array) => boolean,
): Uint8Array | null {
  if (entry.encrypted) throw new AppError('file-malformed', 'the archive is encrypted')
  if (entry.method !== 0 && entry.method !== 8) return null
  const packed = entryBytes(bytes, entry)
  if (entry.method === 0 && !wanted(packed)) return null
  const content = entry.method === 0 ? packed : inflate(packed, Math.min(maxBytes, entry.claimedBytes), wanted)
  if (!content) return null
  if (content.length !== entry.claimedBytes || crc32(content) !== entry.crc)
    throw new AppError('file-malformed', 'the archive is damaged: an entry does not match its checksum')
  return content
}

function inflate(packed: Uint8Array, maxBytes: number, wanted: (head: Uint8Array) => boolean): Uint8Array | null {
  const chunks: Uint8Array[] = []
  let length = 0
  const stream = new Inflate((chunk) => {
    chunks.push(chunk)
    length += chunk.length
  })
  let known = false
  for (let start = 0; start < packed.length; start += PIECE) {
    const final = start + PIECE >= packed.length
    pushInto(stream, packed.subarray(start, start + PIECE), final)
    if (length > maxBytes) throw tooLarge('an entry is larger than it says')
    if (length > RATIO_FROM_BYTES && length > packed.length * MAX_RATIO)
      throw tooLarge(`it unpacks to more than ${MAX_RATIO} times its size`)
    if (!known && (length >= PIECE || final)) {
      if (!wanted(joined(chunks, length))) return null
      known = true
    }
  }
  return joined(chunks, length)
}

function pushInto(stream: Inflate, piece: Uint8Array, final: boolean): void {
  try {
    stream.push(piece, final)
  } catch (cause) {
    throw new AppError('file-malformed', 'the archive is damaged: an entry cannot be unpacked', { cause })
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** An entry of a ZIP's directory. */
interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated; anything else is not read. */
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly compressedBytes: number
  /** As the file says, which may be a lie. */
  readonly claimedBytes: number
  /** Where its own header begins. */
  readonly offset: number
}

/** A KMZ or RTZP has a handful; a hundred thousand are made to exhaust a reader. */
const MAX_ENTRIES = 1000
const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const HEADER_SIGNATURE = 0x04034b50
const END_BYTES = 22
/** The longest comment that may follow the end record. */
const MAX_COMMENT = 65_535

const broken = (what: string) => new AppError('file-malformed', `the archive is damaged: ${what}`)
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * The entries of a ZIP archive, from the directory at its end (PKWARE APPNOTE 4.3.12 and 4.3.16).
 * @throws AppError `file-malformed` for a cut or damaged archive, `file-too-large` for more than 1,000 entries
 */
function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES)
    throw new AppError('file-too-large', `the archive has ${count} entries, at most ${MAX_ENTRIES}`)
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw broken('its directory is incomplete')
    entries.push({
      name: entryName(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      claimedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** UTF-8, which archives of today are in and mostly say so; else the characters of the West. */
function entryName(bytes: Uint8Array): string {
  const name = new TextDecoder('utf-8').decode(bytes)
  return name.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(bytes) : name
}

function endRecord(view: DataView): number {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  throw broken('it has no directory; it may be truncated')
}

/** The compressed bytes of an entry. @throws AppError `file-malformed` */
function entryBytes(bytes: Uint8Array, { offset, compressedBytes }: ZipEntry): Uint8Array {
  const view = viewOf(bytes)
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== HEADER_SIGNATURE)
    throw broken('an entry is missing')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + compressedBytes > bytes.length) throw broken('an entry is incomplete')
  return bytes.subarray(start, start + compressedBytes)
}

/** The reversed polynomial of ISO 3309, which ZIP uses. */
const POLYNOMIAL = 0xedb88320

const byByte = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1
  return value
})

/** The checksum of a ZIP entry, 0 to 2³² − 1. The check value of "123456789" is 0xcbf43926. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- every byte of a file; the mask keeps to the table
  for (const byte of bytes) crc = (crc >>> 8) ^ byByte[(crc ^ byte) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}
