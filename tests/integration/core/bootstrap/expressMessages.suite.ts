import express from 'express';
import supertest from 'supertest';
import { expressMessages } from '../../../../src/core/bootstrap/expressMessages';
import { listen } from '../../../../src/core/bootstrap/httpServer';

describe('messages of the server', () => {
  it("are Express's before it sees them, so that it exchanges no prototype", async () => {
    const app = express();
    app.get('/', (request, response) => {
      response.json({ host: request.hostname, isApp: request.app === app && response.app === app });
    });
    const prototypes: unknown[] = [];
    const server = await listen(
      (request, response) => {
        prototypes.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
        app(request, response);
      },
      { host: '127.0.0.1', port: 0, orNext: false, variable: 'PORT', messages: expressMessages(app) },
    );
    const answer = await supertest(`http://127.0.0.1:${server.port}`).get('/');
    await server.drain();
    expect(answer.body).toEqual({ host: '127.0.0.1', isApp: true });
    expect(prototypes[0]).toBe(app.request);
    expect(prototypes[1]).toBe(app.response);
  });
});
