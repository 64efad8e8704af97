/** Every verb of kubectl by its name. */
import type { Command } from '../command.ts'
import { annotate } from './annotate.ts'
import { apply } from './apply.ts'
import { deleteCommand } from './delete.ts'
import { label } from './label.ts'
import { taint } from './taint.ts'

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>(Object.entries({ annotate, apply, delete: deleteCommand, label, taint }))
