// Finds the number behind a challenge (ALTCHA's protocol): the one whose SHA-256, after the salt, is the challenge.
// SHA-256 stands here (FIPS 180-4), because the browser's own answers one hash a turn, and not at all without TLS.
const K = new Uint32Array(64);
{
  let n = 0;
  for (let p = 2; n < 64; p++) {
    let prime = true;
    for (let d = 2; d * d <= p; d++) if (p % d === 0) prime = false;
    if (prime) K[n++] = (Math.cbrt(p) % 1) * 2 ** 32;
  }
}
const START = [2, 3, 5, 7, 11, 13, 17, 19].map((p) => ((Math.sqrt(p) % 1) * 2 ** 32) >>> 0);
const W = new Uint32Array(64);
const H = new Uint32Array(8);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

function sha256(text) {
  const length = text.length; // salts and numbers are ASCII
  const blocks = ((length + 8) >> 6) + 1;
  H.set(START);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) {
      let word = 0;
      for (let j = 0; j < 4; j++) {
        const at = block * 64 + i * 4 + j;
        word = (word << 8) | (at < length ? text.charCodeAt(at) : at === length ? 0x80 : 0);
      }
      W[i] = word;
    }
    if (block === blocks - 1) W[15] = length * 8;
    for (let i = 16; i < 64; i++) {
      const a = W[i - 15];
      const b = W[i - 2];
      W[i] = W[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + W[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    H[0] += a; H[1] += b; H[2] += c; H[3] += d; H[4] += e; H[5] += f; H[6] += g; H[7] += h;
  }
  return H;
}

onmessage = (event) => {
  const asked = JSON.parse(event.data);
  const wanted = Uint32Array.from({ length: 8 }, (_, i) => parseInt(asked.challenge.slice(i * 8, i * 8 + 8), 16));
  const began = performance.now();
  for (let number = 0; number <= asked.maxnumber; number++) {
    const hash = sha256(asked.salt + number);
    if (hash[0] === wanted[0] && hash.every((word, i) => word === wanted[i])) {
      const { algorithm, challenge, salt, signature } = asked;
      const took = Math.round(performance.now() - began);
      postMessage(btoa(JSON.stringify({ algorithm, challenge, number, salt, signature, took })));
      return;
    }
  }
  postMessage("");
};
