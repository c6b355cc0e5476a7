/** Names that try to be markup, a string, a script or a table. */
export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(1)>',
  `"onload='x' & <b>`,
  'line\u2028sep\u2029arated',
  '| pipe | `tick` **bold** [link](javascript:x)',
]
