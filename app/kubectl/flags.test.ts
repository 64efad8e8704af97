import { describe, expect, it } from 'vitest'
import { parseDuration, parseFlags, type FlagSpec, type ParsedFlags } from './flags.ts'

const specs: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'text', about: '' },
  { name: 'watch', short: 'w', type: 'boolean', about: '' },
  { name: 'all', short: 'A', type: 'boolean', about: '' },
  { name: 'dry-run', type: 'text', bare: 'unchanged', about: '' },
  { name: 'label-columns', short: 'L', type: 'list', about: '' },
  { name: 'timeout', type: 'duration', about: '' },
]
const parse = (line: string) => parseFlags(line.split(' '), specs)
const good = (line: string) => parse(line) as ParsedFlags

describe('flags', () => {
  it('reads every way to write a value', () => {
    for (const line of ['-o yaml x', '-oyaml x', '-o=yaml x', '--output yaml x', 'x --output=yaml', '-wo yaml x', '-Awoyaml x']) {
      expect([good(line).flags.text('output'), good(line).args], line).toEqual(['yaml', ['x']])
    }
    expect(good('-L a,b x -L c').flags.list('label-columns')).toEqual(['a', 'b', 'c'])
  })

  it('never takes the next word for a flag with a value of its own', () => {
    expect(good('--dry-run server').args).toEqual(['server'])
    expect(good('--dry-run=server').flags.text('dry-run')).toBe('server')
    expect(good('--watch=false').flags.on('watch', true)).toBe(false)
  })

  it('ends at --', () => {
    expect(good('a -- -o b')).toMatchObject({ args: ['a', '-o', 'b'], dashAt: 1 })
  })

  it.each([
    ['--bogus', 'unknown flag: --bogus'],
    ['-z', "unknown shorthand flag: 'z' in -z"],
    ['-wz', "unknown shorthand flag: 'z' in -z"],
    ['--output', 'flag needs an argument: --output'],
    ['-o', "flag needs an argument: 'o' in -o"],
    ['--=x', 'bad flag syntax: --=x'],
    ['--watch=x', 'invalid argument "x" for "-w, --watch" flag: strconv.ParseBool: parsing "x": invalid syntax'],
    ['--timeout=x', 'invalid argument "x" for "--timeout" flag: time: invalid duration "x"'],
    ['--timeout=3', 'invalid argument "3" for "--timeout" flag: time: missing unit in duration "3"'],
  ])('refuses %s', (line, problem) => expect(parse(line)).toEqual({ problem }))

  it('reads durations', () => {
    expect(['1m30s', '250ms', '0', '-1s', '1.5h'].map(parseDuration)).toEqual([90_000, 250, 0, -1000, 5_400_000])
  })
})
