import type { Command } from './commands.ts'
import { fit } from './palette-search.ts'

/** A command as it is listed. */
export interface Entry {
  readonly command: Command
  /** Indexes of the letters of its label that were searched for. */
  readonly marks: readonly number[]
}

export interface EntryGroup {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** More than anybody looks through; the search narrows them. */
const MAX_FOUND = 40
/** What was chosen lately comes before what fits as well. */
const RECENT_BONUS = 5
/** What cannot be done now comes after what can. */
const DISABLED_MALUS = 50

/** The commands as they are listed: those chosen lately and then all of them by group, or what fits the search, the best first. */
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
