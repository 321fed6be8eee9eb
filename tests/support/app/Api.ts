import type { TestApp } from './TestApp';

/** The whole application, whatever process it runs in: its calls, its database, its mails. */
export type Api = Pick<TestApp, 'call' | 'get' | 'post' | 'sql' | 'drain' | 'mails'>;
