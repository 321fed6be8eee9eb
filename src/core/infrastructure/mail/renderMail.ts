import type { MailContent } from '../../kit/MailTemplate';
import { htmlLayout, textLayout, type MailView } from './mailLayout';
import { unlinked } from './unlinked';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const LONGEST = { subject: 150, label: 60, sentence: 600 };

/**
 * Text and HTML of one mail. Its only link is the action's: whatever else looks like an address is broken
 * up, so a name that somebody chose leads nowhere.
 *
 * @throws Error when the action's URL is not of the web
 */
export function renderMail(content: MailContent): RenderedMail {
  const { action } = content;
  const view: MailView = {
    subject: shown(content.subject, LONGEST.subject),
    paragraphs: content.paragraphs.map((paragraph) => shown(paragraph, LONGEST.sentence)),
    action: action ? { label: shown(action.label, LONGEST.label), url: webAddress(action.url) } : null,
    footnote: shown(content.footnote, LONGEST.sentence),
  };
  return { subject: view.subject, text: textLayout(view), html: htmlLayout(view) };
}

function shown(text: string, longest: number): string {
  const characters = [...unlinked(text)];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}

function webAddress(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('A mail links to web addresses only.');
  return href;
}
