import type { Response, Test } from 'supertest';
import { tablesChanged } from './tableCounts';
import type { TestApp } from './TestApp';

export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** Tables that may change all the same: a counter, the audit log. In alphabetical order. */
  readonly writes?: readonly string[];
}

/** The call is refused just so, in the one envelope, and writes nothing else. */
export async function expectRefusal(
  app: TestApp,
  call: () => Test,
  { status, code, writes = [] }: Refusal,
): Promise<Response> {
  let answer: Response | undefined;
  const changed = await tablesChanged(app, async () => {
    answer = await call();
  });
  const { body } = answer as unknown as { body: Record<string, unknown> };
  expect({ status: answer?.status, ...body, changed }).toMatchObject({
    success: false,
    status,
    statusCode: status,
    code,
    message: expect.any(String),
    requestId: answer?.headers['x-request-id'],
    changed: writes,
  });
  return answer as unknown as Response;
}
