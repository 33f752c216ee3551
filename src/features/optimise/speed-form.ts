import type { SpeedChoices } from '#src/domain/optimise/speeds/speed-report.ts'
import { z } from '#src/domain/schema.ts'
import { readTypedTime, type TimeBase } from '#src/domain/units/typed-time.ts'

/** The ECDIS has the same words for them: an ETA to keep, or the least fuel. */
const aims = ['time table', 'min cost'] as const

const Typed = z.object({
  aim: z.enum(aims),
  arrival: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  minKn: z.string(),
  maxKn: z.string(),
  exponent: z.string(),
})
/** As it stands in the fields. */
export type TypedSpeeds = z.infer<typeof Typed>
export type SpeedForm = SpeedChoices

const BOUNDS = { speedKn: { min: 1, max: 60 }, exponent: { min: 2, max: 4 } } as const

/** What is typed as what it means, or what is wrong with it field by field. */
export const speedForm = (base: TimeBase) =>
  Typed.transform((typed, context): SpeedForm => {
    const wrong = (field: keyof TypedSpeeds, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message })
      return NaN
    }
    const time = (field: 'arrival' | 'notBefore' | 'notAfter') => {
      const read = readTypedTime(typed[field], base)
      if ('problem' in read) return wrong(field, read.problem)
      return base.fromMs !== null && read.value <= base.fromMs
        ? wrong(field, 'This is before the departure.')
        : read.value
    }
    const figure = (field: 'minKn' | 'maxKn' | 'exponent', { min, max }: { min: number; max: number }, unit = '') => {
      const value = Number(typed[field].trim().replace(',', '.') || NaN)
      return value >= min && value <= max ? value : wrong(field, `${min} to ${max}${unit}.`)
    }
    const [minKn, maxKn] = [figure('minKn', BOUNDS.speedKn, ' kn'), figure('maxKn', BOUNDS.speedKn, ' kn')]
    if (minKn > maxKn) wrong('maxKn', 'Less than the least speed.')
    const isTable = typed.aim === 'time table'
    const fromMs = time(isTable ? 'arrival' : 'notBefore')
    const toMs = isTable ? fromMs : time('notAfter')
    if (toMs < fromMs) wrong('notAfter', 'Before the start of the window.')
    return { rules: { minKn, maxKn, exponent: figure('exponent', BOUNDS.exponent) }, fromMs, toMs }
  })
