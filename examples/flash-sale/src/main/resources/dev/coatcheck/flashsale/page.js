// Shows what the stage says, four times a second. What it says is only ever put in as text.
import { Dots } from './dots.js';

const SILENCE = 3000;
const AGAIN = 1000;
const LINGER = 20000;
const GONE = ['killed', 'stopped'];
const MODES = { coatcheck: 'Coatcheck', memory: 'in memory' };
const BAD = ['cartsLost', 'loggedOut', 'failed'];

const counted = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const measured = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const counters = {
  cartsLost: counted.format,
  loggedOut: counted.format,
  failed: counted.format,
  perSecond: counted.format,
  p50: milliseconds,
  p99: milliseconds,
  commandsPerRequest: measured.format,
  checkouts: counted.format,
};

const $ = id => document.getElementById(id);
const dots = new Dots($('dots'), $('stage'));
const boxes = new Map();
const goneSince = new Map();
const shownEvents = new Map();

function milliseconds(value) {
  return (value < 10 ? measured : counted).format(value) + ' ms';
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  return Math.floor(whole / 60) + ':' + String(whole % 60).padStart(2, '0');
}

function plural(number, one, many) {
  return counted.format(number) + ' ' + (number === 1 ? one : many);
}

/** Leaves alone what has not changed, for those who are read to, and because it costs. */
function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function mark(element, name, value) {
  if (element.dataset[name] !== value) {
    element.dataset[name] = value;
  }
}

function child(parent, tag, className) {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  parent.append(element);
  return element;
}

// what one sees

function showSentence(now) {
  const up = now.nodes.filter(node => node.state === 'up').length;
  say($('sentence'), plural(now.counters.users, 'shopper', 'shoppers') + ' (the dots) on '
    + plural(up, 'real server', 'real servers') + ': ' + (now.mode === 'coatcheck'
    ? 'each request goes to the next one, and finds its session in Redis.'
    : 'each shopper sticks to one, whose memory holds the cart and the login.'));
}

function showCounters(now) {
  const other = 'mode' in now.other ? now.other : null;
  for (const box of document.querySelectorAll('.counter')) {
    const name = box.dataset.counter;
    const [value, before] = box.querySelectorAll('dd');
    say(value, counters[name](now.counters[name]));
    say(before, other ? MODES[other.mode] + ': ' + counters[name](other[name]) : '');
    if (BAD.includes(name)) {
      mark(box, 'is', now.counters[name] === 0 ? 'good' : 'bad');
      mark(before, 'is', !other ? '' : other[name] === 0 ? 'good' : 'bad');
    }
  }
}

function showStage(now) {
  mark($('stage'), 'mode', now.mode);
  const passedOn = now.counters.passedOn;
  say($('balancing'), now.balancing + (now.balancing === 'sticky'
    ? ': each shopper to the same server'
    : ': each request to the next server')
    + (passedOn ? '; ' + plural(passedOn, 'request', 'requests') + ' passed on to another' : ''));
  mark($('redis'), 'state', now.redis);
  say($('redis-state'), {
    up: 'keeps ' + plural(now.counters.users, 'session', 'sessions') + ' for all servers',
    frozen: 'frozen: it answers nobody',
    unused: 'not used: each server has the sessions of its shoppers in its memory',
  }[now.redis] ?? now.redis);
}

function newBox(node) {
  const box = child($('nodes'), 'li', 'node');
  const head = child(box, 'div', 'head');
  const title = child(head, 'h3');
  title.textContent = node.name;
  const state = child(head, 'span', 'state');
  const facts = child(box, 'p', 'facts');
  const parts = {
    box, state, yard: child(box, 'div', 'yard'),
    make: child(facts, 'span', 'make'), process: child(facts, 'span'), release: child(facts, 'span', 'release'),
    rate: child(facts, 'span', 'rate'), shoppers: child(facts, 'span', 'shoppers'),
  };
  parts.yard.setAttribute('aria-hidden', 'true');
  return parts;
}

/** One sees a server go; its box stays a little longer than its last shopper. */
function isShown(node, shoppers) {
  if (!GONE.includes(node.state)) {
    goneSince.delete(node.name);
    return true;
  }
  const at = performance.now();
  if (!goneSince.has(node.name)) {
    goneSince.set(node.name, boxes.has(node.name) ? at : -LINGER);
  }
  return shoppers > 0 || at - goneSince.get(node.name) < LINGER;
}

function showNodes(now) {
  const count = new Array(now.nodes.length).fill(0);
  for (const who of now.users) {
    if (who !== '-') {
      count[parseInt(who, 36)]++;
    }
  }
  let changed = false;
  const gone = new Set(boxes.keys());
  now.nodes.forEach((node, i) => {
    if (!isShown(node, count[i])) {
      return;
    }
    gone.delete(node.name);
    if (!boxes.has(node.name)) {
      boxes.set(node.name, newBox(node));
      changed = true;
    }
    const { box, state, make, release, rate, process, shoppers } = boxes.get(node.name);
    mark(box, 'node', node.name);
    mark(box, 'state', node.state);
    mark(box, 'release', node.release);
    say(state, node.state);
    say(make, node.make === 'jetty' ? 'Jetty' : 'Tomcat');
    say(release, 'release ' + node.release);
    say(process, node.pid ? 'process ' + node.pid : '');
    say(rate, plural(node.perSecond, 'request/s', 'requests/s'));
    say(shoppers, plural(count[i], 'shopper', 'shoppers'));
  });
  for (const name of gone) {
    boxes.get(name).box.remove();
    boxes.delete(name);
    changed = true;
  }
  if (changed) {
    $('nodes').append(...now.nodes.filter(({ name }) => boxes.has(name)).map(({ name }) => boxes.get(name).box));
    dots.place(new Map([...boxes].map(([name, { yard }]) => [name, yard])));
  }
}

function showEvents(now) {
  const list = $('events');
  const names = now.events.map(event => event.at + ' ' + event.text);
  for (const [name, item] of shownEvents) {
    if (!names.includes(name)) {
      item.remove();
      shownEvents.delete(name);
    }
  }
  now.events.forEach((event, i) => {
    if (!shownEvents.has(names[i])) {
      const item = document.createElement('li');
      const at = child(item, 'span', 'at');
      at.textContent = clock(event.at) + ' ';
      child(item, 'span').textContent = event.text;
      list.prepend(item);
      shownEvents.set(names[i], item);
    }
  });
  // what happened before this page was opened is not read out
  $('log').setAttribute('aria-live', 'polite');
  const busy = now.nodes ? now.busy : 'the servers are about to start';
  say($('busy'), busy || clock(now.seconds) + ' on sale');
  mark($('busy'), 'is', busy ? 'busy' : 'calm');
}

function showFailures(now) {
  $('failures').hidden = now.failures.length === 0;
  const list = $('reasons');
  while (list.children.length > now.failures.length) {
    list.lastChild.remove();
  }
  now.failures.forEach((failure, i) => {
    say(list.children[i] ?? child(list, 'li'), counted.format(failure.count) + ' × ' + failure.reason);
  });
}

function showOrders(now) {
  const toMemory = now.mode === 'coatcheck';
  const part = (word, tag) => document.querySelector(`[data-order=${word}] ${tag}`);
  say(part('switch', 'b'), toMemory ? 'Switch to memory' : 'Switch to Coatcheck');
  say(part('switch', 'span'), toMemory ? 'sticky sessions' : 'sessions in Redis');
  say(part('freeze', 'span'), now.redis === 'unused' ? 'not used in this mode' : 'for 3 seconds');
}

function show(now) {
  showEvents(now);
  // between two runs, and before the first one, there is nothing else
  if (now.nodes) {
    showSentence(now);
    showCounters(now);
    showStage(now);
    showNodes(now);
    showFailures(now);
    showOrders(now);
    dots.show(now);
  }
}

// orders

async function order(button) {
  const word = button.dataset.order;
  say($('answer'), '');
  try {
    const response = await fetch('/_demo/orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'order=' + encodeURIComponent(word),
    });
    mark($('answer'), 'is', response.ok ? 'good' : 'bad');
    say($('answer'), (response.ok ? '' : 'Not now: ') + (await response.text()).trim());
  } catch (problem) {
    mark($('answer'), 'is', 'bad');
    say($('answer'), 'The order did not arrive: ' + problem.message);
  }
}

for (const button of document.querySelectorAll('[data-order]')) {
  button.addEventListener('click', () => order(button));
}
for (const box of document.querySelectorAll('.counter')) {
  child(box, 'dd', 'value').textContent = '–';
  child(box, 'dd', 'before');
}

// news, and what to do when there are none

function connected(state, text) {
  mark($('connection'), 'state', state);
  say($('connection'), text);
}

/** A browser gives up after some failures, and does not notice silence: so it is done here. */
function listen() {
  const source = new EventSource('/_demo/events');
  let watch;
  const broken = () => {
    source.close();
    clearTimeout(watch);
    connected('broken', 'no news, retrying');
    document.body.classList.add('stale');
    setTimeout(listen, AGAIN);
  };
  const wait = () => {
    clearTimeout(watch);
    watch = setTimeout(broken, SILENCE);
  };
  source.addEventListener('now', event => {
    wait();
    connected('live', 'live');
    document.body.classList.remove('stale');
    show(JSON.parse(event.data));
  });
  source.addEventListener('error', broken);
  wait();
}

listen();
