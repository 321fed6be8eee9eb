import { clientMessages } from '../../kit/socketProtocol';
import { nameOf } from '../events/nameOf';
import { channelRef, messageRef, type ChannelName } from './channels';
import type { Messages } from './messages';

/** The server tells it; who hears it is said by the channel. */
export function sends(channel: ChannelName, messages: Messages): [string, object][] {
  return Object.entries(messages).map(([name, { summary }]) => [
    `send${name}`,
    { action: 'send', channel: channelRef(channel), summary, messages: [messageRef(channel, name)] },
  ]);
}

/** The server is asked, and acknowledges. */
export function receives(): [string, object][] {
  const asked = Object.entries(clientMessages).map(([name, { summary }]) =>
    receive(nameOf(name), summary, [`${nameOf(name)}Ack`, 'Refused']),
  );
  return [receive('Connect', 'Open a socket.', ['ConnectError']), ...asked];
}

function receive(name: string, summary: string, answers: readonly string[]): [string, object] {
  const channel = channelRef('connection');
  return [
    `receive${name}`,
    {
      action: 'receive',
      channel,
      summary,
      messages: [messageRef('connection', name)],
      reply: { channel, messages: answers.map((answer) => messageRef('connection', answer)) },
    },
  ];
}
