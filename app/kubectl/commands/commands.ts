/** Every verb of kubectl by its name. */
import type { Command } from '../command.ts'
import { annotate } from './annotate.ts'
import { apply } from './apply.ts'
import { cordon, uncordon } from './cordon.ts'
import { deleteCommand } from './delete.ts'
import { drain } from './drain.ts'
import { label } from './label.ts'
import { patch } from './patch.ts'
import { rollout } from './rollout/rollout.ts'
import { scale } from './scale.ts'
import { set } from './set/set.ts'
import { taint } from './taint.ts'

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>(
  Object.entries({ annotate, apply, cordon, delete: deleteCommand, drain, label, patch, rollout, scale, set, taint, uncordon }),
)
