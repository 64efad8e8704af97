/** Every verb of kubectl by its name. */
import type { Command } from '../command.ts'
import { apply } from './apply.ts'

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>(Object.entries({ apply }))
