/** Every verb of kubectl by its name. */
import type { Command } from '../command.ts'

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>()
