import { expect, test } from 'vitest'
import { daemonSet, Lab } from '../lab.fixture.ts'

const lab = new Lab(['node-1', 'node-2'])
lab.run('kubectl apply -f -', daemonSet())

test.each([
  ["'{.status.numberReady}'=2", 0, 'daemonset.apps/agent condition met\n', ''],
  ['.status.numberReady=2', 0, 'daemonset.apps/agent condition met\n', ''],
  ["'{.status.numberReady}'", 0, 'daemonset.apps/agent condition met\n', ''],
  ["'{.spec.updateStrategy.type}'=rollingupdate", 1, '', 'error: timed out waiting for the condition on daemonsets/agent\n'],
  ["'{.spec.template.spec.containers[*].name}'=agent", 0, 'daemonset.apps/agent condition met\n', ''],
  ["'{.spec.template.spec.containers[?(@.name==\"agent\")].image}'=nginx:1.27", 0, 'daemonset.apps/agent condition met\n', ''],
  ["'{.spec.selector}'=x", 1, '', 'error: jsonpath leads to a nested object or list which is not supported\n'],
  ["'{.spec.selector.matchLabels.app}'=", 1, '', 'error: jsonpath wait has to have a value after equal sign, like --for=jsonpath=\'{.status.readyReplicas}\'=3\n'],
])('--for=jsonpath=%s', (path, exit, stdout, stderr) => {
  expect(lab.run(`kubectl wait ds/agent --timeout=1s --for=jsonpath=${path}`)).toEqual({ exit, stdout, stderr })
})

test('several values cannot be compared', () => {
  expect(lab.run("kubectl wait node/node-1 --timeout=1s --for=jsonpath='{.status.conditions[*].type}'=Ready")).toEqual({ exit: 1, stdout: '', stderr: 'error: given jsonpath expression matches more than one value\n' })
})
