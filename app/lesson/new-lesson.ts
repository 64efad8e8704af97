/** The folder that `npm run lessons -- new ID` makes: small, whole, and proven. The author's guide builds the same one up. */

/** Files of a new lesson, by name. `schemas` leads from its folder to that of the JSON Schemas. */
export function newLesson(id: string, schemas = '../..'): Readonly<Record<string, string>> {
  return {
    'lesson.yaml': `# yaml-language-server: $schema=${schemas}/lesson.schema.json
format: 1
id: ${id}
kubernetes: "1.37"
title: A pod on both nodes
goal: Run a log collector on every node.
minutes: 3
after: [Write a DaemonSet and apply it.]
misconceptions: [M08]
start:
  cluster: cluster.yaml
  manifest: manifest.yaml
tasks:
  - id: collect
    title: Run it on both nodes
    checks:
      - {podOnEvery: {of: ds/logs}, within: 60s}
      - whatIf:
          name: node-3 joins
          acts: [{join: [node-3]}]
          then: [{podOnEvery: {of: ds/logs, nodes: [node-3]}, within: 60s}]
    hints:
      - {when: 'size(objects("deployments")) > 0', text: A Deployment runs so many pods. Who decides how many a DaemonSet runs?, tag: M08}
      - {text: The kind is wrong. What stands in its place?}
`,
    'lesson.md': `Two nodes write logs, and nobody collects them. The manifest beside this text would run one
collector somewhere.

:::task{#collect}
Change [its kind](manifest:kind) so that every node gets one, also those that join later. Then apply it.
:::
`,
    'cluster.yaml': `{apiVersion: v1, kind: Node, metadata: {name: node-1}}
---
{apiVersion: v1, kind: Node, metadata: {name: node-2}}
`,
    'manifest.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: logs
spec:
  selector:
    matchLabels: {app: logs}
  template:
    metadata:
      labels: {app: logs}
    spec:
      containers:
        - name: collector
          image: fluent/fluent-bit:3.1
`,
    'answers.yaml': `# yaml-language-server: $schema=${schemas}/answers.schema.json
solution:
  - {apply: manifest.yaml, with: {kind: DaemonSet}}
wrong:
  - name: runs a Deployment of two
    acts: [{apply: manifest.yaml, with: {spec.replicas: 2}}]
    fails: collect
    hint: M08
`,
  }
}
