// Keeps a page true while it stands open: time, lamps, cards. Without it the page is as it was when it was loaded.
const body = document.body;
const room = body.dataset.room;
const HEARTBEAT_LATE = 11_000; // two of them lost
const REST = 4_000; // rows stay where they are for so long after a finger or a key

// Time is the server's, carried on by this device's monotonic clock: the device's own clock may be wrong.
let base = {engine: Number(body.dataset.now), at: performance.now(), speed: Number(body.dataset.speed)};
const now = () => base.engine + (performance.now() - base.at) * base.speed;

let heard = performance.now();
let lamps = [];
let deadSince = null;
let number = Number(body.dataset.number);
let touched = -REST;
let pendingSort = false;

const span = ms => {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor(minutes / 60) % 24} h`;
};
const zone = document.getElementById('clock')?.dataset.zone;
const clockText = ms => new Date(ms).toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit', timeZone: zone || 'UTC'});

function tick() {
  const t = now();
  for (const one of document.querySelectorAll('[data-until]')) {
    const left = Number(one.dataset.until) - t;
    set(one, span(left));
    const due = one.closest('.due');
    if (due && one.matches('strong')) {
      due.classList.toggle('late', left < 0);
      const word = due.querySelector('.lateword');
      if (word) set(word, left < 0 ? 'late, was due' : 'due');
    }
  }
  for (const one of document.querySelectorAll('[data-since]')) set(one, span(t - Number(one.dataset.since)));
  for (const group of document.querySelectorAll('g[data-t0]')) {
    const x = Math.max(0, Math.min(1, (t - Number(group.dataset.t0)) / Number(group.dataset.span))) * 100;
    const line = group.querySelector('.now');
    line.setAttribute('x1', x + '%'); line.setAttribute('x2', x + '%');
    group.querySelector('.gone').setAttribute('width', x + '%');
    const grows = group.querySelector('.grows');
    if (grows) grows.setAttribute('width', Math.max(0, x - parseFloat(grows.getAttribute('x'))) + '%');
  }
  const clock = document.getElementById('clock');
  if (clock) set(clock, clockText(t));
  live(t);
  if (pendingSort) sort();
}
const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };

function live(t) {
  const link = performance.now() - heard > HEARTBEAT_LATE;
  const bad = lamps.filter(lamp => lamp.since !== null);
  light('link', link);
  for (const lamp of lamps) light(lamp.id, lamp.since !== null);
  const band = document.getElementById('band');
  if (link || bad.length > 0) {
    if (deadSince === null) deadSince = link ? base.engine : Math.min(...bad.map(lamp => lamp.since));
    const why = link ? 'no connection to the board' : bad.map(lamp => lamp.text).join('; ');
    const others = !link && bad.every(lamp => lamp.id === 'feed');
    set(document.getElementById('why'), `since ${clockText(deadSince)} – ${others ? 'what comes from elsewhere is current' : 'showing what was known then'}: ${why}`);
    band.hidden = false;
    body.classList.toggle('dead', !others);
    if (!document.title.startsWith('NOT LIVE')) document.title = 'NOT LIVE – ' + document.title;
    document.getElementById('icon').href = '/files/icon-dead.svg';
  } else if (deadSince !== null || !band.hidden) {
    deadSince = null;
    band.hidden = true;
    body.classList.remove('dead');
    document.title = document.title.replace('NOT LIVE – ', '');
    document.getElementById('icon').href = '/files/icon.svg';
  }
}
function light(id, bad) {
  const lamp = document.getElementById('lamp-' + id);
  if (lamp && lamp.classList.contains('bad') !== bad) {
    lamp.classList.toggle('bad', bad);
    set(lamp.querySelector('b'), bad ? ' not live' : '');
  }
}

function heartbeat(event) {
  const beat = JSON.parse(event.data);
  heard = performance.now();
  base = {engine: beat.now, at: heard, speed: beat.speed};
  lamps = beat.lamps;
  const off = Math.round((Date.now() - beat.wall) / 60_000);
  const skew = document.getElementById('skew');
  skew.hidden = Math.abs(off) < 2;
  if (!skew.hidden) set(skew, `The clock of this device is ${span(off * 60_000)} ${off > 0 ? 'fast' : 'slow'}. Times here are right all the same.`);
  tick();
}

// Cards: a numbered change each; a gap in the numbers asks for all of them.
function card(change) {
  const old = document.getElementById('c-' + change.key);
  const before = new Set(old ? [...old.querySelectorAll('.alert.HIGH:not(.taken)')].map(one => one.id) : []);
  if (change.html === null) {
    if (old?.contains(document.activeElement)) document.getElementById('main').focus();
    old?.remove();
  } else {
    const template = document.createElement('template');
    template.innerHTML = change.html.trim();
    const fresh = template.content.firstElementChild;
    const focused = old?.contains(document.activeElement);
    if (old) old.replaceWith(fresh);
    else document.getElementById('cards')?.append(fresh);
    if (focused) fresh.querySelector('a')?.focus({preventScroll: true});
    announce(fresh, before);
  }
  document.querySelector('.nothing')?.toggleAttribute('hidden', document.querySelector('.card') !== null);
  pendingSort = true;
}
function announce(fresh, before) {
  for (const alert of fresh.querySelectorAll('.alert.HIGH:not(.taken)')) {
    if (!before.has(alert.id)) {
      alert.classList.add('fresh');
      const bed = fresh.querySelector('.bed').textContent;
      document.getElementById('say').textContent = `HIGH, bed ${bed}: ${alert.querySelector('.sign span:last-child').textContent}`;
      ring();
    }
  }
}
/** Rows never move under a finger or the focus. */
function sort() {
  const list = document.getElementById('cards');
  if (!list || performance.now() - touched < REST || list.matches(':hover') || list.contains(document.activeElement)) return;
  pendingSort = false;
  const cards = [...list.children];
  const sorted = [...cards].sort((a, b) => a.dataset.order < b.dataset.order ? -1 : a.dataset.order > b.dataset.order ? 1 : 0);
  if (sorted.some((one, n) => one !== cards[n])) list.append(...sorted);
}
for (const kind of ['pointerdown', 'pointermove', 'touchstart', 'keydown', 'wheel']) {
  addEventListener(kind, () => { touched = performance.now(); }, {passive: true});
}

async function snapshot() {
  const answer = await fetch('/api/v1/units/' + encodeURIComponent(room) + '/cards');
  if (!answer.ok) return;
  const all = await answer.json();
  number = all.n;
  const list = document.getElementById('cards');
  const keys = new Set(all.cards.map(one => 'c-' + one.key));
  for (const one of [...list.children]) if (!keys.has(one.id)) one.remove();
  all.cards.forEach(card);
}

let refreshing = null;
/** A page that is more than cards is asked for again, and its main part put in the place of the old one. */
function refresh() {
  if (refreshing || document.querySelector('form.busy, form.dirty')) return;
  refreshing = setTimeout(async () => {
    try {
      const answer = await fetch(location.href, {headers: {'X-Board-Part': 'main'}});
      if (answer.ok && !document.querySelector('form.dirty')) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const open = new Set([...document.querySelectorAll('main details[open]')].map(one => one.id));
        const focus = document.activeElement?.id;
        const told = new Map([...document.querySelectorAll('main .told')].map(one => [one.id, one.textContent]));
        document.getElementById('main').replaceChildren(...page.getElementById('main').childNodes);
        for (const id of open) if (id) document.getElementById(id)?.setAttribute('open', '');
        for (const [id, text] of told) if (id && text.startsWith('Not sent') && document.getElementById(id)) document.getElementById(id).textContent = text;
        if (focus) document.getElementById(focus)?.focus({preventScroll: true});
        tick();
      }
    } catch { /* the lamps say so */ } finally { refreshing = null; }
  }, 250);
}

let stream;
function connect() {
  stream = new EventSource('/events/' + encodeURIComponent(room));
  stream.addEventListener('heartbeat', heartbeat);
  stream.addEventListener('hello', event => {
    const current = JSON.parse(event.data).n;
    if (current !== number) { if (body.dataset.mine) refresh(); else snapshot(); number = current; }
  });
  stream.addEventListener('card', event => {
    const change = JSON.parse(event.data);
    if (body.dataset.mine) {
      number = change.n;
      if (body.dataset.mine === '*' || body.dataset.mine === change.key) refresh();
    } else if (change.n === number + 1) { number = change.n; card(change); }
    else if (change.n > number) snapshot();
  });
  // Where the server refuses it the browser does not come back by itself.
  stream.addEventListener('error', () => { if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 2_000 + Math.random() * 8_000); });
}

// Light or dark, chime: both kept on this device.
const theme = document.getElementById('theme');
if (theme) {
  theme.hidden = false;
  const kept = localStorage.getItem('theme');
  if (kept) document.documentElement.dataset.theme = kept;
  theme.addEventListener('click', () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', document.documentElement.dataset.theme);
  });
}
const chime = document.getElementById('chime');
let sound = null;
if (chime) {
  chime.hidden = false;
  chime.addEventListener('click', async () => {
    if (sound) { sound.close(); sound = null; } else { sound = new AudioContext(); await sound.resume(); ring(); }
    showChime();
  });
}
function showChime() {
  const can = sound?.state === 'running';
  chime.setAttribute('aria-pressed', String(can));
  set(chime, sound === null ? 'Chime off' : can ? 'Chime on' : 'Chime cannot sound: press again');
}
function ring() {
  if (sound?.state !== 'running') { if (chime && sound) showChime(); return; }
  [0, .18, .36].forEach((delay, n) => {
    const tone = sound.createOscillator(), gain = sound.createGain();
    tone.frequency.value = [660, 550, 440][n];
    gain.gain.setValueAtTime(.0001, sound.currentTime + delay);
    gain.gain.exponentialRampToValueAtTime(.25, sound.currentTime + delay + .02);
    gain.gain.exponentialRampToValueAtTime(.0001, sound.currentTime + delay + .16);
    tone.connect(gain).connect(sound.destination);
    tone.start(sound.currentTime + delay); tone.stop(sound.currentTime + delay + .18);
  });
}

// Answers: sent without leaving the page, and "not yet confirmed" until they come back through the stream.
document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('form.answer')) return;
  event.preventDefault();
  const told = form.querySelector('.told');
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  form.classList.add('busy');
  set(told, 'Sending …');
  try {
    const answer = await fetch(form.action, {method: 'POST', body: fields, headers: {'X-Board-Token': fields.get('token'), Accept: 'application/json'}, signal: AbortSignal.timeout(15_000)});
    if (answer.redirected) { location.reload(); return; }
    const said = await answer.json();
    set(told, said.text);
    if (answer.ok) form.classList.remove('dirty');
  } catch {
    set(told, 'Not sent: no connection. Nobody knows yet. Try again.');
  } finally { form.classList.remove('busy'); }
});
document.addEventListener('input', event => event.target.form?.classList.add('dirty'));

if (body.dataset.poll) setTimeout(() => location.reload(), Number(body.dataset.poll));
if (room) { connect(); setInterval(tick, 1_000); tick(); }
addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
