import { ClipboardPaste, FileUp, Pencil, Redo2, Ship, Table2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { formatDuration, formatUtcNear } from '#src/domain/units/time-text.ts'
import { useEditorActions, useFullTableOpen, useTool } from '#src/state/editor.ts'
import { useCanRedo, useCanUndo, useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { IconButton } from '#src/ui/icon-button.tsx'
import { Alternatives } from './alternatives.tsx'
import { ExportMenu } from './export-menu.tsx'
import { MoreMenu } from './more-menu.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { PortFinder } from './ports/port-finder.tsx'
import styles from './route-panel.module.css'
import { RouteChecks } from './route-checks.tsx'
import { UndoToast } from './undo-toast.tsx'
import { usePaste } from './use-paste.ts'
import { useRouteChecks } from './use-route-checks.ts'
import { TrackCard } from './track-card.tsx'
import { WaypointTable } from './waypoint-table.tsx'

interface RoutePanelProps {
  /** A file was chosen; nothing changes until it was previewed. */
  onImport: (file: File) => void
  onOpenSample: () => void
}

/** The Route tab: the waypoints and what they add up to, or the three ways to begin. */
export function RoutePanel({ onImport, onOpenSample }: RoutePanelProps) {
  const { route, track } = useVoyage()
  const picker = useRef<HTMLInputElement>(null)
  const pick = () => picker.current?.click()
  const [pasted, setPasted] = useState<string | null>(null)
  const paste = () => setPasted('')
  usePaste(setPasted)
  const empty = route.waypoints.length === 0 && track === null
  return (
    <div className={styles.panel}>
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="Route file"
        data-testid="route-file"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = '' // so that the same file can be chosen again
          if (file) onImport(file)
        }}
      />
      {!track && <PortFinder />}
      <Alternatives />
      {empty ? (
        <EmptyRoute onPick={pick} onPaste={paste} onOpenSample={onOpenSample} />
      ) : (
        <>
          <RouteTools onPick={pick} onPaste={paste} />
          {track ? <div className={styles.list}><TrackCard track={track} /></div> : <WaypointList />}
          <RouteTotals />
        </>
      )}
      {pasted !== null && <PasteDialog text={pasted} onClose={() => setPasted(null)} />}
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

function EmptyRoute({ onPick, onPaste, onOpenSample }: { onPick: () => void; onPaste: () => void; onOpenSample: () => void }) {
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
      <Button icon={<FileUp />} onClick={onPick}>Import route</Button>
      <Button icon={<ClipboardPaste />} onClick={onPaste}>Paste positions</Button>
      <Button icon={<Ship />} onClick={onOpenSample}>Open sample voyage</Button>
      <p className={styles.formats}>RTZ, GPX, KML, GeoJSON, tables, and the routes of common chart systems. Or drop a file anywhere on this page.</p>
    </div>
  )
}

function RouteTools({ onPick, onPaste }: { onPick: () => void; onPaste: () => void }) {
  const { route, track } = useVoyage()
  const editable = useVoyageEditable()
  const { undone, redone } = useVoyageActions()
  const canUndo = useCanUndo()
  const canRedo = useCanRedo()
  const drawing = useTool() === 'draw'
  const fullTable = useFullTableOpen()
  const { toolChosen, fullTableShown } = useEditorActions()
  return (
    <div className={styles.tools} role="toolbar" aria-label="Route">
      <Button size="small" icon={<Pencil />} aria-pressed={drawing} disabled={track !== null || !editable} onClick={() => toolChosen(drawing ? 'pan' : 'draw')}>
        Add waypoints
      </Button>
      <span className={styles.space} />
      <IconButton size="small" label="Import" icon={<FileUp />} onClick={onPick} />
      <ExportMenu />
      <IconButton size="small" label="Full table" icon={<Table2 />} aria-pressed={fullTable} disabled={route.waypoints.length === 0} onClick={() => fullTableShown(!fullTable)} />
      <MoreMenu onPaste={onPaste} />
      <IconButton size="small" label="Undo" shortcut="Ctrl Z" icon={<Undo2 />} disabled={!canUndo} onClick={undone} />
      <IconButton size="small" label="Redo" shortcut="Ctrl Shift Z" icon={<Redo2 />} disabled={!canRedo} onClick={redone} />
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
        <dt>Arrival</dt>
        <dd>{formatUtcNear(arrivalMs, departureMs)}</dd>
      </div>
    </dl>
  )
}
