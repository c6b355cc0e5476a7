import { canonicalJson } from '../base/digest.ts'
import { termSelects } from '../cluster/matching.ts'
import type { PodClass } from '../cluster/pod-class.ts'
import type { ClusterView } from '../cluster/view.ts'
import type { PodAffinityTerm } from '../model/scheduling.ts'
import type { KeyedTally } from './topology-tally.ts'

/*
 * Pod affinity as tallies. Keys name what the weights follow from: the terms, the namespace that terms without one mean,
 * and the labels that other pods' terms are held against. Pods on their way out count.
 */

/** Pods that all required affinity terms of the class select, for each topology key of the terms. */
export function requiredTallies(podClass: PodClass, cluster: ClusterView): KeyedTally[] {
  const terms = podClass.scheduling.affinity.pod.required
  if (terms.length === 0) return []
  const tally = cluster.tally({
    key: canonicalJson(['affinity', podClass.scheduling.namespace, terms.map(selectorsOf)]),
    countsTerminating: true,
    weightOf: (other) => (terms.every((term) => termSelects(term, podClass, other, cluster.namespaces)) ? 1 : 0),
  })
  return topologyKeys(terms).map((topologyKey) => ({ topologyKey, tally }))
}

/** Pods that the class's required anti-affinity terms select, by topology key. */
export function repelledTallies(podClass: PodClass, cluster: ClusterView): KeyedTally[] {
  const terms = podClass.scheduling.affinity.podAnti.required
  return topologyKeys(terms).map((topologyKey) => {
    const ofKey = terms.filter((term) => term.topologyKey === topologyKey)
    const tally = cluster.tally({
      key: canonicalJson(['anti-affinity', podClass.scheduling.namespace, ofKey.map(selectorsOf)]),
      countsTerminating: true,
      weightOf: (other) => selecting(ofKey, podClass, other, cluster).length,
    })
    return { topologyKey, tally }
  })
}

/** Required anti-affinity terms of pods that select the class, by topology key: those that some class has by now. */
export function repellingTallies(podClass: PodClass, cluster: ClusterView): KeyedTally[] {
  const termsOf = (other: PodClass) => selecting(other.scheduling.affinity.podAnti.required, other, podClass, cluster)
  return topologyKeys(cluster.classes.flatMap(termsOf)).map((topologyKey) => {
    const tally = cluster.tally({
      key: canonicalJson(['anti-affinity of others', topologyKey, ...identity(podClass)]),
      countsTerminating: true,
      weightOf: (other) => termsOf(other).filter((term) => term.topologyKey === topologyKey).length,
    })
    return { topologyKey, tally }
  })
}

/** What the preferences of the class and of the pods that are there come to, by topology key. */
export function preferenceTallies(podClass: PodClass, cluster: ClusterView, hardWeight: number): KeyedTally[] {
  const own = preferences(podClass)
  const othersOf = (other: PodClass) => {
    const required = other.scheduling.affinity.pod.required.map((term) => ({ term, weight: hardWeight }))
    return [...preferences(other), ...required].filter(
      ({ term, weight }) => weight !== 0 && termSelects(term, other, podClass, cluster.namespaces),
    )
  }
  const keys = topologyKeys([...own, ...cluster.classes.flatMap(othersOf)].map(({ term }) => term))
  return keys.map((topologyKey) => {
    const ofKey = own.filter(({ term }) => term.topologyKey === topologyKey)
    const wanted = ofKey.map(({ term, weight }) => [weight, ...selectorsOf(term)])
    const tally = cluster.tally({
      key: canonicalJson(['preferences', topologyKey, ...identity(podClass), wanted, hardWeight]),
      countsTerminating: true,
      weightOf(other) {
        let sum = 0
        for (const { term, weight } of ofKey) if (termSelects(term, podClass, other, cluster.namespaces)) sum += weight
        for (const { term, weight } of othersOf(other)) if (term.topologyKey === topologyKey) sum += weight
        return sum
      },
    })
    return { topologyKey, tally }
  })
}

export function hasPreferences(podClass: PodClass): boolean {
  return preferences(podClass).length > 0
}

/** Preferred terms; those that keep pods apart weigh less than nothing. */
function preferences({ scheduling: { affinity } }: PodClass): readonly { term: PodAffinityTerm; weight: number }[] {
  return [
    ...affinity.pod.preferred,
    ...affinity.podAnti.preferred.map(({ term, weight }) => ({ term, weight: -weight })),
  ]
}

function selecting(
  terms: readonly PodAffinityTerm[],
  owner: PodClass,
  pod: PodClass,
  { namespaces }: ClusterView,
): PodAffinityTerm[] {
  return terms.filter((term) => termSelects(term, owner, pod, namespaces))
}

function topologyKeys(terms: readonly PodAffinityTerm[]): string[] {
  return [...new Set(terms.map(({ topologyKey }) => topologyKey))]
}

function selectorsOf({ labelSelector, namespaces, namespaceSelector }: PodAffinityTerm): unknown[] {
  return [labelSelector, namespaces, namespaceSelector]
}

/** What other pods' terms see of a pod. */
function identity({ labels, scheduling }: PodClass): unknown[] {
  return [scheduling.namespace, [...labels]]
}
