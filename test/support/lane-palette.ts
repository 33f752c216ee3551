import type { LanePalette } from '#src/features/results/lanes/pen.ts'

/** Every colour by its name. */
export const lanePaletteOfNames: LanePalette = {
  text: 'text',
  text2: 'text2',
  muted: 'muted',
  grid: 'grid',
  control: 'control',
  surface: 'surface',
  night: 'night',
  nightAlpha: 0.2,
  ok: 'ok',
  caution: 'caution',
  cautionFill: 'cautionFill',
  alarm: 'alarm',
  line: 'line',
  bins: ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'],
  changes: ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'],
  family: 'sans',
}
