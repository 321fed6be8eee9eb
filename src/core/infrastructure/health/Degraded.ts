import { token } from '../../domain/token';

/** Names of the parts that are away while requests are served without them: `redis`. */
export type Degraded = () => readonly string[];
export const Degraded = token<Degraded>('Degraded');
