/** Every verb of kubectl by its name. */
import type { Command } from '../command.ts'
import { annotate } from './annotate.ts'
import { apply } from './apply.ts'
import { autoscale } from './autoscale.ts'
import { cordon, uncordon } from './cordon.ts'
import { create } from './create.ts'
import { deleteCommand } from './delete.ts'
import { diff } from './diff.ts'
import { drain } from './drain.ts'
import { edit } from './edit.ts'
import { expose } from './expose.ts'
import { label } from './label.ts'
import { leftOutCommands } from './left-out.ts'
import { logs } from './logs.ts'
import { patch } from './patch.ts'
import { replace } from './replace.ts'
import { rollout } from './rollout/rollout.ts'
import { run } from './run.ts'
import { scale } from './scale.ts'
import { set } from './set/set.ts'
import { taint } from './taint.ts'
import { wait } from './wait.ts'

const writing = { annotate, apply, autoscale, cordon, create, delete: deleteCommand, diff, drain, edit, expose, label, logs, patch, replace, rollout, run, scale, set, taint, uncordon, wait }

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>(Object.entries({ ...writing, ...leftOutCommands }))
