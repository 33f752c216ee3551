import { SOURCE_HEADER, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'

/** Where the numbers of an answer come from: a property of the answer, whatever the server would answer with now. */
export interface Origin {
  /** In words for the screen. */
  readonly source: string
  readonly synthetic: boolean
}

/** The two headers beside every result. */
export const originHeaders = ({ source, synthetic }: Origin): Readonly<Record<string, string>> => ({
  [SOURCE_HEADER]: source,
  [SYNTHETIC_HEADER]: synthetic ? '1' : '0',
})
