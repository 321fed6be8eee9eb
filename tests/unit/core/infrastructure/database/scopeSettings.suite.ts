import { asId, type UserId, type WorkspaceId } from '../../../../../src/core/domain/ids';
import { scopeSettings } from '../../../../../src/core/infrastructure/database/scopeSettings';

const ann = asId<'user'>('01890a5d-ac96-774b-bcce-b302099a8057');
const acme = asId<'workspace'>('01890a5d-ac96-7003-8d3d-000000000001');

describe('The settings of a scope', () => {
  it('put an account and a member behind the wall', () => {
    const account = scopeSettings({ as: 'account', userId: ann });
    const member = scopeSettings({ as: 'member', userId: ann, workspaceId: acme });
    for (const settings of [account, member]) {
      expect(settings).toContain('portico_app');
      expect(settings).not.toContain('portico_system');
      expect(settings).toContain(ann);
    }
    expect(account).not.toContain(acme);
    expect(member).toContain(acme);
  });

  it('give the system no account and no workspace', () => {
    const settings = scopeSettings({ as: 'system', for: "a test'; DROP TABLE users; --" });
    expect(settings).toContain('portico_system');
    expect(settings).not.toContain('DROP');
  });

  it.each(["x'; RESET ROLE; --", 'ann', `${ann}'`, `${ann}\n`, ' '])(
    'I1 refuse what is no UUID: %p',
    (id) => {
      const scopes = [
        { as: 'account', userId: id as UserId },
        { as: 'member', userId: id as UserId, workspaceId: acme },
        { as: 'member', userId: ann, workspaceId: id as WorkspaceId },
      ] as const;
      for (const scope of scopes) expect(() => scopeSettings(scope)).toThrow('A scope needs UUIDs');
    },
  );
});
