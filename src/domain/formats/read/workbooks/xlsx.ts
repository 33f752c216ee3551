import { AppError } from '../../../errors.ts'
import { cleanName } from '../../file-values.ts'
import { type NumberFormat, numberFormat } from './number-format.ts'
import { walkPart } from './part-xml.ts'
import { sheetRows, unescaped } from './xlsx-rows.ts'
import type { Sheet } from './sheets.ts'

/** The text parts of a package by their names. */
export type Parts = ReadonlyMap<string, string>

/** Parts are named without regard to capitals, and some programs write strokes the other way. */
export const partName = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

const damaged = (words: string) => new AppError('file-malformed', `the workbook is damaged: ${words}`)

interface Relation {
  readonly type: string
  readonly target: string
}

/** What a part refers to, by id. */
function relationsOf(parts: Parts, part: string): ReadonlyMap<string, Relation> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`
  const relations = new Map<string, Relation>()
  walkPart(parts.get(name) ?? '<none/>', name, {
    opened: (element, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (element !== 'Relationship' || TargetMode === 'External') return
      const target = Target.startsWith('/')
        ? Target
        : `${folder}${Target}`.replace(/[^/]+\/\.\.\//g, '').replace(/\.\//g, '')
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: partName(target) })
    },
    closed: () => undefined,
  })
  return relations
}

/**
 * The worksheets of an Office Open XML workbook in their order (ECMA-376 part 1).
 * @throws AppError `file-malformed`, `xml-entities`
 */
export function sheetsOf(parts: Parts): readonly Sheet[] {
  const start = [...relationsOf(parts, '').values()].find(({ type }) => type === 'officeDocument')?.target
  const workbook = start ?? 'xl/workbook.xml'
  const xml = parts.get(workbook)
  if (xml === undefined) throw damaged(`${workbook} is missing`)
  const relations = relationsOf(parts, workbook)
  const found: { name: string; id: string; isHidden: boolean }[] = []
  let is1904 = false
  walkPart(xml, workbook, {
    opened: (element, attributes) => {
      if (element === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (element !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? ''
      found.push({ name: cleanName(attributes.name), id, isHidden: /hidden$/i.test(attributes.state ?? '') })
    },
    closed: () => undefined,
  })
  const part = (type: string) => parts.get([...relations.values()].find((one) => one.type === type)?.target ?? '')
  const strings = stringsOf(part('sharedStrings'))
  const formats = formatsOf(part('styles'))
  return found.flatMap(({ name, id, isHidden }): Sheet[] => {
    const relation = relations.get(id)
    // A sheet of charts has no cells.
    if (relation && relation.type !== 'worksheet') return []
    return [
      {
        name,
        isHidden,
        read: () => {
          const own = relation && parts.get(relation.target)
          if (own === undefined) throw damaged(`the sheet "${name}" is not in it`)
          return sheetRows(own, relation?.target ?? '', { strings, formats, is1904 })
        },
      },
    ]
  })
}

/** Texts that cells share, without what says how their letters are spoken. */
function stringsOf(xml: string | undefined): readonly string[] {
  const strings: string[] = []
  let text = ''
  let isPhonetic = false
  walkPart(xml ?? '<none/>', 'the shared texts', {
    opened: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
    },
    closed: (name, own) => {
      if (name === 't' && !isPhonetic) text += own
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

/** The number format of each cell style. */
function formatsOf(xml: string | undefined): readonly NumberFormat[] {
  const codes = new Map<number, string>()
  const ids: number[] = []
  let isCell = false
  walkPart(xml ?? '<none/>', 'the styles', {
    opened: (name, { numFmtId = '0', formatCode }) => {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode)
      else if (name === 'cellXfs') isCell = true
      else if (name === 'xf' && isCell) ids.push(Number(numFmtId))
    },
    closed: (name) => {
      if (name === 'cellXfs') isCell = false
    },
  })
  const known = new Map<number, NumberFormat>()
  return ids.map((id) => {
    const format = known.get(id) ?? numberFormat(id, codes.get(id))
    known.set(id, format)
    return format
  })
}
