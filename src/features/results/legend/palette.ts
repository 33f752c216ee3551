import type { RampId } from '#src/domain/metocean/layers/layers.ts'
import { onPaper, type Token } from '#src/ui/page/on-paper.ts'
import { rampColors, type ThemeName } from '#src/ui/ramps.ts'

/** The colours of a lane in one theme; a canvas cannot read CSS, so they are read for it. */
export interface LanePalette {
  readonly text: string
  readonly text2: string
  readonly muted: string
  readonly grid: string
  readonly control: string
  readonly surface: string
  /** Laid over the hours of darkness. */
  readonly night: string
  readonly nightAlpha: number
  readonly ok: string
  readonly caution: string
  readonly cautionFill: string
  readonly alarm: string
  /** The lane's lines. */
  readonly line: string
  /** The eight bins of the map, for the area under the line. */
  readonly bins: readonly string[]
  readonly family: string
}

/** The bin whose colour stands out from the surface by at least 3:1 in the theme. */
const lineBin: Readonly<Record<RampId, number>> = { wind: 5, wave: 5, current: 5, period: 5, sst: 4, neutral: 5 }

/** Darker than the ground by day and at dusk; at night nothing is darker, so a little lighter. */
const night: Readonly<Record<ThemeName, (token: Token) => Pick<LanePalette, 'night' | 'nightAlpha'>>> = {
  day: (token) => ({ night: token('--color-text'), nightAlpha: 0.045 }),
  dusk: () => ({ night: '#000000', nightAlpha: 0.22 }),
  night: (token) => ({ night: token('--color-text'), nightAlpha: 0.07 }),
}

/** For what leaves the screen: pictures are for paper and mails, whatever theme the watch has chosen. */
export function paperPalette(ramp: RampId): LanePalette {
  return onPaper((token) => paletteOf(ramp, 'day', token))
}

/** The palette of the theme that is on the page. */
export function lanePalette(ramp: RampId, theme: ThemeName): LanePalette {
  const style = getComputedStyle(document.documentElement)
  return paletteOf(ramp, theme, (name) => style.getPropertyValue(name).trim())
}

function paletteOf(ramp: RampId, theme: ThemeName, token: Token): LanePalette {
  const bins = rampColors(ramp, theme)
  return {
    text: token('--color-text'),
    text2: token('--color-text-2'),
    muted: token('--color-muted'),
    grid: token('--color-line'),
    control: token('--color-control'),
    surface: token('--color-surface'),
    ...night[theme](token),
    ok: token('--color-ok'),
    caution: token('--color-warn'),
    cautionFill: token('--color-warn-fill'),
    alarm: token('--color-alarm'),
    line: bins[lineBin[ramp]]!,
    bins,
    family: token('--font-sans'),
  }
}
