import { Check, Maximize, MousePointer2, PencilLine, Redo2, Ruler, Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { type Tool, useEditorActions, useTool } from '#src/state/editor.ts'
import { useCanRedo, useCanUndo, useTrack, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { shortcuts, shortcutWords } from '#src/ui/form/shortcut.ts'
import styles from '../map.module.css'
import type { CameraControl } from './use-camera.ts'

/** What can be done on the map, each with a button besides its gesture. */
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

/** A tool that sets points says, once taken, how it is put away. On a narrow map its icon does without the word. */
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
