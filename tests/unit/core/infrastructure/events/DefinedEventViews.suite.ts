import type { PublishedEvent } from '../../../../../src/core/application/EventBus';
import type { EventName } from '../../../../../src/core/domain/EventCatalogue';
import type { Permission } from '../../../../../src/core/domain/PermissionCatalogue';
import { DefinedEventViews } from '../../../../../src/core/infrastructure/events/DefinedEventViews';
import { EventDefinitions } from '../../../../../src/core/infrastructure/events/EventDefinitions';
import { modules } from '../../../../../src/modules';

const views = new DefinedEventViews(new EventDefinitions(modules.map(({ events }) => events as never)));
const may = (...permissions: Permission[]) => new Set(permissions);
const about = {
  id: 'event 1',
  workspaceId: 'workspace 1',
  subjectId: 'account 2',
  actorId: 'account 1',
  occurredAt: '2026-01-01T00:00:00.000Z',
  requestId: null,
};
const published = (event: EventName, payload: object, seq: number | null = 7) =>
  ({ ...about, event, seq, payload }) as unknown as PublishedEvent;

describe('what an event shows', () => {
  const invited = published('workspace:member:invited', {
    invitationId: 'invitation 1',
    email: 'bob@example.com',
    role: 'member',
    token: 'secret',
  });

  it('X32 is what every event carries, when another version of the program wrote it', () => {
    const { subjectId: _, ...common } = about;
    const later = 'workspace:renovated' as EventName;
    expect(views.of(published(later, { secret: 'x' }), may())).toEqual({ ...common, seq: 7 });
    expect(views.isOpen(later)).toBe(true);
  });

  it('is flat, and holds what its module declared beside what every event carries', () => {
    const { subjectId: _, ...common } = about;
    expect(views.of(invited, may('members.invite'))).toEqual({
      ...common,
      seq: 7,
      invitationId: 'invitation 1',
      email: 'bob@example.com',
      role: 'member',
    });
  });

  it('lacks the fields that need a permission the reader does not hold', () => {
    expect(views.of(invited, may('users.read'))).not.toHaveProperty('email');
    expect(views.of(invited, may('users.read'))).toHaveProperty('role', 'member');
  });

  it('has no number outside a workspace', () => {
    const view = views.of(published('user:registered', { email: 'ann@example.com' }, null), may());
    expect(view).not.toHaveProperty('seq');
  });

  it('is the same for all where no field needs a permission', () => {
    expect(views.isOpen('workspace:member:joined')).toBe(true);
    expect(views.isOpen('workspace:member:invited')).toBe(false);
  });
});
