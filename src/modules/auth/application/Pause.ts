import { token } from '../../../core/domain/token';

/** Waits for so many milliseconds. */
export type Pause = (ms: number) => Promise<void>;
export const Pause = token<Pause>('Pause');
