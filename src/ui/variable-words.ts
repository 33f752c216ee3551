import type { Variable } from '#src/domain/metocean/layers/variables.ts'

/** What each variable is called on the screen, and what it includes. */
export const variableWords: Readonly<Record<Variable, { label: string; hint: string }>> = {
  wind: { label: 'Wind', hint: 'speed, direction' },
  gust: { label: 'Gusts', hint: 'speed' },
  wave: { label: 'Waves', hint: 'Hs, period, direction' },
  extra_wave: { label: 'Swell and wind sea', hint: 'Hs, period, direction' },
  current: { label: 'Current', hint: 'speed, set' },
  sst: { label: 'Sea temperature', hint: 'surface' },
  bathy: { label: 'Depth', hint: 'model sea floor' },
}

/** `wind, waves, depth`, for a line of text. A name this version does not know stays as the service wrote it. */
export function variableList(variables: readonly string[]): string {
  return variables
    .map((name) => (name in variableWords ? variableWords[name as Variable].label.toLowerCase() : name))
    .join(', ')
}
