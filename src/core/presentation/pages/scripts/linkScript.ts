/**
 * What the pages behind mailed links share. The token leaves the address bar at once, so that it stays out of
 * the history, out of bookmarks and off screens that are shared.
 */
export const linkScript = `
const status = document.getElementById('status');
const { api } = document.querySelector('main').dataset;

export const token = new URLSearchParams(location.search).get('token') ?? '';
history.replaceState(null, '', location.pathname);

/** The data of the answer. Throws { message, details, code } when the server refuses. */
export async function post(path, body, accessToken) {
  const headers = { 'Content-Type': 'application/json' };
  if (accessToken) headers.Authorization = 'Bearer ' + accessToken;
  const init = { method: 'POST', headers, body: JSON.stringify(body), credentials: 'same-origin' };
  const response = await fetch(api + path, init).catch(() => {
    throw { message: 'The server cannot be reached. Try again in a moment.' };
  });
  const envelope = await response.json().catch(() => ({}));
  if (response.ok) return envelope.data;
  throw { message: 'The server could not do this. Try again in a moment.', ...envelope };
}

function tell(kind, message, details = []) {
  const paragraph = document.createElement('p');
  paragraph.textContent = message;
  const list = document.createElement('ul');
  for (const detail of details) {
    const item = document.createElement('li');
    item.textContent = detail.path.replace(/^body\\./, '') + ': ' + detail.message;
    list.append(item);
  }
  status.className = kind;
  status.replaceChildren(paragraph, ...(details.length ? [list] : []));
}

export function tellError({ message, details }) {
  tell('bad', message, details);
}

/** Says that it is done and leaves nothing more to do. */
export function finish(message) {
  for (const part of document.querySelectorAll('form, #intro')) part.hidden = true;
  tell('good', message);
}

/** Shows the form and lets its button do \`act\`, once at a time. */
export function offer(id, act) {
  const form = document.getElementById(id);
  form.hidden = false;
  if (!token) return tellError({ message: 'This link is not complete. Open it again from the mail.' });
  form.querySelector('button').disabled = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    status.replaceChildren();
    await act(Object.fromEntries(new FormData(form))).catch(tellError);
    form.setAttribute('aria-busy', 'false');
  });
  for (const box of form.querySelectorAll('[data-shows]')) {
    const field = document.getElementById(box.dataset.shows);
    box.addEventListener('change', () => { field.type = box.checked ? 'text' : 'password'; });
  }
}
`.trimStart();
