import { useId, useMemo, useState } from 'react'
import { plannedPosition } from '#src/domain/route/timed-legs.ts'
import { type RestOfVoyage, sailTheRest } from '#src/domain/route/sail-the-rest.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatCount, formatDistance } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatDuration, formatUtcFull } from '#src/domain/units/time-text.ts'
import { useUnits } from '#src/state/preferences.ts'
import { restBeside, type RestWork, restWork, restWorks } from '#src/domain/voyage/rest-beside.ts'
import { intend } from '#src/state/intents.ts'
import { usePlan, useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import { readReport, ReportFields } from '#src/ui/form/report-fields.tsx'
import styles from './sail-rest-dialog.module.css'
import { MINUTE_MS, minuteBegun } from '#src/domain/time.ts'

/** A report farther from the route than this may be a slip. */
const FAR_NM = 30

/** The voyage from a reported position and time: what is left of it and when it ends, before anything changes. */
export function SailRestDialog({ onClose }: { onClose: () => void }) {
  const { route, departureMs, speedKn } = usePlan()
  const { routeImported, voyageReplaced } = useVoyageActions()
  const voyage = useVoyage()
  const plan = useMemo(() => schedule(route, { departureMs, speedKn }), [route, departureMs, speedKn])
  const [nowMs] = useState(() => minuteBegun(Date.now()))
  const besideId = useId()
  const [startMs] = useState(() => startTime(plan.departureMs, plan.arrivalMs, nowMs))
  const { position: notation } = useUnits()
  const [typed, setTyped] = useState(() => ({
    place: formatPosition(plannedPosition(route, { departureMs, speedKn }, startMs), notation),
    time: formatUtcFull(startMs),
  }))
  const { report, problems, echo } = readReport(typed, { nearMs: startMs, fromMs: nowMs })
  const rest = report && sailTheRest(route, { departureMs, speedKn }, report)
  const beside = rest && restBeside(voyage, report)
  const planAnew = (work: RestWork) => {
    if (beside?.problem !== null) return
    voyageReplaced(beside.voyage)
    intend('open-dialog', work)
    onClose()
  }
  return (
    <Dialog
      open
      title="Replan from a position"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            disabled={!rest}
            onClick={() => {
              if (rest) routeImported({ route: rest.route, departureMs: rest.departureMs })
              onClose()
            }}
          >
            Use remaining voyage
          </Button>
        </>
      }
    >
      <p className={styles.lead}>
        The voyage restarts from the ship’s position. Waypoints behind her are removed; undo restores them.
      </p>
      <ReportFields value={typed} problems={problems} echo={echo} onChange={setTyped} />
      {rest && <Preview rest={rest} speedKn={speedKn} plannedMs={plan.arrivalMs} />}
      {beside && (
        <div role="group" aria-labelledby={besideId} className={styles.beside}>
          <p id={besideId}>{beside.problem ?? 'Or keep the plan, and plan the rest as an alternative beside it:'}</p>
          {restWorks.map((work) => (
            <Button key={work} size="small" disabled={beside.problem !== null} onClick={() => planAnew(work)}>
              {restWork[work]}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  )
}

function Preview({ rest, speedKn, plannedMs }: { rest: RestOfVoyage; speedKn: number; plannedMs: number | null }) {
  const { route, departureMs, place, lateMs } = rest
  const { distanceNm, durationMs, arrivalMs } = schedule(route, { departureMs, speedKn })
  const far = place.offTrackNm > FAR_NM
  const rows: readonly Fact[] = [
    ['On leg', `${place.legIndex}, ${Math.round(place.fraction * 100)} % of it sailed`],
    ['Off track', formatDistance(place.offTrackNm)],
    ['Against plan', lateWords(lateMs)],
    ['Ahead', formatCount(route.waypoints.length - 1, 'waypoint')],
    ['Distance to go', formatDistance(distanceNm)],
    ['Time to go', formatDuration(durationMs)],
    ['New ETA', formatUtcFull(arrivalMs)],
    ['Planned ETA', formatUtcFull(plannedMs)],
  ]
  return (
    <>
      <Facts label="Remaining voyage" rows={rows} className={styles.facts} />
      {far && <p className={styles.far}>This position is far from the route. Check it before you use it.</p>}
    </>
  )
}

function lateWords(lateMs: number | null): string {
  if (lateMs === null) return formatDuration(null)
  const words = formatDuration(Math.abs(lateMs))
  return Math.abs(lateMs) < MINUTE_MS / 2 ? 'on time' : `${words} ${lateMs > 0 ? 'late' : 'early'}`
}

/** Now, if the ship is under way; otherwise her departure. */
function startTime(departureMs: number, arrivalMs: number | null, nowMs: number): number {
  return nowMs > departureMs && arrivalMs !== null && nowMs < arrivalMs ? nowMs : departureMs
}
