/** The variables a request may ask for, in the order the screen lists them. */
export const variables = ['wind', 'gust', 'wave', 'extra_wave', 'current', 'sst', 'bathy'] as const
export type Variable = (typeof variables)[number]

/** How one numeric condition of the answer is to be read. */
export interface Field {
  /** Name on the wire. Wind names carry the height asked for: `Winds_10m_Intensity`. */
  readonly name: string
  readonly variable: Variable
  readonly quantity: 'speed' | 'height' | 'period' | 'direction' | 'temperature' | 'depth'
  readonly label: string
  /** Unit on the wire; directions are degrees clockwise from true north. */
  readonly unit: 'm/s' | 'm' | 's' | '°' | '°C'
  /** Only on directions: wind and waves come from, current sets towards. */
  readonly convention?: 'from' | 'towards'
  /** Values outside are not possible at sea (fill values, faults) and count as missing, in the unit above. */
  readonly plausible: readonly [number, number]
}

/** Wind height in metres above the sea: the contract's 10 to 100, default 10. */
export const WIND_HEIGHT = { default: 10, min: 10, max: 100 } as const

const direction = [0, 360] as const

/**
 * The fields a variable answers with, in wire order.
 * @param windHeightM metres, part of the wind fields' names
 * Source: the API's page on data conventions, restated in the contract.
 */
export function fieldsOf(variable: Variable, windHeightM: number = WIND_HEIGHT.default): readonly Field[] {
  switch (variable) {
    case 'current':
      return [
        { name: 'Currents_Intensity', variable, quantity: 'speed', label: 'Current', unit: 'm/s', plausible: [0, 10] },
        {
          name: 'Currents_Direction',
          variable,
          quantity: 'direction',
          label: 'Current set',
          unit: '°',
          convention: 'towards',
          plausible: direction,
        },
      ]
    case 'wind':
      return [
        {
          name: `Winds_${windHeightM}m_Intensity`,
          variable,
          quantity: 'speed',
          label: 'Wind',
          unit: 'm/s',
          plausible: [0, 120],
        },
        {
          name: `Winds_${windHeightM}m_Direction`,
          variable,
          quantity: 'direction',
          label: 'Wind direction',
          unit: '°',
          convention: 'from',
          plausible: direction,
        },
      ]
    case 'gust':
      return [{ name: 'Gust_10m', variable, quantity: 'speed', label: 'Gust', unit: 'm/s', plausible: [0, 150] }]
    case 'wave':
      return [
        {
          name: 'Waves_Significant_Height',
          variable,
          quantity: 'height',
          label: 'Wave height',
          unit: 'm',
          plausible: [0, 30],
        },
        {
          name: 'Waves_Mean_Period',
          variable,
          quantity: 'period',
          label: 'Wave period',
          unit: 's',
          plausible: [0, 40],
        },
        {
          name: 'Waves_Mean_Direction',
          variable,
          quantity: 'direction',
          label: 'Wave direction',
          unit: '°',
          convention: 'from',
          plausible: direction,
        },
      ]
    case 'extra_wave':
      return (['Swell', 'Wind'] as const).flatMap((part): Field[] => {
        const label = part === 'Swell' ? 'Swell' : 'Wind sea'
        return [
          {
            name: `${part}_Wave_Significant_Height`,
            variable,
            quantity: 'height',
            label: `${label} height`,
            unit: 'm',
            plausible: [0, 30],
          },
          {
            name: `${part}_Wave_Mean_Period`,
            variable,
            quantity: 'period',
            label: `${label} period`,
            unit: 's',
            plausible: [0, 40],
          },
          {
            name: `${part}_Wave_Mean_Direction`,
            variable,
            quantity: 'direction',
            label: `${label} direction`,
            unit: '°',
            convention: 'from',
            plausible: direction,
          },
        ]
      })
    case 'sst':
      return [
        {
          name: 'Sea_Surface_Temperature',
          variable,
          quantity: 'temperature',
          label: 'Sea temperature',
          unit: '°C',
          plausible: [-3, 45],
        },
      ]
    case 'bathy':
      return [{ name: 'Bathymetry', variable, quantity: 'depth', label: 'Depth', unit: 'm', plausible: [-500, 12_000] }]
  }
}

/** All fields of several variables, in wire order. */
export function fieldsOfAll(asked: readonly Variable[], windHeightM?: number): Field[] {
  return asked.flatMap((variable) => fieldsOf(variable, windHeightM))
}

const byName = new Map<string, Field>(
  variables.flatMap((variable) => fieldsOf(variable)).map((field) => [field.name, field]),
)
const withHeight = /^(Winds|Gust)_(\d+(?:\.\d+)?)m(?=_|$)/

/** The name of the same field at 10 m: `Winds_10m_Intensity` for `Winds_50m_Intensity`; any other name as it is. */
export const standardName = (name: string): string => name.replace(withHeight, '$1_10m')

/** Metres above the sea in a field's name; null: it has none. */
export function heightOf(name: string): number | null {
  const height = withHeight.exec(name)?.[2]
  return height === undefined ? null : Number(height)
}

/** Beaufort and custom imply 10 m; any other height is named. */
export const labelAt = (label: string, heightM: number | null): string =>
  heightM === null || heightM === WIND_HEIGHT.default ? label : `${label} at ${heightM} m`

/**
 * What is known of a field by its name, at whatever height: `Winds_50m_Intensity` and `Gust_50m` are read as those
 * at 10 m. Undefined for a condition Fairway does not know.
 */
export function fieldByName(name: string): Field | undefined {
  const field = byName.get(standardName(name))
  return field && { ...field, name, label: labelAt(field.label, heightOf(name)) }
}
