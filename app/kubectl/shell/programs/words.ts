/** `echo`, `printf`, `seq`, and the commands that do nothing but end. */
import { fail, print, type Program } from './program.ts'

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '', b: '', '\\': '\\', '"': '"', "'": "'", e: '\u001b' }
const unescaped = (text: string) => text.replace(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole)

export const echo: Program = {
  about: 'Print words',
  usage: 'echo [-ne] [WORD…]',
  start: ({ args }) => {
    let first = 0
    while (/^-[neE]+$/.test(args[first] ?? '')) first++
    const options = args.slice(0, first).join('')
    const text = args.slice(first).join(' ')
    return print(`${options.includes('e') ? unescaped(text) : text}${options.includes('n') ? '' : '\n'}`)
  },
}

export const printf: Program = {
  about: 'Print words in a form',
  usage: 'printf FORMAT [WORD…]',
  start: ({ args: [format, ...words] }) => {
    if (format === undefined) return fail('printf: usage: printf [-v var] format [arguments]\n', 2)
    let text = ''
    const rest = [...words]
    do {
      text += unescaped(format).replace(/%%|%(-?\d*)([sd])/g, (whole, width: string, kind: string) => {
        if (whole === '%%') return '%'
        const word = kind === 'd' ? String(Math.trunc(Number(rest.shift() ?? 0)) || 0) : (rest.shift() ?? '')
        return width.startsWith('-') ? word.padEnd(Number(width.slice(1))) : word.padStart(Number(width))
      })
    } while (rest.length > 0 && /%-?\d*[sd]/.test(format.replaceAll('%%', '')))
    return print(text)
  },
}

export const seq: Program = {
  about: 'Print numbers',
  usage: 'seq [FIRST] LAST',
  start: ({ args }) => {
    const wrong = args.find((arg) => !/^-?\d+$/.test(arg))
    if (args.length === 0 || args.length > 2) return fail(args.length === 0 ? 'seq: missing operand\n' : 'seq: the lab counts by ones: seq [FIRST] LAST\n')
    if (wrong !== undefined) return fail(`seq: invalid floating point argument: '${wrong}'\n`)
    const [first, last] = (args.length === 1 ? [1, Number(args[0])] : args.map(Number)) as [number, number]
    if (last - first > 100_000) return fail('seq: the lab counts to 100,000 at most\n')
    return print(Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${first + index}\n`).join(''))
  },
}

export const yes: Program = { about: 'End well', usage: 'true', start: () => ({ exit: 0 }) }
export const no: Program = { about: 'End badly', usage: 'false', start: () => ({ exit: 1 }) }
export const clear: Program = { about: 'Clear the screen', usage: 'clear', start: () => ({ output: [{ kind: 'clear' }], exit: 0 }) }
