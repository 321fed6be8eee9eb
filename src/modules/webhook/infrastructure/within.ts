/**
 * Works with a signal that is aborted after so long, or when `giveUp` is. Afterwards nothing is left on `giveUp`, which
 * may live as long as the process: what `AbortSignal.any` made would be (nodejs/node#55351).
 */
export async function within<Result>(
  milliseconds: number,
  giveUp: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  giveUp?.throwIfAborted();
  const end = new AbortController();
  const abort = () => end.abort();
  const timer = setTimeout(abort, milliseconds);
  giveUp?.addEventListener('abort', abort, { once: true });
  try {
    return await work(end.signal);
  } finally {
    clearTimeout(timer);
    giveUp?.removeEventListener('abort', abort);
  }
}
