import { describe, expect, it } from 'vitest'
import { daemonSet } from '../lab.fixture.ts'
import { perform } from '#cluster/advance'
import type { WatchEvent } from '#cluster/kube-apiserver/watch'
import { longestOutput, outputSince } from './chunk.ts'
import { hear, promptOf, showLine } from './desk.ts'
import { editRequestOf, finishEditing } from './edit-request.ts'
import { endInput, enterLine } from './run-shells.ts'
import { shown, Terminal } from './terminal.fixture.ts'

const applied = () => {
  const terminal = new Terminal(['node-1', 'node-2'], { 'manifest.yaml': daemonSet() })
  terminal.type('kubectl apply -f manifest.yaml')
  terminal.pass(5_000)
  return terminal
}

describe('the namespace of the context', () => {
  it('is kept for all shells until it is set anew', () => {
    const terminal = new Terminal()
    expect(terminal.type('kubectl config set-context --current --namespace=kube-system; kubectl get pods')).toBe('Context "lab" modified.\nNo resources found in kube-system namespace.\n')
    expect(terminal.type('kubectl get pods', 'two')).toContain('No resources found in kube-system namespace.\n')
    expect(terminal.type('kubectl get pods -n default')).toBe('No resources found in default namespace.\n')
    expect(terminal.type('kubectl config set-context --current --namespace=; kubectl get pods')).toBe('Context "lab" modified.\nNo resources found in default namespace.\n')
  })
})

describe('a line', () => {
  it.each([
    ['', ''],
    ['   # nothing', ''],
    ['frobnicate x', 'bash: frobnicate: command not found\n'],
    ['frobnicate || echo no; echo $?', 'bash: frobnicate: command not found\nno\n0\n'],
    ['false && echo yes; echo $?', '1\n'],
    ['! true || echo was false', 'was false\n'],
    ['NS=team; echo "-n $NS"', '-n team\n'],
    ['echo $(echo a; echo b) "$(echo a; echo b)"', 'a b a\nb\n'],
    ['X=$(false); echo $?', '1\n'],
    ['docker ps', 'docker: the machines of this cluster are simulated: nothing runs on them that could be asked\n'],
    ['./run.sh', 'bash: ./run.sh: No such file or directory\n'],
    ['cat nope.yaml', 'cat: nope.yaml: No such file or directory\n'],
    ['cat < nope.yaml', 'bash: nope.yaml: No such file or directory\n'],
    ['echo a > x; cat x; echo b >> x; cat x; wc -l < x', 'a\na\nb\n2\n'],
    ['cat nope 2>/dev/null; cat nope 2>&1 | grep -c No', '1\n'],
    ['echo x > /etc/passwd', 'bash: /etc/passwd: No such file or directory\n'],
    ['k frob', 'error: unknown command "frob" for "kubectl"\n'],
    ["alias hi='echo hello'; alias hi", "alias hi='echo hello'\n"],
    ['export A=1; env | grep ^A', 'A=1\n'],
    ['pwd; cd /etc', '/home/student\nbash: cd: /etc: No such file or directory (the lab has one directory)\n'],
    ['echo one two | xargs -n 1 echo got', 'got one\ngot two\n'],
    ['echo a,b | tr , "\\n" | xargs -I {} echo "<{}>"', '<a>\n<b>\n'],
    ['printf "%s=%d\\n" a 1 b 2', 'a=1\nb=2\n'],
    ['echo hi | tee f | wc -c; cat f', '3\nhi\n'],
    ['touch a b; ls; rm a; ls | wc -l', 'a\nb\n1\n'],
    ['date +%F', '2026-01-05\n'],
    ['cat <<< "a b"', 'a b\n'],
  ])('%s', (line, shown) => {
    expect(new Terminal([]).type(line)).toBe(shown)
  })

  it('may say what a student at work says', () => {
    const terminal = applied()
    expect(terminal.type("sed 's/1.27/1.28/' manifest.yaml | kubectl apply -f - && k rollout status ds/agent | tail -1")).toBe('daemonset.apps/agent configured\n')
    expect(terminal.pass(60_000)).toBe('daemon set "agent" successfully rolled out\n')
    expect(terminal.cluster.objects.daemonsets.get('default/agent')!.spec!.template!.spec!.containers![0]!.image).toBe('nginx:1.28')
  })
})

describe('several lines', () => {
  it('a heredoc goes to kubectl', () => {
    const terminal = new Terminal(['node-1'])
    expect(terminal.type(`cat <<'EOF' | kubectl apply -f -\n${daemonSet().trimEnd()}`)).toBe(`> ${daemonSet().trimEnd().replaceAll('\n', '\n> ')}\n`)
    expect(promptOf(terminal.shell())).toBe('> ')
    expect(terminal.type('EOF')).toBe('daemonset.apps/agent created\n')
    expect(promptOf(terminal.shell())).toBe('$ ')
  })

  it('lines typed while something runs are read when it has ended', () => {
    const terminal = applied()
    terminal.type('sleep 3')
    expect(promptOf(terminal.shell())).toBe('')
    expect(terminal.type('echo later')).toBe('')
    expect(terminal.pass(2_999)).toBe('')
    expect(terminal.shell().typed).toEqual(['echo later'])
    terminal.pass(1)
    expect(terminal.shell().typed).toEqual([])
  })

  it('kubectl reads what is typed up to Ctrl-D', () => {
    const terminal = new Terminal(['node-1'])
    terminal.type('kubectl apply -f -')
    terminal.type(daemonSet())
    ;[terminal.cluster, terminal.desk] = endInput(terminal.cluster, terminal.desk, 'one')
    expect(terminal.cluster.objects.daemonsets.has('default/agent')).toBe(true)
    ;[terminal.cluster, terminal.desk] = endInput(terminal.cluster, terminal.desk, 'one')
    expect(terminal.shell().closed).toBe(true)
  })
})

describe('what waits', () => {
  it('goes on in a chain when it has ended', () => {
    const terminal = applied()
    expect(terminal.type('kubectl delete ds agent --cascade=foreground && echo gone')).toBe('daemonset.apps "agent" deleted from default namespace\n')
    expect(terminal.pass(5_000)).toBe('gone\n')
  })

  it('is ended by Ctrl-C with the rest of its line', () => {
    const terminal = applied()
    terminal.type('kubectl wait --for=delete ds/agent; echo after')
    expect(terminal.interrupt()).toBe('^C\n')
    expect(terminal.type('echo $?')).toBe('130\n')
    expect(terminal.pass(60_000)).toBe('')
  })

  it('runs in several shells at once', () => {
    const terminal = applied()
    terminal.type('kubectl wait --for=delete ds/agent --timeout=1h', 'two')
    terminal.type('kubectl delete ds agent', 'one')
    expect(terminal.pass(5_000, 5_000, 'two')).toBe('daemonset.apps/agent condition met\n')
  })

  it('prints the same however time passes', () => {
    const follow = (stepMs: number) => {
      const terminal = applied()
      terminal.type('kubectl set image ds/agent agent=nginx:1.28; kubectl rollout status ds/agent | grep -n updated; kubectl drain node-1 --ignore-daemonsets && sleep 2.5; date; echo $(sleep 1; date)', 'one')
      terminal.type('watch -n 0.7 -t date', 'two')
      const first = terminal.pass(30_000, stepMs)
      const second = terminal.chunks('two')
      return { first, last: second.at(-1), cluster: terminal.cluster.resourceVersion }
    }
    const whole = follow(30_000)
    expect(whole.first).toMatch(/updated pods are available\.\.\.\n[^]*node\/node-1 drained\n[^]*UTC 2026\n$/)
    for (const stepMs of [1_000, 333, 17]) expect(follow(stepMs)).toEqual(whole)
  })

  it('a watch streams through filters', () => {
    const terminal = applied()
    terminal.type('kubectl get nodes -w | grep --line-buffered -o "^node-1 .*Ready[^ ]*"', 'two')
    terminal.type('kubectl cordon node-1')
    // Once for the cordon itself, once for the taint that follows from it.
    expect(terminal.pass(100, 100, 'two').replace(/ +/g, ' ')).toBe('node-1 Ready,SchedulingDisabled\nnode-1 Ready,SchedulingDisabled\n')
  })

  it('a command whose reader has gone ends too', () => {
    const terminal = applied()
    terminal.type('kubectl set image ds/agent agent=nginx:1.28; kubectl rollout status ds/agent | head -1')
    const shown = terminal.pass(60_000)
    expect(shown.split('\n')).toHaveLength(1)
    expect(terminal.shell().job).toBeUndefined()
  })

  it('watch draws whole screens', () => {
    const terminal = new Terminal([])
    terminal.type('watch -n 5 -t date')
    expect(terminal.pass(5_000)).toBe('<screen>\nMon Jan  5 09:00:07 UTC 2026\n')
    expect(terminal.interrupt()).toBe('<screen>\n^C\n')
  })
})

describe('beside the shells', () => {
  it('changes by other hands reach what waits', () => {
    const terminal = applied()
    terminal.type('kubectl wait --for=delete ds/agent; echo gone')
    const events: WatchEvent[] = []
    const [cluster] = perform(terminal.cluster, 'fault', (draft) => draft.api.delete('daemonsets', 'default/agent'), { onWatchEvent: (event) => events.push(event) })
    terminal.cluster = cluster
    terminal.desk = hear(terminal.desk, events)
    expect(terminal.pass(5_000)).toBe('daemonset.apps/agent condition met\ngone\n')
  })

  it('an act of the mouse shows its line', () => {
    const terminal = new Terminal([])
    terminal.desk = showLine(terminal.desk, 'one', 'kubectl cordon node-1', { text: 'node/node-1 cordoned', refused: false })
    expect(shown(terminal.chunks())).toBe('$ kubectl cordon node-1\nnode/node-1 cordoned\n')
    expect(terminal.type('!!; echo')).toContain('kubectl cordon node-1; echo\n')
  })

  it('of output that nobody takes only the newest is kept', () => {
    const terminal = new Terminal([], { long: `${'x'.repeat(99)}\n`.repeat(9_000) })
    for (let times = 0; times < 4; times++) [terminal.cluster, terminal.desk] = enterLine(terminal.cluster, terminal.desk, 'one', `cat long; echo ${times}`)
    const text = shown(terminal.chunks())
    expect(text.length).toBeLessThanOrEqual(longestOutput)
    expect(text.length).toBeGreaterThan(longestOutput - 200)
    expect(text.endsWith(`${'x'.repeat(99)}\n3\n`)).toBe(true)
  })
})

describe('output by position', () => {
  it('gives what came since, also of a text that grew', () => {
    const terminal = new Terminal([])
    terminal.desk = showLine(terminal.desk, 'one', 'a', { text: 'b', refused: false })
    const { printed } = terminal.shell()
    expect(outputSince(terminal.shell(), printed)).toEqual({ chunks: [], missing: false })
    const enter = (line: string) => ([terminal.cluster, terminal.desk] = enterLine(terminal.cluster, terminal.desk, 'one', line))
    enter('echo c; echo d')
    expect(shown(outputSince(terminal.shell(), printed).chunks)).toBe('$ echo c; echo d\nc\nd\n')
    expect(shown(outputSince(terminal.shell(), terminal.shell().printed - 2).chunks)).toBe('d\n')
    expect(shown(outputSince(terminal.shell(), 0).chunks)).toBe('$ a\nb\n$ echo c; echo d\nc\nd\n')
    expect(outputSince(terminal.shell(), 999).missing).toBe(true)
  })
})

describe('editors', () => {
  const finish = (terminal: Terminal, text: string | undefined) => {
    ;[terminal.cluster, terminal.desk] = finishEditing(terminal.cluster, terminal.desk, 'one', text)
    return terminal.pass(0)
  }

  it('kubectl edit waits for its text, again after a refusal', () => {
    const terminal = applied()
    terminal.type('kubectl edit ds agent && echo saved')
    const request = editRequestOf(terminal.shell(), terminal.desk.files)!
    expect([request.title, request.file]).toEqual(['daemonsets/agent', undefined])
    finish(terminal, request.text.replace('maxSurge: 0', 'maxSurge: 1'))
    expect(editRequestOf(terminal.shell(), terminal.desk.files)!.text).toContain('# daemonsets.apps "agent" was not valid:')
    finish(terminal, request.text.replace('image: nginx:1.27', 'image: nginx:1.28'))
    expect(terminal.shell().job).toBeUndefined()
    expect(terminal.cluster.objects.daemonsets.get('default/agent')!.metadata!.generation).toBe(2)
  })

  it('vi writes a file, or leaves it as it was', () => {
    const terminal = new Terminal([], { a: 'old\n' })
    terminal.type('vi a')
    finish(terminal, 'new\n')
    expect(terminal.type('cat a')).toBe('new\n')
    terminal.type('vim a')
    finish(terminal, undefined)
    expect(terminal.type('cat a')).toBe('new\n')
  })
})
