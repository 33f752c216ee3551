import { LibraryBig, LocateFixed, Pencil, PencilLine, TextCursorInput, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type Area, areaWords, cornersOf, freeAreaName, MAX_AREAS } from '#src/domain/areas/area.ts'
import { namePlace } from '#src/domain/areas/area-index.ts'
import { changesBetween } from '#src/domain/voyage/changes.ts'
import { useDrawnCorners, useEditorActions } from '#src/state/editor.ts'
import { intend } from '#src/state/intents.ts'
import { areaList } from '#src/state/team-lists.ts'
import { useAreas, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { SavedItems } from '../kept-settings.tsx'
import { teamAreas, useTeamItems, useViewerWords } from '../team-items.tsx'
import { AreaForm } from './area-form.tsx'
import styles from './areas-dialog.module.css'

const newArea = (corners: Area['corners']): Area => ({
  name: '',
  effect: 'avoid',
  source: '',
  validFromMs: null,
  validToMs: null,
  corners,
})

/** The areas of the voyage, and those kept for others. Every change is a step of undo. */
export function AreasDialog({ onClose }: { onClose: () => void }) {
  const areas = useAreas()
  const editable = useVoyageEditable()
  const viewer = useViewerWords(teamAreas)
  const drawn = useDrawnCorners()
  const { cornersDrawn } = useEditorActions()
  const { areasEdited } = useVoyageActions()
  const name = useRef<HTMLInputElement>(null)
  /** The area being changed; a new one is not in the list. What was drawn comes first: it has no name yet. */
  const [changed, setChanged] = useState<Area | null>(null)
  const edited = changed ?? (editable && drawn.length >= 3 ? newArea(cornersOf(drawn)) : null)
  const done = () => {
    setChanged(null)
    cornersDrawn([])
  }
  const save = (area: Area, keep: boolean) => {
    areasEdited((now) =>
      changed && now.includes(changed) ? now.map((one) => (one === changed ? area : one)) : [...now, area],
    )
    if (keep) areaList.kept(area)
    done()
  }
  return (
    <Dialog title="No-go areas" open onClose={onClose} beside="charts" initialFocus={name}>
      {!editable && <Notice tone="warn">This voyage is being edited in another tab; change its areas there.</Notice>}
      {edited ? (
        <AreaForm
          key={changed ? 'changed' : 'drawn'}
          area={edited}
          name={name}
          taken={areas.filter((one) => one !== edited).map(({ name }) => name)}
          viewer={viewer}
          onSave={save}
          onCancel={done}
        />
      ) : (
        <AreaLists editable={editable} onClose={onClose} onChange={setChanged} />
      )}
    </Dialog>
  )
}

interface AreaListsProps {
  editable: boolean
  onClose: () => void
  onChange: (area: Area) => void
}

function AreaLists({ editable, onClose, onChange }: AreaListsProps) {
  const areas = useAreas()
  const { areasEdited } = useVoyageActions()
  const heading = useRef<HTMLHeadingElement>(null)
  // After a form, or the removal of what had it, the keyboard goes on here.
  useEffect(() => heading.current?.focus(), [areas.length])
  const full = areas.length >= MAX_AREAS ? `A voyage has ${MAX_AREAS} areas at most.` : undefined
  const blocked = !editable || full !== undefined
  const draw = () => {
    onClose()
    intend('draw-area')
  }
  return (
    <>
      <section className={styles.section} aria-label="In this voyage">
        <h3 ref={heading} tabIndex={-1}>
          In this voyage
        </h3>
        {areas.length === 0 && (
          <p className={styles.note}>
            None yet. Draw one on the map, type its corners, or drop a GeoJSON or KML file of areas.
          </p>
        )}
        {areas.length > 0 && (
          <ul className={styles.list}>
            {areas.map((area) => (
              <AreaRow
                key={area.name}
                area={area}
                editable={editable}
                onChange={() => onChange(area)}
                onRemove={() => areasEdited((now) => now.filter((one) => one !== area))}
              />
            ))}
          </ul>
        )}
        <div className={styles.actions}>
          <Button size="small" icon={<PencilLine />} disabled={blocked} title={full} onClick={draw}>
            Draw on the map
          </Button>
          <Button
            size="small"
            icon={<TextCursorInput />}
            disabled={blocked}
            title={full}
            onClick={() => onChange(newArea([]))}
          >
            Type its corners
          </Button>
        </div>
      </section>
      <section className={styles.section} aria-label="Library">
        <h3>Library</h3>
        <SavedItems
          of={teamAreas}
          none="Nothing is kept for other voyages yet."
          namesOf={(area) => [area.name, areaWords(area)]}
          actionsOf={(area) =>
            areas.some((one) => changesBetween(one, area).length === 0) ? null : (
              <Button
                size="small"
                tone="quiet"
                disabled={blocked}
                title={full}
                onClick={() => areasEdited((now) => [...now, { ...area, name: freeAreaName(area.name, now) }])}
              >
                Use in this voyage
              </Button>
            )
          }
        />
      </section>
    </>
  )
}

interface AreaRowProps {
  area: Area
  editable: boolean
  onChange: () => void
  onRemove: () => void
}

function AreaRow({ area, editable, onChange, onRemove }: AreaRowProps) {
  const viewer = useViewerWords(teamAreas)
  const kept = useTeamItems(teamAreas).find(({ doc }) => doc.name === area.name)
  const isKept = kept !== undefined && changesBetween(kept.doc, area).length === 0
  const { name } = area
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        {name}
        <small>{areaWords(area)}</small>
      </span>
      <IconButton
        size="small"
        label={`Show ${name} on the map`}
        icon={<LocateFixed />}
        onClick={() => intend('show-place', namePlace(area))}
      />
      <IconButton
        size="small"
        label={isKept ? `${name} is in the library` : `${kept ? 'Replace' : 'Keep'} ${name} in the library`}
        icon={<LibraryBig />}
        disabled={isKept || viewer !== undefined}
        onClick={() => areaList.kept(area)}
      />
      <IconButton size="small" label={`Edit ${name}`} icon={<Pencil />} disabled={!editable} onClick={onChange} />
      <IconButton size="small" label={`Remove ${name}`} icon={<Trash2 />} disabled={!editable} onClick={onRemove} />
    </li>
  )
}
