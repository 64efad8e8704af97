/** `help` and `man`: what there is, in one line each. */
import { fail, print, type Program } from './program.ts'

/** `help` over these commands. */
export function helpProgram(programs: () => ReadonlyMap<string, Program>): Program {
  return {
    about: 'Say what there is',
    usage: 'help [COMMAND]',
    start: ({ args: [name] }) => {
      if (name === undefined) return print(overview(programs()))
      if (name === 'kubectl') return print('kubectl: speak to the cluster. "kubectl --help" lists what it does.\n')
      const program = programs().get(name)
      return program ? print(`${name}: ${program.about}\nUsage: ${program.usage}\n`) : fail(`bash: help: no help topics match \`${name}'. Try \`help'.\n`)
    },
  }
}

function overview(programs: ReadonlyMap<string, Program>): string {
  const width = Math.max(...[...programs.keys()].map(({ length }) => length))
  const rows = [...programs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}\n`)
  return `kubectl (k for short) speaks to the cluster; "kubectl --help" says more. Around it there are:\n\n${rows.join('')}\nCommands are joined with |, &&, || and ;, and read and write files with <, > and >>.\nCtrl-C ends a command, Tab completes a word, Ctrl-R searches what was entered.\n`
}

export const man: Program = {
  about: 'Points to help',
  usage: 'man COMMAND',
  start: ({ args: [name] }) => {
    if (name === undefined) return fail('What manual page do you want?\n')
    return fail(`There are no manual pages here; ${name === 'kubectl' ? '"kubectl --help" and "kubectl explain" say' : `"help ${name}" says`} what there is to know.\n`, 16)
  },
}
