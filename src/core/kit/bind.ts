import { instancePerContainerCachingFactory, type DependencyContainer } from 'tsyringe';
import type { Bind, Resolve } from '../application/Injectable';

export function resolver(container: DependencyContainer): Resolve {
  return (key) => container.resolve(key as never);
}

export function binder(container: DependencyContainer): Bind {
  return (key, make) => {
    container.register(key as never, {
      useFactory: instancePerContainerCachingFactory((inner) => make(resolver(inner))),
    });
  };
}
