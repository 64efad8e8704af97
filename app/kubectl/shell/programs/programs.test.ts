import { describe, expect, it } from 'vitest'
import { Terminal } from '../terminal.fixture.ts'

const pods = `NAME          READY   STATUS             RESTARTS   AGE    NODE
agent-b2x     1/1     Running            0          2m     node-2
agent-a1x     1/1     Running            12         10m    node-1
web-1         0/1     ImagePullBackOff   3          5s     node-3
web-2         0/1     Pending            0          1h     <none>
`
const sizes = 'a 10\nb 9\nc 100\nB 9\n'

const run = (line: string) => new Terminal([], { pods, sizes, empty: '', cut: 'no end\n' }).type(line)

describe('grep', () => {
  it.each([
    ['grep web pods', 'web-1         0/1     ImagePullBackOff   3          5s     node-3\nweb-2         0/1     Pending            0          1h     <none>\n'],
    ['cat pods | grep -v -e agent -e web', 'NAME          READY   STATUS             RESTARTS   AGE    NODE\n'],
    ['grep -c Running pods', '2\n'],
    ['grep -ic RUNNING pods', '2\n'],
    ['grep -n Pending pods | cut -c1-7', '5:web-2\n'],
    ['grep -o "node-[0-9]" pods', 'node-2\nnode-1\nnode-3\n'],
    ['grep -oE "^(web|agent)-[a-z0-9]+" pods', 'agent-b2x\nagent-a1x\nweb-1\nweb-2\n'],
    ['grep -o "^\\(web\\|agent\\)-[[:alnum:]]*" pods', 'agent-b2x\nagent-a1x\nweb-1\nweb-2\n'],
    ['grep -o "^web+" pods; echo $?', '1\n'],
    ['grep -oE "1{2}|e{1}nd" cut', 'end\n'],
    ['grep -w node pods | wc -l', '3\n'],
    ['grep -w nod pods; echo $?', '1\n'],
    ['grep -q web pods && echo found', 'found\n'],
    ['grep -F "<none>" pods | cut -d" " -f1', 'web-2\n'],
    ['grep -A1 a1x pods | cut -d " " -f 1', 'agent-a1x\nweb-1\n'],
    ['grep -B1 -n a1x pods | cut -c1-5', '2-age\n3:age\n'],
    ['grep -C1 -e NAME -e web-2 pods | cut -c1-5', 'NAME \nagent\n--\nweb-1\nweb-2\n'],
    ['grep -m1 web pods | cut -c1-5', 'web-1\n'],
    ['grep -h end cut sizes; grep end cut sizes', 'no end\ncut:no end\n'],
    ['grep -l a sizes pods cut', 'sizes\npods\n'],
    ['grep x nope', 'grep: nope: No such file or directory\n'],
    ['grep x nope 2>/dev/null; echo $?', '2\n'],
    ['grep "[a" pods', 'grep: Unmatched [, [^, [:, [., or [=\n'],
    ['grep', "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'help grep' for more information.\n"],
    ['grep -j x pods', "grep: invalid option -- 'j'\nTry 'help grep' for more information.\n"],
    ['echo "a.b" | grep -c "a\\.b"; echo "axb" | grep -c "a\\.b"', '1\n0\n'],
    ['echo "]x" | grep -o "[]]"', ']\n'],
    ['echo "a\\b" | grep -c "[\\]"', '1\n'],
    ['echo a | egrep -c "a|b"', '1\n'],
  ])('%s', (line, shown) => {
    expect(run(line)).toBe(shown)
  })
})

describe('head and tail', () => {
  it.each([
    ['seq 20 | head', '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n'],
    ['seq 20 | head -2', '1\n2\n'],
    ['seq 20 | head -n 1', '1\n'],
    ['seq 5 | head -n -3', '1\n2\n'],
    ['seq 20 | tail -n2', '19\n20\n'],
    ['seq 5 | tail -n +4', '4\n5\n'],
    ['head -1 cut sizes', '==> cut <==\nno end\n\n==> sizes <==\na 10\n'],
    ['tail -n1 cut sizes', '==> cut <==\nno end\n\n==> sizes <==\nB 9\n'],
    ['tail -f sizes', 'tail: -f: files here change only by your own hand\n'],
    ['head -n x sizes', "head: invalid number of lines: ‘x’\n"],
    ['head -n', "head: option requires an argument -- 'n'\nTry 'help head' for more information.\n"],
  ])('%s', (line, shown) => {
    expect(run(line)).toBe(shown)
  })
})

describe('sort and uniq', () => {
  it.each([
    ['sort sizes', 'B 9\na 10\nb 9\nc 100\n'],
    ['sort -f sizes', 'a 10\nB 9\nb 9\nc 100\n'],
    ['sort -k2 sizes', 'a 10\nc 100\nB 9\nb 9\n'],
    ['sort -k2n sizes', 'B 9\nb 9\na 10\nc 100\n'],
    ['sort -k 2 -n -r sizes', 'c 100\na 10\nb 9\nB 9\n'],
    ['sort -t" " -k2,2nr -k1,1 sizes', 'c 100\na 10\nB 9\nb 9\n'],
    ['cut -d" " -f2 sizes | sort -n | uniq -c', '      2 9\n      1 10\n      1 100\n'],
    ['cut -d" " -f2 sizes | sort -nu', '9\n10\n100\n'],
    ['printf "1K\\n2M\\n900\\n" | sort -h', '900\n1K\n2M\n'],
    ['printf "v1.10\\nv1.9\\n" | sort -V', 'v1.9\nv1.10\n'],
    ['printf "a\\na\\nb\\n" | uniq -d; printf "a\\na\\nb\\n" | uniq -u', 'a\nb\n'],
    ['sort -k0 sizes', "sort: field number is zero: invalid field specification ‘0’\n"],
  ])('%s', (line, shown) => {
    expect(run(line)).toBe(shown)
  })
})

describe('columns and counts', () => {
  it.each([
    ["awk '{print $1}' pods | tail -2", 'web-1\nweb-2\n'],
    ["awk 'NR>1 {print $1, $NF}' pods | head -1", 'agent-b2x node-2\n'],
    ["awk '$3 != \"Running\" && NR>1 {print $1\":\"$3}' pods", 'web-1:ImagePullBackOff\nweb-2:Pending\n'],
    ["awk '$4 > 2 {print $1}' pods", 'NAME\nagent-a1x\nweb-1\n'],
    ["awk '/web/' pods | wc -l", '2\n'],
    ["awk -F: '{print $2}' /dev/null", ''],
    ["echo a:b | awk -F: '{print $2, NF}'", 'b 2\n'],
    ["awk '{s+=$2} END {print s}' sizes", "awk: the lab's awk knows one form only: '[CONDITION] {print $1, $2}', with conditions like NR>1, /text/ or $3==\"Running\"\n"],
    ['cut -d " " -f 2- sizes | head -1', '10\n'],
    ['echo a,b,c | cut -d, -f1,3', 'a,c\n'],
    ['cut -d, pods', "cut: you must specify a list of bytes, characters, or fields\nTry 'help cut' for more information.\n"],
    ['wc sizes', ' 4  8 19 sizes\n'],
    ['wc -l pods sizes', '  5 pods\n  4 sizes\n  9 total\n'],
    ['cat sizes | wc', '      4       8      19\n'],
    ['printf "é" | wc -c', '2\n'],
    ['echo Hello | tr a-z A-Z', 'HELLO\n'],
    ['echo "a  b" | tr -s " "', 'a b\n'],
    ['echo a-b | tr -d -', 'ab\n'],
    ['cat sizes | less; less -R sizes | head -1; more sizes | tail -1', 'a 10\nb 9\nc 100\nB 9\na 10\nB 9\n'],
    ['cat -n sizes | head -2', '     1\ta 10\n     2\tb 9\n'],
  ])('%s', (line, shown) => {
    expect(run(line)).toBe(shown)
  })
})

describe('sed', () => {
  it.each([
    ["sed 's/1.0/2.0/' sizes", 'a 10\nb 9\nc 2.0\nB 9\n'],
    ["echo aaa | sed 's/a/b/'; echo aaa | sed 's/a/b/g'; echo aaa | sed 's/a/b/2'", 'baa\nbbb\naba\n'],
    ["echo nginx:1.27 | sed 's|nginx:.*|nginx:1.28|'", 'nginx:1.28\n'],
    ["echo a/b | sed 's/a\\/b/[&]/'", '[a/b]\n'],
    ["echo key=value | sed -E 's/(.*)=(.*)/\\2=\\1/'", 'value=key\n'],
    ["echo key=value | sed 's/\\(.*\\)=\\(.*\\)/\\2=\\1/'", 'value=key\n'],
    ["sed -n '2p' sizes; sed -n '/c/,$p' sizes", 'b 9\nc 100\nB 9\n'],
    ["sed '1d;$d' sizes", 'b 9\nc 100\n'],
    ["sed -i 's/9/8/' sizes; cat sizes", 'a 10\nb 8\nc 100\nB 8\n'],
    ["sed 's/a/b' sizes", "sed: -e expression #1, char 5: unterminated `s' command\n"],
    ["sed 'y/a/b/' sizes", "sed: -e expression #1, char 1: the lab's sed knows s, p, d and q only: `y'\n"],
    ["sed s/a/b/ nope", "sed: can't read nope: No such file or directory\n"],
    ['sort nope; head nope', "sort: cannot read: nope: No such file or directory\nhead: cannot open 'nope' for reading: No such file or directory\n"],
    ["seq 3 | sed 2q", '1\n2\n'],
  ])('%s', (line, shown) => {
    expect(run(line)).toBe(shown)
  })
})

it('5,000 rows go through a pipeline whole', () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => `agent-${(index * 7919) % 5_000} Running`)
  const terminal = new Terminal([], { rows: `${rows.join('\n')}\n` })
  expect(terminal.type('cat rows | grep -n agent | sort -t- -k2n | head -3 | cut -d: -f2')).toBe('agent-0 Running\nagent-1 Running\nagent-2 Running\n')
  expect(terminal.type('cat rows | sort | uniq -c | tac')).toContain('tac: command not found')
  expect(terminal.type('cat rows | awk \'{print $1}\' | sed s/agent/x/ | tr x y | sort -u | wc -l')).toBe('5000\n')
})
