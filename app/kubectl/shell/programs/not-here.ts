/** Commands that need something which is not here: each says so in one line. */

const machine = 'the machines of this cluster are simulated: nothing runs on them that could be asked'
const installed = 'this cluster is part of the page: there is nothing to install or to start'
const network = 'the lab has no network'
const root = 'kubectl needs no other user here: leave it out'

export const notHere: Readonly<Record<string, string>> = {
  docker: machine, podman: machine, crictl: machine, ctr: machine, nerdctl: machine, systemctl: machine, journalctl: machine, ssh: machine, scp: machine, etcdctl: machine, kubelet: machine,
  curl: network, wget: network, ping: network, nc: network, dig: network, nslookup: network,
  helm: 'the lab has no charts: apply a manifest', kustomize: 'the lab has no folders with kustomizations',
  kind: installed, minikube: installed, k3d: installed, k3s: installed, kubeadm: installed, apt: installed, 'apt-get': installed, yum: installed, dnf: installed, brew: installed, pip: installed, npm: installed,
  sudo: root, su: root,
  jq: 'use -o jsonpath or -o custom-columns of kubectl', yq: 'use -o jsonpath or -o custom-columns of kubectl',
  git: 'the lab keeps its own history: see the timeline', python: 'the lab runs kubectl and a few commands around it: see help', python3: 'the lab runs kubectl and a few commands around it: see help', node: 'the lab runs kubectl and a few commands around it: see help',
  mkdir: 'there is one directory, without folders', rmdir: 'there is one directory, without folders', chmod: 'files here have no permissions', chown: 'files here have no owner',
  jobs: "the lab's shell runs nothing in the background: open a second terminal for it", bg: "the lab's shell runs nothing in the background: open a second terminal for it", fg: "the lab's shell runs nothing in the background: open a second terminal for it",
}
