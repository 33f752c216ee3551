import { z } from 'zod'
import { variables, WIND_HEIGHT } from '#src/domain/metocean/layers/variables.ts'

/** Minutes between samples along a leg that the form takes. */
export const STEP_MIN = { min: 1, max: 1440 } as const

const numberBetween = (min: number, max: number, unit: string) => {
  const words = `Enter a number from ${min} to ${max} ${unit}.`
  return z.number({ error: words }).min(min, words).max(max, words)
}

/** What the Request tab holds; the same shape as `RequestChoices` of the voyage. */
export const RequestForm = z.object({
  variables: z.array(z.enum(variables)).min(1, 'Choose at least one variable.'),
  windHeightM: numberBetween(WIND_HEIGHT.min, WIND_HEIGHT.max, 'm'),
  stepMin: numberBetween(STEP_MIN.min, STEP_MIN.max, 'minutes'),
  mode: z.enum(['by-size', 'sync', 'async']),
  slug: z
    .string()
    .max(40, 'Use at most 40 characters.')
    .regex(/^[a-z0-9-]*$/, 'Use small letters, figures and hyphens only.'),
  receiveMail: z.boolean(),
  alternatives: z.enum(['active', 'all']),
})
export type RequestForm = z.infer<typeof RequestForm>
