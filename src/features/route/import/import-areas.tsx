import { useState } from 'react'
import {
  type Area,
  type AreaEffect,
  areaEffects,
  areaWords,
  effectWords,
  MAX_AREA_SOURCE,
  MAX_AREAS,
} from '#src/domain/areas/area.ts'
import type { ImportResult } from '#src/domain/formats/import-file.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useAreas, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, SelectField, TextField } from '#src/ui/form/field.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import styles from './import-dialog.module.css'
import { ImportNotes } from './import-preview.tsx'

interface ImportAreasProps {
  result: ImportResult
  areas: readonly Area[]
  onUse: (areas: readonly Area[]) => void
  onCancel: () => void
}

/** The areas of a file, before anything changes: which of them, and what they ask of a route. */
export function ImportAreas({ result, areas, onUse, onCancel }: ImportAreasProps) {
  const editable = useVoyageEditable()
  const room = MAX_AREAS - useAreas().length
  const [left, setLeft] = useState<ReadonlySet<Area>>(new Set())
  const [effect, setEffect] = useState<AreaEffect>('avoid')
  const [source, setSource] = useState(result.fileName.slice(0, MAX_AREA_SOURCE))
  const wanted = areas.filter((area) => !left.has(area))
  const reason = !editable
    ? 'This voyage is being edited in another tab; import its areas there.'
    : wanted.length > room
      ? `A voyage has ${MAX_AREAS} areas at most; there is room for ${room}.`
      : null
  const use = () => onUse(wanted.map((area) => ({ ...area, effect, source: source.trim() })))
  const turn = (area: Area) =>
    setLeft((now) => new Set(now.has(area) ? [...now].filter((one) => one !== area) : [...now, area]))
  return (
    <Dialog
      open
      title={`Import ${result.fileName}`}
      onClose={onCancel}
      actions={
        <div className={styles.ways}>
          {reason && <p className={styles.consequence}>{reason}</p>}
          <Button onClick={onCancel}>Cancel</Button>
          <Button tone="primary" disabled={reason !== null || wanted.length === 0} onClick={use}>
            {wanted.length === 0 ? 'Add areas' : `Add ${formatCount(wanted.length, 'area')}`}
          </Button>
        </div>
      }
    >
      <p className={styles.quiet}>
        Read as {result.format}: {formatCount(areas.length, 'area')} and no route. They are added to this voyage.
      </p>
      <fieldset className={styles.choices}>
        <legend>Areas</legend>
        <div className={styles.lines}>
          {areas.map((area) => (
            <CheckField
              key={area.name}
              label={area.name}
              hint={areaWords({ ...area, effect })}
              checked={!left.has(area)}
              onChange={() => turn(area)}
            />
          ))}
        </div>
      </fieldset>
      <SelectField
        label="On a route through them"
        value={effect}
        onChange={({ target }) => setEffect(target.value === 'warn' ? 'warn' : 'avoid')}
      >
        {areaEffects.map((one) => (
          <option key={one} value={one}>
            {effectWords[one]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Source"
        value={source}
        maxLength={MAX_AREA_SOURCE}
        onChange={({ target }) => setSource(target.value)}
      />
      <ImportNotes notes={result.notes} />
    </Dialog>
  )
}
