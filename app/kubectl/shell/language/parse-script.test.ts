import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandWord } from './expand-word.ts'
import { parseScript } from './parse-script.ts'

const names = { variables: { NS: 'team', LIST: 'a  b', EMPTY: '' }, exit: 3, files: ['a.yaml', 'b.yaml', '.hidden'] }

/** The words of a line's commands, expanded. */
function words(line: string) {
  const parsed = parseScript(line)
  return 'script' in parsed ? parsed.script.map(({ commands }) => commands.map((command) => command.words.flatMap((word) => expandWord(word, names)))) : parsed
}

describe('words', () => {
  it.each([
    ['one  two', ['one', 'two']],
    [`'a  b' "c  d" e\\ f`, ['a  b', 'c  d', 'e f']],
    [`a'b'"c"d`, ['abcd']],
    [`"a\\"b" "\\$NS" "\\n" '\\n'`, ['a"b', '$NS', '\\n', '\\n']],
    ['$NS ${NS}x "$NS y" \'$NS\' \\$NS $?', ['team', 'teamx', 'team y', '$NS', '$NS', '3']],
    ['x$LIST "$LIST" $EMPTY "$EMPTY" $NOPE end', ['xa', 'b', 'a  b', '', 'end']],
    ['a#b # a comment | ; &&', ['a#b']],
    ['~ ~/x a~ "~"', ['/home/student', '/home/student/x', 'a~', '~']],
    ['*.yaml "*.yaml" *.txt ?.yaml', ['a.yaml', 'b.yaml', '*.yaml', '*.txt', 'a.yaml', 'b.yaml']],
    ["-o jsonpath='{.items[*].metadata.name}'", ['-o', 'jsonpath={.items[*].metadata.name}']],
    ['-o jsonpath={.spec.nodeName} -l !gpu', ['-o', 'jsonpath={.spec.nodeName}', '-l', '!gpu']],
    ['one \\\ntwo', ['one', 'two']],
    ["-p '{\"spec\":{\"x\":1}}'", ['-p', '{"spec":{"x":1}}']],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual([[expected]])
  })
})

describe('what is joined', () => {
  it('by ; && || and |', () => {
    const parsed = parseScript('a | b && c || d; e\nf')
    expect('script' in parsed && parsed.script.map(({ after, commands }) => [after, commands.length])).toEqual([[';', 2], ['&&', 1], ['||', 1], [';', 1], [';', 1]])
  })

  it.each(["echo 'a", 'echo "a', 'a |', 'a &&', 'a ||', 'a \\', 'cat <<EOF', 'cat <<EOF\nbody', 'echo $(date', 'echo "$(date)', 'echo `date'])('goes on in the next line: %s', (line) => {
    expect(parseScript(line)).toMatchObject({ incomplete: true })
  })

  it.each([
    ['| a', "syntax error near unexpected token `|'"],
    ['a | | b', "syntax error near unexpected token `|'"],
    ['a && && b', "syntax error near unexpected token `&&'"],
    ['; a', "syntax error near unexpected token `;'"],
    ['a ;; b', "syntax error near unexpected token `;;'"],
    ['a >', "syntax error near unexpected token `newline'"],
    ['a > | b', "syntax error near unexpected token `|'"],
    ['(a)', "syntax error near unexpected token `('"],
    ['a)', "syntax error near unexpected token `)'"],
    ['sleep 1 &', "the lab's shell runs nothing in the background: open a second terminal for it"],
    ['for i in 1 2; do echo; done', "for: the lab's shell has no loops: enter the lines one after another, or use xargs"],
    ['if true; then echo; fi', "if: the lab's shell has no conditions: use && and ||"],
    ['echo ${NS:-x}', '${NS:-x}: bad substitution: the lab\'s shell knows ${NAME} only'],
    ['echo $((1+2))', "$((: the lab's shell does not calculate"],
  ])('is refused: %s', (line, problem) => {
    expect(parseScript(line)).toEqual({ problem })
  })
})

describe('heredocs', () => {
  const body = (text: string) => {
    const parsed = parseScript(text)
    const redirection = 'script' in parsed ? parsed.script[0]!.commands[0]!.redirections[0] : undefined
    return redirection?.kind === 'text' ? redirection.text.map((part) => ('text' in part ? part.text : part.kind === 'variable' ? `<${part.name}>` : '<…>')).join('') : parsed
  }

  it.each([
    ['cat <<EOF\na $NS\n\\$b "q"\nEOF', 'a <NS>\n$b "q"\n'],
    ["cat <<'EOF'\na $NS `x`\nEOF\n", 'a $NS `x`\n'],
    ['cat <<-EOF\n\ta\n\t  b\n\tEOF', 'a\n  b\n'],
    ['cat <<EOF | grep x\nx: 1\nEOF', 'x: 1\n'],
    ['cat <<EOF\nEOF', ''],
  ])('%j', (text, expected) => {
    expect(body(text)).toBe(expected)
  })

  it('may be two in one line, and commands go on behind them', () => {
    const parsed = parseScript('a <<X; b <<Y\n1\nX\n2\nY\nc')
    expect('script' in parsed && parsed.script.map(({ commands }) => commands[0]!.redirections)).toEqual([
      [{ kind: 'text', text: [{ kind: 'text', text: '1\n', quoted: true }] }], [{ kind: 'text', text: [{ kind: 'text', text: '2\n', quoted: true }] }], [],
    ])
  })
})

describe('aliases', () => {
  const first = (line: string) => {
    const parsed = parseScript(line, { k: 'kubectl', kgp: 'k get pods', ls: 'ls -l', two: 'a; b' })
    return 'script' in parsed ? parsed.script.map(({ commands }) => commands.map((command) => command.words.map((word) => expandWord(word, names)).join(' '))) : parsed
  }

  it.each([
    ['k get ds', [['kubectl get ds']]],
    ['kgp -A | k x', [['kubectl get pods -A', 'kubectl x']]],
    ['ls', [['ls -l']]],
    ['two c', [['a'], ['b c']]],
    ['echo k', [['echo k']]],
    ["'k' get", [['k get']]],
    ['k8s', [['k8s']]],
  ])('%s', (line, expected) => {
    expect(first(line)).toEqual(expected)
  })
})

it('never throws, whatever the text', () => {
  const piece = fc.constantFrom('$', '(', ')', '`', '"', "'", '\\', '\n', '<<', '<<-', '<<<', 'EOF', '&&', '|', ';', '>', '2>&1', '&', '#', '!', '{', '}', '${', '$((', 'a', ' ', 'k', '=', '*', 'for')
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
    const parsed = parseScript(pieces.join(''), { k: 'kubectl "', a: 'a b' })
    expect(['script', 'incomplete', 'problem'].some((key) => key in parsed)).toBe(true)
  }), { numRuns: 3_000 })
  expect(parseScript('$('.repeat(10_000))).toEqual({ problem: 'too many substitutions inside one another' })
})
