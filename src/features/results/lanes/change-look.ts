import { integerAt, numberAt } from '#src/domain/at.ts'
import { LIMIT_STATE, outweighs } from '#src/domain/limits/limit-states.ts'
import { layerChange } from '#src/domain/metocean/layers/layer-unit.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { sameSamples } from '#src/domain/report/answer-deltas.ts'
import { changeAlong, CHANGE_KIND, type LayerChange } from '#src/domain/report/change-bins.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { formatCount, MISSING, signedText } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import type { LaneId } from '#src/state/preferences.ts'
import { leadLayer } from './lanes.ts'

/** A ribbon as the difference of an answer and an older one. */
export interface ChangeLook {
  /** Bins and kinds of `domain/report/change-bins.ts`. */
  readonly kinds: Uint8Array
  /** The largest change either way: what it is, when, and all that changed as part of a sentence. */
  readonly worst: { readonly text: string; readonly more: string; readonly words: string }
  /** The change at a sample, in words. */
  readonly at: (index: number) => string
}

/** null: the variable cannot be compared, as what the weather means to the ship, or it is not in the newer answer. */
export function changeLook(id: LaneId, now: NamedAnswer, before: NamedAnswer, units: Units): ChangeLook | null {
  const layer = leadLayer(now, id)
  const change = layer && changeAlong(layer, now.columns, before.columns)
  if (!change) return null
  const shown = layerChange(change.layer, units)
  return {
    kinds: change.kinds,
    worst: worstChange(change, now.columns, (value) => signedText(shown, value)),
    at: (index) => kindWords[integerAt(change.kinds, index)] ?? signedText(shown, numberAt(change.deltas, index)),
  }
}

const kindWords: Readonly<Partial<Record<number, string>>> = {
  [CHANGE_KIND.gained]: 'new data',
  [CHANGE_KIND.lost]: 'lost',
  [CHANGE_KIND.unknown]: MISSING,
}

function worstChange(
  { deltas, largestIndex, gained, lost }: LayerChange,
  { timeMs }: ResultColumns,
  textOf: (value: number) => string,
): ChangeLook['worst'] {
  const data = [
    gained > 0 && `${formatCount(gained, 'sample')} of new data`,
    lost > 0 && `${formatCount(lost, 'sample')} lost`,
  ].filter(Boolean)
  if (largestIndex < 0) {
    const text = gained > 0 ? 'new data' : lost > 0 ? 'lost' : 'not comparable'
    return { text, more: '', words: data.join(', ') || text }
  }
  const amount = textOf(numberAt(deltas, largestIndex))
  if (!/[1-9]/.test(amount)) return { text: 'unchanged', more: '', words: ['unchanged', ...data].join(', ') }
  const time = formatUtc(timeMs[largestIndex])
  return { text: amount, more: time, words: [`changed most by ${amount} at ${time}`, ...data].join(', ') }
}

/** Where caution or limit is reached that was not before; elsewhere inside the limit, as nothing there is new. */
export function newlyReached(now: NamedAnswer, before: NamedAnswer, is: Uint8Array, was: Uint8Array): Uint8Array {
  const same = sameSamples(now.columns, before.columns)
  return is.map((state, index) => {
    const there = integerAt(same, index)
    const older = there < 0 ? LIMIT_STATE.noData : integerAt(was, there)
    return older !== LIMIT_STATE.noData && state >= LIMIT_STATE.caution && outweighs(state, older)
      ? state
      : LIMIT_STATE.ok
  })
}
