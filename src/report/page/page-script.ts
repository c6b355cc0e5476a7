declare const SIMCAP_PAGE_SCRIPT: string

/** The page's own script: `client/main.ts` with all that it imports, bundled when simcap is built or tested (`scripts/page-script.mjs`). */
export const PAGE_SCRIPT = SIMCAP_PAGE_SCRIPT
