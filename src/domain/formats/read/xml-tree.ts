import { at } from '../../at.ts'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import { AppError } from '../../errors.ts'
import type { ImportNote, OnProgress } from '../reading.ts'
import { htmlCharacters, plainXmlFault } from './xml-faults.ts'

/** An element with its name's prefix left away: real files bind the same format to many namespaces, or to none. */
export interface XmlElement {
  readonly name: string
  readonly line: number
  /** By local name; where a prefixed and a plain one share it, the plain one counts. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The element's own text, trimmed. */
  readonly text: string
}

/** No real route file comes near; deeper ones are made to exhaust a reader. */
const MAX_DEPTH = 60
/** Elements and attributes a tree may have: a track of 200,000 points has about 2 million. */
const MAX_NODES = 5_000_000
/** Letters written as &#233; names have some; ten megabytes of them keep a parser busy for seconds. */
const MAX_REFERENCES = 200_000
/** Characters given to the parser at a time, so that a refusal near the start costs nothing of the rest. */
const PIECE = 65_536

interface Building extends XmlElement {
  children: Building[]
  text: string
}

// Most elements have no attributes, or no children: they share these, which halves the memory of a large track.
const noAttributes: ReadonlyMap<string, string> = new Map<string, string>()
const noChildren: Building[] = []

function append(parent: Building, child: Building): void {
  if (parent.children === noChildren) parent.children = [child]
  else parent.children.push(child)
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** The note on a file that ends in the middle, with the line of its end. */
export const CUT_OFF = 'The file breaks off here. What comes before was read.'

interface ParseOptions {
  readonly onProgress?: OnProgress | undefined
  /**
   * Where given, a file that ends in the middle is read as far as it goes, with a note: what is unfinished at its end is
   * left out. Else such a file is refused.
   */
  readonly notes?: ImportNote[]
}

/**
 * Parses XML into a tree of elements with line numbers. A DOCTYPE is passed over and nothing is ever fetched. Blank lines
 * before the declaration and a bare `&`, which real files have, are read as they are meant.
 * @throws AppError `xml-entities` (any entity declaration), `xml-too-deep`, `file-too-large` (too many elements or
 * character references), `file-malformed` with the line and the parser's words
 */
export function parseXml(file: string, { onProgress, notes }: ParseOptions = {}): XmlElement {
  refuseManyReferences(file)
  const trimmed = file.trimStart()
  const linesBefore = file.slice(0, file.length - trimmed.length).split('\n').length - 1
  const text = withEscapedAmpersands(trimmed)
  const parser = new SaxesParser({ xmlns: false, position: true })
  Object.assign(parser.ENTITIES, htmlCharacters)
  const root: Building = { name: '', line: 0, attributes: noAttributes, children: noChildren, text: '' }
  const open: Building[] = [root]
  let nodes = 0
  let tagLine = 1
  const addText = (part: string) => {
    const element = at(open, open.length - 1)
    if (part.trim() !== '' || element.text !== '') element.text += part
  }
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype))
      throw new AppError('xml-entities', `line ${linesBefore + parser.line}: entity declarations are not allowed`)
  })
  parser.on('opentagstart', () => {
    tagLine = linesBefore + parser.line
  })
  parser.on('opentag', ({ name, attributes }) => {
    const byName = localAttributes(attributes)
    nodes += 1 + byName.size
    if (open.length > MAX_DEPTH)
      throw new AppError('xml-too-deep', `line ${tagLine}: more than ${MAX_DEPTH} elements inside one another`)
    if (nodes > MAX_NODES) throw new AppError('file-too-large', 'the file has too many elements')
    const element: Building = {
      name: localName(name),
      line: tagLine,
      attributes: byName,
      children: noChildren,
      text: '',
    }
    append(at(open, open.length - 1), element)
    open.push(element)
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element) element.text = element.text.trim()
  })
  let hasEnded = false
  let isCutOff = false
  parser.on('error', (error) => {
    if (!hasEnded || !notes || root.children.length === 0) throw malformed(error, linesBefore)
    isCutOff = true
  })
  for (let start = 0; start < text.length; start += PIECE) {
    parser.write(text.slice(start, start + PIECE))
    onProgress?.(Math.min(1, (start + PIECE) / text.length))
  }
  const lastLine = linesBefore + parser.line
  hasEnded = true
  parser.close()
  if (isCutOff) {
    dropUnfinished(open)
    notes?.push({ line: lastLine, text: CUT_OFF, isCaution: true })
  }
  return at(root.children, 0)
}

/** Takes off the elements that were still open at the end, but for those that hold something whole. @param open from the root inwards */
function dropUnfinished(open: readonly Building[]): void {
  const last = at(open, open.length - 1)
  // Of a list of places all but the last are whole.
  if (last.name === 'coordinates' && /\s\S*$/.test(last.text.trimStart())) {
    last.text = last.text.replace(/\S*$/, '').trim()
    return
  }
  for (let place = open.length - 1; place > 1 && at(open, place).children.length === 0; place--)
    at(open, place - 1).children.pop()
}

/** A reference to a character or an entity, behind its `&`. */
const reference = /#\d+;|#x[\da-f]+;|[a-z_:][\w:.-]*;/iy

/** Numbers of characters, and the names that are known: no others can be declared. */
const isKnown = (name: string) => name.startsWith('#') || xmlNames.has(name) || Object.hasOwn(htmlCharacters, name)
const xmlNames: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

/** The text with `&amp;` for each `&` that begins no reference, outside CDATA. */
function withEscapedAmpersands(text: string): string {
  const pieces: string[] = []
  let written = 0
  let cdata = text.indexOf('<![CDATA[')
  for (let index = text.indexOf('&'); index >= 0; index = text.indexOf('&', index + 1)) {
    if (cdata >= 0 && cdata < index) {
      const end = text.indexOf(']]>', cdata)
      if (end < 0) break
      cdata = text.indexOf('<![CDATA[', end)
      index = Math.max(index - 1, end)
      continue
    }
    reference.lastIndex = index + 1
    if (reference.test(text) && isKnown(text.slice(index + 1, reference.lastIndex - 1))) continue
    if (pieces.length > 2 * MAX_REFERENCES) throw tooManyReferences()
    pieces.push(text.slice(written, index), '&amp;')
    written = index + 1
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(written)
}

function refuseManyReferences(text: string): void {
  let count = 0
  for (let index = text.indexOf('&#'); index >= 0; index = text.indexOf('&#', index + 2)) {
    count += 1
    if (count > MAX_REFERENCES) throw tooManyReferences()
  }
}

const tooManyReferences = () =>
  new AppError('file-too-large', 'the file has more than 200\u2009000 character references')

function localAttributes(attributes: Record<string, SaxesAttributePlain['value']>): ReadonlyMap<string, string> {
  const entries = Object.entries(attributes)
  if (entries.length === 0) return noAttributes
  const byName = new Map<string, string>()
  for (const [name, value] of entries) {
    const local = localName(name)
    if (local === name || !byName.has(local)) byName.set(local, value)
  }
  return byName
}

/** The parser words it "12:34: unexpected end." */
function malformed(error: Error, linesBefore: number): AppError {
  const match = /^(\d+):\d+: (.*?)\.?$/s.exec(error.message)
  const detail = match ? `line ${Number(match[1]) + linesBefore}: ${plainXmlFault(match[2] ?? '')}` : error.message
  return new AppError('file-malformed', detail, { cause: error })
}

export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element ? element.children.filter((child) => child.name === name) : []
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** Text of the first such child, or '' where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childNamed(element, name)?.text ?? ''
}

/**
 * Local name of the root element, or null where the text is no XML. What may stand before it is skipped: declaration,
 * comments, processing instructions, DOCTYPE.
 */
export function rootName(text: string): string | null {
  const prologue = /\s*(?:<\?[^]*?\?>|<!--[^]*?-->|<![A-Z][^>[]*(?:\[[^\]]*\]\s*)?>)/y
  let start = 0
  for (;;) {
    prologue.lastIndex = start
    if (!prologue.test(text)) break
    start = prologue.lastIndex
  }
  const root = /\s*<(?:[\w.-]+:)?([\w.-]+)/y
  root.lastIndex = start
  return root.exec(text)?.[1] ?? null
}
