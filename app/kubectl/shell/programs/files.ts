/** Commands around the files of the working directory: `cat`, `ls`, `tee`, `touch`, `rm`, `cp`, `mv`, and the editors. */
import { fileNamed, longestFile, type Files } from '../desk.ts'
import { joined, linesOf, textOfFile, wrongUsage } from './filter.ts'
import { parseOptions } from './options.ts'
import { err, fail, out, print, type Next, type Program } from './program.ts'

const numbered = (text: string, from: number) => joined(linesOf(text).map((line, index) => `${String(from + index).padStart(6)}\t${line}`))

export const cat: Program = {
  about: 'Print files',
  usage: 'cat [-n] [FILE…]',
  start: ({ args, files }) => {
    const options = parseOptions(args, { letters: 'n', long: { number: 'n' } })
    if ('problem' in options) return wrongUsage('cat', options.problem)
    const numbers = options.given['n'] !== undefined
    if (options.args.length === 0 || options.args.includes('-')) return { reads: true, state: { numbers, paths: options.args, text: '' } }
    return catFiles(options.args, files, numbers)
  },
  read: (kept, text, ended, { files }) => {
    const { numbers, paths, text: before } = kept as { readonly numbers: boolean; readonly paths: readonly string[]; readonly text: string }
    if (paths.length === 0 && !numbers) return { output: [out(text)], ...(ended ? { exit: 0 } : { reads: true, state: kept }) }
    if (!ended) return { reads: true, state: { numbers, paths, text: before + text } }
    return catFiles(paths.length > 0 ? paths : ['-'], { ...files, '-': before + text }, numbers)
  },
}

function catFiles(paths: readonly string[], files: Files, numbers: boolean): Next {
  let from = 1
  const output = paths.map((path) => {
    const text = textOfFile(files, path)
    if (text === undefined) return err(`cat: ${path}: ${path === '.' || path === '/' ? 'Is a directory' : 'No such file or directory'}\n`)
    const shown = numbers ? numbered(text, from) : text
    from += linesOf(text).length
    return out(shown)
  })
  return { output, exit: Number(output.some(({ stream }) => stream === 'stderr')) }
}

/** `less` and `more`: all at once, as they do where nobody turns pages; the terminal scrolls by itself. */
export const pager = (name: 'less' | 'more'): Program => ({
  ...cat,
  about: 'Print files; the terminal scrolls by itself',
  usage: `${name} [FILE…]`,
  start: (call) => cat.start({ ...call, args: call.args.filter((arg) => !/^[-+]./.test(arg)) }),
})

export const ls: Program = {
  about: 'List the files',
  usage: 'ls [-l1a] [FILE…]',
  start: ({ args, files }) => {
    const options = parseOptions(args, { letters: 'l1aAhtrFS', long: { all: 'a' } })
    if ('problem' in options) return wrongUsage('ls', options.problem, 2)
    const paths = options.args.filter((path) => !/^(\.\/?|~|\/home\/student\/?)$/.test(path))
    const missing = paths.filter((path) => textOfFile(files, path) === undefined)
    const names = options.args.length > paths.length || paths.length === 0 ? Object.keys(files).filter((name) => !name.startsWith('.') || options.given['a'] !== undefined || options.given['A'] !== undefined) : paths.filter((path) => !missing.includes(path))
    names.sort()
    const width = Math.max(0, ...names.map((name) => String(textOfFile(files, name)!.length).length))
    const row = (name: string) => (options.given['l'] === undefined ? name : `-rw-r--r-- 1 student student ${String(textOfFile(files, name)!.length).padStart(width)} ${name}`)
    return {
      output: [...missing.map((path) => err(`ls: cannot access '${path}': No such file or directory\n`)), out(names.map((name) => `${row(name)}\n`).join(''))],
      exit: missing.length > 0 ? 2 : 0,
    }
  },
}

export const tee: Program = {
  about: 'Print what comes in and write it to files as well',
  usage: 'tee [-a] FILE…',
  start: ({ args, files }) => {
    const options = parseOptions(args, { letters: 'a', long: { append: 'a' } })
    if ('problem' in options) return wrongUsage('tee', options.problem)
    const wrong = options.args.find((path) => fileNamed(path) === undefined && path !== '/dev/null')
    if (wrong !== undefined) return fail(`tee: ${wrong}: No such file or directory\n`)
    const names = options.args.map(fileNamed).filter((name) => name !== undefined)
    return { reads: true, state: names, files: Object.fromEntries(names.map((name) => [name, options.given['a'] === undefined ? '' : (files[name] ?? '')])) }
  },
  read: (kept, text, ended, { files }) => {
    const names = kept as readonly string[]
    if (names.some((name) => (files[name] ?? '').length + text.length > longestFile)) return fail('tee: No space left on device\n')
    return { output: [out(text)], files: Object.fromEntries(names.map((name) => [name, (files[name] ?? '') + text])), ...(ended ? { exit: 0 } : { reads: true, state: kept }) }
  },
}

export const touch: Program = {
  about: 'Make empty files',
  usage: 'touch FILE…',
  start: ({ args, files }) => {
    if (args.length === 0) return wrongUsage('touch', 'missing file operand')
    const wrong = args.find((path) => fileNamed(path) === undefined)
    if (wrong !== undefined) return fail(`touch: cannot touch '${wrong}': No such file or directory\n`)
    return { files: Object.fromEntries(args.map((path) => [fileNamed(path)!, files[fileNamed(path)!] ?? ''])), exit: 0 }
  },
}

export const rm: Program = {
  about: 'Remove files',
  usage: 'rm [-f] FILE…',
  start: ({ args, files }) => {
    const options = parseOptions(args, { letters: 'frivR', long: { force: 'f' } })
    if ('problem' in options) return wrongUsage('rm', options.problem)
    const force = options.given['f'] !== undefined
    if (options.args.length === 0 && !force) return wrongUsage('rm', 'missing operand')
    const missing = options.args.filter((path) => textOfFile(files, path) === undefined)
    const removed = options.args.filter((path) => !missing.includes(path)).map((path) => fileNamed(path)!)
    return { removes: removed, output: force ? [] : missing.map((path) => err(`rm: cannot remove '${path}': No such file or directory\n`)), exit: Number(missing.length > 0 && !force) }
  },
}

function transfer(name: 'cp' | 'mv'): Program['start'] {
  return ({ args, files }) => {
    const options = parseOptions(args, { letters: 'firvpa' })
    if ('problem' in options) return wrongUsage(name, options.problem)
    const [from, to, ...more] = options.args
    if (from === undefined) return wrongUsage(name, 'missing file operand')
    if (to === undefined) return wrongUsage(name, `missing destination file operand after '${from}'`)
    if (more.length > 0) return fail(`${name}: target '${more.at(-1)}': No such file or directory\n`)
    const text = textOfFile(files, from)
    const [source, target] = [fileNamed(from), fileNamed(to)]
    if (text === undefined || source === undefined) return fail(`${name}: cannot stat '${from}': No such file or directory\n`)
    if (target === undefined) return fail(`${name}: cannot create regular file '${to}': No such file or directory\n`)
    if (source === target) return fail(`${name}: '${from}' and '${to}' are the same file\n`)
    return { files: { [target]: text }, ...(name === 'mv' && { removes: [source] }), exit: 0 }
  }
}

export const cp: Program = { about: 'Copy a file', usage: 'cp FILE FILE', start: transfer('cp') }
export const mv: Program = { about: 'Give a file another name', usage: 'mv FILE FILE', start: transfer('mv') }

/** `vi FILE`: the file is shown in the editor of the lab; the command ends when it is saved or left. */
export const editor: Program = {
  about: 'Edit a file in the editor of the lab',
  usage: 'vi FILE',
  start: ({ args }) => {
    const [path, ...more] = args.filter((arg) => !/^[-+]/.test(arg))
    if (path === undefined || more.length > 0) return fail('the editor of the lab opens one file: vi FILE\n')
    const file = fileNamed(path)
    return file === undefined ? fail(`${path}: No such file or directory\n`) : { edit: { file } }
  },
  wake: () => ({ exit: 0 }),
}

/** Where everything lies. */
export const pwd: Program = { about: 'Print the working directory', usage: 'pwd', start: () => print('/home/student\n') }

export const cd: Program = {
  about: 'There is one directory only',
  usage: 'cd',
  start: ({ args }) => {
    const [to] = args.filter((arg) => arg !== '--')
    return to === undefined || /^(\.\/?|~\/?|\/home\/student\/?|-)$/.test(to) ? { exit: 0 } : fail(`bash: cd: ${to}: No such file or directory (the lab has one directory)\n`)
  },
}
