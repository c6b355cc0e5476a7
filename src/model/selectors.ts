/** Kubernetes' label and node selectors, in their own shape. */

export interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

/** Requirements are ANDed. No requirement at all matches everything; an absent selector (null) matches nothing. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions: readonly LabelRequirement[]
}

export interface NodeRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt'
  readonly values: readonly string[]
}

/** Expressions (on labels) and fields (on metadata.name) are ANDed; a term with neither matches nothing. */
export interface NodeSelectorTerm {
  readonly matchExpressions: readonly NodeRequirement[]
  readonly matchFields: readonly NodeRequirement[]
}
