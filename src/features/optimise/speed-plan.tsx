import { zodResolver } from '@hookform/resolvers/zod'
import { useDeferredValue, useMemo, useState } from 'react'
import { useForm, type UseFormReturn, useWatch } from 'react-hook-form'
import type { Answer } from '#src/domain/metocean/result.ts'
import { changesWithinLegs, type Passage, passageOf, planAtSteps } from '#src/domain/optimise/speeds/speed-passage.ts'
import { speedReport, type SpeedReport, type StepRow } from '#src/domain/optimise/speeds/speed-report.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { formatCount, formatDistance, formatNumber, MISSING, unbroken } from '#src/domain/units/format.ts'
import { formatDuration, formatUtc, formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime, type TimeBase } from '#src/domain/units/typed-time.ts'
import { type FuelTable, fuelTable } from '#src/domain/voyage/ship/fuel.ts'
import { lossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, TextField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { speedForm, type SpeedForm, type TypedSpeeds } from './speed-form.ts'
import styles from './speed-plan.module.css'

interface SpeedPlanProps {
  /** For the current plan. */
  answer: Answer
  onClose: () => void
}

/** The speeds that burn least for an arrival, by the answer for the route: what they gain, and into the plan with them. */
export function SpeedPlan({ answer, onClose }: SpeedPlanProps) {
  const voyage = useVoyage()
  const editable = useVoyageEditable()
  const { routeEdited } = useVoyageActions()
  const [{ base, defaults }] = useState(() => startOf(voyage))
  const schema = useMemo(() => speedForm(base), [base])
  const form = useForm<TypedSpeeds, unknown, SpeedForm>({
    resolver: zodResolver(schema),
    mode: 'onChange',
    defaultValues: defaults,
  })
  const typed = useDeferredValue(JSON.stringify(useWatch(form)))
  const found = useMemo(
    () => planFor(voyage, answer, schema.safeParse(JSON.parse(typed)).data),
    [voyage, answer, schema, typed],
  )
  const [withWaypoints, setWithWaypoints] = useState(true)
  const { passage, report, rules } = found ?? {}
  const within =
    passage && typeof report === 'object' && report.isWorthwhile ? changesWithinLegs(passage, report.steps) : 0
  const fixed = activePlan(voyage).route.waypoints.filter(({ fixedEtaMs }) => fixedEtaMs != null).length
  const use = () => {
    if (!passage || !rules || typeof report !== 'object') return
    const options = { planned: voyage.plannedSpeed, rules, withWaypoints: withWaypoints && within > 0 }
    routeEdited(planAtSteps(activePlan(voyage), passage, report.steps, options).route)
    onClose()
  }
  return (
    <Dialog
      title="Speed plan"
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={!editable || typeof report !== 'object'} onClick={use}>
            Use these speeds
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {!editable && <Notice tone="warn">This voyage is being edited in another tab; change its speeds there.</Notice>}
        <Wishes form={form} base={base} />
        {typeof report === 'string' && <Notice tone="warn">{report}</Notice>}
        {typeof report === 'object' && (
          <>
            <Found report={report} voyage={voyage} hasWeather={passage?.hasWeather ?? false} />
            {within > 0 && (
              <CheckField
                label={`Add ${formatCount(within, 'waypoint')} where the speed changes within a leg`}
                hint={withWaypoints ? undefined : 'Each leg keeps the one speed that takes as long.'}
                checked={withWaypoints}
                onChange={({ target }) => setWithWaypoints(target.checked)}
              />
            )}
            {fixed > 0 && (
              <p className={styles.note}>{formatCount(fixed, 'fixed ETA')} will give way to these speeds.</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Times as they are shown to begin with: those of the plan, or the arrival that the voyage has to keep. */
function startOf(voyage: Voyage): { base: TimeBase; defaults: TypedSpeeds } {
  const { route, departureMs, speedKn } = activePlan(voyage)
  const { arrivalMs, distanceNm, durationMs } = schedule(route, { departureMs, speedKn })
  const plannedMs = arrivalMs ?? departureMs
  const nearMs = voyage.arriveByMs !== null && voyage.arriveByMs > departureMs ? voyage.arriveByMs : plannedMs
  const usualKn = durationMs ? distanceNm / (durationMs / HOUR_MS) : speedKn
  const curve = tableOf(voyage)?.curve
  const half = (knots: number) => String(Math.round(knots * 2) / 2)
  return {
    base: { nearMs, fromMs: departureMs },
    defaults: {
      aim: 'time table',
      arrival: formatUtcFull(nearMs),
      notBefore: formatUtcFull(nearMs),
      notAfter: formatUtcFull(nearMs + 12 * HOUR_MS),
      minKn: curve && curve.length > 1 ? String(curve[0]?.speedKn) : half(usualKn * 0.7),
      maxKn: curve && curve.length > 1 ? String(curve.at(-1)?.speedKn) : half(usualKn * 1.15),
      exponent: '3',
    },
  }
}

function tableOf({ ship, loading }: Voyage): FuelTable | null {
  const table = fuelTable(ship.consumption, loading.condition)
  return table?.known ? table.value : null
}

/** @returns null while what is typed cannot be read */
function planFor(voyage: Voyage, answer: Answer, choices: SpeedForm | undefined) {
  if (!choices) return null
  const plan = { ...activePlan(voyage), stepMin: voyage.request.stepMin }
  const { rules } = choices
  const loss = lossShip(voyage.ship, voyage.loading)
  const passage: Passage | null = passageOf(answer, plan, {
    planned: voyage.plannedSpeed,
    loss,
    exponent: rules.exponent,
  })
  if (!passage) return null
  const names = plan.route.waypoints.map(({ name }) => name)
  const report = speedReport(passage, choices, { planned: voyage.plannedSpeed, table: tableOf(voyage), names })
  return { passage, report, rules }
}

const aims = [
  { value: 'time table', label: 'Time table' },
  { value: 'min cost', label: 'Min cost' },
] as const

/** When to arrive, and what she can do. */
function Wishes({ form, base }: { form: UseFormReturn<TypedSpeeds, unknown, SpeedForm>; base: TimeBase }) {
  const { register, setValue } = form
  const { errors } = form.formState
  const values = { ...form.getValues(), ...useWatch(form) }
  const time = (name: 'arrival' | 'notBefore' | 'notAfter', label: string) => {
    const read = readTypedTime(values[name], base)
    return (
      <TextField
        label={label}
        error={errors[name]?.message}
        hint={'echo' in read && read.echo ? <span aria-live="polite">{read.echo}</span> : undefined}
        {...register(name)}
      />
    )
  }
  const figure = (name: 'minKn' | 'maxKn' | 'exponent', label: string, unit?: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      error={errors[name]?.message}
      {...(unit && { unit })}
      {...register(name)}
    />
  )
  return (
    <form
      className={styles.wishes}
      aria-label="Arrival and speeds"
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={styles.aim}>
        <Segmented
          label="Aim"
          value={values.aim}
          options={aims}
          onChange={(aim) => setValue('aim', aim, { shouldValidate: true })}
        />
        <span className={styles.note}>
          {values.aim === 'time table' ? 'Least fuel for an ETA' : 'Least fuel within a window of arrival'}
        </span>
      </div>
      <div className={styles.fields} data-aim={values.aim}>
        {values.aim === 'time table' ? (
          time('arrival', 'Arrival (UTC)')
        ) : (
          <>
            {time('notBefore', 'Not before (UTC)')}
            {time('notAfter', 'Not after (UTC)')}
          </>
        )}
        {figure('minKn', 'Least STW', 'kn')}
        {figure('maxKn', 'Most STW', 'kn')}
        {figure('exponent', 'Exponent')}
      </div>
    </form>
  )
}

function Found({ report, voyage, hasWeather }: { report: SpeedReport; voyage: Voyage; hasWeather: boolean }) {
  const { rows, arrivalMs, gain, justInTime, notes } = report
  return (
    <div className={styles.found}>
      <p className={styles.gain} aria-live="polite">
        <strong>ETA {formatUtc(arrivalMs)}.</strong> {unbroken(gain)}
      </p>
      {justInTime && <p>{unbroken(justInTime)}</p>}
      {rows.length > 1 && <SpeedChart rows={rows} />}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it */}
      <div className={styles.scroller} role="region" aria-label="Speeds by step" tabIndex={0}>
        <Steps rows={rows} voyage={voyage} hasWeather={hasWeather} />
      </div>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{unbroken(note)}</li>
        ))}
      </ul>
    </div>
  )
}

const figureOf = (value: number, decimals = 1) => (Number.isNaN(value) ? MISSING : formatNumber(value, decimals))

function signed(knots: number): string {
  const text = figureOf(knots)
  return knots > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

function Steps({ rows, voyage, hasWeather }: { rows: readonly StepRow[]; voyage: Voyage; hasWeather: boolean }) {
  const { waypoints } = activePlan(voyage).route
  const place = ({ fromWaypoint, sailedNm }: StepRow) =>
    fromWaypoint < 0 ? `after ${formatDistance(sailedNm)}` : waypoints[fromWaypoint]?.name || `WP ${fromWaypoint + 1}`
  return (
    <table className={styles.steps}>
      <caption className="visually-hidden">Speeds by step</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">At</th>
          <th scope="col">STW, kn</th>
          <th scope="col">SOG, kn</th>
          <th scope="col">NM</th>
          <th scope="col">Time</th>
          <th scope="col" title="Current along the track, + with the ship">
            Current, kn
          </th>
          {hasWeather && (
            <th scope="col" title="Resistance in the weather, 1 in calm water">
              Weather, r
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.fromMs}>
            <th scope="row">{formatUtc(row.fromMs)}</th>
            <td>{place(row)}</td>
            <td>{figureOf(row.waterKn)}</td>
            <td>{figureOf(row.groundKn)}</td>
            <td>{figureOf(row.distanceNm)}</td>
            <td>{formatDuration(row.toMs - row.fromMs)}</td>
            <td>{signed(row.alongKn)}</td>
            {hasWeather && <td>{figureOf(row.resistance, 2)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Speed through the water over time; the table says the same in figures. */
function SpeedChart({ rows }: { rows: readonly StepRow[] }) {
  const speeds = rows.map(({ waterKn }) => waterKn)
  const [least, most] = [Math.min(...speeds), Math.max(...speeds)]
  const [from, to] = [rows[0]?.fromMs ?? 0, rows.at(-1)?.toMs ?? 1]
  const x = (ms: number) => (1000 * (ms - from)) / (to - from)
  const y = (knots: number) => 4 + 40 * (1 - (knots - least) / (most - least || 1))
  const path = rows.map(({ fromMs, toMs, waterKn }) => `${x(fromMs)},${y(waterKn)} ${x(toMs)},${y(waterKn)}`).join(' ')
  return (
    <div className={styles.chart} aria-hidden="true">
      <span className={styles.scale}>
        <span>{figureOf(most)}</span>
        <span>{figureOf(least)} kn</span>
      </span>
      <svg viewBox="0 0 1000 48" preserveAspectRatio="none">
        <polyline points={path} />
      </svg>
    </div>
  )
}
