import { lazyPart } from '#src/ui/page/lazy-part.tsx'

// What an answer puts over the map: loaded with the first one.
export const AnswerLegendPart = lazyPart(async () => (await import('./answer-legend.tsx')).AnswerLegend)
export const LayerSelectPart = lazyPart(
  async () => (await import('#src/features/results/legend/layer-select.tsx')).LayerSelect,
)
