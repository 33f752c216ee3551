import { AppError } from '../errors.ts'
import { isTopology } from './read/json/geojson.ts'
import { rootName } from './read/xml-tree.ts'

const readable = 'Fairway reads RTZ, GPX, KML, GeoJSON, XLSX, ODS, CSV and the route files of several chart systems'
const asSheet = 'save it as XLSX or CSV, or copy the cells and paste them'
const unpacked = 'unpack it and open the file inside'
const noRoute = 'it holds no route'
const asLines = 'save its lines as GeoJSON or KML'
const asPositions = 'copy the positions and paste them'
const asRoute = 'save the route as RTZ or GPX'

interface Stranger {
  readonly is: string
  /** What the operator can do instead. */
  readonly instead: string
}

interface KnownBytes extends Stranger {
  /** Bytes that stand at a place of the file. */
  readonly bytes: readonly number[]
  /** Where they stand; 0 where nothing is said. */
  readonly from?: number
  /** Where they may stand at the latest, where a header of another kind may come first. */
  readonly until?: number
  /** A byte that tells editions apart, and how far behind the others it stands. */
  readonly then?: readonly [distance: number, byte: number]
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))
const picture: Stranger = { is: 'a picture', instead: readable }
const tiff: Stranger = { is: 'a TIFF or GeoTIFF picture', instead: readable }
const weather = (edition: number) => ({
  bytes: ascii('GRIB'),
  until: 80,
  then: [7, edition] as const,
  is: `a GRIB ${edition} weather file`,
  instead: noRoute,
})

/** What people also drop, known by its first bytes. */
const binaries: readonly KnownBytes[] = [
  { bytes: [0x1f, 0x8b], is: 'a gzip archive', instead: unpacked },
  { bytes: [...ascii('7z'), 0xbc, 0xaf], is: 'a 7z archive', instead: unpacked },
  { bytes: ascii('Rar!'), is: 'a RAR archive', instead: unpacked },
  { bytes: [...ascii('BZh'), 0x39, 0x31, 0x41, 0x59], is: 'a bzip2 archive', instead: unpacked },
  { bytes: [0xfd, ...ascii('7zXZ')], is: 'an xz archive', instead: unpacked },
  { bytes: ascii('%PDF'), is: 'a PDF', instead: `copy the positions and paste them; ${readable}` },
  { bytes: [0x89, ...ascii('PNG')], ...picture },
  { bytes: [0xff, 0xd8, 0xff], ...picture },
  { bytes: ascii('GIF8'), ...picture },
  { bytes: ascii('WEBP'), from: 8, ...picture },
  { bytes: ascii('ftyphei'), from: 4, ...picture },
  { bytes: [0, 0, 0, 0, 0x36, 0], from: 6, ...picture },
  { bytes: [...ascii('II*'), 0], ...tiff },
  { bytes: [...ascii('II+'), 0], ...tiff },
  { bytes: [...ascii('MM'), 0, 0x2a], ...tiff },
  { bytes: [...ascii('MM'), 0, 0x2b], ...tiff },
  weather(1),
  weather(2),
  { bytes: [...ascii('CDF'), 1], is: 'a NetCDF file', instead: noRoute },
  { bytes: [...ascii('CDF'), 2], is: 'a NetCDF file', instead: noRoute },
  { bytes: [...ascii('CDF'), 5], is: 'a NetCDF file', instead: noRoute },
  { bytes: [0x89, ...ascii('HDF')], is: 'a NetCDF or HDF5 file', instead: noRoute },
  { bytes: [0, 0, 0x27, 0x0a], is: 'a shapefile', instead: asLines },
  { bytes: ascii('.FIT'), from: 8, is: 'a Garmin FIT file', instead: 'save the route or track as GPX' },
  { bytes: ascii('SQLite format 3'), is: 'a database (SQLite)', instead: asRoute },
  { bytes: ascii('{\\rtf'), is: 'an RTF document', instead: asPositions },
]

function begins(bytes: Uint8Array, { bytes: known, from = 0, until = from, then }: KnownBytes): boolean {
  for (let start = from; start <= until; start += 1)
    if (known.every((byte, index) => bytes[start + index] === byte) && (!then || bytes[start + then[0]] === then[1]))
      return true
  return false
}

const excel: Stranger = { is: 'an Excel workbook of before 2007 (.xls)', instead: asSheet }
const locked: Stranger = { is: 'a workbook or document with a password', instead: 'save it without the password' }
const word: Stranger = { is: 'a Word document', instead: asPositions }

const refused = ({ is, instead }: Stranger) => new AppError('file-not-understood', `this is ${is}; ${instead}`)

/** Of a workbook whose parts are there and encrypted. */
export const lockedWorkbook = () => refused(locked)

/** @throws AppError `file-not-understood` for a file that is known and no route */
export function refuseStrangers(bytes: Uint8Array): void {
  const stranger = binaries.find((known) => begins(bytes, known)) ?? chartOf(bytes) ?? officeOf(bytes)
  if (stranger) throw refused(stranger)
}

/** S-57 comes as ISO 8211: a leader of 24 characters, the first five of them its length, and a separator of fields. */
function chartOf(bytes: Uint8Array): Stranger | null {
  const leader = new TextDecoder('latin1').decode(bytes.subarray(0, 24))
  const hasFields = bytes.subarray(0, 1000).includes(0x1e)
  return /^\d{5}[ \d][LD]/.test(leader) && hasFields ? { is: 'an S-57 chart', instead: noRoute } : null
}

/** Files of Office before 2007 have one container; streams inside are named in UTF-16. */
function officeOf(bytes: Uint8Array): Stranger | null {
  if (![0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)) return null
  const names = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  if (names.includes('EncryptedPackage')) return locked
  return names.includes('WordDocument') ? word : excel
}

const archived: readonly (Stranger & { readonly entry: RegExp })[] = [
  { entry: /^xl\/workbook\.bin$/i, is: 'a binary Excel workbook (.xlsb)', instead: asSheet },
  {
    entry: /(?:^|\/)index\/.*\.iwa$|^index\.zip$/i,
    is: 'a document of Apple Numbers or Pages',
    instead: 'export it as XLSX or CSV',
  },
  { entry: /^word\/document\./, ...word },
  { entry: /^ppt\/presentation\./, is: 'a PowerPoint file', instead: asPositions },
  { entry: /^content\.xml$/, is: 'an OpenDocument file', instead: asPositions },
  { entry: /\.shp$/i, is: 'an archive with a shapefile', instead: asLines },
]

/** The same for what comes as a ZIP archive, by the names in it; null for any other archive. */
export function archivedStranger(names: readonly string[]): AppError | null {
  const stranger = archived.find(({ entry }) => names.some((name) => entry.test(name)))
  return stranger ? refused(stranger) : null
}

/** Mail and downloads may put their own words before a file, whose positions are then in no line of a list. */
export const isXmlBehindText = (text: string) => !/^\s*</.test(text) && /<\?xml\s/.test(text.slice(0, 5000))

/** What a text is that no reader takes: named, with what to do. */
export function strangeText(text: string): AppError {
  const root = rootName(text)
  if (root !== null && /^html$/i.test(root))
    return refused({ is: 'a web page, perhaps a sign-in page instead of the file', instead: 'download the file again' })
  const head = text.slice(0, 5000)
  if (root !== null && /S-?421\b/i.test(head)) return refused({ is: 'an S-421 route plan (GML)', instead: asRoute })
  if (root === 'Workbook' && head.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return refused({ is: 'an Excel workbook in XML of 2003', instead: asSheet })
  if (root !== null) return refused({ is: `XML with <${root.slice(0, 40)}>`, instead: readable })
  if (isXmlBehindText(text))
    return refused({ is: 'XML with other text before it', instead: 'take out what stands before <?xml' })
  if (isTopology(text)) return refused({ is: 'TopoJSON', instead: 'save its lines as GeoJSON' })
  const json = isJson(text) ? ': JSON, but neither GeoJSON nor Signal K' : ''
  return refused({ is: `no route format known here${json}`, instead: readable })
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
