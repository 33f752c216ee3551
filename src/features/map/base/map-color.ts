import type { Light } from '#src/domain/sun/light.ts'

/** The colours of the map, as canvas cannot read CSS. Each equals a token of `ui/tokens.css`; a test compares them. */
export interface MapColors {
  readonly sea: string
  readonly land: string
  readonly coast: string
  readonly graticule: string
  /** Laid thinly over the dark part of the world. */
  readonly shade: string
  readonly route: string
  /** Casing of the route, halo of the numbers, inside of a waypoint. */
  readonly surface: string
  /** Numbers on the map. */
  readonly text: string
  /** The selected waypoint. */
  readonly primary: string
  readonly onPrimary: string
  /** Where there is no value. */
  readonly gap: string
  /** A limit reached, and caution before it. */
  readonly alarm: string
  readonly warn: string
}

/** The token that each colour equals. */
export const mapTokens = {
  sea: 'sea',
  land: 'land',
  coast: 'coast',
  graticule: 'graticule',
  shade: 'shade',
  route: 'route',
  surface: 'surface',
  text: 'text-2',
  primary: 'primary',
  onPrimary: 'on-primary',
  gap: 'muted',
  alarm: 'alarm',
  warn: 'warn',
} as const satisfies Record<keyof MapColors, string>

export const mapColors: Readonly<Record<Light, MapColors>> = {
  day: {
    sea: '#d6e3ec',
    land: '#e9e3d3',
    coast: '#77746a',
    graticule: '#b9c9d6',
    shade: '#10243c',
    route: '#202b36',
    surface: '#ffffff',
    text: '#46535f',
    primary: '#1d5c96',
    onPrimary: '#ffffff',
    gap: '#5f6c78',
    alarm: '#b3121f',
    warn: '#9a4b00',
  },
  dusk: {
    sea: '#1b2733',
    land: '#2b2a24',
    coast: '#76827f',
    graticule: '#2a3947',
    shade: '#05080c',
    route: '#e7ecf1',
    surface: '#19212a',
    text: '#b4c0cb',
    primary: '#7fb5f2',
    onPrimary: '#0a1826',
    gap: '#94a3b1',
    alarm: '#ff8f87',
    warn: '#ffab5c',
  },
  night: {
    sea: '#05080b',
    land: '#0f0c07',
    coast: '#7c6242',
    graticule: '#1d1811',
    shade: '#000000',
    route: '#d99a57',
    surface: '#0b0806',
    text: '#b07d46',
    primary: '#54b08f',
    onPrimary: '#00120c',
    gap: '#a5743f',
    alarm: '#ff6a5e',
    warn: '#e08a2e',
  },
}
