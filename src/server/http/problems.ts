import type { z } from 'zod'
import type { ErrorBody } from '#src/domain/metocean/wire/contract.ts'

type Problem = Exclude<ErrorBody['detail'], string>[number]

/** More would not help, and a body full of mistakes must not become a large answer. */
export const MOST_PROBLEMS = 50

/** What a schema found wrong, one entry per field. @param path where the value checked is, `body` first */
export const problemsIn = ({ issues }: z.ZodError, ...path: readonly string[]): Problem[] =>
  issues.slice(0, MOST_PROBLEMS).map(({ path: inner, message, code }) => {
    const loc = [...path, ...inner.map((part) => (typeof part === 'symbol' ? String(part) : part))]
    const name = loc.slice(1).join(' ')
    return { loc, msg: `${name || 'The body'}: ${message}.`, type: code }
  })
