import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { documentFaults } from '../support/docs/documentFaults';

const root = resolve(__dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const linesOf = (path: string): number => text(path).trimEnd().split('\n').length;
const documented = readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const pages = ['README.md', ...documented];

describe('documents', () => {
  it.each(pages)('%s names only what is there', (page) => {
    expect(documentFaults(root, page, text(page))).toEqual([]);
  });

  it.each([
    ['a file that is gone', '[x](docs/nothing.md)'],
    ['a heading that is gone', '[x](docs/api/auth.md#99-nothing)'],
    ['a heading of its own that is gone', '[x](#nothing)'],
    ['a source that is gone', 'see `src/core/nothing.ts`'],
    ['a script that is gone', '`npm run nothing`'],
  ])('are refused when they name %s', (_what, prose) => {
    expect(documentFaults(root, 'README.md', prose)).toHaveLength(1);
  });

  it('reach every page from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      for (const [, link = ''] of text(page).matchAll(/\]\(([^)#\s:]+\.md)/g)) {
        reached.add(relative(root, join(root, page, '..', link)));
      }
    }
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });

  it('begin with a README of at most 200 lines', () => {
    expect(linesOf('README.md')).toBeLessThanOrEqual(200);
  });

  it('list every npm script, and no other', () => {
    const [, table = ''] = text('README.md').split('## Commands');
    const rows = table.split('\n##')[0]!.matchAll(/^\| (`npm run[^|]+|`.+?) +\|(?! What)/gm);
    const listed = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w:-]+)(?: --[^`]*)?`/g)]);
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const ours = Object.keys(scripts).filter((name) => name !== 'prepare');
    expect(new Set(listed.map(([, name]) => name))).toEqual(new Set(ours));
  });
});

describe('decisions', () => {
  const folder = 'docs/architecture/adr';
  const decisions = readdirSync(join(root, folder)).filter((name) => name !== 'README.md');

  it('are numbered one after the other, each on one screen in one form', () => {
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(
      decisions.map((_name, index) => index + 1),
    );
    for (const name of decisions) {
      expect(linesOf(`${folder}/${name}`)).toBeLessThanOrEqual(45);
      expect(text(`${folder}/${name}`)).toMatch(
        /^# \d+\. .+\n\nAccepted, \d{4}-\d\d-\d\d\.\n\n## Context\n[\s\S]+\n## Decision\n[\s\S]+\n## What gets easier\n[\s\S]+\n## What gets harder\n/,
      );
    }
  });

  it('are all in the index, under their titles', () => {
    const index = text(`${folder}/README.md`);
    const lines = decisions.map((name) => {
      const [, title] = /^# (.+)$/m.exec(text(`${folder}/${name}`)) ?? [];
      return title?.replace(/^(\d+)\. (.+)$/, `$1. [$2](${name})`);
    });
    expect(lines.filter((line) => line === undefined || !index.includes(`\n${line}\n`))).toEqual([]);
  });
});
