import { AppError } from '../errors.ts'
import { eglobe } from './text/eglobe.ts'
import { geojson } from './json/geojson.ts'
import { gpx } from './xml/gpx.ts'
import { kml } from './xml/kml.ts'
import { navisailor } from './text/navisailor.ts'
import { oziRoute } from './text/ozi-route.ts'
import type { FormatReader } from './reading.ts'
import { rootName } from './xml/root-name.ts'
import { rou } from './text/rou.ts'
import { rt3 } from './xml/rt3.ts'
import { rtz } from './xml/rtz.ts'
import { table } from './text/table.ts'
import { textList } from './text/text-list.ts'

/** Every format that can be read, the pickiest first. A new one is one more row. */
const readers: readonly FormatReader[] = [
  rtz,
  gpx,
  kml,
  rt3,
  eglobe,
  geojson,
  rou,
  navisailor,
  oziRoute,
  table,
  textList,
]

/** What people also drop, known by its first bytes and told by name. */
const strangers: readonly { readonly bytes: readonly number[]; readonly is: string }[] = [
  { bytes: [0x1f, 0x8b], is: 'a gzip archive' },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], is: 'a picture' },
]

const readable = 'Fairway reads RTZ, GPX, KML, GeoJSON, CSV and the route files of several chart systems'

/** @throws AppError `file-not-understood` for a file that is no text at all */
export function refuseStrangers(bytes: Uint8Array): void {
  const stranger = strangers.find((kind) => kind.bytes.every((byte, index) => bytes[index] === byte))
  if (stranger) throw new AppError('file-not-understood', `this is ${stranger.is}; ${readable}`)
}

/**
 * The reader for a text, by content, never by the file's name.
 * @throws AppError `file-not-understood`, its detail naming what was found
 */
export function detect(text: string): FormatReader {
  const reader = readers.find(({ recognises }) => recognises(text))
  if (reader) return reader
  const root = rootName(text)
  throw new AppError(
    'file-not-understood',
    `this is ${root ? `XML with <${root.slice(0, 40)}>` : 'no route format known here'}; ${readable}`,
  )
}
