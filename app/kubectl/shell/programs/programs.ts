/** Every command beside kubectl by its name. */
import { awk } from './awk.ts'
import { cut, tr, wc } from './count-and-cut.ts'
import { cat, cd, cp, editor, ls, mv, pager, pwd, rm, tee, touch } from './files.ts'
import { filterProgram } from './filter.ts'
import { grep } from './grep.ts'
import { head, tail } from './head-tail.ts'
import { helpProgram, man } from './help.ts'
import { notHere } from './not-here.ts'
import type { Program } from './program.ts'
import { sed } from './sed.ts'
import { alias, env, exit, exportCommand, history, lookups, unalias, unset } from './shell-commands.ts'
import { sort, uniq } from './sort.ts'
import { date, sleep, watch } from './timed.ts'
import { clear, echo, no, printf, seq, yes } from './words.ts'
import { xargs } from './xargs.ts'

const nothing: Program = { about: "Accepted; Tab completes kubectl's words without it", usage: 'complete …', start: () => ({ exit: 0 }) }
const extended: typeof grep = { ...grep, about: 'The same as grep -E', begin: (call) => grep.begin({ ...call, args: ['-E', ...call.args] }) }

const all: Readonly<Record<string, Program>> = {
  alias, awk: filterProgram('awk', awk), cat, cd, clear, complete: nothing, cp, cut: filterProgram('cut', cut), date, echo, egrep: filterProgram('grep', extended), env, exit, export: exportCommand, false: no,
  grep: filterProgram('grep', grep), head: filterProgram('head', head), help: helpProgram(() => programs), history, less: pager('less'), logout: exit, ls, man, more: pager('more'), mv, nano: editor, printenv: env, printf, pwd, rm, sed, seq, sleep,
  sort: filterProgram('sort', sort), tail: filterProgram('tail', tail), tee, touch, tr, true: yes, unalias, uniq: filterProgram('uniq', uniq), unset, vi: editor, vim: editor, watch, wc, xargs,
  ...lookups((name) => Object.hasOwn(all, name) && !Object.hasOwn(notHere, name)),
}

export const programs: ReadonlyMap<string, Program> = new Map(Object.entries(all))
