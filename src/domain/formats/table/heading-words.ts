import { plainWords } from '../../units/time-words.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

// English, German, French, Spanish, Italian, Portuguese, Dutch, Norwegian and Danish, without accents.

export const latWords = set(
  'lat latt lats latitude latitud latitudine breite breitengrad breedte breedtegraad bredde breddegrad 纬度 緯度 широта',
)
export const lonWords = set(
  'lon long lng longitude longitud longitudine lange laenge langengrad laengengrad lengte lengtegraad lengde lengdegrad laengde laengdegrad 经度 経度 經度 долгота',
)
export const positionWords = set(
  'position pos posn positions coordinates coordinate coords coord latlon latlong latlng standort koordinaten koordinate positie posicion posicao posizione posisjon coordonnees coordenadas coordinate coordinaten koordinater',
)
/** Columns that hold points and say nothing of their order. */
export const pointWords = set(
  'coordinates coordinate coords coord koordinaten coordonnees coordenadas coordinaten koordinater',
)

export const degreeWords = set(
  'd deg degs degree degrees dd ddd grad grader grados degres degre gradi graus graden graad',
)
export const minuteWords = set('m min mins minute minutes minuten minuto minutos minuti minutter minuut mm mmm')
export const secondWords = set(
  's sec secs second seconds sek sekunden seconde secondes segundo segundos secondi seconden sekunder ss',
)
export const hemisphereWords = set(
  'hem hemi hemis hemisphere hemisphare hemisferio hemisfero emisfero halfrond halvkule dir direction quadrant cardinal sign letter ns ew eo ow',
)
/** Beside the name of a coordinate they say nothing that makes it another one. */
export const coordinateFillers = set(
  'decimal dec dms dm dmm ddm ddmm dddmm ddmmm signed wgs wgs84 84 gps position pos wp waypoint waypoints wpt point punkt wegpunkt ship vessel geo geographic geographical geografische geographische north east of in the and value coordinate coord y x format dezimal decimale',
)
/** What is said of a coordinate and is none. */
export const notCoordinates = set(
  'error err accuracy acc std stddev sigma sd offset diff difference delta rate uncertainty precision variance dop rad radian radians gon speed name description desc text type source haul term range',
)

export const dateWords = set('date datum fecha data dato dag tag jour')
export const clockWords = set('time zeit uhrzeit heure hora ora tijd tid tidspunkt klokkeslett klokkeslaet uhr')
export const momentWords = set(
  'timestamp timestamps datetime zeitstempel zeitpunkt horodatage tijdstip epoch unix unixtime posix basedatetime',
)
/** They name a time only where their cells have dates: DTG may be a distance to go as well. */
export const datedWords = set('created updated update dtg')
export const arrivalWords = set('eta arrival ankunft arrivee llegada arrivo chegada aankomst ankomst')
export const departureWords = set('etd departure abfahrt depart salida partenza partida saida vertrek avgang afgang')
export const timeFillers = set(
  'of fix position pos log report gps the at s ms wp waypoint planned est estimated expected dd mm yyyy yy hh ss h hhmm hhmmss ddmmyyyy yyyymmdd mmm iso 8601 and ship ships point stamp og et y e',
)

export const speedWords = set(
  'speed spd sog geschwindigkeit fahrt vitesse velocidad velocidade velocita snelheid fart hastighet hastighed kn kt kts knot knots knoten noeud noeuds nudo nudos nodi nos knopen knop',
)
/** A speed with any other word beside it, wind, current, limit, water, is none of the ship over ground. */
export const speedFillers = set(
  'over ground the of ship s vessel ships planned plan plans leg avg average mean made good service required req sog uber grund sur le fond sobre fondo over de grond',
)

/** The likeliest first. */
export const nameWords = [
  'name', 'nom', 'nombre', 'nome', 'naam', 'navn', 'bezeichnung', 'waypoint', 'wegpunkt', 'wpt', 'wp', 'veipunkt',
  'port', 'hafen', 'puerto', 'porto', 'haven', 'havn', 'place', 'ort', 'lieu', 'lugar', 'luogo', 'plaats', 'sted',
  'label', 'desc', 'description', 'beschreibung', 'id',
] as const // prettier-ignore
/** A column with one of these is no name, whatever else it says: `PORT [NM]` is a cross-track limit. */
export const notNames = set('nm m km deg xtd xtl limit time date number')

export const shipHeadings = set(
  'mmsi imo callsign vessel ship shipname vesselname schiff schiffsname navire bateau buque barco nave navio schip skip skib',
)
export const shipFillers = set('name no number nr id call sign code s of the')

export const legHeadings = [
  'geometry', 'rlgc', 'rl gc', 'sail rl gc', 'leg', 'leg type', 'legtype', 'track type', 'leg geometry', 'sail', 'sailing', 'leg rl gc',
] as const // prettier-ignore

/** Columns beside a position that nothing is read from. */
export const otherWords = set(
  'depth draught draft course cog heading hdg hdop pdop vdop dop altitude alt elevation ele height temp temperature wind gust wave waves swell current drift set pressure distance dist dtg bearing brg rot rudder rpm speed sog stw knots xtd xtl port stbd starboard radius limit number no nr count status satellites sats accuracy draft tide visibility humidity tiefe kurs entfernung distanz cap route distancia profundidad rumbo distanza rotta diepte koers afstand dybde',
)

/** The words of a heading, in lower case and without accents; marks for degrees, minutes and seconds are words as well. */
export function headingWords(text: string): readonly string[] {
  const marked = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[°º˚]/g, ' deg ')
    .replace(/(?<=^\s*(?:lat|lon|long|lng|latitude|longitude)\s?)['′’]$/i, ' min ')
    .replace(/(?<=^\s*(?:lat|lon|long|lng|latitude|longitude)\s?)(?:["″”]|'')$/i, ' sec ')
    .replace(/(?<!\p{L})['′’](?!\p{L})/gu, ' min ')
    .replace(/(?<!\p{L})["″”](?!\p{L})/gu, ' sec ')
  return plainWords(marked)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (word === '' ? [] : compound(word)))
}

/** `latdeg`, `lon_min` without its stroke. */
const compounds =
  /^(latitude|longitude|lat|long|lon|lng)(deg|degrees?|dd|min|minutes?|sec|seconds?|dir|hemi?s?|hemisphere|ns|ew|dec|decimal|dms|dm|[nsew]?)$/

function compound(word: string): readonly string[] {
  if (latWords.has(word) || lonWords.has(word) || positionWords.has(word)) return [word]
  const [, axis, part] = compounds.exec(word) ?? []
  return axis === undefined || !part ? [word] : [axis, part]
}
