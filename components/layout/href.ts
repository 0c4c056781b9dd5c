// Every internal address passes through here, so that the site works at `/` and at `/sub/` alike.

/** The folder that the site is served from, ending in a slash. Outside Vite (Markdown plugins, tests): BASE_PATH. */
const base = (import.meta.env?.BASE_URL ?? process.env.BASE_PATH ?? '/').replace(/\/*$/, '/');

/** The address of a page or file of this site: `href('/signs/')` is `/sub/signs/` when served from `/sub/`. */
export const href = (path: `/${string}`): string => base + path.slice(1);

/** The address of a chapter by its slug: `gradient-descent`, not `06-gradient-descent`. */
export const chapterHref = (slug: string, fragment = ''): string => href(`/chapters/${slug}/${fragment}`);
