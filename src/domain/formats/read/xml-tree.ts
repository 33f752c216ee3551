import { at } from '../../at.ts'
import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import { AppError } from '../../errors.ts'
import type { OnProgress } from '../reading.ts'

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

/**
 * Parses XML into a tree of elements with line numbers. A DOCTYPE is passed over and nothing is ever fetched.
 * @throws AppError `xml-entities` (any entity declaration), `xml-too-deep`, `file-too-large` (too many elements or
 * character references), `file-malformed` with the line and the parser's words
 */
export function parseXml(text: string, onProgress?: OnProgress): XmlElement {
  refuseManyReferences(text)
  const parser = new SaxesParser({ xmlns: false, position: true })
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
      throw new AppError('xml-entities', `line ${parser.line}: entity declarations are not allowed`)
  })
  parser.on('opentagstart', () => {
    tagLine = parser.line
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
  parser.on('error', (error) => {
    throw malformed(error)
  })
  for (let start = 0; start < text.length; start += PIECE) {
    parser.write(text.slice(start, start + PIECE))
    onProgress?.(Math.min(1, (start + PIECE) / text.length))
  }
  parser.close()
  return at(root.children, 0)
}

function refuseManyReferences(text: string): void {
  let count = 0
  for (let index = text.indexOf('&#'); index >= 0; index = text.indexOf('&#', index + 2)) {
    count += 1
    if (count > MAX_REFERENCES)
      throw new AppError('file-too-large', 'the file has more than 200\u2009000 character references')
  }
}

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
function malformed(error: Error): AppError {
  const match = /^(\d+):\d+: (.*?)\.?$/s.exec(error.message)
  return new AppError('file-malformed', match ? `line ${match[1]}: ${match[2]}` : error.message, { cause: error })
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
