import type { Command } from './commands.ts'
/** How well the typed text fits some words; higher is better. */
export interface Fit {
  readonly score: number
  /** Indexes of the label's letters that matched. */
  readonly marks: readonly number[]
}

/** Score of a part of the query by where it is found: at the start of a word, within one, or letter by letter. */
const WORTH = { wordStart: 100, within: 60, letters: 30 } as const
/** For a part found only in a command's other words. */
const OTHER_WORDS = 20

/**
 * How well a command's label or other words fit the typed text. Every part of the query has to be found; letters may be
 * skipped within the label: `gw` finds `Get weather`.
 * @returns null: not at all
 */
export function fit(query: string, label: string, otherWords = ''): Fit | null {
  const marks = new Set<number>()
  let score = 0
  for (const part of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = fitPart(part, label.toLowerCase())
    if (found) {
      score += found.score
      for (const mark of found.marks) marks.add(mark)
    } else if (wordStart(part, otherWords.toLowerCase()) >= 0) score += OTHER_WORDS
    else return null
  }
  return { score, marks: [...marks].sort((a, b) => a - b) }
}

/** Index of the word that begins with the part, or −1. */
function wordStart(part: string, text: string): number {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return at
  }
  return -1
}

function fitPart(part: string, label: string): Fit | null {
  const start = wordStart(part, label)
  const at = start >= 0 ? start : label.indexOf(part)
  if (at >= 0)
    return {
      score: (start >= 0 ? WORTH.wordStart : WORTH.within) - Math.min(at, 20),
      marks: Array.from(part, (_, index) => at + index),
    }
  return fitLetters(part, label)
}

/** The letters one after another, each at the start of a word if one lies ahead. */
function fitLetters(part: string, label: string): Fit | null {
  const marks: number[] = []
  let from = 0
  for (const letter of part) {
    const rest = label.slice(from)
    const initial = wordStart(letter, rest)
    const at = initial >= 0 ? initial : rest.indexOf(letter)
    if (at < 0) return null
    marks.push(from + at)
    from += at + 1
  }
  const initials = marks.filter((mark) => mark === 0 || label[mark - 1] === ' ').length
  // Letters scattered over a label mean nothing; at least the first has to begin a word.
  return initials === 0 ? null : { score: (WORTH.letters * initials) / part.length, marks }
}

/** A command as it is listed. */
export interface Entry {
  readonly command: Command
  /** Indexes of the label's letters that were searched for. */
  readonly marks: readonly number[]
}

export interface EntryGroup {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** More than anybody looks through; a longer search narrows them. */
const MAX_FOUND = 40
/** Of two that fit alike, the one chosen lately comes first. */
const RECENT_BONUS = 5
/** Commands that cannot be done now come last. */
const DISABLED_MALUS = 50

/** The commands as listed: those chosen lately and then all by group, or what fits the search, the best first. */
export function entryGroups(commands: readonly Command[], recentIds: readonly string[], query: string): EntryGroup[] {
  return query.trim() === '' ? everything(commands, recentIds) : found(commands, recentIds, query)
}

function everything(commands: readonly Command[], recentIds: readonly string[]): EntryGroup[] {
  const entry = (command: Command): Entry => ({ command, marks: [] })
  const recent = recentIds.flatMap((id) => commands.filter((command) => command.id === id && command.enabled))
  const others = commands.filter((command) => !command.searched && !recent.includes(command))
  const groups = [...new Set(others.map(({ group }) => group))].map((group) => ({
    title: group,
    entries: others.filter((command) => command.group === group).map(entry),
  }))
  return recent.length > 0 ? [{ title: 'Recent', entries: recent.map(entry) }, ...groups] : groups
}

function found(commands: readonly Command[], recentIds: readonly string[], query: string): EntryGroup[] {
  const entries = commands
    .flatMap((command) => {
      const how = fit(query, command.label, `${command.group} ${command.otherWords ?? ''}`)
      return how
        ? [
            {
              command,
              marks: how.marks,
              score:
                how.score +
                (recentIds.includes(command.id) ? RECENT_BONUS : 0) -
                (command.enabled ? 0 : DISABLED_MALUS),
            },
          ]
        : []
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, MAX_FOUND)
  return entries.length > 0 ? [{ title: 'Found', entries }] : []
}
