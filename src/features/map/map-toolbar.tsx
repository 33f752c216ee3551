import { Check, Maximize, Minus, PencilLine, Plus, Redo2, Undo2 } from 'lucide-react'
import { useEditorActions, useTool } from '#src/state/editor.ts'
import { useCanRedo, useCanUndo, useTrack, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { IconButton } from '#src/ui/icon-button.tsx'
import styles from './map.module.css'
import type { MapView } from './map-view.ts'
import { type CameraControl, MOTION_MS } from './use-camera.ts'

/** What can be done on the map, each with a button besides its gesture. */
export function MapToolbar({ view, camera }: { view: MapView; camera: CameraControl }) {
  const drawing = useTool() === 'draw'
  const { toolChosen, waypointSelected } = useEditorActions()
  const { undone, redone } = useVoyageActions()
  const canUndo = useCanUndo()
  const canRedo = useCanRedo()
  const tracked = useTrack() !== null
  const editable = useVoyageEditable()
  const blocked = tracked ? 'A track is kept as it is; its points are not edited' : editable ? undefined : 'This voyage is being edited in another tab'
  const drawn = () => {
    waypointSelected(null)
    toolChosen(drawing ? 'pan' : 'draw')
  }
  return (
    <div className={styles.card} role="group" aria-label="Map tools">
      <Button tone="quiet" disabled={blocked !== undefined} title={blocked} aria-pressed={drawing} icon={drawing ? <Check aria-hidden="true" /> : <PencilLine aria-hidden="true" />} onClick={drawn}>
        {drawing ? 'Finish' : 'Draw'}
      </Button>
      <span className={styles.history}>
        <span className={styles.divider} />
        <IconButton label="Undo" shortcut="Ctrl Z" icon={<Undo2 aria-hidden="true" />} disabled={!canUndo} onClick={undone} />
        <IconButton label="Redo" shortcut="Ctrl Shift Z" icon={<Redo2 aria-hidden="true" />} disabled={!canRedo} onClick={redone} />
      </span>
      <span className={styles.divider} />
      <IconButton label="Fit the route" shortcut="F" icon={<Maximize aria-hidden="true" />} disabled={!camera.canFit} onClick={camera.fit} />
      <IconButton label="Zoom in" shortcut="+" icon={<Plus aria-hidden="true" />} onClick={() => view.map.zoomIn({ duration: MOTION_MS })} />
      <IconButton label="Zoom out" shortcut="−" icon={<Minus aria-hidden="true" />} onClick={() => view.map.zoomOut({ duration: MOTION_MS })} />
    </div>
  )
}
