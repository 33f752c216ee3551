import { CircleAlert, ClipboardPaste, FileUp, Pencil, Ship, Waypoints } from 'lucide-react'
import { arrivalText } from '#src/domain/limits/limit-words.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { formatDuration, formatUtcNear } from '#src/domain/units/time-text.ts'
import { isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { useEditorActions, usePortSearchOpen, useShownPlan, useTool } from '#src/state/editor.ts'
import { intend } from '#src/state/intents.ts'
import { useArriveBy, usePlan } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { Alternatives } from './alternatives.tsx'
import { PortFinder } from './ports/port-finder.tsx'
import styles from './route-panel.module.css'
import { TrackCard } from './track-card.tsx'
import { useRouteSources } from './use-route-sources.tsx'

/** Loaded late: a new voyage has no waypoints, and most of the panel's code edits them. */
export const WaypointListPart = lazyPart(
  async () => (await import('./waypoints/waypoint-table.tsx')).WaypointList,
  <div className={styles.list} />,
)

interface RoutePanelProps {
  /** A file was chosen; nothing changes until it has been previewed. */
  onImport: (file: File) => void
  /** A voyage to try everything with; its weather is requested at once, or only by `Get weather`. */
  sample: { readonly open: () => void; readonly asksAtOnce: boolean }
}

/** The Route tab: the waypoints with their totals, or the ways to begin. */
export function RoutePanel({ onImport, sample }: RoutePanelProps) {
  const plan = usePlan()
  const { track } = plan
  const finding = usePortSearchOpen()
  const empty = isEmptyPlan(plan)
  return (
    <div className={styles.panel}>
      {(finding || empty) && !track && <PortFinder />}
      <Alternatives />
      {empty ? (
        <EmptyRoute onImport={onImport} sample={sample} />
      ) : (
        <>
          {track ? (
            <div className={styles.list}>
              <TrackCard track={track} />
            </div>
          ) : (
            <WaypointListPart />
          )}
          <RouteTotals />
        </>
      )}
    </div>
  )
}

function EmptyRoute({ onImport, sample }: RoutePanelProps) {
  const { pick, paste, elements } = useRouteSources(onImport)
  const drawing = useTool() === 'draw'
  const { press, doublePress } = usePressWords()
  const { toolChosen } = useEditorActions()
  if (drawing) {
    return (
      <div className={styles.empty}>
        <p className={styles.lead}>{press} on the map to place waypoints.</p>
        <p>{doublePress}, or press Esc, to finish.</p>
        {elements}
      </div>
    )
  }
  return (
    <div className={styles.empty}>
      <p className={styles.lead}>Draw a route, import a file, or open the sample voyage</p>
      <Button tone="primary" icon={<Pencil />} onClick={() => toolChosen('draw')}>
        Draw route
      </Button>
      <Button icon={<FileUp />} onClick={pick}>
        Import route
      </Button>
      <Button icon={<Waypoints />} onClick={() => intend('open-dialog', 'port-to-port')}>
        Port to port…
      </Button>
      <Button icon={<Ship />} onClick={sample.open}>
        Open sample voyage
      </Button>
      <p className={styles.formats}>
        {sample.asksAtOnce
          ? 'The sample includes its weather.'
          : 'The sample is a route alone: its weather is requested when you press Get weather.'}{' '}
        Fairway reads RTZ, GPX, KML, GeoJSON, tables (XLSX, CSV), and the routes of common chart systems; drop a file
        anywhere to open it.
      </p>
      <Button size="small" tone="quiet" icon={<ClipboardPaste />} className={styles.aside} onClick={paste}>
        Paste positions
      </Button>
      {elements}
    </div>
  )
}

function RouteTotals() {
  const { route, departureMs, speedKn } = useShownPlan()
  const arriveByMs = useArriveBy()
  if (route.waypoints.length < 2) return null
  const { distanceNm, durationMs, arrivalMs } = schedule(route, { departureMs, speedKn })
  const isLate = arriveByMs !== null && arrivalMs !== null && arrivalMs > arriveByMs
  return (
    <dl className={styles.totals} aria-label="Totals">
      <div>
        <dt>Distance</dt>
        <dd>{formatDistance(distanceNm)}</dd>
      </div>
      <div>
        <dt>Passage</dt>
        <dd>{formatDuration(durationMs)}</dd>
      </div>
      <div>
        <dt>ETA</dt>
        <dd>{formatUtcNear(arrivalMs, departureMs)}</dd>
      </div>
      {arriveByMs !== null && arrivalMs !== null && (
        <div className={styles.arrival} data-late={isLate || undefined}>
          <dt>Latest arrival</dt>
          <dd>
            {isLate && <CircleAlert aria-hidden="true" />}
            {arrivalText(arrivalMs, arriveByMs)}
          </dd>
        </div>
      )}
    </dl>
  )
}
