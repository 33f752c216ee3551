import { useQuery } from '@tanstack/react-query'
import { resultQueries } from '#src/data/queries.ts'
import { useTaskActions } from '#src/data/use-tasks.tsx'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { Layer } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { shownLayer } from '#src/domain/metocean/shown-layer.ts'
import { useLayerId, useShownKey } from '#src/state/view.ts'

interface ShownAnswer {
  answer: Answer | null
  /** What colours the route; null while there is no answer or it has no field that can. */
  layer: Layer | null
  failure: AppError | null
  loading: boolean
}

/** The answer that is looked at, from this browser's store or the service, and its layer. */
export function useShownAnswer(): ShownAnswer {
  const key = useShownKey()
  const layerId = useLayerId()
  const source = useTaskActions()
  const { data, error, isFetching } = useQuery({ ...resultQueries.byKey(key ?? '', source), enabled: key !== null })
  const answer = (key !== null && data) || null
  const layer = answer && shownLayer(answer.columns, layerId)
  return { answer, layer, failure: error ? asAppError(error) : null, loading: isFetching && !answer }
}
