import { describe, expect, it } from 'vitest'
import { senseOf } from '#src/domain/formats/table/headings.ts'
import { asksOf, rolesIn } from '#test/support/tables.ts'

/** Rows below headings, so that each column has what its heading says. */
const rowsBelow = (headings: string, ...rows: readonly string[]) =>
  rolesIn([headings, ...rows].join('\n').replaceAll('|', ';'))
/** Of a table that has its position in the first two columns, what else its heading names. */
const besides = (heading: string, cell: string) =>
  rowsBelow(`lat|lon|${heading}`, `1.5|2.5|${cell}`, `2.5|3.5|${cell}`).slice(2)

describe('the columns of a coordinate', () => {
  it.each([
    'lat|lon',
    'LATITUDE|LONG',
    'Latitude (deg)|Longitude (deg)',
    'latitud|longitud',
    'latitudine|longitudine',
    'Breite|Länge',
    'Breitengrad|Längengrad',
    'breedtegraad|lengtegraad',
    'Breddegrad|Lengdegrad',
    'lat|lng',
    'y|x',
    'GPS Lat|GPS Lon',
    'lat_deg|lon_deg',
    'Latitude [degrees_north]|Longitude [degrees_east]',
    'Lat (N+ S-)|Lon (E+ W-)',
  ])('are named by %s', (headings) => {
    expect(rowsBelow(headings, '1.5|2.5', '2.5|3.5')).toEqual(['lat', 'lon'])
    expect(rowsBelow(headings.split('|').reverse().join('|'), '1.5|2.5', '2.5|3.5')).toEqual(['lon', 'lat'])
  })

  it.each(['min', 'minutes', 'minute', 'M', "'"])('are several where one holds its minutes: %s', (part) => {
    expect(rowsBelow(`Lat|Lat ${part}|Lon|Lon ${part}`, '35|57.5|18|23.4', '36|2.5|19|3.4')).toEqual([
      'lat',
      'lat-minutes',
      'lon',
      'lon-minutes',
    ])
  })

  it.each(['dir', 'hemisphere', 'hemi', 'hem'])('are several where one holds its letter: %s', (part) => {
    expect(rowsBelow(`Lat|Lat ${part}|Lon|Lon ${part}`, '35.5|S|18.5|E', '36.5|S|19.5|E')).toEqual([
      'lat',
      'lat-hemisphere',
      'lon',
      'lon-hemisphere',
    ])
  })

  it.each(['N/S|E/W', 'NS|EW'])('have their letters in %s, each with its own', (letters) => {
    const [ns, ew] = letters.split('|')
    expect(rowsBelow(`Lat|${ns}|Lon|${ew}`, '35.5|S|18.5|E', '36.5|S|19.5|E')).toEqual([
      'lat',
      'lat-hemisphere',
      'lon',
      'lon-hemisphere',
    ])
    expect(rowsBelow(`${ns}|Lat|${ew}|Lon`, 'S|35.5|E|18.5', 'S|36.5|E|19.5')).toEqual([
      'lat-hemisphere',
      'lat',
      'lon-hemisphere',
      'lon',
    ])
  })

  it('are degrees, minutes and seconds where D, M and S say so', () => {
    expect(rowsBelow('Lat D|Lat M|Lat S|Lon D|Lon M|Lon S', '35|57|30|18|23|24', '36|2|30|19|3|24')).toEqual([
      'lat', 'lat-minutes', 'lat-seconds', 'lon', 'lon-minutes', 'lon-seconds',
    ]) // prettier-ignore
  })

  it('are no others: a second pair, minutes of another thing, an x that says more', () => {
    expect(rowsBelow('Lat|Lon|Lat 2|Lon 2', '1.5|2.5|3.5|4.5', '2.5|3.5|4.5|5.5')).toEqual([
      'lat',
      'lon',
      'none',
      'none',
    ])
    expect(rowsBelow('Lat|Min|Lon|Time sec', '1|57.5|2|7', '2|2.5|3|8')).toEqual(['lat', 'lat-minutes', 'lon', 'none'])
    expect(rowsBelow('Y|Lat|X|Lon', '1|35.5|2|18.5', '2|36.5|3|19.5')).toEqual(['none', 'lat', 'none', 'lon'])
    expect(senseOf('x offset')).toBeNull()
    expect(senseOf('X (m)')).toBeNull()
    expect(senseOf('Lat error')).toBeNull()
    expect(senseOf('Lat (rad)')).toBeNull()
  })

  it.each([
    ['Latitude (S)', 'S'], ['Lat S', 'S'], ['lat_south', 'S'], ['Lon [°W]', 'W'], ['long_w', 'W'], ['Longitude West', 'W'], ['Länge O', 'E'], ['Longitud O', 'W'],
  ])('have one hemisphere for all rows in %s', (heading, hemisphere) => expect(senseOf(heading)).toMatchObject({ hemisphere, isOdd: false })) // prettier-ignore

  it.each(['Lon (W+)', 'west positive longitude', 'Longitude O', 'Lat W'])('cannot be followed in %s', (heading) =>
    expect(senseOf(heading)).toMatchObject({ isOdd: true }),
  )

  it.each([
    'Position',
    'pos',
    'Coordinates',
    'coordinate',
    'coords',
    'LatLon',
    'latlong',
    'Lat/Lon',
    'Latitude Longitude',
  ])('are one where a heading says %s', (heading) =>
    expect(rowsBelow(`No|${heading}`, '1|51 59.0N 004 02.3E', '2|51 59.0N 004 02.3E')).toEqual(['none', 'position']),
  )

  it('are two where there are two, whatever else is called a position', () => {
    expect(rowsBelow('Position|Lat|Lon', 'a|1.5|2.5', 'b|2.5|3.5')).toEqual(['none', 'lat', 'lon'])
    expect(rowsBelow('Lat/Lon|Lat|Lon', 'a|1.5|2.5', 'b|2.5|3.5')).toEqual(['none', 'lat', 'lon'])
  })

  it.each(['Position source', 'Type of position fixing device', 'Position accuracy'])('are not in %s', (heading) =>
    expect(senseOf(heading)).toBeNull(),
  )
})

describe('the other columns', () => {
  it.each([
    'name',
    'waypoint',
    'wpt',
    'wp',
    'port',
    'place',
    'label',
    'desc',
    'description',
    'id',
    'Bezeichnung',
    'Nombre',
    'Naam',
    'Navn',
  ])('%s is the name', (word) => expect(besides(word, 'A')).toEqual(['name']))

  it('have their name in the likeliest of several', () => {
    const names = (headings: string) => besides(headings, headings.replaceAll(/[^|]+/g, 'A'))
    expect(names('id|Description|Port|Name')).toEqual(['none', 'none', 'none', 'name'])
    expect(names('id|Description|Port')).toEqual(['none', 'none', 'name'])
    expect(names('PORT [NM]')).toEqual(['none'])
  })

  it('have their name in a column that is filled, or else in one that has marks only, or names further down', () => {
    expect(besides('Name', '_')).toEqual(['name'])
    expect(besides('Name', '')).toEqual(['name'])
    expect(besides('Name|Port', '-|Vigo')).toEqual(['none', 'name'])
  })

  it.each([
    ['ETA (UTC)|ETD (UTC)', ['eta', 'etd']],
    ['Arrival time|Departure time', ['eta', 'etd']],
    ['Ankunft|Abfahrt', ['eta', 'etd']],
    ['depth|ETA', ['none', 'eta']],
  ])('%s are a plan', (headings, roles) => {
    const cells = headings.replaceAll(/[^|]+/g, '2026-11-22 17:51')
    expect(besides(headings, cells)).toEqual(roles)
  })

  it.each([
    ['Date|Time', '2026-11-22|17:51', ['date', 'time']],
    ['Time|Date', '17:51|2026-11-22', ['time', 'date']],
    ['Datum|Uhrzeit', '22.11.2026|17:51', ['date', 'time']],
    ['Fecha|Hora', '22/11/2026|17:51', ['date', 'time']],
    ['Date/Time', '2026-11-22 17:51', ['time']],
    ['timestamp', '2026-11-22 17:51', ['time']],
    ['UTC', '2026-11-22 17:51', ['time']],
    ['epoch', '1795400000', ['time']],
    ['Time to go', '17:51', ['none']],
    ['Elapsed time', '17:51', ['none']],
  ])('%s are when the ship is there', (headings, cells, roles) => expect(besides(headings, cells)).toEqual(roles))

  it.each([
    ['Speed', null],
    ['SOG', null],
    ['kn', 'kn'],
    ['kts', 'kn'],
    ['knots', 'kn'],
    ['Vitesse (nœuds)', 'kn'],
    ['Speed (m/s)', 'm/s'],
    ['speed mps', 'm/s'],
    ['speed ms', 'm/s'],
    ['Speed [km/h]', 'km/h'],
    ['speed kmh', 'km/h'],
    ['Geschwindigkeit kph', 'km/h'],
    ['speed_mph', 'mph'],
    ['Speed (miles per hour)', 'mph'],
  ])('%s is a speed in %s', (heading, unit) => expect(senseOf(heading)).toMatchObject({ kind: 'speed', unit }))

  it.each([
    'Wind speed',
    'Wind speed (kn)',
    'Current speed',
    'Speed limit',
    'Max speed',
    'STW',
    'Speed through water',
    'wave height',
    'm/s',
    'Speed (ft/s)',
  ])('%s is no speed of the ship', (heading) => expect(senseOf(heading)?.kind).not.toBe('speed'))

  it.each([
    ['Stay', 'stay'],
    ['Stay (min)', 'stay'],
    ['stay minutes', 'stay'],
    ['stay hours', 'none'],
    ['min stay', 'none'],
  ])('%s is how long the ship stays: %s', (heading, role) => expect(besides(heading, '90')).toEqual([role]))

  it.each(['Geometry', 'RLGC', 'Sail(RL/GC)', 'Leg', 'Leg type', 'anything'])(
    '%s is the kind of leg where its cells are',
    (heading) => expect(besides(heading, 'GC')).toEqual(['leg-type']),
  )

  it.each(['Leg distance', 'Last leg', 'Leg'])('%s is no kind of leg where its cells are numbers', (heading) =>
    expect(besides(heading, '12')).toEqual(['none']),
  )
})

describe('another datum', () => {
  it.each([
    'Latitude (ED50);Longitude (ED50)',
    'Lat NAD27;Lon NAD27',
    'Lat (Tokyo datum);Lon (Tokyo datum)',
    'Lat*100;Lon*100',
  ])('%s is asked for', (head) => {
    expect(asksOf(`${head}\n35.5;14.2\n36.5;14.3`)).toEqual(['columns'])
  })

  it('is asked for where a title says it', () => {
    expect(asksOf('Datum: ED50\nlat;lon\n35.5;14.2\n36.5;14.3')).toEqual(['columns'])
    expect(asksOf('Datum: WGS84\nlat;lon\n35.5;14.2\n36.5;14.3')).toEqual([])
  })
})

describe('headings in other languages and scripts', () => {
  it.each([
    ['Широта', 'Долгота', 'Скорость (узлы)', 'Название'],
    ['Географическая широта', 'Географическая долгота', 'Скорость, уз', 'Точка'],
    ['纬度', '经度', '航速(节)', '名称'],
    ['緯度（度）', '経度（度）', '速力（ノット）', '地点'],
    ['위도', '경도', '속력(노트)', '이름'],
    ['ΠΛΑΤΟΣ', 'ΜΗΚΟΣ', 'Ταχύτητα', 'Όνομα'],
    ['خط العرض', 'خط الطول', 'السرعة', 'الاسم'],
    ['Enlem', 'Boylam', 'HIZ', 'İsim'],
    ['Szerokość geograficzna', 'Długość geograficzna', 'Prędkość', 'Nazwa'],
    ['Latitud', 'Longitud', 'Fart', 'Namn'],
    ['Breedte', 'Lengte', 'Snelheid', 'Naam'],
    ['Latitudine', 'Longitudine', 'Velocità', 'Nome'],
  ])('%s, %s, %s, %s', (...headings) => {
    expect(headings.map((heading) => senseOf(heading)?.kind)).toEqual(['coordinate', 'coordinate', 'speed', 'name'])
    expect(headings.slice(0, 2).map((heading) => senseOf(heading))).toMatchObject([{ axis: 'lat' }, { axis: 'lon' }])
  })

  it('say units and hemispheres', () => {
    expect(senseOf('Скорость, км/ч')).toMatchObject({ kind: 'speed', unit: 'km/h' })
    expect(senseOf('速度(米/秒)')).toMatchObject({ kind: 'speed', unit: 'm/s' })
    expect(senseOf('南纬')).toMatchObject({ axis: 'lat', hemisphere: 'S' })
    expect(senseOf('東経')).toMatchObject({ axis: 'lon', hemisphere: 'E' })
    expect(senseOf('Широта, мин')).toMatchObject({ axis: 'lat', part: 'minutes' })
  })

  it('say times and zones, or are not taken for times', () => {
    const zone = (heading: string) => {
      const sense = senseOf(heading)
      return sense?.kind === 'time' ? sense.zone : sense?.kind
    }
    for (const heading of ['Дата и время', '时间', '日時', '시각', 'Datum en tijd', 'Tarih'])
      expect(zone(heading)).toBeNull()
    for (const heading of ['Время (UTC)', '时间 UTC', '世界时', 'Гринвичское время']) expect(zone(heading)).toBe(0)
    for (const heading of [
      'Местное время',
      '当地时间',
      '現地時間',
      '현지 시각',
      'Yerel saat',
      'Czas lokalny',
      'Судовое время',
    ])
      expect(zone(heading)).toBe('local')
    expect([zone('Время (МСК)'), zone('北京时间'), zone('日本時間')]).toEqual([180, 480, 540])
    for (const heading of ['Время в пути', '航行时间', 'Süre (saat)', 'Czas trwania', '时间（伦敦）', 'Дата постройки'])
      expect(zone(heading)).toBeUndefined()
  })

  it('of winds and currents have no speed of the ship', () => {
    for (const heading of ['Скорость ветра', '风速', '風速', '풍속', 'Rüzgar hızı', 'Prędkość wiatru', 'سرعة الرياح'])
      expect(senseOf(heading)?.kind).not.toBe('speed')
  })
})
