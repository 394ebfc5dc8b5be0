// 存证 — whether the trail of the platform commits to this settlement: salted commitments, the chain's links, the leaf's
// path in the log (RFC 6962 with SM3), and the platform's signatures. Each check answers with what is wrong, in words.
const MingsuanProof = (() => {
  "use strict";

  const { utf8, hex, fromHex, concat, sm3, verify } = MingsuanSm;

  /** 规范 JSON — members by UTF-16 code unit, no white space; the numbers of this file are whole. */
  const canonical = (value) => {
    if (Array.isArray(value)) {
      return `[${value.map(canonical).join(",")}]`;
    }

    if (value !== null && typeof value === "object") {
      const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
      return `{${members.join(",")}}`;
    }

    return JSON.stringify(value);
  };

  const digest = (text) => hex(sm3(utf8(text)));

  // --- 字段摘要: a domain and fields, each preceded by its length ------------------------------------------------------

  const bytes4 = (value) => Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

  const long = (value) => fromHex(BigInt(value).toString(16).padStart(16, "0"));

  const guid = (text) => fromHex(text.replaceAll("-", ""));

  const fields = (domain, ...parts) =>
    concat(...[utf8(domain), ...parts].flatMap((part) => [bytes4(part.length), part]));

  const person = 1;

  const entryHash = (subject, entry) => hex(sm3(fields(
    "mingsuan.trail.entry.v1", long(person), utf8(subject), long(entry.seq), utf8(entry.kind), utf8(entry.at),
    utf8(entry.actor), fromHex(entry.commitment), guid(entry.payload), fromHex(entry.previous))));

  const leafHash = (subject, leaf) => sm3(concat(Uint8Array.of(0), fields(
    "mingsuan.trail.leaf.v1", long(person), utf8(subject), long(leaf.seq), fromHex(leaf.head))));

  // --- 默克尔路径 -----------------------------------------------------------------------------------------------------

  const node = (left, right) => sm3(concat(Uint8Array.of(1), left, right));

  /** The root to which a path leads from a leaf, as RFC 9162 §2.1.3.2 walks it; null when the path does not fit. */
  const rootOf = (index, size, leaf, path) => {
    if (index < 0 || index >= size) {
      return null;
    }

    let [position, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
    for (const sibling of path) {
      if (last === 0n) {
        return null;
      }

      if (position % 2n === 1n || position === last) {
        hash = node(sibling, hash);
        while (position % 2n === 0n && position !== 0n) {
          position >>= 1n;
          last >>= 1n;
        }
      } else {
        hash = node(hash, sibling);
      }

      position >>= 1n;
      last >>= 1n;
    }

    return last === 0n ? hex(hash) : null;
  };

  /** Proofs that carry nothing that could be checked. */
  const bare = ["none", "withheld"];

  const states = ["proven", "waiting", ...bare];

  const isBare = (proof) => bare.includes(proof.state);

  // --- 检查 ----------------------------------------------------------------------------------------------------------

  const checkPayloads = (proof, say) => {
    const entries = new Map(proof.entries.map((entry) => [entry.seq, entry]));
    for (const payload of proof.payloads) {
      const found = hex(sm3(concat(fromHex(payload.salt), utf8(payload.text))));
      const committed = entries.get(payload.seq)?.commitment;
      say(found === committed, `存证内容（第 ${payload.seq} 条）与它的承诺不符`, `${committed} ≠ ${found}`);
    }
  };

  const checkChain = (proof, say) => {
    let before = null;
    for (const entry of proof.entries) {
      const found = entryHash(proof.subject, entry);
      say(found === entry.hash, `存证链第 ${entry.seq} 条的摘要不符`, `${entry.hash} ≠ ${found}`);
      say(
        before === null || (entry.previous === before.hash && entry.seq === before.seq + 1),
        `存证链第 ${entry.seq} 条没有接在前一条之后`);
      before = entry;
    }
  };

  const checkLog = (proof, say) => {
    const { leaf, path, checkpoint } = proof;
    const head = proof.entries[proof.entries.length - 1];
    say(head.seq === leaf.seq && head.hash === leaf.head, "日志叶与存证链的末条不符");
    const root = rootOf(leaf.index, checkpoint.size, leafHash(proof.subject, leaf), path.map(fromHex));
    say(root === checkpoint.root, "默克尔路径到不了检查点的根", `${checkpoint.root} ≠ ${root ?? "路径不成立"}`);
  };

  const checkKey = (key, at, say) => {
    const found = hex(sm3(fromHex(key.publicKey)));
    say(found === key.fingerprint, "平台公钥与指纹不符", `${key.fingerprint} ≠ ${found}`);
    const text = `mingsuan.trail.key.v1\n${key.fingerprint}\n${key.from}\n${key.to ?? "-"}\n`;
    say(verify(key.publicKey, utf8(text), key.signature), "平台公钥对自身有效期的签名无效");
    say(key.from <= at && (key.to === null || at <= key.to), "检查点不在平台公钥的有效期内");
  };

  const checkCheckpoint = ({ checkpoint, key }, say) => {
    const { number, size, root, at, key: named, signature } = checkpoint;
    const text = `mingsuan.trail.checkpoint.v1\n${number}\n${size}\n${root}\n${at}\n${named}\n`;
    checkKey(key, at, say);
    say(named === key.fingerprint, "检查点不是这把公钥签的");
    say(verify(key.publicKey, utf8(text), signature), "检查点的 SM2 签名无效");
  };

  /** The proof as a whole, as far as there is one. */
  const check = (proof, say) => {
    say(states.includes(proof.state), `不认识的存证状态 ${proof.state}`);
    if (isBare(proof)) {
      return;
    }

    checkPayloads(proof, say);
    checkChain(proof, say);
    if (proof.state === "proven") {
      checkLog(proof, say);
      checkCheckpoint(proof, say);
    }
  };

  /** 受证记录 — the rows that the payloads commit to; of several records of one row the latest counts. */
  const records = (proof) => {
    const rows = new Map();
    for (const payload of proof.payloads ?? []) {
      for (const { table, key, columns } of JSON.parse(payload.text).records ?? []) {
        rows.set(`${table} ${key}`, { table, key, columns });
      }
    }

    return [...rows.values()];
  };

  /** What the seal covers: each part of the file by name, as it is now. */
  const parts = (data, page) => new Map([
    ["page", page],
    ["settlement", canonical(data.settlement)],
    ["facts", data.facts],
    ["decision", canonical(data.decision)],
    ["proof", canonical(data.proof)],
    ["law.library", data.law.library],
    ...data.law.rows.map((row, i) => [`law.rows.${i}`, canonical(row)]),
    ...data.law.clauses.map((clause, i) => [`law.clauses.${i}`, canonical(clause)]),
  ]);

  /** 封印 — every part of the file is what the platform signed, and nothing was added or taken away. */
  const checkSeal = ({ seal }, now, nameOf, say) => {
    const lines = seal.parts.map(({ part, digest: sealed }) => `${part} ${sealed}\n`).join("");
    const text = `mingsuan.receipt.v1\n${seal.at}\n${seal.fingerprint}\n${lines}`;
    say(hex(sm3(fromHex(seal.publicKey))) === seal.fingerprint, "封印公钥与指纹不符");
    say(verify(seal.publicKey, utf8(text), seal.signature), "整份文件的 SM2 封印签名无效");
    const sealed = new Map(seal.parts.map(({ part, digest: value }) => [part, value]));
    for (const name of new Set([...sealed.keys(), ...now.keys()])) {
      say(now.has(name) && digest(now.get(name)) === sealed.get(name), `${nameOf(name)}被改动过`);
    }
  };

  return { canonical, digest, check, checkSeal, isBare, parts, records, rootOf };
})();
