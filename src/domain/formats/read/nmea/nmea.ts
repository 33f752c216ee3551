import { AppError } from '../../../errors.ts'
import { cleanName, plural } from '../../file-values.ts'
import { type Draft, type FormatReader, type ImportNote, notUsed, type Reading } from '../../reading.ts'
import { type Fixes, fixesOf } from './fixes.ts'
import { routesOf } from './routes.ts'
import { mergeFixes, type MergedFixes } from './same-fix.ts'
import { holdsSentences, type Scan, scanSentences, type Sentence } from './sentences.ts'

/**
 * A log of NMEA 0183 sentences: its fixes (RMC, GGA, GLL, GNS) are one track, its routes (RTE with WPL) are routes.
 * Other text in its lines, such as the times of a logger, is passed over.
 */
export const nmea: FormatReader = {
  recognises: (text) => !/^\s*<[!?a-z]/i.test(text) && holdsSentences(text),
  read: readNmea,
}

function readNmea(text: string): Reading {
  const scan = scanSentences(text)
  refuseOtherDatum(scan.sentences)
  const found = fixesOf(scan.sentences)
  const merged = mergeFixes(found.fixes)
  const notes: ImportNote[] = []
  const routes = routesOf(scan.sentences, notes)
  const drafts = [...routes, ...trackOf(merged)]
  if (drafts.length === 0) throw nothingIn(scan, found)
  notes.push(...fixNotes(found, merged), ...scanNotes(scan))
  return { format: 'NMEA 0183', drafts, notes }
}

function trackOf({ fixes }: MergedFixes): Draft[] {
  if (fixes.length === 0) return []
  const points = fixes.map(({ position, timeMs }) => ({ ...position, timeMs }))
  return [{ kind: fixes.some(({ timeMs }) => timeMs !== null) ? 'track' : 'line', name: '', points }]
}

/** WGS84 is W84 here; P90, of GLONASS, is the same to within a metre. */
function refuseOtherDatum(sentences: readonly Sentence[]): void {
  const other = sentences.find(({ type, fields }) => type === 'DTM' && !/^(W84|P90|)$/i.test(fields[0] ?? ''))
  if (other)
    throw new AppError(
      'file-malformed',
      `line ${other.line}: its positions are in the datum "${cleanName(other.fields[0]).slice(0, 20)}"; only WGS84 can be read`,
    )
}

/** Sentences of a maker's own that hold routes, in ways that are not public. */
const makersOwn = [
  { letters: 'PMGN', is: 'this is a Magellan file ($PMGN sentences); convert it to GPX and open that' },
  {
    letters: 'PTLK',
    is: 'this is a route list of $PTLK sentences, whose layout is not public; save the route as RTZ or CSV',
  },
] as const

function nothingIn({ damaged, ais, sentences, others }: Scan, { invalid, unread }: Fixes): AppError {
  for (const { letters, is } of makersOwn)
    if (others.some((type) => type.startsWith(letters))) return new AppError('file-not-understood', is)
  if (invalid > 0 && damaged === 0)
    return new AppError('file-no-route', 'this is an NMEA log, and its receiver never had a fix')
  if (damaged + unread > 0)
    return new AppError(
      'file-no-route',
      `this is an NMEA log, and none of its positions can be used: ${plural(damaged + unread, 'sentence')} damaged`,
    )
  if (ais > 0 && sentences.length + others.length === 0)
    return new AppError('file-not-understood', 'this is a log of AIS messages; save the ship’s track as CSV or GPX')
  return new AppError('file-no-route', 'this is an NMEA log without positions (RMC, GGA, GLL or WPL sentences)')
}

const were = (count: number) => (count === 1 ? 'was' : 'were')

function fixNotes(found: Fixes, { fixes, contradictions }: MergedFixes): ImportNote[] {
  const timed = fixes.filter(({ timeMs }) => timeMs !== null).length
  const untimed = fixes.filter(({ timeMs, clock }) => timeMs === null && clock !== null).length
  const badClocks = fixes.filter(({ hasBadClock }) => hasBadClock).length
  const clockless = fixes.filter(({ clock, hasBadClock }) => clock === null && !hasBadClock).length
  const [badDate = null] = found.badDates
  const texts = [
    found.invalid > 0 && `${plural(found.invalid, 'sentence')} without a valid fix ${were(found.invalid)} left out.`,
    found.unread > 0 &&
      `${plural(found.unread, 'sentence')} with an unreadable position ${were(found.unread)} left out.`,
    untimed > 0 &&
      (timed > 0
        ? `The times of ${plural(untimed, 'fix', 'fixes')} were left out: the date is not known.`
        : badDate === null
          ? 'The times were left out: the log has no date (no RMC or ZDA sentence).'
          : `The times were left out: its date "${cleanName(badDate).slice(0, 20)}" cannot be read.`),
    badDate !== null &&
      (timed > 0 || untimed === 0) &&
      `${plural(found.badDates.length, 'date')} cannot be read ("${cleanName(badDate).slice(0, 20)}").`,
    badClocks > 0 && `The times of ${plural(badClocks, 'fix', 'fixes')} cannot be read and were left out.`,
    clockless > 0 && `${plural(clockless, 'fix', 'fixes')} ${clockless === 1 ? 'has' : 'have'} no time.`,
    fixes.some(({ timeMs, type }) => timeMs !== null && type !== 'RMC') &&
      'GGA and GLL sentences have no date; it was taken from the RMC or ZDA sentences beside them.',
    found.estimated > 0 &&
      `${plural(found.estimated, 'sentence')} ${found.estimated === 1 ? 'has' : 'have'} a position that was estimated or entered by hand.`,
    found.simulated > 0 && `${plural(found.simulated, 'sentence')} ${were(found.simulated)} made by a simulator.`,
    contradictions > 0 &&
      `In ${plural(contradictions, 'place')} two sentences of one time are more than 0.2 NM apart; RMC was taken before GGA and GLL.`,
  ]
  return texts.flatMap((text) => (text === false ? [] : [{ text }]))
}

function scanNotes({ sentences, others, damaged, ais, unchecked }: Scan): ImportNote[] {
  const hasSpeeds = sentences.some(({ type, fields }) => type === 'RMC' && (fields[6] ?? '') !== '')
  const texts = [
    damaged > 0 && `${plural(damaged, 'sentence')} with a wrong or missing checksum ${were(damaged)} left out.`,
    unchecked && 'It has sentences without checksums; nothing tells whether they are damaged.',
    ais > 0 && `${plural(ais, 'AIS message')} ${were(ais)} not read.`,
    hasSpeeds && 'Speed and course of RMC sentences were not used.',
    others.length > 0 && notUsed('Sentence', others),
  ]
  return texts.flatMap((text) => (text === false ? [] : [{ text }]))
}
