import { describe, expect, test } from 'vitest'
import { bootCluster } from '#cluster/boot-cluster'
import { manifestProblems } from '#scene/manifest-problems'
import { applyEdits } from './edits.ts'
import { quickFixes } from './quick-fixes.ts'

const cluster = bootCluster(1)
const good = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent # the agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
      - name: agent
        image: nginx:1.27
`

/** What is offered for the first problem: the titles, and the text after the one that is asked for. */
function offered(text: string, title?: string) {
  const problems = manifestProblems(text, cluster)
  const fixes = problems[0] ? quickFixes(text, problems[0]) : []
  const chosen = fixes.find((fix) => fix.title === title)
  return { problems, titles: fixes.map((fix) => fix.title), text: chosen && applyEdits(text, chosen.edits) }
}

test('the manifest that the cases start from is right', () => {
  expect(manifestProblems(good, cluster)).toEqual([])
})

const strategy = (rollingUpdate: string) => good.replace('  selector:', `  updateStrategy:\n    rollingUpdate:\n${rollingUpdate}  selector:`)
const withPod = (lines: string) => good.replace('      containers:', `${lines}      containers:`)

describe('what is offered, and what becomes of the text', () => {
  test.each([
    { what: 'maxSurge alone', text: strategy('      maxSurge: 1 # one more\n'), title: 'Set maxUnavailable: 0', is: strategy('      maxUnavailable: 0\n      maxSurge: 1 # one more\n') },
    { what: 'maxSurge beside maxUnavailable', text: strategy('      maxUnavailable: 2\n      maxSurge: 1\n'), title: 'Set maxUnavailable: 0', is: strategy('      maxUnavailable: 0\n      maxSurge: 1\n') },
    { what: 'maxSurge, taken away', text: strategy('      maxUnavailable: 2\n      maxSurge: 1\n'), title: 'Remove line 9', is: strategy('      maxUnavailable: 2\n') },
    { what: 'both zero', text: strategy('      maxUnavailable: 0\n'), title: 'Set maxUnavailable: 1', is: strategy('      maxUnavailable: 1\n') },
    { what: 'both zero, by surge', text: strategy('      maxUnavailable: 0\n      maxSurge: 0\n'), title: 'Set maxSurge: 1', is: strategy('      maxUnavailable: 0\n      maxSurge: 1\n') },
    { what: 'labels apart, after the selector', text: good.replace('        app: agent\n', '        app: other # mine\n        tier: x\n'), title: "Give the pods the selector's labels", is: good.replace('        app: agent\n', '        app: agent # mine\n        tier: x\n') },
    { what: 'labels apart, after the pods', text: good.replace('        app: agent\n', '        app: other\n        tier: x\n'), title: "Select the pods' labels", is: good.replace('        app: agent\n', '        app: other\n        tier: x\n').replace('      app: agent\n', '      app: other\n      tier: x\n') },
    { what: 'no labels', text: good.replace('    metadata:\n      labels:\n        app: agent\n', ''), title: "Give the pods the selector's labels", is: good.replace('    metadata:\n      labels:\n        app: agent\n', '').replace('image: nginx:1.27\n', 'image: nginx:1.27\n    metadata:\n      labels:\n        app: agent\n') },
    { what: 'no selector', text: good.replace('  selector:\n    matchLabels:\n      app: agent\n', ''), title: "Select the pods' labels", is: `${good.replace('  selector:\n    matchLabels:\n      app: agent\n', '')}  selector:\n    matchLabels:\n      app: agent\n` },
    { what: 'an empty selector', text: good.replace('    matchLabels:\n      app: agent\n', ''), title: "Select the pods' labels", is: good },
    { what: 'tabs', text: good.replace('  name: agent', '\tname: agent').replace('  selector', '\tselector'), title: 'Two blanks instead of each tab, on 2 lines', is: good },
    { what: 'one tab', text: good.replace('  name: agent', '\tname: agent'), title: 'Two blanks instead of the tab', is: good },
    { what: 'an old version', text: good.replace('apps/v1', 'extensions/v1beta1'), title: 'Set apiVersion: apps/v1', is: good },
    { what: 'another old version', text: good.replace('apps/v1', 'apps/v1beta2'), title: 'Set apiVersion: apps/v1', is: good },
    { what: 'the version of pods', text: good.replace('apps/v1', 'v1'), title: 'Set apiVersion: apps/v1', is: good },
    { what: 'a kind in small letters', text: good.replace('kind: DaemonSet', 'kind: daemonset'), title: 'Set kind: DaemonSet', is: good },
    { what: 'a kind misspelt', text: good.replace('kind: DaemonSet', 'kind: DeamonSet'), title: 'Set kind: DaemonSet', is: good },
    { what: 'no version', text: good.replace('apiVersion: apps/v1\n', ''), title: 'Add apiVersion: apps/v1', is: good },
    { what: 'no kind', text: good.replace('kind: DaemonSet\n', ''), title: 'Add kind: DaemonSet', is: good.replace('apiVersion: apps/v1\nkind: DaemonSet\n', 'kind: DaemonSet\napiVersion: apps/v1\n') },
    { what: 'small letters', text: withPod('      nodeselector:\n        disk: ssd\n'), title: 'Change it to nodeSelector', is: withPod('      nodeSelector:\n        disk: ssd\n') },
    { what: 'a letter too many', text: good.replace('containers:', 'containerss:'), title: 'Change it to containers', is: good },
    { what: 'letters swapped', text: good.replace('image:', 'iamge:'), title: 'Change it to image', is: good },
    { what: 'a node selector beside the template', text: good.replace('  selector:', '  nodeSelector:\n    disk: ssd # fast\n  selector:'), title: 'Move it to spec.template.spec', is: `${good}      nodeSelector:\n        disk: ssd # fast\n` },
    { what: 'tolerations in a container', text: `${good}        tolerations:\n        - operator: Exists\n`, title: 'Move it to spec.template.spec', is: `${good}      tolerations:\n      - operator: Exists\n` },
    { what: 'containers under template', text: good.replace('    spec:\n      containers:\n      - name: agent\n        image: nginx:1.27\n', '    spec:\n    containers:\n    - name: agent\n      image: nginx:1.27\n'), title: 'Move it to spec.template.spec', is: good },
    { what: 'an image beside the list', text: good.replace('        image:', '      image:'), title: 'Move it to spec.template.spec.containers[0]', is: good },
    { what: 'labels at the top', text: `${good}labels:\n  a: b\n`, title: 'Move it to metadata', is: good.replace('# the agent\n', '# the agent\n  labels:\n    a: b\n') },
    { what: 'replicas', text: good.replace('  selector:', '  replicas: 3\n  selector:'), title: 'Remove line 6', is: good },
    { what: 'a restart policy', text: withPod('      restartPolicy: OnFailure\n'), title: 'Set restartPolicy: Always', is: withPod('      restartPolicy: Always\n') },
    { what: 'a restart policy, taken away', text: withPod('      restartPolicy: Never\n'), title: 'Remove line 14', is: good },
    { what: 'no name', text: good.replace('  name: agent # the agent\n', '  labels:\n    a: b\n'), title: 'Add name: my-daemonset', is: good.replace('  name: agent # the agent\n', '  name: my-daemonset\n  labels:\n    a: b\n') },
    { what: 'a container without a name', text: good.replace('- name: agent\n        image: nginx:1.27', '- image: quay.io/x/tail_er:2'), title: 'Add name: tail-er', is: good.replace('- name: agent\n        image: nginx:1.27', '- name: tail-er\n        image: quay.io/x/tail_er:2') },
    { what: 'a container without an image', text: good.replace('        image: nginx:1.27\n', ''), title: 'Add image: nginx:1.27', is: good.replace('- name: agent\n        image: nginx:1.27', '- image: nginx:1.27\n        name: agent') },
    { what: 'no containers', text: good.replace('      containers:\n      - name: agent\n        image: nginx:1.27\n', '      hostNetwork: true\n'), title: 'Add a container', is: good.replace('      containers:\n      - name: agent\n        image: nginx:1.27\n', '      hostNetwork: true\n      containers:\n      - name: main\n        image: nginx:1.27\n') },
    { what: 'a number as label', text: good.replace('  name: agent', '  labels:\n    version: 1\n  name: agent'), title: 'Put 1 in quotes', is: good.replace('  name: agent', '  labels:\n    version: "1"\n  name: agent') },
    { what: 'a word that YAML reads as true', text: withPod('      nodeSelector:\n        gpu: on\n'), title: 'Put on in quotes', is: withPod('      nodeSelector:\n        gpu: "on"\n') },
    { what: 'a number in quotes', text: good.replace('  selector:', '  minReadySeconds: "5"\n  selector:'), title: 'Take the quotes away', is: good.replace('  selector:', '  minReadySeconds: 5\n  selector:') },
    { what: 'a container that is no list', text: good.replace('      - name: agent\n        image: nginx:1.27\n', '        name: agent\n        image: nginx:1.27\n'), title: 'Make it a list: put a dash before its first line', is: good.replace('      - name: agent\n        image: nginx:1.27\n', '        - name: agent\n          image: nginx:1.27\n') },
    { what: 'a command that is no list', text: `${good}        command: sh\n`, title: 'Make it a list', is: `${good}        command: [sh]\n` },
    { what: 'upper case', text: good.replace('name: agent #', 'name: My_Agent #'), title: 'Change it to my-agent', is: good.replace('name: agent #', 'name: my-agent #') },
    { what: 'upper case in a container', text: good.replace('- name: agent', '- name: Agent.1'), title: 'Change it to agent-1', is: good.replace('- name: agent', '- name: agent-1') },
    { what: 'an effect in small letters', text: withPod('      tolerations:\n      - key: gpu\n        operator: Exists\n        effect: noschedule\n'), title: 'Set effect: NoSchedule', is: withPod('      tolerations:\n      - key: gpu\n        operator: Exists\n        effect: NoSchedule\n') },
    { what: 'a namespace that is not there', text: good.replace('  name: agent', '  namespace: nope\n  name: agent'), title: 'Use the namespace default', is: good },
    { what: 'a percentage without its sign', text: strategy('      maxUnavailable: "10"\n'), title: 'Set maxUnavailable: 10%', is: strategy('      maxUnavailable: 10%\n') },
    { what: 'a line between two indentations', text: good.replace('        image:', '       image:'), title: 'Begin line 16 at column 9', is: good },
    { what: 'a line one to the right', text: good.replace('  template:', '   template:'), title: 'Begin line 9 at column 3', is: good },
  ])('$what: $title', ({ text, title, is }) => {
    const answer = offered(text, title)
    expect(answer.text ?? answer).toBe(is)
    const message = answer.problems[0]!.message
    expect(manifestProblems(is, cluster).map((problem) => problem.message)).not.toContain(message)
  })
})

test('what was meant most likely comes first', () => {
  expect(offered(strategy('      maxSurge: 1\n')).titles).toEqual(['Set maxUnavailable: 0', 'Remove line 8'])
  expect(offered(good.replace('  selector:', '  replicas: 3\n  selector:')).titles).toEqual(['Remove line 6'])
  expect(offered(withPod('      nodeselector:\n        a: b\n')).titles).toEqual(['Change it to nodeSelector', 'Remove lines 14–15'])
})

test('in the second document the second document is mended', () => {
  const text = `${good}---\n${good.replace('apps/v1', 'v1')}`
  expect(offered(text, 'Set apiVersion: apps/v1').text).toBe(`${good}---\n${good}`)
})

test.each(['', '   ', '---', 'a', '- b', '{', 'x: |\n  y', good.slice(0, 60)])('nothing breaks on %j', (text) => {
  const [problem] = manifestProblems(text, cluster)
  expect(Array.isArray(problem ? quickFixes(text, problem) : [])).toBe(true)
})
