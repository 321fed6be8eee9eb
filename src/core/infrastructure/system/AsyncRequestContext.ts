import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestContext, RequestFacts } from '../../application/RequestContext';

export class AsyncRequestContext implements RequestContext {
  private readonly storage = new AsyncLocalStorage<RequestFacts>();

  run<T>(facts: RequestFacts, work: () => T): T {
    return this.storage.run(facts, work);
  }

  current(): RequestFacts | null {
    return this.storage.getStore() ?? null;
  }
}
