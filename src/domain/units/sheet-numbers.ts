/** How numbers stand in CSV files and in what is copied for a spreadsheet; a copy's columns are always apart by tabs. */
export interface SheetNumbers {
  readonly decimal: '.' | ','
  /** Between the columns of a CSV file. */
  readonly separator: ',' | ';' | '\t'
}

/** As programs have them. */
export const plainNumbers: SheetNumbers = { decimal: '.', separator: ',' }

const styles = {
  'point-comma': plainNumbers,
  'point-semicolon': { decimal: '.', separator: ';' },
  'point-tab': { decimal: '.', separator: '\t' },
  'comma-semicolon': { decimal: ',', separator: ';' },
  'comma-tab': { decimal: ',', separator: '\t' },
} as const satisfies Readonly<Record<string, SheetNumbers>>

type SheetStyle = keyof typeof styles
const sheetStyles = Object.keys(styles) as readonly SheetStyle[]

/** In the order in which they are offered. `auto` is as the browser's language writes numbers. */
export const sheetChoices = ['auto', ...sheetStyles] as const
export type SheetChoice = (typeof sheetChoices)[number]

const words: Readonly<Record<SheetStyle, string>> = {
  'point-comma': '1.5 and comma',
  'point-semicolon': '1.5 and semicolon',
  'point-tab': '1.5 and tab',
  'comma-semicolon': '1,5 and semicolon',
  'comma-tab': '1,5 and tab',
}

/** What a choice is called where it is made: the number as it is written, then what stands between columns. */
export const sheetWords = (choice: SheetChoice, locale: string): string =>
  choice === 'auto' ? `Automatic (${words[usualStyle(locale)]})` : words[choice]

/** @param locale BCP 47 tag of the browser's language, such as `de-CH` */
export const sheetNumbers = (choice: SheetChoice, locale: string): SheetNumbers =>
  styles[choice === 'auto' ? usualStyle(locale) : choice]

/** A decimal point in a list separated by semicolons: so spreadsheets have it there, and no standard interface tells. */
const SEMICOLON_REGIONS = /-(?:CH|LI)\b/

/** What a spreadsheet in this language opens by a double-click. */
function usualStyle(locale: string): SheetStyle {
  const decimal = decimalOf(locale)
  if (decimal === ',') return 'comma-semicolon'
  return SEMICOLON_REGIONS.test(locale) ? 'point-semicolon' : 'point-comma'
}

/** A tag that is none counts as English. */
function decimalOf(locale: string): string {
  try {
    return new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
  } catch {
    return '.'
  }
}
