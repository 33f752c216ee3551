import { type SaxesAttributePlain, SaxesParser } from 'saxes'
import { AppError } from '../../../errors.ts'
import { plainXmlFault } from '../xml-faults.ts'

/** What is told of a part of a workbook while it is read; names without prefix. */
export interface PartWalk {
  readonly opened: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly closed: (name: string, text: string) => void
  /** Text in the order of the part, whichever elements it is in. */
  readonly written?: (text: string) => void
}

/** Characters given to the parser at a time. */
const PIECE = 65_536
const MAX_DEPTH = 60

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Walks through a part of a workbook without keeping it: a sheet may have a million cells. Nothing is ever fetched.
 * @param part for a refusal, "xl/workbook.xml"
 * @throws AppError `xml-entities` (any entity declaration), `xml-too-deep`, `file-malformed`
 */
export function walkPart(xml: string, part: string, { opened, closed, written }: PartWalk): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const texts: string[] = []
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw new AppError('xml-entities', `${part}: entity declarations are not allowed`)
  })
  parser.on(
    'opentag',
    ({ name, attributes }: { name: string; attributes: Record<string, SaxesAttributePlain['value']> }) => {
      if (texts.length >= MAX_DEPTH)
        throw new AppError('xml-too-deep', `${part}: more than ${MAX_DEPTH} elements inside one another`)
      texts.push('')
      opened(localName(name), attributes)
    },
  )
  const add = (text: string) => {
    const last = texts.length - 1
    if (last >= 0) texts[last] += text
    written?.(text)
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', ({ name }) => closed(localName(name), texts.pop() ?? ''))
  parser.on('error', (error) => {
    const words = plainXmlFault(error.message.replace(/^(?:\d+:\d+: )?(.*?)\.?$/s, '$1'))
    throw new AppError('file-malformed', `the workbook is damaged: ${part}: ${words}`, { cause: error })
  })
  for (let start = 0; start < xml.length; start += PIECE) parser.write(xml.slice(start, start + PIECE))
  parser.close()
}
