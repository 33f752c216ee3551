import { Inflate } from 'fflate'
import { AppError } from '../../errors.ts'
import { crc32 } from './crc32.ts'
import { entryBytes, type ZipEntry, zipEntries } from './zip-directory.ts'

/** What may come out of one archive, in all. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024
/** Text of routes shrinks to a tenth, of a dull one to a hundredth; a bomb to a thousandth. */
const MAX_RATIO = 200
/** The ratio counts from here on: a few lines may well repeat themselves. */
const RATIO_FROM_BYTES = 1024 * 1024
/** Compressed bytes given at a time, so that no more than a megabyte comes out before the next look. */
const PIECE = 1024

const tooLarge = (why: string) => new AppError('file-too-large', `the archive was refused: ${why}`)

/**
 * Unpacks what `wanted` chooses by its first bytes. Sizes are capped as the archive claims them and again as they come out.
 * @param wanted given at least the first kilobyte, or all there is
 * @returns contents in the order of the directory, and how many entries were passed over
 * @throws AppError `file-too-large` for an archive made to exhaust, `file-malformed` for a damaged or encrypted one
 */
export function unzip(
  bytes: Uint8Array,
  wanted: (head: Uint8Array) => boolean,
): { contents: Uint8Array[]; passed: number } {
  const entries = zipEntries(bytes).filter(({ claimedBytes }) => claimedBytes > 0)
  const claimed = entries.reduce((sum, entry) => sum + entry.claimedBytes, 0)
  if (claimed > MAX_TOTAL_BYTES) throw tooLarge(`it says it holds ${Math.ceil(claimed / 2 ** 20)} MB, at most 64`)
  const contents: Uint8Array[] = []
  let total = 0
  for (const entry of entries) {
    const content = unpack(bytes, entry, MAX_TOTAL_BYTES - total, wanted)
    if (!content) continue
    total += content.length
    contents.push(content)
  }
  return { contents, passed: entries.length - contents.length }
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
