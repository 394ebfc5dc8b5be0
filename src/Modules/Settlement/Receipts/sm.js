// 国密算法 — SM3 (GB/T 32905) and the checking of SM2 signatures (GB/T 32918), written out in full so that this file needs
// nothing but itself. Nothing here is secret: it digests what everybody may read and checks what was signed.
const MingsuanSm = (() => {
  "use strict";

  const utf8 = (text) => new TextEncoder().encode(text);

  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");

  const fromHex = (text) => {
    if (typeof text !== "string" || text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) {
      throw new Error("not lower-case hex");
    }

    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  };

  const concat = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }

    return all;
  };

  const number = (bytes) => BigInt("0x" + (hex(bytes) || "0"));

  const bytes32 = (value) => fromHex(value.toString(16).padStart(64, "0"));

  // --- SM3 -----------------------------------------------------------------------------------------------------------

  const initial = [
    0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
  ];

  const rotate = (word, by) => (word << (by % 32)) | (word >>> ((32 - by % 32) % 32));

  const padded = (message) => {
    const length = Math.ceil((message.length + 9) / 64) * 64;
    const whole = new Uint8Array(length);
    whole.set(message);
    whole[message.length] = 0x80;
    const bits = new DataView(whole.buffer);
    bits.setUint32(length - 8, Math.floor(message.length / 0x20000000));
    bits.setUint32(length - 4, (message.length * 8) >>> 0);
    return bits;
  };

  const expand = (view, from) => {
    const words = new Int32Array(68);
    for (let i = 0; i < 16; i++) {
      words[i] = view.getInt32(from + 4 * i);
    }

    for (let i = 16; i < 68; i++) {
      const mixed = words[i - 16] ^ words[i - 9] ^ rotate(words[i - 3], 15);
      words[i] = mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23) ^ rotate(words[i - 13], 7) ^ words[i - 6];
    }

    return words;
  };

  const compress = (state, words) => {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const constant = rotate(i < 16 ? 0x79cc4519 : 0x7a879d8a, i);
      const one = rotate((rotate(a, 12) + e + constant) | 0, 7);
      const two = one ^ rotate(a, 12);
      const first = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const second = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const left = (first + d + two + (words[i] ^ words[i + 4])) | 0;
      const right = (second + h + one + words[i]) | 0;
      [d, c, b, a] = [c, rotate(b, 9), a, left];
      [h, g, f, e] = [g, rotate(f, 19), e, right ^ rotate(right, 9) ^ rotate(right, 17)];
    }

    return [a, b, c, d, e, f, g, h].map((word, i) => word ^ state[i]);
  };

  const sm3 = (message) => {
    const view = padded(message);
    let state = initial;
    for (let at = 0; at < view.byteLength; at += 64) {
      state = compress(state, expand(view, at));
    }

    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((word, i) => digest.setInt32(4 * i, word));
    return new Uint8Array(digest.buffer);
  };

  // --- SM2 -----------------------------------------------------------------------------------------------------------

  // 推荐曲线 sm2p256v1.
  const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
  const a = p - 3n;
  const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
  const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
  const gx = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
  const gy = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;

  const mod = (value, by) => ((value % by) + by) % by;

  /** The inverse modulo a prime, by Euclid. */
  const inverse = (value, by) => {
    let [low, high, x, y] = [mod(value, by), by, 1n, 0n];
    while (low > 1n) {
      const times = high / low;
      [low, high, x, y] = [high - times * low, low, y - times * x, x];
    }

    return mod(x, by);
  };

  // Points are Jacobian: (x / z², y / z³); z = 0 is the point at infinity.
  const infinity = [1n, 1n, 0n];

  const double = ([x, y, z]) => {
    if (z === 0n || y === 0n) {
      return infinity;
    }

    const square = mod(y * y, p);
    const s = mod(4n * x * square, p);
    const zz = mod(z * z, p);
    const m = mod(3n * (x - zz) * (x + zz), p);
    const third = mod(m * m - 2n * s, p);
    return [third, mod(m * (s - third) - 8n * square * square, p), mod(2n * y * z, p)];
  };

  const add = (one, two) => {
    if (one[2] === 0n || two[2] === 0n) {
      return one[2] === 0n ? two : one;
    }

    const [x1, y1, z1] = one;
    const [x2, y2, z2] = two;
    const [z1z1, z2z2] = [mod(z1 * z1, p), mod(z2 * z2, p)];
    const [u1, u2] = [mod(x1 * z2z2, p), mod(x2 * z1z1, p)];
    const [s1, s2] = [mod(y1 * z2z2 * z2, p), mod(y2 * z1z1 * z1, p)];
    if (u1 === u2) {
      return s1 === s2 ? double(one) : infinity;
    }

    const [h, r] = [mod(u2 - u1, p), mod(s2 - s1, p)];
    const [hh, v] = [mod(h * h, p), mod(u1 * h * h, p)];
    const x3 = mod(r * r - hh * h - 2n * v, p);
    return [x3, mod(r * (v - x3) - s1 * hh * h, p), mod(h * z1 * z2, p)];
  };

  const times = (scalar, point) => {
    let sum = infinity;
    for (const bit of scalar.toString(2)) {
      sum = double(sum);
      sum = bit === "1" ? add(sum, point) : sum;
    }

    return sum;
  };

  const isOnCurve = (x, y) => x < p && y < p && mod(y * y - (x * x * x + a * x + b), p) === 0n;

  /** SubjectPublicKeyInfo of an SM2 key is this and the point's two halves. */
  const keyHead = "3059301306072a8648ce3d020106082a811ccf5501822d03420004";

  const signer = utf8("1234567812345678");

  /** What is signed: SM3 of the signer (its id, the curve, its key) and of the message. */
  const signedDigest = (x, y, message, id) => {
    const identity = sm3(concat(
      Uint8Array.of((id.length * 8) >> 8, (id.length * 8) & 255), id,
      ...[a, b, gx, gy, x, y].map(bytes32)));
    return number(sm3(concat(identity, message)));
  };

  /** Whether r‖s (hex) is the signature of the key (SubjectPublicKeyInfo, hex) over the message's bytes. */
  const verify = (key, message, signature, id = signer) => {
    if (typeof key !== "string" || !key.startsWith(keyHead) || key.length !== keyHead.length + 128 ||
        !/^[0-9a-f]{128}$/.test(signature)) {
      return false;
    }

    const x = number(fromHex(key.slice(-128, -64)));
    const y = number(fromHex(key.slice(-64)));
    const r = BigInt("0x" + signature.slice(0, 64));
    const s = BigInt("0x" + signature.slice(64));
    const t = mod(r + s, n);
    if (!isOnCurve(x, y) || r < 1n || r >= n || s < 1n || s >= n || t === 0n) {
      return false;
    }

    const [px, , pz] = add(times(s, [gx, gy, 1n]), times(t, [x, y, 1n]));
    if (pz === 0n) {
      return false;
    }

    const affine = mod(px * inverse(mod(pz * pz, p), p), p);
    return mod(signedDigest(x, y, message, id) + affine, n) === r;
  };

  return { utf8, hex, fromHex, concat, sm3, verify };
})();
