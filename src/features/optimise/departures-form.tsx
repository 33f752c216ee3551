import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { servedWindow } from '#src/domain/metocean/coverage.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { departuresPoints, departuresRequest, departureTimes } from '#src/domain/optimise/departures/departures.ts'
import { beginsAtSea } from '#src/domain/route/route.ts'
import { z } from '#src/domain/schema.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, minuteBegun } from '#src/domain/time.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime, type TimeBase } from '#src/domain/units/typed-time.ts'
import { sailableAlternatives } from '#src/domain/voyage/request-plan.ts'
import { activeAlternative, activePlan, isSailable, type Voyage } from '#src/domain/voyage/voyage.ts'
import { useClock } from '#src/state/clock.ts'
import { currentVoyage, useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, TextField } from '#src/ui/form/field.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { surveyCost, surveyDraft, typedNumber } from './survey-request.tsx'
import styles from './departures.module.css'

const EVERY_HOURS = { min: 0.5, max: 48 } as const

/** What is typed: times in any form that the departure field takes. */
const formOf = (base: TimeBase) => {
  const time = z.string().check(({ value, issues }) => {
    const read = readTypedTime(value, base)
    if ('problem' in read) issues.push({ code: 'custom', message: read.problem, input: value })
  })
  const words = `${EVERY_HOURS.min} to ${EVERY_HOURS.max} h.`
  return z.object({
    first: time,
    last: time,
    everyHours: z.number({ error: words }).min(EVERY_HOURS.min, words).max(EVERY_HOURS.max, words),
    isAll: z.boolean(),
  })
}
type DepartureChoices = z.infer<ReturnType<typeof formOf>>

function departuresOf({ first, last, everyHours }: Omit<DepartureChoices, 'isAll'>, base: TimeBase): number[] | null {
  const [from, to] = [readTypedTime(first, base), readTypedTime(last, base)]
  if (!('value' in from && 'value' in to && everyHours >= EVERY_HOURS.min && everyHours <= EVERY_HOURS.max)) return null
  return departureTimes(from.value, to.value, everyHours * HOUR_MS)
}

/** What a time that is not typed in full is taken for. */
function echoOf(text: string, base: TimeBase): string | undefined {
  const read = readTypedTime(text, base)
  return 'echo' in read ? read.echo : undefined
}

const askedIn = (voyage: Voyage, isAll: boolean) => {
  const active = activeAlternative(voyage)
  return isAll || !isSailable(active.plan) ? sailableAlternatives(voyage) : [active]
}

interface DeparturesFormProps {
  about: About | null
  isUnderWay: boolean
}

/** Which departures, and what asking for them costs. */
export function DeparturesForm({ about, isUnderWay }: DeparturesFormProps) {
  const voyage = useVoyage()
  const nowMs = useClock(MINUTE_MS)
  const isAtSea = beginsAtSea(activePlan(voyage).route)
  const [{ base, startMs }] = useState(() => {
    const departureMs = minuteBegun(activePlan(currentVoyage()).departureMs)
    return { startMs: departureMs, base: { nearMs: departureMs, fromMs: minuteBegun(Date.now()) } }
  })
  const form = useForm<DepartureChoices>({
    resolver: zodResolver(formOf(base)),
    mode: 'onChange',
    defaultValues: {
      first: formatUtcFull(startMs),
      // At sea she waits for hours, in port for days.
      last: formatUtcFull(startMs + (isAtSea ? 1 : 3) * DAY_MS),
      everyHours: isAtSea ? 3 : 6,
      isAll: false,
    },
  })
  const { errors } = form.formState
  const [first, last, everyHours, isAll] = useWatch({
    control: form.control,
    name: ['first', 'last', 'everyHours', 'isAll'],
  })
  const { mutate: submit, isPending, error } = useMutation(taskMutations.submit(useTaskActions()))
  const departuresMs = departuresOf({ first, last, everyHours }, base)
  const { words, caution, blocked, mode } = costOf(voyage, isAll, departuresMs, about, nowMs)
  const routes = sailableAlternatives(voyage).length
  const isHeld = blocked !== null || isUnderWay || isPending || departuresMs === null
  const ask = () => {
    if (isHeld) return
    const { variables } = voyage.request
    const asked = departuresPoints(voyage, askedIn(voyage, isAll), departuresMs)
    submit(surveyDraft(voyage, 'departures', { ...asked, mode, variables }))
  }
  return (
    <form
      className={styles.form}
      aria-label="Departures to compare"
      noValidate
      onSubmit={(event) => void form.handleSubmit(ask)(event)}
    >
      <div className={styles.fields}>
        <TextField
          label={isAtSea ? 'Leave this position at (UTC)' : 'First departure (UTC)'}
          hint={echoOf(first, base)}
          error={errors.first?.message}
          {...form.register('first')}
        />
        <TextField
          label={isAtSea ? 'At the latest (UTC)' : 'Last departure (UTC)'}
          hint={echoOf(last, base)}
          error={errors.last?.message}
          {...form.register('last')}
        />
        <TextField
          label="Every"
          unit="h"
          inputMode="decimal"
          error={errors.everyHours?.message}
          {...form.register('everyHours', {
            setValueAs: typedNumber,
          })}
        />
        <Button type="submit" tone="primary" aria-disabled={isHeld} aria-describedby="departures-cost">
          Compare departures
        </Button>
      </div>
      {isAtSea && (
        <p className={styles.note}>
          She is under way: a later time means waiting here. To slow down instead, choose ETA kept and a later ETA.
        </p>
      )}
      {routes > 1 && <CheckField label={`All ${routes} alternatives`} {...form.register('isAll')} />}
      <p id="departures-cost" role="status" className={styles.note}>
        {isUnderWay ? 'A request is under way.' : (blocked ?? `${words}${caution && `. ${caution}`}`)}
      </p>
      {error && <Notice tone="alarm">{messageFor(asAppError(error).code)}</Notice>}
    </form>
  )
}

/** What would be sent, in words, and everything that prevents it. */
function costOf(
  voyage: Voyage,
  isAll: boolean,
  departuresMs: readonly number[] | null,
  about: About | null,
  nowMs: number,
) {
  const none = { words: '', caution: '', mode: 'sync' } as const
  if (departuresMs === null) return { ...none, blocked: 'Correct the fields marked above.' }
  const asked = askedIn(voyage, isAll)
  const request = departuresRequest(voyage, asked, departuresMs, servedWindow(about, nowMs))
  if (request.blocked !== null) return { ...none, blocked: request.blocked }
  const { count, stepMin, mode } = request
  const samples = stepMin === voyage.request.stepMin ? '' : `, a sample every ${stepMin} min`
  const routes = asked.length > 1 ? ` of ${asked.length} routes` : ''
  const what = `${formatCount(departuresMs.length, 'departure')}${routes}: ${formatCount(count, 'point')}${samples}`
  const variables = voyage.request.variables.length
  return { ...surveyCost({ ...request, variables, what }, about, nowMs), mode }
}
