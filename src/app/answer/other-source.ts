import type { About } from '#src/domain/metocean/wire/contract.ts'
import type { Answer } from '#src/domain/metocean/result.ts'

/** Where an answer is from, where the server would answer from elsewhere now; null: from the same, or that is not known. */
export function otherSourceWords(
  { source, synthetic }: Pick<Answer, 'source' | 'synthetic'>,
  about: Pick<About, 'source' | 'synthetic'> | null,
): string | null {
  if (!about || (about.source === source && about.synthetic === synthetic)) return null
  if (synthetic) return about.synthetic ? null : 'from the built-in model'
  return source === '' ? null : `from ${source}`
}
