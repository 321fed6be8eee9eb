import { parsed, wholeNumber } from '../kinds';
import { originList } from '../origins';

export const socketVariables = {
  SOCKET_PORT: wholeNumber(1, 65_535, {
    about: 'Port for sockets alone, at the same address.',
    whenUnset: 'sockets are on the port of the API',
    example: '3001',
  }),
  SOCKET_CORS_ORIGIN: parsed('origins separated by commas', originList, {
    about: 'Origins whose pages may open sockets, separated by commas; https in production, no wildcards.',
    whenUnset: 'those that may call the API',
    example: 'https://app.example.com',
  }),
};
