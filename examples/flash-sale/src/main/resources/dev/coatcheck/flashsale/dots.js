// Draws each shopper as a dot. Every shopper has a seat of its own, the same in each server, and its
// dot lights the one in the server that answered last. A request flies by way of the balancer.
// Cheap: one canvas, nothing is drawn while nothing moves, and not more than so many fly at a time.

const FLIGHT = 420;
const MOST_TAKE_OFF = 70;
const MOST_SPARKS = 30;
const FRAME = 30;
const ABOVE = 60;
const COLOURS = ['--dot-1', '--dot-2', '--dot-3', '--dot-4', '--dot-5'];

export class Dots {
  constructor(canvas, stage) {
    this.canvas = canvas;
    this.stage = stage;
    this.pen = canvas.getContext('2d');
    this.yards = new Map();
    this.seats = new Map();
    this.users = [];
    this.sparks = [];
    this.served = new Map();
    this.size = 0;
    this.calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.drawn = 0;
    this.running = false;
    new ResizeObserver(() => this.measure()).observe(stage);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.measure());
  }

  /** Where the servers' boxes are from now on, by name. */
  place(yards) {
    this.yards = yards;
    this.measure();
  }

  measure() {
    const all = this.stage.getBoundingClientRect();
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    this.canvas.width = Math.round(all.width * scale);
    this.canvas.height = Math.round(all.height * scale);
    this.pen.setTransform(scale, 0, 0, scale, 0, 0);
    const bar = this.stage.querySelector('#balancer').getBoundingClientRect();
    this.balancer = bar.bottom - all.top;
    this.seats.clear();
    for (const [name, yard] of this.yards) {
      const box = yard.getBoundingClientRect();
      const pitch = pitchFor(box.width, box.height, this.size);
      const columns = Math.max(1, Math.floor(box.width / pitch));
      yard.style.setProperty('--pitch', pitch + 'px');
      this.seats.set(name, { x: box.left - all.left, y: box.top - all.top, pitch, columns });
    }
    const style = getComputedStyle(this.stage);
    const pitches = [...this.seats.values()].map(seats => seats.pitch);
    const radius = Math.max(1.5, 0.34 * Math.min(18, ...pitches));
    this.stamps = COLOURS.map(name => stamp(style.getPropertyValue(name), radius, scale));
    this.grey = stamp(style.getPropertyValue('--dot-lost'), radius, scale);
    this.spark = stamp(style.getPropertyValue('--dot-spark'), radius * 0.8, scale);
    this.run();
  }

  /** Takes a snapshot of the stage. */
  show(now) {
    const at = performance.now();
    if (now.users.length !== this.size) {
      this.size = now.users.length;
      this.users = Array.from({ length: this.size }, (_, i) => ({ seat: seatOf(i, this.size), place: null, from: null, start: 0 }));
      this.measure();
    }
    this.gone = new Set(now.nodes.filter(node => ['killed', 'stopped'].includes(node.state)).map(node => node.name));
    const arrived = new Map();
    let flying = 0;
    this.users.forEach((user, i) => {
      const who = now.users[i];
      const node = who === '-' ? null : now.nodes[parseInt(who, 36)];
      const place = node ? node.name : null;
      if (place === user.place) {
        return;
      }
      const fly = !this.calm.matches && user.place && place && flying < MOST_TAKE_OFF;
      user.from = fly ? user.place : null;
      user.start = at + (fly ? Math.random() * 200 : 0);
      user.place = place;
      flying += fly ? 1 : 0;
      arrived.set(place, (arrived.get(place) ?? 0) + 1);
    });
    this.light(now.nodes, arrived, at);
    this.run();
  }

  /** Requests of shoppers who stay where they are. */
  light(nodes, arrived, at) {
    for (const node of nodes) {
      const before = this.served.get(node.name) ?? node.requests;
      this.served.set(node.name, node.requests);
      const staying = node.requests - before - (arrived.get(node.name) ?? 0);
      if (this.calm.matches || staying <= 0 || this.gone.has(node.name)) {
        continue;
      }
      const here = this.users.filter(user => user.place === node.name && !user.from);
      for (let i = 0; i < Math.min(staying, MOST_SPARKS, here.length); i++) {
        const user = here[Math.floor(Math.random() * here.length)];
        this.sparks.push({ seat: user.seat, place: node.name, start: at + Math.random() * 250 });
      }
    }
  }

  run() {
    if (!this.running) {
      this.running = true;
      requestAnimationFrame(at => this.frame(at));
    }
  }

  frame(at) {
    if (at - this.drawn < FRAME) {
      requestAnimationFrame(next => this.frame(next));
      return;
    }
    this.drawn = at;
    if (this.draw(at)) {
      requestAnimationFrame(next => this.frame(next));
    } else {
      this.running = false;
    }
  }

  /** Returns whether something moves. */
  draw(at) {
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    let moving = false;
    this.users.forEach((user, i) => {
      const to = this.spot(user.place, user.seat);
      if (!to) {
        return;
      }
      const from = user.from && this.spot(user.from, user.seat);
      const passed = (at - user.start) / FLIGHT;
      if (!from || passed >= 1) {
        user.from = null;
        this.put(this.gone.has(user.place) ? this.grey : this.stamps[i % this.stamps.length], to.x, to.y);
        return;
      }
      moving = true;
      const t = ease(Math.max(0, passed));
      const top = this.balancer - Math.max(0, Math.min(from.y, to.y) - this.balancer) / 3;
      this.put(this.stamps[i % this.stamps.length],
        bezier(t, from.x, from.x, to.x, to.x), bezier(t, from.y, top, top, to.y));
    });
    this.sparks = this.sparks.filter(spark => {
      const to = this.spot(spark.place, spark.seat);
      const passed = (at - spark.start) / FLIGHT;
      if (!to || passed >= 1) {
        return false;
      }
      if (passed > 0) {
        const top = Math.max(this.balancer, this.seats.get(spark.place).y - ABOVE);
        this.put(this.spark, to.x, top + (to.y - top) * passed);
      }
      return true;
    });
    return moving || this.sparks.length > 0;
  }

  spot(place, seat) {
    const seats = place && this.seats.get(place);
    return seats && {
      x: seats.x + ((seat % seats.columns) + 0.5) * seats.pitch,
      y: seats.y + (Math.floor(seat / seats.columns) + 0.5) * seats.pitch,
    };
  }

  put(stamp, x, y) {
    const half = stamp.side / 2;
    this.pen.drawImage(stamp.image, x - half, y - half, stamp.side, stamp.side);
  }
}

/** A dot to be copied, which is cheaper than to draw it each time. */
function stamp(colour, radius, scale) {
  const side = 2 * Math.ceil(radius + 1);
  const image = document.createElement('canvas');
  image.width = side * scale;
  image.height = side * scale;
  const pen = image.getContext('2d');
  pen.scale(scale, scale);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(side / 2, side / 2, radius, 0, 2 * Math.PI);
  pen.fill();
  return { image, side };
}

/** The largest distance between seats with which all of them fit. */
function pitchFor(width, height, seats) {
  for (let pitch = 32; pitch > 3; pitch -= 0.25) {
    if (Math.floor(width / pitch) * Math.floor(height / pitch) >= seats) {
      return pitch;
    }
  }
  return 3;
}

/** Neighbours in the list sit far apart, so that taking turns makes no pattern. */
function seatOf(i, size) {
  let step = Math.max(1, Math.round(size * 0.618));
  while (divisor(step, size) > 1) {
    step++;
  }
  return (i * step) % size;
}

function divisor(a, b) {
  return b === 0 ? a : divisor(b, a % b);
}

function ease(t) {
  return t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t);
}

function bezier(t, a, b, c, d) {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
