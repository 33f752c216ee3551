import type { AppError } from '#src/domain/errors.ts'
import { useEditorActions, useSelectedWaypointId } from '#src/state/editor.ts'
import { intend, useIntent } from '#src/state/intents.ts'
import { useRoute, useTrack, useVoyageEditable } from '#src/state/voyage.ts'
import type { PlacingTool } from '../edit/edit-keys.ts'
import type { MapView } from './map-view.ts'
import type { CameraControl } from './use-camera.ts'

/** What the map does when it is asked by name, by those who may have no pointer: it takes the keyboard. */
export function useMapIntents(
  view: MapView | null,
  error: AppError | null,
  camera: CameraControl,
  chosenByKey: (tool: PlacingTool) => void,
): void {
  const { waypoints } = useRoute()
  const track = useTrack()
  const mayEdit = useVoyageEditable()
  const editable = mayEdit && track === null
  const selectedId = useSelectedWaypointId()
  const { toolChosen, waypointSelected } = useEditorActions()
  const focus = () => view?.map.getCanvas().focus()
  const placing = (tool: PlacingTool) => () => {
    chosenByKey(tool)
    focus()
  }
  const edit = () => {
    toolChosen('pan')
    waypointSelected(selectedId ?? waypoints[0]?.id ?? null)
    focus()
  }
  /** A map that cannot be drawn says why to who asks it for something. */
  const served = (serve: () => void) => (view ? serve : error && (() => intend('show-failure', error)))
  useIntent('draw', editable ? served(placing('draw')) : null)
  useIntent('measure', served(placing('measure')))
  useIntent('edit', editable && waypoints.length > 0 ? served(edit) : null)
  useIntent('fit', camera.canFit ? served(camera.fit) : null)
}
