import { Check, Layers, Maximize, Minus, MousePointer2, PencilLine, Plus, Redo2, Ruler, Undo2 } from 'lucide-react'
import { type ReactElement, useEffect, useEffectEvent } from 'react'
import { type Tool, useEditorActions, useTool } from '#src/state/editor.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useCanRedo, useCanUndo, useTrack, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { shortcuts, shortcutWords } from '#src/ui/form/shortcut.ts'
import { Menu } from '#src/ui/overlay/menu.tsx'
import type { AppError } from '#src/domain/errors.ts'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/overlay/notice.tsx'
import styles from '../map.module.css'
import { type CameraControl, MOTION_MS } from './use-camera.ts'
import type { MapView } from './map-view.ts'

/** What can be done on the map: a button for each gesture. */
export function MapToolbar({ camera }: { camera: CameraControl }) {
  const tool = useTool()
  const { toolChosen, waypointSelected } = useEditorActions()
  const { undone, redone } = useVoyageActions()
  const canUndo = useCanUndo()
  const canRedo = useCanRedo()
  const tracked = useTrack() !== null
  const editable = useVoyageEditable()
  const blocked = tracked
    ? 'A track is kept as it is; its points are not edited'
    : editable
      ? undefined
      : 'This voyage is being edited in another tab'
  const taken = (chosen: Tool) => {
    if (chosen !== 'pan') waypointSelected(null)
    toolChosen(tool === chosen ? 'pan' : chosen)
  }
  return (
    <div className={styles.card} role="group" aria-label="Map tools">
      <ToolButton
        label="Draw"
        icon={<PencilLine />}
        disabled={blocked}
        pressed={tool === 'draw'}
        onClick={() => taken('draw')}
      />
      <ToolButton
        label="Edit"
        icon={<MousePointer2 />}
        disabled={blocked}
        pressed={tool === 'pan'}
        onClick={() => taken('pan')}
      />
      <ToolButton label="Measure" icon={<Ruler />} pressed={tool === 'measure'} onClick={() => taken('measure')} />
      <span className={styles.history}>
        <span className={styles.divider} />
        <IconButton
          label="Undo"
          shortcut={shortcutWords(shortcuts.undo)}
          icon={<Undo2 aria-hidden="true" />}
          disabled={!canUndo}
          onClick={undone}
        />
        <IconButton
          label="Redo"
          shortcut={shortcutWords(shortcuts.redo)}
          icon={<Redo2 aria-hidden="true" />}
          disabled={!canRedo}
          onClick={redone}
        />
      </span>
      <span className={styles.divider} />
      <IconButton
        label="Fit the route"
        shortcut="F"
        icon={<Maximize aria-hidden="true" />}
        disabled={!camera.canFit}
        onClick={camera.fit}
      />
    </div>
  )
}

interface ToolButtonProps {
  label: 'Draw' | 'Edit' | 'Measure'
  icon: ReactElement
  pressed: boolean
  /** Why it cannot be used. */
  disabled?: string | undefined
  onClick: () => void
}

/** A tool that sets points names the way to put it away once it is taken up. A narrow map shows its icon only. */
function ToolButton({ label, icon, pressed, disabled, onClick }: ToolButtonProps) {
  const ends = pressed && label !== 'Edit'
  return (
    <Button
      tone="quiet"
      className={styles.tool}
      disabled={disabled !== undefined}
      title={disabled}
      aria-pressed={pressed}
      icon={ends ? <Check /> : icon}
      onClick={onClick}
    >
      <span>{ends ? 'Finish' : label}</span>
    </Button>
  )
}

/** The zoom, and what the map shows besides the voyage. */
export function MapCorner({ view: { map } }: { view: MapView }) {
  return (
    <div className={`${styles.card} ${styles.upright}`} role="group" aria-label="Map view">
      <IconButton
        label="Zoom in"
        shortcut="+"
        icon={<Plus aria-hidden="true" />}
        onClick={() => map.zoomIn({ duration: MOTION_MS })}
      />
      <IconButton
        label="Zoom out"
        shortcut="−"
        icon={<Minus aria-hidden="true" />}
        onClick={() => map.zoomOut({ duration: MOTION_MS })}
      />
      <MapContent />
    </div>
  )
}

function MapContent() {
  const shaded = usePreference('nightShaded')
  const named = usePreference('placesNamed')
  const { preferenceChosen } = usePreferenceActions()
  const choices = [
    {
      label: 'Day and night',
      hint: 'At the time shown',
      checked: shaded,
      keepsOpen: true,
      onSelect: () => preferenceChosen({ nightShaded: !shaded }),
    },
    {
      label: 'Places',
      hint: 'Ports, countries and borders',
      checked: named,
      keepsOpen: true,
      onSelect: () => preferenceChosen({ placesNamed: !named }),
    },
  ]
  return (
    <Menu
      label="On the map"
      trigger={<IconButton label="On the map" icon={<Layers aria-hidden="true" />} />}
      groups={[choices]}
    />
  )
}

interface MapNoticeProps {
  error: AppError | null
  reset: 'lost' | 'restored' | null
  onSeen: () => void
}

/** That all is well again may be read for so long. */
const RESTORED_MS = 10_000

/** What happened to the map itself: it cannot be drawn here, or the graphics driver took it away for a moment. */
export function MapNotice({ error, reset, onSeen }: MapNoticeProps) {
  const seen = useEffectEvent(onSeen)
  useEffect(() => {
    if (reset !== 'restored') return
    const timer = setTimeout(() => seen(), RESTORED_MS)
    return () => clearTimeout(timer)
  }, [reset])
  if (error) {
    return (
      <div className={styles.unavailable}>
        <Notice tone="caution">
          {messageFor(error.code)}
          {error.detail && (
            <details>
              <summary>Details</summary>
              {error.detail}
            </details>
          )}
        </Notice>
      </div>
    )
  }
  if (!reset) return null
  return (
    <div className={styles.notice} role="status">
      {reset === 'lost' ? (
        <Notice tone="caution">
          The graphics driver has reset the map view. It comes back by itself; tables and charts still work.
        </Notice>
      ) : (
        <Notice
          tone="info"
          actions={
            <Button size="small" onClick={onSeen}>
              Dismiss
            </Button>
          }
        >
          The map view was reset by the graphics driver and restored.
        </Notice>
      )}
    </div>
  )
}
