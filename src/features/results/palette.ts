import type { RampId } from '#src/domain/metocean/layers.ts'
import { rampColors, type ThemeName } from '#src/ui/ramps.ts'

/** The colours of a lane in one theme; a canvas cannot read CSS, so they are read for it. */
export interface LanePalette {
  readonly text: string
  readonly muted: string
  readonly grid: string
  readonly surface: string
  /** The lane's lines. */
  readonly line: string
  /** The eight bins of the map, for the area under the line. */
  readonly bins: readonly string[]
  readonly font: string
}

/** The bin whose colour stands out from the surface by at least 3:1 in the theme. */
const lineBin: Readonly<Record<RampId, number>> = { wind: 5, wave: 5, current: 5, period: 5, sst: 4, neutral: 5 }

export function lanePalette(ramp: RampId, theme: ThemeName): LanePalette {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  const bins = rampColors(ramp, theme)
  return {
    text: token('--color-text-2'),
    muted: token('--color-muted'),
    grid: token('--color-line'),
    surface: token('--color-surface'),
    line: bins[lineBin[ramp]]!,
    bins,
    font: `12px ${token('--font-sans')}`,
  }
}
