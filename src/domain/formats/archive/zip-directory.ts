import { AppError } from '../../errors.ts'

/** An entry of a ZIP's directory. Its name is not read: nothing is ever done with a path from a file. */
export interface ZipEntry {
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
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES)
    throw new AppError('file-too-large', `the archive has ${count} entries, at most ${MAX_ENTRIES}`)
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw broken('its directory is cut')
    entries.push({
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

function endRecord(view: DataView): number {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  throw broken('it has no directory, it may be cut off')
}

/** The compressed bytes of an entry. @throws AppError `file-malformed` */
export function entryBytes(bytes: Uint8Array, { offset, compressedBytes }: ZipEntry): Uint8Array {
  const view = viewOf(bytes)
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== HEADER_SIGNATURE)
    throw broken('an entry is missing')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + compressedBytes > bytes.length) throw broken('an entry is cut')
  return bytes.subarray(start, start + compressedBytes)
}
