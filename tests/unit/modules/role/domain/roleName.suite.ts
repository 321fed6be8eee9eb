import { isReservedRoleName, roleNameKey } from '../../../../../src/modules/role/domain/roleName';

describe('The name of a role', () => {
  it.each([
    ['Night Shift', 'night  SHIFT '],
    ['Straße', 'STRAßE'],
    ['Ａuditor', 'auditor'],
    ['E\u0301quipe', 'équipe'],
  ])('%j is the same as %j', (one, other) => {
    expect(roleNameKey(one)).toBe(roleNameKey(other));
  });

  it.each([
    ['Auditor', 'Auditors'],
    ['Night Shift', 'NightShift'],
    ['Rolle', 'Rölle'],
  ])('%j is another than %j', (one, other) => {
    expect(roleNameKey(one)).not.toBe(roleNameKey(other));
  });

  it.each(['owner', 'Admin', ' MEMBER', 'v i e w e r', 'super-admin', '__proto__', 'Prototype', 'valueOf'])(
    'G7 %j is reserved',
    (name) => {
      expect(isReservedRoleName(name)).toBe(true);
    },
  );

  it.each(['Auditor', 'Owners', 'Administration', 'Ownér', '0'])('%j is free', (name) => {
    expect(isReservedRoleName(name)).toBe(false);
  });
});
