// The drawer of mistakes: fetched when it is opened.

const fetchErrors = async () => import('./Errors.svelte');
/** On the server at once, or else its style would be in no page. */
const madeErrors = import.meta.env.SSR ? await fetchErrors() : undefined;
/** What the drawer of mistakes shows. */
export const errors = async () => madeErrors ?? fetchErrors();
