// 自验 — compares what was computed anew with everything the file says, and tells the reader the outcome.
const MingsuanReceipt = (() => {
  "use strict";

  const { columns, funds, recompute, yuan, decimal, rounded } = MingsuanMoney;

  const words = {
    medfee_sumamt: "医疗费总额", fulamt_ownpay_amt: "全自费", overlmt_selfpay: "超限价", preselfpay_amt: "先行自付",
    inscp_scp_amt: "政策范围内", act_pay_dedc: "起付线", hifp_pay: "统筹基金支付", hifob_pay: "大额补助支付",
    hifmi_pay: "大病保险支付", hifes_pay: "企业补充支付", cvlserv_pay: "公务员补助支付", maf_pay: "医疗救助支付",
    oth_pay: "其他基金支付", fund_pay_sumamt: "基金支付合计", psn_part_amt: "个人负担", acct_pay: "个人账户支付",
    acct_mulaid_pay: "共济账户支付", psn_cash_pay: "现金支付", hosp_part_amt: "机构承担",
  };

  /** Columns of the settlement's stored row, by the name of what they hold. */
  const stored = {
    medfee_sumamt: "fee", fulamt_ownpay_amt: "full_self_pay", overlmt_selfpay: "over_limit",
    preselfpay_amt: "initial_copay", inscp_scp_amt: "in_scope", act_pay_dedc: "deductible",
    acct_pay: "account", psn_cash_pay: "cash",
  };

  const storedOfTotal = {
    ...stored, ...Object.fromEntries(funds.map((fund) => [fund, fund.replace("_pay", "")])),
    acct_mulaid_pay: "family_account", hosp_part_amt: "hospital",
  };

  /** Each line's columns that the page must show. */
  const shownOfLine = [
    "medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt", "act_pay_dedc",
    "fund_pay_sumamt", "acct_pay", "psn_cash_pay",
  ];

  const shownOfTotal = [...shownOfLine, "psn_part_amt"];

  const accounts = {
    institution: "应付定点机构", person: "应付参保人", account: "个人账户", family: "共济账户", cash: "个人现金",
  };

  const nameOfAccount = (name) => accounts[name] ?? words[`${name.replace("fund:", "")}_pay`] ?? name;

  const partWords = {
    page: "页面文字", settlement: "结算信息", facts: "结算事实", decision: "结算结论", proof: "存证证明",
    "law.library": "法规库摘要",
  };

  const nameOfPart = (part) => {
    const [, kind, place] = /^law\.(rows|clauses)\.(\d+)$/.exec(part) ?? [];
    return kind === undefined ? partWords[part] ?? part
      : `${kind === "rows" ? "选用的规定" : "条款内容"}第 ${Number(place) + 1} 条`;
  };

  const at = (data, path) => path.split(".").reduce((node, name) => node?.[name], data);

  // --- 一、金额 ------------------------------------------------------------------------------------------------------

  const compareAmounts = (now, decision, say) => {
    const same = (found, told, what) =>
      say(yuan(found) === told, `${what}：文件写 ${told}，复算得 ${yuan(found)}`);
    for (const name of columns) {
      same(now.total[name], decision[name], `合计 ${words[name]}`);
    }

    same(now.delivery, decision.outside?.delivery, "配送费");
    const ratio = rounded([now.ratio[0] * 10000n, now.ratio[1]]);
    const told = rounded(decimal(decision.pool_prop_selfpay).map((part, i) => (i === 0 ? part * 10000n : part)));
    say(ratio === told, `支付比例：文件写 ${decision.pool_prop_selfpay}，复算得 ${Number(ratio) / 10000}`);
    const charged = now.lines.filter((line) => !line.outside && !line.refused);
    say(charged.length === decision.lines.length, `收费明细：文件有 ${decision.lines.length} 行，应有 ${charged.length} 行`);
    charged.forEach((line, i) => {
      const written = decision.lines[i] ?? {};
      say(written.id === line.id, `明细第 ${i + 1} 行的编号：文件写 ${written.id}，事实为 ${line.id}`);
      for (const name of columns) {
        same(line.columns[name], written[name], `明细 ${line.id} ${words[name]}`);
      }
    });
    compareRefused(now, decision, same);
    compareSteps(now, decision, say);
  };

  const compareRefused = (now, decision, same) => {
    const refused = now.lines.filter((line) => line.refused);
    refused.forEach((line, i) => same(line.amount, decision.refusedLines[i]?.amount, `不予收取的明细 ${line.id}`));
  };

  /** Every step that the file tells of was found anew, and no step that moves an amount is left out. */
  const compareSteps = (now, decision, say) => {
    const idOf = (step) => (step.line === undefined ? "" : now.lines[step.line].id);
    const keyOf = (kind, line, before, after) => `${kind}/${line}/${before}/${after}`;
    const found = now.steps.map((step) => keyOf(step.kind, idOf(step), yuan(step.before), yuan(step.after)));
    const told = decision.steps.map((step) => keyOf(step.kind, step.line ?? "", step.before, step.after));
    decision.steps.forEach((step, i) => {
      const still = step.before === "0.00" && step.after === "0.00";
      say(still || found.includes(told[i]), `步骤 ${i + 1}（${step.label}）${step.before} → ${step.after} 复算不出`);
    });
    now.steps.forEach((step, i) => {
      const moves = step.before !== step.after && !["lineAmount", "cash"].includes(step.kind);
      say(!moves || told.includes(found[i]), `文件缺少一步：${yuan(step.before)} → ${yuan(step.after)}`);
    });
  };

  // --- 二、页面文字 ----------------------------------------------------------------------------------------------------

  const comparePage = (page, data, say) => {
    const shown = new Map();
    for (const element of page.querySelectorAll("[data-of]")) {
      const path = element.dataset.of;
      const value = at(data, path);
      const text = element.textContent.trim();
      shown.set(path, text);
      say(String(value ?? "") === text, `页面上的“${nameOfPath(path, data)}”：显示 ${text}，数据为 ${value ?? "（无）"}`);
    }

    for (const path of expected(data)) {
      say(shown.has(path), `页面上缺少“${nameOfPath(path, data)}”`);
    }
  };

  const expected = (data) => [
    "seal.fingerprint",
    ...shownOfTotal.map((name) => `decision.${name}`),
    ...data.decision.lines.flatMap((_, i) => shownOfLine.map((name) => `decision.lines.${i}.${name}`)),
    ...data.decision.steps.flatMap((_, i) => [`decision.steps.${i}.before`, `decision.steps.${i}.after`]),
  ];

  const nameOfPath = (path, data) => {
    const [, list, place, name] = /^decision\.(lines|steps)\.(\d+)\.(\w+)$/.exec(path) ?? [];
    if (list === "lines") {
      return `明细 ${data.decision.lines[place]?.id} ${words[name] ?? name}`;
    }

    return list === "steps" ? `步骤 ${Number(place) + 1} ${name === "before" ? "之前" : "之后"}`
      : path === "seal.fingerprint" ? "平台公钥指纹"
      : words[path.replace("decision.", "")] ?? path;
  };

  const bare = (text) => text.replace(/[ \t\r\n\f]/g, "");

  // --- 三、受证的记录 --------------------------------------------------------------------------------------------------

  const compareRecords = (now, data, say) => {
    const { proof, settlement } = data;
    if (MingsuanProof.isBare(proof)) {
      return;
    }

    const rows = MingsuanProof.records(proof);
    const own = (table) => rows.filter((row) => row.table === table &&
      row.columns !== null && row.columns.settlement_id === settlement.uuid);
    const [row] = own("settlement_settlement");
    say(row !== undefined, "存证内容里没有这笔结算");
    if (row === undefined) {
      return;
    }

    const sign = BigInt(settlement.sign);
    const same = (found, column, what) =>
      say(String(sign * found) === column, `${what}：受证记录为 ${yuan(BigInt(column ?? 0))}，复算得 ${yuan(sign * found)}`);
    Object.entries(storedOfTotal).forEach(([name, column]) =>
      same(now.total[name], row.columns[column], `合计 ${words[name]}`));
    say(row.columns.law_hash === data.law.library, "法规库摘要与受证记录不符");
    say(recorded(data.facts) === row.columns.facts, "结算事实与受证记录不符");
    compareLines(now, own("settlement_settled_line"), same, say);
    compareLedger(now, own("settlement_ledger_entry"), settlement, say);
  };

  /** A long value is committed to by its digest. */
  const recorded = (text) =>
    text.length <= 200 && !text.startsWith("sm3:") ? text : `sm3:${MingsuanProof.digest(text)}`;

  const compareLines = (now, rows, same, say) => {
    say(rows.length === now.lines.length, `受证的明细有 ${rows.length} 行，应有 ${now.lines.length} 行`);
    for (const line of now.lines) {
      const row = rows.find((one) => one.columns.feedetl_sn === line.id);
      say(row !== undefined, `明细 ${line.id} 没有受证的记录`);
      Object.entries({ ...stored, fund: "fund" }).forEach(([name, column]) => row &&
        same(line.columns[name], row.columns[column], `明细 ${line.id} ${words[name] ?? "基金支付"}`));
    }
  };

  /** The postings of a settlement sum to zero, and each fund's is what was computed. */
  const compareLedger = (now, rows, settlement, say) => {
    const sign = BigInt(settlement.sign);
    const posted = new Map(rows.map((row) => [row.columns.account_name, BigInt(row.columns.amount)]));
    const sum = [...posted.values()].reduce((a, b) => a + b, 0n);
    say(sum === 0n, `分录不平：相加为 ${yuan(sum)}`);
    const total = now.total;
    const paper = settlement.route === "manual";
    const due = Object.fromEntries([
      [paper ? "person" : "institution", paper ? total.fund : total.medfee_sumamt],
      ...funds.map((name) => [`fund:${name.replace("_pay", "")}`, -total[name]]),
      ["account", total.acct_mulaid_pay - total.acct_pay], ["family", -total.acct_mulaid_pay],
      ["cash", paper ? 0n : -total.psn_cash_pay],
    ]);
    for (const name of new Set([...Object.keys(due), ...posted.keys()])) {
      const [is, should] = [posted.get(name) ?? 0n, sign * (due[name] ?? 0n)];
      say(is === should, `分录“${nameOfAccount(name)}”：受证记录为 ${yuan(is)}，复算得 ${yuan(should)}`);
    }
  };

  // --- 结论 ----------------------------------------------------------------------------------------------------------

  /** All that is wrong with the file, as sentences; an empty list means that it agrees. */
  const examine = (data, page) => {
    const wrong = [];
    const say = (holds, sentence, more) => holds || wrong.push(more ? `${sentence}（${more}）` : sentence);
    const guarded = (what, check) => {
      try {
        check();
      } catch (error) {
        wrong.push(`${what}无法检查：${error.message}`);
      }
    };

    say(data.version === 1, `不认识的文件版本 ${data.version}`);
    guarded("封印", () => MingsuanProof.checkSeal(
      data, MingsuanProof.parts(data, bare(page.textContent)), nameOfPart, say));
    let now = null;
    guarded("金额", () => {
      now = recompute(JSON.parse(data.facts), data.law.rows);
      compareAmounts(now, data.decision, say);
    });
    guarded("页面", () => comparePage(page, data, say));
    guarded("受证记录", () => now === null || compareRecords(now, data, say));
    guarded("存证", () => MingsuanProof.check(data.proof, say));
    return [...new Set(wrong)];
  };

  const element = (document, name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className ?? "";
    return made;
  };

  const proofWords = {
    proven: "金额、条款行、页面文字、存证承诺、默克尔路径和 SM2 签名都已在本机核对。",
    waiting: "金额、条款行、页面文字和平台封印都已在本机核对；这笔结算尚未存证，稍后可重新下载。",
    none: "金额、条款行、页面文字和平台封印都已在本机核对；这笔结算没有可以公开的存证内容。",
    withheld: "金额、条款行、页面文字和平台封印都已在本机核对；"
      + "本文件由经办人员取出，为保护隐私不含存证链，本人可在手机端取得完整收据。",
  };

  /** A field for the fingerprint that the reader got elsewhere; for both, where the key has changed since. */
  const askFingerprint = (document, fingerprints) => {
    const label = element(document, "label", "粘贴您从别处得到的平台公钥指纹，核对是否为同一把：");
    const field = document.createElement("input");
    const answer = element(document, "output", "");
    field.autocomplete = "off";
    field.addEventListener("input", () => {
      const typed = field.value.toLowerCase().replace(/[\s:]/g, "").match(/[0-9a-f]{64}/g) ?? [];
      const same = fingerprints.every((one) => typed.includes(one));
      answer.textContent = typed.length === 0 ? "" : same ? "指纹相同" : "指纹不同：不要相信这份文件";
      answer.className = same ? "good" : "bad";
    });
    label.append(field, answer);
    return label;
  };

  const show = (document, data, wrong) => {
    const place = document.getElementById("verdict");
    place.replaceChildren();
    place.dataset.state = wrong.length === 0 ? "good" : "bad";
    place.append(element(document, "h2", wrong.length === 0 ? "一致" : "不一致"));
    if (wrong.length === 0) {
      place.append(element(document, "p", proofWords[data.proof.state]));
    } else {
      const list = document.createElement("ul");
      list.append(...wrong.map((sentence) => element(document, "li", sentence)));
      place.append(element(document, "p", `有 ${wrong.length} 处对不上，这份文件不可信：`), list);
    }

    const fingerprints = [data.seal?.fingerprint, data.proof?.key?.fingerprint].filter(Boolean);
    place.append(askFingerprint(document, fingerprints));
  };

  const run = (document) => {
    let [data, wrong] = [{ proof: {} }, []];
    try {
      data = JSON.parse(document.getElementById("mingsuan-receipt").textContent);
      wrong = examine(data, document.getElementById("receipt"));
    } catch (error) {
      wrong = [`数据无法读取：${error.message}`];
    }

    show(document, data, wrong);
  };

  return { examine, compareAmounts, run };
})();

if (typeof document !== "undefined" && document.getElementById("mingsuan-receipt")) {
  MingsuanReceipt.run(document);
}
