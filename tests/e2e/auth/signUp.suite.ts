import { expectRefusal } from '../../support/app/refusal';
import { anEmail, aPerson, mailedToken, PASSWORD } from '../../support/app/people';
import { rowsAdded } from '../../support/app/tableCounts';
import { TestApp } from '../../support/app/TestApp';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const signingUp = (facts: object = {}) => ({
  name: 'Ann Mary Smith',
  email: anEmail(),
  password: PASSWORD,
  organizationName: 'Acme Inc',
  ...facts,
});
const registering = (facts: object = {}) => ({
  firstName: 'Ann',
  lastName: 'Smith',
  email: anEmail(),
  password: PASSWORD,
  ...facts,
});
const faultsOf = ({ body }: { body: { details: { path: string }[] } }) =>
  body.details.map(({ path }) => path).sort();

describe('signing up', () => {
  it('makes account, workspace, owner membership and session, and mails a verification link', async () => {
    const email = anEmail();
    const answer = await app
      .post('/auth/signup', {
        name: 'Ann Mary Smith',
        email,
        password: PASSWORD,
        organizationName: 'Acme Inc',
      })
      .expect(201);

    expect(answer.body.data).toMatchObject({
      user: { email, firstName: 'Ann', lastName: 'Mary Smith', emailVerified: false },
      workspace: { name: 'Acme Inc', status: 'active' },
      role: 'owner',
      expiresIn: '15m',
    });
    const token = await mailedToken(app, email, '/verify-email');
    await app.post('/auth/verify-email', { token }).expect(200);
    const me = await app.get('/auth/me', { token: answer.body.data.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ user: { emailVerified: true }, role: 'owner' });
    expect(me.body.data.permissions).toContain('workspaces.transfer');
  });

  it('writes one of each, and what happened', async () => {
    const added = await rowsAdded(app, () => app.post('/auth/signup', signingUp()).expect(201));

    expect(added).toMatchObject({
      users: 1,
      credentials: 1,
      workspaces: 1,
      memberships: 1,
      sessions: 1,
      refresh_tokens: 1,
      one_time_tokens: 1,
      audit_log: 4,
    });
  });

  it.each([
    ['one word of a name', { name: 'Cher' }, { firstName: 'Cher', lastName: '', name: 'Cher' }],
    ['blanks around a name', { name: '  Ann   van  Dam ' }, { firstName: 'Ann', lastName: 'van Dam' }],
    [
      'first and last name apart',
      { name: undefined, firstName: 'Ann Mary', lastName: 'Smith' },
      { firstName: 'Ann Mary', lastName: 'Smith', name: 'Ann Mary Smith' },
    ],
  ])('takes %s', async (_what, facts, user) => {
    const answer = await app.post('/auth/signup', signingUp(facts)).expect(201);
    expect(answer.body.data.user).toMatchObject(user);
  });

  it('takes workspaceName for organizationName, and finds a free slug', async () => {
    const facts = { organizationName: undefined, workspaceName: 'Zoë & Söhne' };
    const [first, second] = [
      await app.post('/auth/signup', signingUp(facts)).expect(201),
      await app.post('/auth/signup', signingUp(facts)).expect(201),
    ];

    expect(first.body.data.workspace).toMatchObject({ name: 'Zoë & Söhne', slug: 'zoe-sohne' });
    expect(second.body.data.workspace.slug).toBe('zoe-sohne-2');
  });

  it('tells every fault at once, unknown fields included', async () => {
    const answer = await expectRefusal(
      app,
      () => app.post('/auth/signup', { email: 'no address', password: 'short', isAdmin: true, name: 7 }),
      { status: 400, code: 'VALIDATION_ERROR' },
    );

    expect(faultsOf(answer)).toEqual(['body', 'body.email', 'body.isAdmin', 'body.name', 'body.password']);
  });

  it.each([
    ['a whole name and its parts', { firstName: 'Ann', lastName: 'Smith' }],
    ['a first name alone', { name: undefined, firstName: 'Ann' }],
    ['no name', { name: undefined }],
    ['two names of the workspace', { workspaceName: 'Acme' }],
    ['no name of the workspace', { organizationName: undefined }],
    ['a blank name', { name: ' \u00a0 ' }],
    ['a name of 81 characters', { name: 'a'.repeat(81) }],
  ])('refuses %s', async (_what, facts) => {
    await expectRefusal(app, () => app.post('/auth/signup', signingUp(facts)), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });
});

describe('registering', () => {
  it('makes an account and a session without a workspace', async () => {
    const body = registering({ email: `  ${anEmail('Zoe')} ` });
    const answer = await app.post('/auth/register', body).expect(201);

    const { data } = answer.body;
    expect(data).toMatchObject({
      email: body.email.trim().toLowerCase(),
      userId: data.user.id,
      workspace: null,
      role: null,
      user: { lastLoginAt: expect.any(String), platformRole: null, isActive: true },
    });
    const me = await app.get('/auth/me', { token: data.accessToken }).expect(200);
    expect(me.body.data).toMatchObject({ workspace: null, role: null, permissions: [] });
  });

  it('B1 refuses an address that has an account in any spelling, and tells its owner once a day', async () => {
    const ann = await aPerson(app);
    const refused = (path: string, body: object, writes: string[] = []) =>
      expectRefusal(app, () => app.post(path, body), { status: 409, code: 'EMAIL_TAKEN', writes });

    await refused('/auth/register', registering({ email: ann.email }), ['jobs']);
    await refused('/auth/register', registering({ email: ann.email.toUpperCase() }));
    await refused('/auth/register', registering({ email: ` ${ann.email} ` }));
    await refused('/auth/signup', signingUp({ email: ann.email }));

    const subjects = app.mails.mails
      .filter(({ envelope }) => envelope.to.includes(ann.email))
      .map(({ subject }) => subject);
    expect(subjects).toEqual(['Verify your e-mail address', 'You have an account already']);
  });

  it('lets the address of a deleted account register again', async () => {
    const ann = await aPerson(app);
    await app.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [ann.id]);

    const again = await aPerson(app, { email: ann.email });

    expect(again.id).not.toBe(ann.id);
  });

  it.each([
    'isAdmin',
    'emailVerified',
    'id',
    'passwordHash',
    'createdAt',
    'tokenVersion',
    'platformRole',
    'constructor',
  ])('B7 refuses the field %s', async (field) => {
    const body = `{${JSON.stringify(field)}:"x",${JSON.stringify(registering()).slice(1)}`;
    const answer = await expectRefusal(
      app,
      () =>
        app
          .call('post', '/auth/register', undefined, { headers: { 'Content-Type': 'application/json' } })
          .send(body),
      { status: 400, code: 'VALIDATION_ERROR' },
    );
    expect(faultsOf(answer)).toEqual([`body.${field}`]);
  });

  it.each([
    ['of 7 characters', 'sevench', 'at least 8 characters'],
    ['of 7 emoji', '🦉'.repeat(7), 'at least 8 characters'],
    ['everybody uses', 'Password1', 'most used passwords'],
    ['that is the product', 'portico portico', 'this product'],
    ['that is the address', 'bob.ringer@example.com', 'e-mail address'],
    ['made of the name', 'ringer bob', 'name'],
    ['of 257 characters', 'ab'.repeat(128).concat('c'), 'at most 256 characters'],
    ['with a NUL', 'correct\u0000horse', 'not text'],
    ['with half a character', 'correct \ud800 horse', 'not text'],
  ])('B8 refuses a password %s and says why', async (_what, password, reason) => {
    const facts = { email: 'bob.ringer@example.com', firstName: 'Bob', lastName: 'Ringer', password };
    const answer = await expectRefusal(app, () => app.post('/auth/register', registering(facts)), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });

    expect(answer.body.details).toEqual([
      { path: 'body.password', message: expect.stringContaining(reason) },
    ]);
  });

  it.each([
    [
      'a phrase of 64 characters',
      'four quiet owls sit in a row and count the stars until the dawn'.padEnd(64),
    ],
    ['lower case alone', 'justlettersandlong'],
    ['digits alone', '7319058264'],
    ['256 characters of four bytes', '🦉🐢'.repeat(128)],
  ])('B8 accepts %s', async (_what, password) => {
    const { email } = await aPerson(app, { password });
    await app.post('/auth/login', { email, password }).expect(200);
  });

  it.each([
    ['an array', ['ann@example.com']],
    ['an object', { $ne: '' }],
    ['null', null],
    ['a number', 7],
    ['of 255 characters', `${'a'.repeat(243)}@example.com`],
    ['with a line break', 'ann@example.com\r\nBcc: eve@evil.example'],
    ['with a line separator', 'ann\u2028@example.com'],
    ['that are two', 'ann@example.com,eve@evil.example'],
    ['with a NUL', 'ann\u0000@example.com'],
    ['without a domain', 'ann'],
  ])('A10 B4 refuses an address that is or has %s', async (_what, email) => {
    await expectRefusal(app, () => app.post('/auth/register', registering({ email })), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });
});

describe('a name in a mail', () => {
  it.each([
    ['a line break', 'Ann\r\nBcc: eve@evil.example'],
    ['a lone line feed', 'Ann\nX'],
    ['a line separator', 'Ann\u2028Bcc: eve@evil.example'],
    ['an escape sequence', 'Ann\u001b[31m'],
    ['a lone surrogate', 'Ann\udfff'],
  ])('B4 cannot hold %s', async (_what, firstName) => {
    await expectRefusal(app, () => app.post('/auth/register', registering({ firstName })), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
    await expectRefusal(app, () => app.post('/auth/signup', signingUp({ organizationName: firstName })), {
      status: 400,
      code: 'VALIDATION_ERROR',
    });
  });

  it.each([
    ['%0d%0aBcc: eve@evil.example'],
    ['<a href="http://evil.example">win</a>'],
    ['[win](http://evil.example)'],
    ['www.evil.example'],
    ['"><img src=x onerror=alert(1)>'],
  ])('B4 B6 stays text and leads nowhere: %s', async (firstName) => {
    const email = anEmail();
    await app.post('/auth/register', registering({ email, firstName })).expect(201);
    await app.drain();

    const mails = app.mails.mails.filter(({ envelope }) => envelope.to.includes(email));
    expect(mails).toHaveLength(1);
    const [{ envelope, headers, links, html = '' } = mails[0]!] = mails;
    expect(envelope.to).toEqual([email]);
    expect(headers.map(({ key }) => key).filter((key) => key === 'subject' || key === 'bcc')).toEqual([
      'subject',
    ]);
    expect(links).toHaveLength(1);
    expect(html.replaceAll('&#x3D;', '=').match(/href="[^"]*"/g)).toEqual([`href="${links[0]}"`]);
    expect(html).not.toMatch(/<img|http:\/\/evil|www\.evil/);
  });
});
