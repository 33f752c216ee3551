import type { Command } from './commands.ts'

/** A command without keys of its own. */
export const plainCommand = (
  command: Omit<Command, 'shortcuts' | 'enabled'> & Partial<Pick<Command, 'shortcuts' | 'enabled'>>,
): Command => ({ shortcuts: [], enabled: true, ...command })
