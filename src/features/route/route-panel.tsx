import { ClipboardPaste, FileUp, Pencil, Ship } from 'lucide-react'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { formatDuration, formatUtcNear } from '#src/domain/units/time-text.ts'
import { useEditorActions, usePortSearchOpen, useTool } from '#src/state/editor.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { Alternatives } from './alternatives.tsx'
import { PortFinder } from './ports/port-finder.tsx'
import styles from './route-panel.module.css'
import { RouteChecks } from './route-checks.tsx'
import { TrackCard } from './track-card.tsx'
import { UndoToast } from './undo-toast.tsx'
import { useRouteChecks } from './use-route-checks.ts'
import { useRouteSources } from './use-route-sources.tsx'
import { WaypointTable } from './waypoint-table.tsx'

interface RoutePanelProps {
  /** A file was chosen; nothing changes until it was previewed. */
  onImport: (file: File) => void
  onOpenSample: () => void
}

/** The Route tab: the waypoints and what they add up to, or the ways to begin. */
export function RoutePanel({ onImport, onOpenSample }: RoutePanelProps) {
  const { route, track } = useVoyage()
  const finding = usePortSearchOpen()
  const empty = route.waypoints.length === 0 && track === null
  return (
    <div className={styles.panel}>
      {(finding || empty) && !track && <PortFinder />}
      <Alternatives />
      {empty ? (
        <EmptyRoute onImport={onImport} onOpenSample={onOpenSample} />
      ) : (
        <>
          {track ? <div className={styles.list}><TrackCard track={track} /></div> : <WaypointList />}
          <RouteTotals />
        </>
      )}
    </div>
  )
}

/** The table with what belongs under it. */
function WaypointList() {
  const checks = useRouteChecks()
  return (
    <>
      <div className={styles.list}>
        <WaypointTable checks={checks} />
      </div>
      <UndoToast />
      <RouteChecks checks={checks} />
    </>
  )
}

function EmptyRoute({ onImport, onOpenSample }: RoutePanelProps) {
  const { pick, paste, elements } = useRouteSources(onImport)
  const drawing = useTool() === 'draw'
  const { toolChosen } = useEditorActions()
  if (drawing) {
    return (
      <div className={styles.empty}>
        <p className={styles.lead}>Click on the map to place waypoints.</p>
        <p>Double-click, or press Esc, to finish.</p>
      </div>
    )
  }
  return (
    <div className={styles.empty}>
      <p className={styles.lead}>Draw a route, import a file, or open the sample voyage</p>
      <Button tone="primary" icon={<Pencil />} onClick={() => toolChosen('draw')}>Draw route</Button>
      <Button icon={<FileUp />} onClick={pick}>Import route</Button>
      <Button icon={<ClipboardPaste />} onClick={paste}>Paste positions</Button>
      <Button icon={<Ship />} onClick={onOpenSample}>Open sample voyage</Button>
      <p className={styles.formats}>RTZ, GPX, KML, GeoJSON, tables, and the routes of common chart systems. Or drop a file anywhere on this page.</p>
      {elements}
    </div>
  )
}

function RouteTotals() {
  const { route, departureMs, speedKn } = useVoyage()
  if (route.waypoints.length < 2) return null
  const { distanceNm, durationMs, arrivalMs } = schedule(route, { departureMs, speedKn })
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
    </dl>
  )
}
