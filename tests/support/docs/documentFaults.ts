import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const FENCES = /^```[\s\S]*?^```$/gm;
const LINKS = /\[[^\]]*\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g;
const PATHS = /`((?:src|tests|scripts|docs|migrations)\/[^`\s*<…]*)`/g;
const NPM_SCRIPTS = /\bnpm (?:run ([\w:-]+)|(start|test))\b/g;

/** What a page of the documentation names that is not there: linked files and headings, paths, npm scripts. */
export function documentFaults(root: string, page: string, text: string): string[] {
  const prose = text.replace(FENCES, '');
  const linked = [...prose.matchAll(LINKS)].flatMap(([link, file = '', anchor]) => {
    const target = file === '' ? page : relative(root, join(root, dirname(page), file));
    if (!existsSync(join(root, target))) return [`${link} leads nowhere`];
    const there = file === '' ? text : readFileSync(join(root, target), 'utf8');
    return anchor === undefined || anchorsOf(there).includes(anchor) ? [] : [`${link} names no heading`];
  });
  const paths = [...prose.matchAll(PATHS)]
    .filter(([, path = '']) => !existsSync(join(root, path)))
    .map(([path]) => `${path} does not exist`);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = [...text.matchAll(NPM_SCRIPTS)]
    .filter(([, script, short]) => !((script ?? short ?? '') in scripts))
    .map(([command]) => `${command} is no script`);
  return [...linked, ...paths, ...commands];
}

/** As GitHub makes them. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replace(FENCES, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
