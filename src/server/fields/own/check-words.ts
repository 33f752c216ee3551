import { at } from '#src/domain/at.ts'
import type { LayerOrigin } from './catalogue-words.ts'
import type { KnownFile } from './field-files.ts'
import { products } from './products.ts'

/** `2026-11-22 06:00Z`. */
const timeWords = (ms: number) =>
  new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\.\d{3}Z$/, 'Z')

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** What a folder of fields holds, from when to when and where, what is missing, and what is left out and why. */
export function checkWords(files: readonly KnownFile[], origins: readonly LayerOrigin[]): string {
  const used = files.filter(({ problem }) => problem === null)
  const missing = products.filter((product) => !origins.some((origin) => origin.product === product))
  const leftOut = files.flatMap(({ name, problem, leftOut: parts }) =>
    problem === null ? parts.map((part) => `${name}: ${part}`) : [`${name}: ${problem}`],
  )
  return [
    `${plural(used.length, 'file')} understood, ${files.length - used.length} left out`,
    ...(origins.length > 0 ? ['', ...origins.flatMap(originLines)] : []),
    ...(missing.length > 0
      ? ['', `Missing, and null in every answer: ${missing.map(({ name }) => name).join(', ')}`]
      : []),
    ...(leftOut.length > 0 ? ['', 'Left out:', ...leftOut.map((line) => `  ${line}`)] : []),
  ].join('\n')
}

function originLines({ name, files, runMs, runBy, grid, area, note, window }: LayerOrigin): string[] {
  const more = files.length > 1 ? ` and ${files.length - 1} more` : ''
  return [
    `${name}${note === '' ? '' : ` (${note})`}`,
    `  ${at(files, 0)}${more}; run ${timeWords(runMs)} by ${runBy}`,
    `  ${window === null ? 'at all times' : `${timeWords(window.fromMs)} to ${timeWords(window.toMs)}`}; ${area}; ${grid}`,
  ]
}
