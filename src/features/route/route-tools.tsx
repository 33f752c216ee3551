import { Ellipsis, FileUp, MapPinPlus, Pencil, Redo2, Table2, Undo2 } from 'lucide-react'
import { isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { useEditorActions, useFullTableOpen, usePortSearchOpen, useTool } from '#src/state/editor.ts'
import { useCanRedo, useCanUndo, usePlan, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { shortcuts, shortcutWords } from '#src/ui/form/shortcut.ts'
import { reverseRoute } from '#src/domain/route/edit.ts'
import { intend } from '#src/state/intents.ts'
import { Menu } from '#src/ui/overlay/menu.tsx'
import { ExportMenu } from './export/export-menu.tsx'
import styles from './route-panel.module.css'
import { useRouteSources } from './use-route-sources.tsx'

/** What can be done to the whole route. Without a route, only an undo may be left. */
export function RouteTools({ onImport }: { onImport: (file: File) => void }) {
  const empty = isEmptyPlan(usePlan())
  const hasHistory = [useCanUndo(), useCanRedo()].includes(true)
  if (empty && !hasHistory) return null
  return (
    <div className={styles.tools} role="toolbar" aria-label="Route">
      {!empty && <PlanTools onImport={onImport} />}
      <HistoryTools />
    </div>
  )
}

function PlanTools({ onImport }: { onImport: (file: File) => void }) {
  const { route, track } = usePlan()
  const editable = useVoyageEditable()
  const drawing = useTool() === 'draw'
  const fullTable = useFullTableOpen()
  const finding = usePortSearchOpen()
  const { toolChosen, fullTableShown, portSearchShown } = useEditorActions()
  const { pick, paste, elements } = useRouteSources(onImport)
  const fixed = track !== null || !editable
  return (
    <>
      <IconButton
        size="small"
        label="Add waypoints"
        icon={<Pencil />}
        aria-pressed={drawing}
        disabled={fixed}
        onClick={() => toolChosen(drawing ? 'pan' : 'draw')}
      />
      <IconButton
        size="small"
        label="Find port"
        icon={<MapPinPlus />}
        aria-pressed={finding}
        disabled={fixed}
        onClick={() => portSearchShown(!finding)}
      />
      <IconButton size="small" label="Import" icon={<FileUp />} onClick={pick} />
      <ExportMenu />
      <IconButton
        size="small"
        label="Full table"
        icon={<Table2 />}
        aria-pressed={fullTable}
        disabled={route.waypoints.length === 0}
        onClick={() => fullTableShown(!fullTable)}
      />
      <MoreMenu onPaste={paste} />
      {elements}
    </>
  )
}

function HistoryTools() {
  const { undone, redone } = useVoyageActions()
  const canUndo = useCanUndo()
  const canRedo = useCanRedo()
  return (
    <span className={styles.history}>
      <IconButton
        size="small"
        label="Undo"
        shortcut={shortcutWords(shortcuts.undo)}
        icon={<Undo2 />}
        disabled={!canUndo}
        onClick={undone}
      />
      <IconButton
        size="small"
        label="Redo"
        shortcut={shortcutWords(shortcuts.redo)}
        icon={<Redo2 />}
        disabled={!canRedo}
        onClick={redone}
      />
    </span>
  )
}

/** What is done to the whole route less often than by the buttons beside it. */
function MoreMenu({ onPaste }: { onPaste: () => void }) {
  const { route, track } = usePlan()
  const { routeEdited, alternativeDuplicated } = useVoyageActions()
  const noLegs = route.waypoints.length < 2
  return (
    <Menu
      label="Route"
      trigger={<IconButton size="small" label="More actions" icon={<Ellipsis aria-hidden="true" />} />}
      groups={[
        [
          { label: 'Reverse route', disabled: noLegs, onSelect: () => routeEdited(reverseRoute(route)) },
          {
            label: 'Replan from a position…',
            hint: 'For the rest of the voyage, as the ship reports',
            disabled: noLegs,
            onSelect: () => intend('open-dialog', 'sail-rest'),
          },
          {
            label: 'Find a better route…',
            hint: 'By the currents and limits around it',
            disabled: noLegs,
            onSelect: () => intend('open-dialog', 'better-route'),
          },
          {
            label: 'Port to port…',
            hint: 'A first proposal between two ports',
            onSelect: () => intend('open-dialog', 'port-to-port'),
          },
          {
            label: 'Plan speeds…',
            hint: 'Least fuel for an arrival',
            disabled: noLegs,
            onSelect: () => intend('open-dialog', 'speed-plan'),
          },
          {
            label: 'Compare departures…',
            hint: 'When to sail, by the weather along the route',
            disabled: noLegs && track === null,
            onSelect: () => intend('open-dialog', 'departures'),
          },
        ],
        [
          {
            label: 'No-go areas…',
            hint: 'Where to keep out, or to be warned',
            onSelect: () => intend('open-dialog', 'areas'),
          },
        ],
        [
          {
            label: 'Duplicate as an alternative',
            hint: 'Compare two routes side by side',
            disabled: noLegs && track === null,
            onSelect: () => alternativeDuplicated(),
          },
        ],
        [
          {
            label: 'Paste positions…',
            hint: `Or press ${shortcutWords(shortcuts.paste)} anywhere`,
            disabled: track !== null,
            onSelect: onPaste,
          },
        ],
      ]}
    />
  )
}
