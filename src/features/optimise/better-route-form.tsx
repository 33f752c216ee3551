import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { servedWindow } from '#src/domain/metocean/coverage.ts'
import { type About, bounds } from '#src/domain/metocean/wire/contract.ts'
import {
  corridorPoints,
  corridorRequest,
  corridorSizes,
  corridorVariables,
  startHalfWidth,
} from '#src/domain/optimise/track/corridor.ts'
import { corridorAround, corridorCoverage, keptAtFirst } from '#src/domain/optimise/track/corridor-plan.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import { z } from '#src/domain/schema.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import { submissionParts } from '#src/domain/voyage/request-plan.ts'
import { lossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { activeAlternative, activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { useClock } from '#src/state/clock.ts'
import { currentVoyage, useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, SelectField, TextField } from '#src/ui/form/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { surveyCost, surveyDraft, typedNumber } from './survey-request.tsx'
import styles from './better-route.module.css'

const WIDTH_NM = { min: 5, max: 600 } as const
const widthWords = `${WIDTH_NM.min} to ${WIDTH_NM.max} NM.`

const CorridorForm = z.object({
  halfWidthNm: z.number({ error: widthWords }).min(WIDTH_NM.min, widthWords).max(WIDTH_NM.max, widthWords),
  size: z.enum(['quick', 'usual', 'fine']),
  kept: z.array(z.string()),
  depths: z.boolean(),
})
type CorridorForm = z.infer<typeof CorridorForm>

const sizeWords = { quick: 'quick look', usual: 'usual', fine: 'fine' } as const

/** What a corridor is to be like to begin with; absent: as usual. */
export type CorridorStart = Partial<Pick<CorridorForm, 'halfWidthNm' | 'size'>>

interface BetterRouteFormProps {
  about: About | null
  start: CorridorStart
  onAsked: () => void
}

/** How wide a corridor, how finely sampled, and what asking for it costs. */
export function BetterRouteForm({ about, start, onAsked }: BetterRouteFormProps) {
  const voyage = useVoyage()
  const nowMs = useClock(MINUTE_MS)
  const { waypoints } = activePlan(voyage).route
  const [usual] = useState(() => {
    const { route } = activePlan(currentVoyage())
    return { halfWidthNm: startHalfWidth(routeDistanceNm(route)), kept: keptAtFirst(route) }
  })
  const form = useForm<CorridorForm>({
    resolver: zodResolver(CorridorForm),
    mode: 'onChange',
    defaultValues: { ...usual, size: 'quick', depths: false, ...start },
  })
  const { errors } = form.formState
  const [widthNm, size, kept, depths] = useWatch({
    control: form.control,
    name: ['halfWidthNm', 'size', 'kept', 'depths'],
  })
  const choices = useMemo(() => ({ halfWidthNm: widthNm, size, kept, depths }), [widthNm, size, kept, depths])
  const { mutate: submit, isPending, error } = useMutation(taskMutations.submit(useTaskActions()))
  const cost = useMemo(() => costOf(voyage, choices, about, nowMs), [voyage, choices, about, nowMs])
  const isHeld = cost.blocked !== null || isPending
  const inner = waypoints.slice(1, -1)
  const ask = (chosen: CorridorForm) => {
    if (isHeld) return
    const now = currentVoyage()
    const { id: alternativeId, name, plan } = activeAlternative(now)
    const survey = corridorAround(plan, chosen)
    const points = corridorRequest(survey)
    const parts = submissionParts(now, [{ alternativeId, name, first: 0, count: points.timeMs.length }])
    const asked = {
      parts: parts.map((part) => ({ ...part, survey })),
      points,
      mode: modeOf(points.timeMs.length),
      variables: variablesFor(now, chosen),
    }
    submit(surveyDraft(now, 'corridor', asked), { onSuccess: onAsked })
  }
  return (
    <form
      className={styles.form}
      aria-label="Corridor to search"
      noValidate
      onSubmit={(event) => void form.handleSubmit(ask)(event)}
    >
      <div className={styles.fields}>
        <TextField
          label="To either side"
          unit="NM"
          inputMode="decimal"
          error={errors.halfWidthNm?.message}
          {...form.register('halfWidthNm', {
            setValueAs: typedNumber,
          })}
        />
        <SelectField label="Points" {...form.register('size')}>
          {(['quick', 'usual', 'fine'] as const).map((size) => (
            <option key={size} value={size}>
              {formatNumber(corridorPoints(corridorSizes[size]))}: {sizeWords[size]}
            </option>
          ))}
        </SelectField>
      </div>
      {inner.length > 0 && (
        <details className={styles.kept}>
          <summary>
            Waypoints to keep{choices.kept.length > 0 ? ` (${choices.kept.length})` : ': only both ends'}
          </summary>
          <div className={styles.keptList}>
            {inner.map(({ id, name }, index) => (
              <CheckField
                key={id}
                label={[index + 2, name].filter(Boolean).join(' ')}
                value={id}
                {...form.register('kept')}
              />
            ))}
          </div>
        </details>
      )}
      <CheckField label="Look at depths" {...form.register('depths')} />
      <p id="corridor-cost" role="status" className={styles.note}>
        {cost.blocked ?? cost.words}
      </p>
      {!cost.blocked && cost.caution && <Notice tone="caution">{cost.caution}</Notice>}
      {error && <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>}
      <div className={styles.actions}>
        <Button type="submit" tone="primary" aria-disabled={isHeld} aria-describedby="corridor-cost">
          Search corridor
        </Button>
      </div>
    </form>
  )
}

const variablesFor = ({ limits, ship, loading }: Voyage, { depths }: CorridorForm) =>
  corridorVariables(limits, { weather: lossShip(ship, loading) !== null, depths })

const modeOf = (points: number): Submission['mode'] => (points <= bounds.recommendedSyncPoints ? 'sync' : 'async')

/** What would be sent, in words, and everything that prevents it. */
function costOf(voyage: Voyage, choices: CorridorForm, about: About | null, nowMs: number) {
  const read = CorridorForm.safeParse(choices)
  if (!read.success) return { words: '', caution: '', blocked: 'Correct the field marked above.' }
  const asked = corridorCoverage(corridorAround(activePlan(voyage), read.data), servedWindow(about, nowMs))
  const variables = variablesFor(voyage, read.data).length
  const what = formatCount(asked.count, 'point')
  return surveyCost({ ...asked, variables, what, mode: modeOf(asked.count) }, about, nowMs)
}
