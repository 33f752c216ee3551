import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import { formatCount, formatDistance } from '#src/domain/units/format.ts'
import styles from './import-dialog.module.css'

/** Which of the lines in a file. */
export function LineChoice({
  candidates,
  chosenId,
  onChosen,
}: {
  candidates: readonly ImportCandidate[]
  chosenId: string
  onChosen: (id: string) => void
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>The file has {candidates.length} lines. Which one?</legend>
      <div className={styles.lines}>
        {candidates.map(({ id, name, kind, count, distanceNm }) => (
          <label key={id} className={styles.choice}>
            <input type="radio" name="candidate" checked={id === chosenId} onChange={() => onChosen(id)} />
            <span className={styles.name}>{name || 'Unnamed'}</span>
            <small>
              {kind}, {formatCount(count, 'point')}, {formatDistance(distanceNm)}
            </small>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const kinds = [
  { kind: 'route', label: 'Route', means: 'every point is a waypoint that can be edited' },
  { kind: 'track', label: 'Track', means: 'the points are kept as they are' },
] as const

/** As what a line is taken that may be either. */
export function KindChoice({
  kind,
  onChosen,
}: {
  kind: ImportCandidate['kind']
  onChosen: (kind: ImportCandidate['kind']) => void
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>Take it as</legend>
      {kinds.map((one) => (
        <label key={one.kind} className={styles.choice}>
          <input type="radio" name="kind" checked={one.kind === kind} onChange={() => onChosen(one.kind)} />
          <span>{one.label}</span>
          <small>{one.means}</small>
        </label>
      ))}
    </fieldset>
  )
}
