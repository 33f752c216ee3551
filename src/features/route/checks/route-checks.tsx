import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { checkRoute, type RouteCheck } from '#src/domain/route/checks.ts'
import { checkedRoute } from '#src/domain/route/route.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useLandCrossings } from '#src/data/workers/land-check.ts'
import type { LandCrossing } from '#src/domain/route/land-check.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { useClock } from '#src/state/clock.ts'
import { intend } from '#src/state/intents.ts'
import { useRoute, useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './route-checks.module.css'
import { MINUTE_MS } from '#src/domain/time.ts'

/** What the checks found, folded to a line that counts it; an entry leads to its waypoint. */
export function RouteChecks({ checks }: { checks: readonly RouteCheck[] }) {
  const { waypointSelected } = useEditorActions()
  const [open, setOpen] = useState(false)
  const [worst] = checks
  if (!worst) return null
  const go = ({ waypointId, place }: RouteCheck) => {
    if (place) intend('show-place', place)
    if (waypointId === null) return
    waypointSelected(waypointId)
    intend('focus-waypoint', waypointId)
  }
  return (
    <details className={styles.checks} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <CheckMark tone={worst.tone} />
        <span>{countWords(checks)}</span>
      </summary>
      <ul className={styles.list} aria-label="Checks">
        {(open ? checks : []).map((check, index) => (
          <li key={index}>
            {check.waypointId === null && !check.place ? (
              <span className={styles.check}>
                <CheckMark tone={check.tone} />
                <span>
                  {check.words} {check.code === 'proposal' && <ProposalChecked />}
                </span>
              </span>
            ) : (
              <button type="button" className={styles.check} onClick={() => go(check)}>
                <CheckMark tone={check.tone} />
                <span>{check.words}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Takes the mark off a proposal that somebody has checked; one step of undo. */
function ProposalChecked() {
  const route = useRoute()
  const editable = useVoyageEditable()
  const { routeEdited } = useVoyageActions()
  return (
    <Button size="small" tone="quiet" disabled={!editable} onClick={() => routeEdited(checkedRoute(route))}>
      I have checked it
    </Button>
  )
}

/** `1 error, 2 cautions, 1 note`. */
function countWords(checks: readonly RouteCheck[]): string {
  const nouns = { error: 'error', caution: 'caution', info: 'note' } as const
  return (['error', 'caution', 'info'] as const)
    .map((tone) => [checks.filter((check) => check.tone === tone).length, nouns[tone]] as const)
    .filter(([count]) => count > 0)
    .map(([count, noun]) => formatCount(count, noun))
    .join(', ')
}

/** `Route`, and how many checks need attention. */
export function RouteTabLabel() {
  const checks = useRouteChecks()
  const count = countOfConcern(checks)
  const [worst] = checks
  return (
    <>
      Route
      {worst && count > 0 && (
        <span className={styles.count} data-tone={worst.tone}>
          {count}
          <span className="visually-hidden"> to check</span>
        </span>
      )}
    </>
  )
}

/** Voyages are replaced, never changed: the table, the list and the count in the tab share one run of the checks. */
const known = new WeakMap<
  Voyage,
  { nowMs: number; crossings: readonly LandCrossing[]; checks: readonly RouteCheck[] }
>()

function checksOf(voyage: Voyage, nowMs: number, crossings: readonly LandCrossing[]): readonly RouteCheck[] {
  const last = known.get(voyage)
  if (last?.nowMs === nowMs && last.crossings === crossings) return last.checks
  const rank = { error: 0, caution: 1, info: 2 } as const
  const checks = checkRoute(voyage, { nowMs, crossesLand: crossings }).sort((a, b) => rank[a.tone] - rank[b.tone])
  known.set(voyage, { nowMs, crossings, checks })
  return checks
}

/** What the checks find, the worst first; a moment after the edit, so that typing and dragging never wait for them. */
export function useRouteChecks(): readonly RouteCheck[] {
  const voyage = useDeferredValue(useVoyage())
  const { crossings } = useLandCrossings(activePlan(voyage).route)
  const nowMs = useClock(MINUTE_MS)
  return checksOf(voyage, nowMs, crossings)
}

/** How many need attention; mere information is not counted. */
const countOfConcern = (checks: readonly RouteCheck[]): number => checks.filter(({ tone }) => tone !== 'info').length

/** The checks that belong to a waypoint, by its id. */
export function checksByWaypoint(checks: readonly RouteCheck[]): ReadonlyMap<string, readonly RouteCheck[]> {
  const grouped = new Map<string, RouteCheck[]>()
  for (const check of checks) {
    if (check.waypointId === null) continue
    const group = grouped.get(check.waypointId)
    if (group) group.push(check)
    else grouped.set(check.waypointId, [check])
  }
  return grouped
}

const icons = { error: CircleAlert, caution: TriangleAlert, info: Info } as const
const toneWords = { error: 'Error', caution: 'Caution', info: 'Note' } as const

/** The sign of a check: shape and colour, and its word for a screen reader. */
export function CheckMark({ tone }: Pick<RouteCheck, 'tone'>) {
  const Icon = icons[tone]
  return (
    <span className={styles.mark} data-tone={tone}>
      <Icon aria-hidden="true" />
      <span className="visually-hidden">{toneWords[tone]}: </span>
    </span>
  )
}
