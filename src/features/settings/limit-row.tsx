import {
  LIMIT_RANGE,
  limitDecimals,
  type LimitId,
  type LimitPair,
  startingPair,
  withLimit,
} from '#src/domain/limits/limits.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { useLimits, useVoyageActions } from '#src/state/voyage.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import styles from './limit-dialog.module.css'

/** A figure as typed, in the decimals of the limit; null outside what it may be. */
function parseFigure(id: LimitId, text: string, max: number): number | null {
  const plain = text
    .trim()
    .replace(',', '.')
    .replace(/\s*(kn|m)$/i, '')
  const value = plain === '' ? NaN : Math.round(Number(plain) * 10 ** limitDecimals[id]) / 10 ** limitDecimals[id]
  return value >= LIMIT_RANGE[id].min && value <= max ? value : null
}

/** Whether one limit is watched, and its two figures. */
export function LimitRow({ id }: { id: LimitId }) {
  const limits = useLimits()
  const { limitsEdited } = useVoyageActions()
  const { label } = limitWords[id]
  const pair = limits[id]
  const become = (next: LimitPair | null) => limitsEdited({ ...limits, [id]: next })
  return (
    <tr data-off={pair ? undefined : ''}>
      <th scope="row">
        <CheckField
          label={label}
          checked={pair !== null}
          onChange={({ target }) => become(target.checked ? startingPair[id] : null)}
        />
      </th>
      {pair ? (
        <>
          <td>
            <Figure
              {...{ id }}
              label={`${label}, caution from`}
              value={pair.caution}
              max={pair.limit}
              hint={`at most ${limitText(id, pair.limit)}`}
              onCommit={(caution) => become({ ...pair, caution })}
            />
          </td>
          <td>
            <Figure
              {...{ id }}
              label={`${label}, limit from`}
              value={pair.limit}
              max={LIMIT_RANGE[id].max}
              hint={`at most ${limitText(id, LIMIT_RANGE[id].max)}`}
              onCommit={(limit) => become(withLimit(id, pair, limit))}
            />
          </td>
        </>
      ) : (
        <td colSpan={2} className={styles.off}>
          not watched
        </td>
      )}
    </tr>
  )
}

interface FigureProps {
  id: LimitId
  label: string
  value: number
  max: number
  /** Completes `… to at most`. */
  hint: string
  onCommit: (value: number) => void
}

function Figure({ id, label, value, max, hint, onCommit }: FigureProps) {
  return (
    <DraftField
      label={label}
      hideLabel
      unit={limitWords[id].unit}
      inputMode="decimal"
      value={value}
      format={(figure) => figure.toFixed(limitDecimals[id])}
      parse={(text) => parseFigure(id, text, max)}
      invalid={`A number from ${limitText(id, LIMIT_RANGE[id].min)}, ${hint}.`}
      onCommit={onCommit}
    />
  )
}
