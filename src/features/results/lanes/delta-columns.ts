import { numberAt } from '#src/domain/at.ts'
import { type LayerId, layerLabel, layers } from '#src/domain/metocean/layers/layers.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { shownHeight, shownSpeed, type Units } from '#src/domain/units/unit-choice.ts'
import { layerDeltas, sameSamples } from '#src/domain/report/answer-deltas.ts'
import { laneNumber } from './lanes.ts'
import { numberColumn, type TableColumn } from '../table/table-columns.ts'

/** What an operator looks at after asking for weather again. */
const SHOWN: readonly LayerId[] = ['wind', 'gust', 'wave', 'current']

/** This answer less another, sample by sample; empty where the other has no sample at the same place and time. */
export function deltaColumns(columns: ResultColumns, other: NamedAnswer, units: Units): TableColumn[] {
  const same = sameSamples(columns, other.columns)
  return layers.flatMap((layer): TableColumn[] => {
    const deltas = SHOWN.includes(layer.id) ? layerDeltas(layer, columns, other.columns, same) : null
    if (!deltas) return []
    // A difference has no Beaufort force.
    const { unit, decimals, of } = layer.unit === 'm' ? shownHeight(units, 1) : shownSpeed(units, 1, false)
    const value = (row: number) => of(numberAt(deltas, row))
    const head = {
      key: `${layer.id}-less-${other.key}`,
      label: `${layerLabel(layer, columns)} change`,
      unit: `${unit}, minus ${other.name}${other.synthetic ? ', synthetic' : ''}`,
      unitKind: layer.unit === 'm' ? ('height' as const) : ('speed' as const),
      widthPx: 200,
    }
    return [
      { ...numberColumn(head, decimals, value), text: (row) => laneNumber({ decimals, signed: true }, value(row)) },
    ]
  })
}
