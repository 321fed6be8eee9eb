import { asId, type UserId } from '../../../core/domain/ids';
import type { Notice } from '../domain/Notice';
import type { Directory } from './Directory';
import type { Cause, Notify } from './Notify';

/** Tells people of an event in a workspace, which the notice calls by its name. */
export class NotifyInWorkspace {
  constructor(
    private readonly directory: Directory,
    private readonly notify: Notify,
  ) {}

  async execute(
    cause: Cause,
    to: readonly UserId[],
    noticeOf: (workspaceName: string) => Notice,
  ): Promise<void> {
    if (cause.workspaceId === null || to.length === 0) return;
    const workspaceName = await this.directory.workspaceName(asId<'workspace'>(cause.workspaceId));
    if (workspaceName !== null) await this.notify.execute(cause, noticeOf(workspaceName), to);
  }
}
